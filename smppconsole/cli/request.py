"""``smppconsole request``: any other request of an ESME, by name or octet by octet."""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from dataclasses import replace

from smppconsole.cli.conversation import Conversation
from smppconsole.cli.message_options import add_message_options, add_pdu_options, draft_of, fields_of
from smppconsole.cli.options import account_of, add_connection_options, number, password_of
from smppconsole.cli.output import say
from smppconsole.cli.prechecks import judge_bind, judge_draft, judge_pdu
from smppconsole.cli.raw import send_raw
from smppconsole.cli.reading import book_with
from smppconsole.cli.running import run_to_end
from smppconsole.cli.sendout import Sendout
from smppconsole.cli.status import CommandError, Status
from smppconsole.cli.unhurried import UnhurriedOutput
from smppconsole.compose.draft import Draft
from smppconsole.compose.request import cancel_sm, data_sm, query_sm, replace_sm, submit_multi
from smppconsole.compose.typed import typed_field, typed_number, typed_pdu, typed_tlv
from smppconsole.console.account import Account
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.paste import read_paste
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.spec.book import Book
from smppconsole.values import dataclass

_FREE_SEQUENCE = 0x10000
"""A sequence number that the few requests of such a session do not reach."""


def _query(options: argparse.Namespace, account: Account, book: Book) -> tuple[Pdu, ...]:
    draft = _bare_draft(options, account, book, "query_sm")
    pdu = query_sm(options.message_id, draft.source, draft.source_ton, draft.source_npi, draft.source_rules)
    return _judged(replace(pdu, fields={**pdu.fields, **draft.fields}, tlvs=draft.tlvs), options, account, book)


def _cancel(options: argparse.Namespace, account: Account, book: Book) -> tuple[Pdu, ...]:
    if not (options.message_id or (options.source and options.to) or options.anyway):
        words = "nothing was sent: which message? Give --message-id, or --from and --to for all between the two"
        raise CommandError(words)
    draft = _bare_draft(options, account, book, "cancel_sm")
    return _judged(cancel_sm(draft, options.message_id), options, account, book)


def _replace(options: argparse.Namespace, account: Account, book: Book) -> tuple[Pdu, ...]:
    draft = draft_of(options, account, book, "replace_sm")
    (pdu,) = replace_sm(draft, options.message_id).pdus
    return _judged(pdu, options, account, book)


def _data(options: argparse.Namespace, account: Account, book: Book) -> tuple[Pdu, ...]:
    draft = draft_of(options, account, book, "data_sm")
    judge_draft(draft, account, book, command="data_sm", anyway=options.anyway)
    return data_sm(draft, _reference()).pdus


def _multi(options: argparse.Namespace, account: Account, book: Book) -> tuple[Pdu, ...]:
    draft = draft_of(options, account, book, "submit_multi")
    several = tuple(one.strip() for one in options.to.split(","))
    judge_draft(draft, account, book, command="submit_multi", destinations=several, anyway=options.anyway)
    return submit_multi(draft, several, _reference()).pdus


def _raw(options: argparse.Namespace, _account: Account, _book: Book) -> bytes:
    """The octets of ``request raw``; raises CommandError where there is no hex."""
    paste = read_paste(options.hex)
    for note in paste.notes:
        say(note)
    octets = b"".join(paste.blocks)
    if not octets:
        raise CommandError("nothing was sent: there is no hex in what was given")
    return octets


def _any_pdu(options: argparse.Namespace, account: Account, book: Book) -> bytes:
    """The octets of ``request pdu``; raises CommandError for what is refused."""
    try:
        status = book.status_named(options.status) if options.status else None
        number_told = status.code if status else typed_number("command_status", options.status or "0")
        typed = typed_pdu(options.command, fields_of(options.field), options.tlv, status=number_told, book=book)
        pdu = typed.with_sequence(typed_number("sequence_number", options.sequence))
        judge_pdu(pdu, account, book, anyway=options.anyway)
        return encode(pdu, book, anyway=options.anyway)
    except EncodeError as error:
        raise CommandError(f"nothing was sent: {error}") from error


def _judged(pdu: Pdu, options: argparse.Namespace, account: Account, book: Book) -> tuple[Pdu, ...]:
    judge_pdu(pdu, account, book, anyway=options.anyway)
    return (pdu,)


def _bare_draft(options: argparse.Namespace, account: Account, book: Book, command: str) -> Draft:
    """A message that has no text: addresses, and what was typed."""
    source = (account.source_ton, account.source_npi) if options.source else (None, None)
    destination = (account.dest_ton, account.dest_npi) if options.to else (None, None)
    return Draft(
        destination=options.to,
        source=options.source,
        service_type=options.service_type,
        source_ton=_first(options.source_ton, source[0]),
        source_npi=_first(options.source_npi, source[1]),
        dest_ton=_first(options.dest_ton, destination[0]),
        dest_npi=_first(options.dest_npi, destination[1]),
        source_rules=account.source_rules if options.source else "",
        dest_rules=account.dest_rules if options.to else "",
        tlvs=tuple(typed_tlv(word, book) for word in options.tlv),
        fields={name: typed_field(command, name, value, book) for name, value in fields_of(options.field).items()},
    )


def _first(given: int | None, otherwise: int | None) -> int | None:
    return otherwise if given is None else given


def _reference() -> int:
    return random.randrange(0x10000)


@dataclass(frozen=True, slots=True)
class Kind:
    """One request by its short name: what makes its PDUs, and what must be told."""

    name: str
    make: Callable[[argparse.Namespace, Account, Book], tuple[Pdu, ...]]
    help: str
    has_text: bool = False
    needs_id: bool = False


KINDS = (
    Kind("query", _query, "ask for the state of a message", needs_id=True),
    Kind("cancel", _cancel, "cancel a message, or all between two addresses"),
    Kind("replace", _replace, "replace the text of a message", has_text=True, needs_id=True),
    Kind("data", _data, "send a text with data_sm", has_text=True),
    Kind("multi", _multi, "send a text to several (--to A,B,list:NAME)", has_text=True),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``request``."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    for kind in KINDS:
        one = kinds.add_parser(kind.name, help=kind.help, description=kind.help, allow_abbrev=False)
        one.set_defaults(what=kind)
        one.add_argument("--message-id", metavar="ID", required=kind.needs_id, default="", help="as the centre told it")
        if kind.has_text:
            add_message_options(one, needs_destination=not kind.needs_id)
        else:
            _add_addresses(one)
            add_pdu_options(one)
        _add_common(one)
    raw = kinds.add_parser("raw", help="send octets exactly as they are", allow_abbrev=False)
    raw.add_argument("hex", metavar="HEX", help="the octets, in any dress")
    raw.set_defaults(what=None, octets=_raw)
    _add_common(raw)
    _add_any(kinds.add_parser("pdu", help="send any PDU of the standard, field by field", allow_abbrev=False))


def _add_any(parser: argparse.ArgumentParser) -> None:
    """The options of ``request pdu``: whatever a PDU can say."""
    parser.add_argument("command", metavar="COMMAND", help="its name: submit_sm, deliver_sm_resp, ...")
    parser.add_argument("--status", metavar="S", default="", help="command_status, by name or number (0)")
    parser.add_argument("--sequence", metavar="N", default=str(_FREE_SEQUENCE), help="sequence_number (%(default)s)")
    add_pdu_options(parser)
    parser.set_defaults(what=None, octets=_any_pdu)
    _add_common(parser)


def run(options: argparse.Namespace) -> Status:
    """Send the request; what is refused is refused before anything is connected."""
    account = account_of(options)
    book = book_with(options.dictionary or account.dictionary)
    pdus = () if options.what is None else prepare(options, account, book)
    octets = options.octets(options, account, book) if options.what is None else b""
    output = UnhurriedOutput(options.json)
    return run_to_end(
        _send(options, Conversation(account, output, options.capture, book), pdus, octets), output, patient=True
    )


async def _send(options: argparse.Namespace, talk: Conversation, pdus: tuple[Pdu, ...], octets: bytes) -> Status:
    async with talk:
        bound = await talk.bind(await password_of(options, talk.account))
        if bound is not Status.DONE:
            return bound
        if not pdus:
            return await send_raw(talk, octets)
        sendout = Sendout(talk, anyway=options.anyway)
        await sendout.send([pdus])
        return await sendout.settle(0.0)


def prepare(options: argparse.Namespace, account: Account, book: Book) -> tuple[Pdu, ...]:
    """The PDUs of the request, each tried; raises CommandError for what is refused."""
    kind: Kind = options.what
    try:
        pdus = kind.make(options, account, book)
        judge_bind(pdus[0].command, account, book, anyway=options.anyway)
        for pdu in pdus:
            encode(pdu, book, anyway=options.anyway)
    except EncodeError as error:
        raise CommandError(f"nothing was sent: {error}") from error
    return pdus


def _add_addresses(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="source", metavar="ADDRESS", default="", help="the sender it had")
    parser.add_argument("--to", metavar="ADDRESS", default="", help="the destination it had")
    parser.add_argument("--service-type", metavar="T", default="", help="service_type")
    for name in ("source-ton", "source-npi", "dest-ton", "dest-npi"):
        parser.add_argument("--" + name, metavar="N", type=number, help="as in the message")


def _add_common(parser: argparse.ArgumentParser) -> None:
    add_connection_options(parser)
    parser.add_argument("--dictionary", metavar="FILE", help="TOML with a provider's own TLVs and statuses")
    parser.add_argument("--json", action="store_true", help="one JSON object an event")
