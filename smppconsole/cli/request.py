"""``smppconsole request``: any other request of an ESME, by name or octet by octet."""

from __future__ import annotations

import argparse
import asyncio
import random
from dataclasses import dataclass, replace

from smppconsole.cli.conversation import Conversation
from smppconsole.cli.dictionaries import book_with
from smppconsole.cli.message_options import add_message_options, add_pdu_options, draft_of, fields_of
from smppconsole.cli.options import account_of, add_connection_options, number, password_of
from smppconsole.cli.output import Output
from smppconsole.cli.raw import send_raw
from smppconsole.cli.sendout import Sendout
from smppconsole.cli.status import CommandError, Status
from smppconsole.compose.expand import address_type, expand
from smppconsole.compose.typed import typed_pdu
from smppconsole.console.account import Account
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.pdu import FieldValue, Pdu
from smppconsole.smpp.spec.book import Book


@dataclass(frozen=True, slots=True)
class Kind:
    """One request by its short name: its command, and what must be told."""

    name: str
    command: str
    help: str
    has_text: bool = False
    needs_id: bool = False


KINDS = (
    Kind("query", "query_sm", "ask for the state of a message", needs_id=True),
    Kind("cancel", "cancel_sm", "cancel a message, or all between two addresses"),
    Kind("replace", "replace_sm", "replace the text of a message", has_text=True, needs_id=True),
    Kind("data", "data_sm", "send a text with data_sm", has_text=True),
    Kind("multi", "submit_multi", "send a text to several (--to A,B,list:NAME)", has_text=True),
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
    raw.set_defaults(what=None)
    _add_common(raw)


def run(options: argparse.Namespace) -> Status:
    """Send the request; what is refused is refused before anything is connected."""
    account = account_of(options)
    book = book_with(options.dictionary or account.dictionary)
    pdus = () if options.what is None else prepare(options, account, book)
    return asyncio.run(_send(options, Conversation(account, Output(options.json), options.capture, book), pdus))


async def _send(options: argparse.Namespace, talk: Conversation, pdus: tuple[Pdu, ...]) -> Status:
    async with talk:
        bound = await talk.bind(await password_of(options, talk.account))
        if bound is not Status.DONE:
            return bound
        if not pdus:
            return await send_raw(talk, options.hex)
        sendout = Sendout(talk, anyway=options.anyway)
        await sendout.send([pdus])
        return await sendout.settle(0.0)


def prepare(options: argparse.Namespace, account: Account, book: Book) -> tuple[Pdu, ...]:
    """The PDUs of the request, each tried; raises CommandError for what would be refused."""
    kind: Kind = options.what
    try:
        pdus = _with_text(options, kind, account, book) if kind.has_text else (_plain(options, kind, book),)
        for pdu in pdus:
            encode(pdu, book, anyway=options.anyway)
    except EncodeError as error:
        raise CommandError(f"nothing was sent: {error.field} {error.rule}") from error
    return pdus


def _with_text(options: argparse.Namespace, kind: Kind, account: Account, book: Book) -> tuple[Pdu, ...]:
    draft = draft_of(options, account, book, kind.command)
    several = [one.strip() for one in options.to.split(",")] if kind.command == "submit_multi" else ()
    pdus = expand(draft, random.randrange(0x10000), command=kind.command, destinations=several).pdus
    if not options.message_id:
        return pdus
    return tuple(replace(pdu, fields={"message_id": options.message_id, **pdu.fields}) for pdu in pdus)


def _plain(options: argparse.Namespace, kind: Kind, book: Book) -> Pdu:
    typed = typed_pdu(kind.command, fields_of(options.field), options.tlv, book=book)
    source = address_type(options.source, options.source_ton, options.source_npi)
    told: dict[str, FieldValue] = {
        "message_id": options.message_id,
        "source_addr_ton": source.ton,
        "source_addr_npi": source.npi,
        "source_addr": options.source,
    }
    if kind.command == "cancel_sm":
        destination = address_type(options.to, options.dest_ton, options.dest_npi)
        told |= {
            "service_type": options.service_type,
            "dest_addr_ton": destination.ton,
            "dest_addr_npi": destination.npi,
            "destination_addr": options.to,
        }
    return replace(typed, fields={**told, **typed.fields})


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
