"""``smppconsole send``: bind, send a message part by part, tell answers and receipts, unbind."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from itertools import chain, repeat

from smppconsole.cli.conversation import Conversation
from smppconsole.cli.message_options import add_message_options, add_pace_options, draft_of, with_id_forms
from smppconsole.cli.options import account_of, add_connection_options, password_of
from smppconsole.cli.output import say
from smppconsole.cli.prechecks import judge_bind, judge_draft
from smppconsole.cli.reading import book_with
from smppconsole.cli.running import run_to_end
from smppconsole.cli.sendout import Sendout
from smppconsole.cli.status import CommandError, Status
from smppconsole.cli.unhurried import UnhurriedOutput
from smppconsole.compose.expand import expand
from smppconsole.console.account import Account
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.spec.book import Book


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``send``."""
    add_connection_options(parser)
    add_message_options(parser)
    add_pace_options(parser)
    parser.add_argument("--dictionary", metavar="FILE", help="TOML with a provider's own TLVs and statuses")
    parser.add_argument("--json", action="store_true", help="one JSON object an event")


def run(options: argparse.Namespace) -> Status:
    """Send what the options say. What is refused is refused before anything is connected."""
    account = with_id_forms(account_of(options), options)
    book = book_with(options.dictionary or account.dictionary)
    messages = prepare(options, account, book)
    output = UnhurriedOutput(options.json)
    return run_to_end(
        _send(options, Conversation(account, output, options.capture, book), messages), output, patient=True
    )


async def _send(options: argparse.Namespace, talk: Conversation, messages: Iterator[tuple[Pdu, ...]]) -> Status:
    async with talk:
        bound = await talk.bind(await password_of(options, talk.account))
        if bound is not Status.DONE:
            return bound
        sendout = Sendout(talk, anyway=options.anyway)
        await sendout.send(messages, options.rate)
        return await sendout.settle(options.wait_receipt or 0.0)


def prepare(options: argparse.Namespace, account: Account, book: Book) -> Iterator[tuple[Pdu, ...]]:
    """The PDUs of every message, each with a reference of its own and made when it is its turn, once the message has
    passed its checks.

    Raises CommandError for what is refused, before anybody is connected.
    """
    start = random.randrange(0x10000)
    try:
        judge_bind("submit_sm", account, book, anyway=options.anyway)
        draft = draft_of(options, account, book)
        judge_draft(draft, account, book, anyway=options.anyway)
        first = expand(draft, start).pdus
        for pdu in first:
            encode(pdu, book, anyway=options.anyway)
    except EncodeError as error:
        raise CommandError(f"nothing was sent: {error}") from error
    if options.wait_receipt and not any(pdu.fields.get("registered_delivery") for pdu in first):
        say("no receipt is asked for (--receipt), so none may come")
    if options.count > 1 and expand(draft, start + 1).pdus == first:
        return repeat(first, options.count)  # one part: no reference tells the messages apart
    return chain((first,), (expand(draft, start + number).pdus for number in range(1, options.count)))
