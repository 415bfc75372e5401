"""Message options: from arguments to a draft, and the fields and TLVs that any request takes as typed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace

from smppconsole.cli.options import number, seconds
from smppconsole.cli.status import CommandError
from smppconsole.compose.draft import Alphabet, Carry, Draft, Receipt
from smppconsole.compose.typed import typed_field, typed_tlv
from smppconsole.console.account import Account
from smppconsole.smpp.message_ids import FORMS
from smppconsole.smpp.spec.book import Book

_NUMBERS = (
    ("source_ton", "type of number of the sender (proposed from the address)"),
    ("source_npi", "numbering plan of the sender"),
    ("dest_ton", "type of number of the destination"),
    ("dest_npi", "numbering plan of the destination"),
    ("esm_class", "message mode and type"),
    ("protocol_id", "protocol identifier of GSM"),
    ("priority", "priority_flag"),
    ("default_message_id", "sm_default_msg_id, a text that the centre has"),
)


_OF_THE_ACCOUNT = (
    "What a saved account says of alphabets by data_coding and of TON and NPI by what an address looks like holds with "
    "--account alone; without it the standard's alphabets and the usual proposals do."
)
_SIZES = (
    ("part_size", "octets of user data in one message (140), its header among them"),
    ("part_septets", "septets of GSM text in one part of several, its header aside (153)"),
    ("payload_from", "put texts of so many octets or more into message_payload"),
)


def add_message_options(parser: argparse.ArgumentParser, *, needs_destination: bool = True) -> None:
    """The options of every sub-command that sends a text."""
    group = parser.add_argument_group("message", _OF_THE_ACCOUNT)
    group.add_argument("--to", metavar="ADDRESS", required=needs_destination, default="", help="the destination")
    group.add_argument("--text", metavar="TEXT", required=True, help="the text; hex for binary")
    group.add_argument("--from", dest="source", metavar="ADDRESS", help="the sender")
    group.add_argument("--alphabet", choices=tuple(Alphabet), default=Alphabet.AUTO, help="how text becomes octets")
    group.add_argument("--data-coding", metavar="N", type=number, help="what to say in data_coding")
    group.add_argument("--carry", choices=tuple(Carry), help="how a long text is carried (auto)")
    for name, words in (*_SIZES, *_NUMBERS):
        group.add_argument("--" + name.replace("_", "-"), metavar="N", type=number, help=words)
    group.add_argument("--service-type", metavar="T", help="service_type")
    group.add_argument("--validity", metavar="T", help="validity_period: YYMMDDhhmmsstnnp, R at the end is relative")
    group.add_argument("--schedule", metavar="T", default="", help="schedule_delivery_time, likewise")
    group.add_argument("--replace", action="store_true", help="replace_if_present_flag")
    group.add_argument("--receipt", choices=tuple(Receipt), help="which receipts to ask for (none)")
    add_pdu_options(parser)


def add_pdu_options(parser: argparse.ArgumentParser) -> None:
    """The options that bend any request."""
    group = parser.add_argument_group("as typed")
    group.add_argument(
        "--tlv",
        metavar="TAG:HEX",
        action="append",
        default=[],
        help="a TLV (tag in hex, or name), or NAME=VALUE",
    )
    group.add_argument(
        "--field", metavar="NAME=VALUE", action="append", default=[], help="any mandatory field (octets as hex)"
    )
    group.add_argument("--anyway", action="store_true", help="send what the checks refuse")


def draft_of(options: argparse.Namespace, account: Account, book: Book, command: str = "submit_sm") -> Draft:
    """The message that the options describe; what they leave open is the account's.

    Raises CommandError and EncodeError.
    """
    own = {name: getattr(options, name) for name, _ in (*_NUMBERS, *_SIZES) if getattr(options, name) is not None}
    ours = {name: getattr(account, name) for name in ("source_ton", "source_npi", "dest_ton", "dest_npi")}
    return Draft(
        destination=options.to,
        source=_first(options.source, account.default_source),
        text=options.text,
        alphabet=Alphabet(options.alphabet),
        data_coding=options.data_coding,
        carry=Carry(_first(options.carry, account.carry)),
        receipt=Receipt(_first(options.receipt, account.registered_delivery)),
        service_type=_first(options.service_type, account.service_type),
        validity=_first(options.validity, account.validity),
        schedule=options.schedule,
        replace_if_present=options.replace,
        tlvs=tuple(typed_tlv(word, book) for word in options.tlv),
        fields={name: typed_field(command, name, value, book) for name, value in fields_of(options.field).items()},
        **{**account.message_ways, **ours, **own, **_usual_carry(options)},
    )


def _usual_carry(options: argparse.Namespace) -> dict[str, Carry]:
    """A way of carrying that is told is taken at its word, unless it is told from how long on it does not hold."""
    if options.carry is None:
        return {}
    return {"usual_carry": Carry.AUTO if options.payload_from is None else Carry(options.carry)}


def fields_of(typed: Sequence[str]) -> dict[str, str]:
    """``NAME=VALUE`` words taken apart; raises CommandError for one without the sign."""
    pairs = [word.partition("=") for word in typed]
    wrong = next((name for name, equals, _ in pairs if not equals), None)
    if wrong is not None:
        raise CommandError(f"--field {wrong}: write NAME=VALUE, such as esm_class=0x40")
    return {name: value for name, _, value in pairs}


def _first(given: str | None, otherwise: str) -> str:
    return otherwise if given is None else given


def add_pace_options(parser: argparse.ArgumentParser) -> None:
    """How often, how fast, and how long to wait for receipts."""
    group = parser.add_argument_group("pace")
    group.add_argument("--count", metavar="N", type=_positive, default=1, help="send the message N times (1)")
    group.add_argument(
        "--rate",
        metavar="N",
        type=_rate,
        default=0.0,
        help="at most N messages a second; a saved account's own rate of PDUs holds besides",
    )
    group.add_argument("--wait-receipt", metavar="SECONDS", type=seconds, help="stay so long for the receipts")
    group.add_argument("--response-id-form", choices=tuple(FORMS), help="how ids are written in responses (as-is)")
    group.add_argument("--receipt-id-form", choices=tuple(FORMS), help="how the same ids are written in receipts")


def with_id_forms(account: Account, options: argparse.Namespace) -> Account:
    """The account with what the options say of the ids in its responses and receipts."""
    told = {name: getattr(options, name) for name in ("response_id_form", "receipt_id_form")}
    return replace(account, **{name: form for name, form in told.items() if form is not None})


def _rate(text: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of messages a second") from error
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no number of messages a second")
    return value


def _positive(text: str) -> int:
    value = number(text)
    if value < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return value
