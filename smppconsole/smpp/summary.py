"""What a row of a trace tells of a PDU: from, to, text, id. Total, and cheap: most rows are read by offsets alone.

The short way reads a whole and plain PDU; it gives up at what it cannot tell by offsets (a receipt, a payload, a wrong
length), and the long way, over ``decode``, takes its place. Both tell the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from struct import Struct
from typing import NamedTuple

from smppconsole.smpp.content import content_of, segment_of
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.envelope import envelope, plain_message
from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.receipt import ReceiptReading, is_receipt, receipt_of
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.udh import Segment

_RECEIPTED_MESSAGE_ID = 0x001E


class Summary(NamedTuple):
    """``source``, ``destination`` and ``text`` of a message; ``message_id`` of an answer, a query or a receipt.

    Where a PDU has no such thing the text is empty. ``is_receipt`` is what esm_class says.
    """

    source: str = ""
    destination: str = ""
    text: str = ""
    message_id: str = ""
    segment: Segment | None = None
    receipt: ReceiptReading | None = None
    is_receipt: bool = False


_NOTHING = Summary()


def summarise(octets: bytes, book: Book = STANDARD, reading: Reading = AS_USUAL) -> Summary:
    """The summary of one PDU as framing cut it. Never raises."""
    if len(octets) >= HEADER_SIZE:
        length, command_id = _HEAD(octets)
        short = _SHORT_WAYS.get(command_id)
        if short is not None and length == len(octets):
            summary = short(octets, reading)
            if summary is not None:
                return summary
    return summarise_decoded(decode(octets, book), reading)


# --- The short way --------------------------------------------------------------------------------------------------

_HEAD = Struct(">LL").unpack_from
_new = tuple.__new__  # the constructor of a NamedTuple costs more than all else here

_COLONS_OF_A_RECEIPT = 4


def _short_message(octets: bytes, reading: Reading) -> Summary | None:
    """A submit_sm or deliver_sm whose outside says all; None for another."""
    plain = plain_message(octets, reading)
    if plain is not None:
        return _new(Summary, (*plain, "", None, None, False))
    told = envelope(octets, reading)
    if told is None or not told.plain:
        return None
    return _new(Summary, (told.source, told.destination, told.text, "", told.segment, None, False))


def _short_delivery(octets: bytes, reading: Reading) -> Summary | None:
    """A deliver_sm; None where its text might be a receipt that esm_class does not announce."""
    summary = _short_message(octets, reading)
    if summary is None or reading.receipt_pattern or summary.text.count(":") >= _COLONS_OF_A_RECEIPT:
        return None
    return summary


def _short_answer(octets: bytes, reading: Reading) -> Summary | None:
    """An answer of one message_id; None where there is more or less."""
    end = octets.find(0, HEADER_SIZE)
    if end + 1 != len(octets):
        return None
    return _new(Summary, ("", "", "", octets[HEADER_SIZE:end].decode("latin-1"), None, None, False))


def _short_nothing(octets: bytes, reading: Reading) -> Summary:
    return _NOTHING


_SHORT_WAYS: Mapping[int, Callable[[bytes, Reading], Summary | None]] = {
    0x00000004: _short_message,
    0x00000005: _short_delivery,
    0x80000004: _short_answer,
    0x80000005: _short_answer,
    0x80000103: _short_answer,
    0x00000006: _short_nothing,
    0x80000006: _short_nothing,
    0x00000015: _short_nothing,
    0x80000015: _short_nothing,
    0x80000000: _short_nothing,
}

# --- The long way ---------------------------------------------------------------------------------------------------


def summarise_decoded(decoded: Decoded, reading: Reading = AS_USUAL) -> Summary:
    """The summary of a PDU that is taken apart already."""
    command = decoded.command
    if command is None or not command.fields:
        return _NOTHING
    content = content_of(decoded, reading)
    receipt = receipt_of(decoded, reading)
    return Summary(
        _text(decoded, "source_addr"),
        _destination(decoded),
        content.text.text if content else "",
        _text(decoded, "message_id") or _receipted_id(decoded, receipt),
        segment_of(decoded) if content else None,
        receipt,
        is_receipt(decoded),
    )


def _text(decoded: Decoded, name: str) -> str:
    value = decoded.field(name)
    return value if isinstance(value, str) else ""


def _receipted_id(decoded: Decoded, receipt: ReceiptReading | None) -> str:
    if receipt is not None and receipt.message_id:
        return receipt.message_id
    value = decoded.tlv(_RECEIPTED_MESSAGE_ID)
    return value.removesuffix(b"\0").decode("latin-1") if value else ""


def _destination(decoded: Decoded) -> str:
    """Whom the message is for; of several the first, with the number of the others."""
    if decoded.command is not None and decoded.command.name == "submit_multi_resp":
        return ""  # its addresses are those that were refused
    listed = decoded.field("dest_address")
    if not isinstance(listed, tuple) or not listed:
        return _text(decoded, "destination_addr") or _text(decoded, "esme_addr")
    first = listed[0]
    name = str(first.get("destination_addr", first.get("dl_name", "")))
    return f"{name} +{len(listed) - 1}" if len(listed) > 1 else name
