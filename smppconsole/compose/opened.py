"""From octets back to the sheet of the workbench: where "edit and resend" begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from smppconsole.compose.escapes import escaped
from smppconsole.compose.workbench import HEX_MARK, TEXT_MARK, Sheet, TlvLine, Words, make, typed_line
from smppconsole.smpp.coding import Unencodable, read_text, write_text
from smppconsole.smpp.content import UDHI
from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import EncodeError
from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv
from smppconsole.smpp.readback import read_back
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.model import BitSet, FieldSpec, TlvKind, TlvSpec
from smppconsole.values import dataclass

_HEX_NUMBERS = frozenset({"data_coding", "protocol_id", "interface_version"})
_OPAQUE = frozenset({"binary", "gsm7-packed"})


@dataclass(frozen=True, slots=True)
class Opened:
    """Octets opened as a sheet; ``sheet`` is None where none gives the same octets, and ``why`` says so."""

    sheet: Sheet | None
    why: str = ""


def open_octets(octets: bytes, book: Book = STANDARD, reading: Reading = AS_USUAL) -> Opened:
    """The sheet that says these octets, its sequence number the one they have. Never raises."""
    decoded = decode(octets, book)
    pdu = read_back(decoded)
    if pdu is None:
        return Opened(None, said("no command of the tables: these octets can be edited as octets only"))
    sheet = sheet_of(pdu, book, reading)
    if make(sheet, book, reading).octets != octets and decoded.header is not None:
        sheet = replace(sheet, claimed=str(decoded.header.length))
    if make(sheet, book, reading).octets != octets:
        worst = decoded.faults[0].text if decoded.faults else said("The fields do not tell all octets.")
        return Opened(None, said("the fields alone would not give the same octets. {worst}", worst=worst))
    return Opened(sheet)


def sheet_of(pdu: Pdu, book: Book = STANDARD, reading: Reading = AS_USUAL) -> Sheet:
    """A PDU as somebody would have typed it."""
    rows = book.command_named(pdu.command).fields
    words = {row.name: _words(row, pdu.fields[row.name], pdu, reading) for row in rows if row.name in pdu.fields}
    status = book.status(pdu.status).name if pdu.status else ""
    lines = tuple(line_of(tlv, book) for tlv in pdu.tlvs)
    return Sheet(pdu.command, words, lines, status, str(pdu.sequence) if pdu.sequence else "")


def _words(row: FieldSpec, value: FieldValue, pdu: Pdu, reading: Reading) -> Words:
    if isinstance(value, tuple):
        return tuple(_item_words(row, item) for item in value)
    if isinstance(value, bytes):
        return text_words(value, pdu, reading) or value.hex(" ")
    return number_words(row, value) if isinstance(value, int) else escaped(value)


def _item_words(row: FieldSpec, item: Mapping[str, int | str | bytes]) -> Mapping[str, str]:
    rows = {one.name: one for variant in (row.items or {}).values() for one in variant}
    return {
        name: number_words(rows[name], value) if isinstance(value, int) else escaped(str(value))
        for name, value in item.items()
    }


def number_words(row: FieldSpec, value: int) -> str:
    """A number as it is best read: bits and codings in hex, all else in decimal."""
    if isinstance(row.meaning, BitSet) or row.name in _HEX_NUMBERS:
        return f"0x{value:0{2 * row.size}X}"
    return str(value)


def text_words(octets: bytes, pdu: Pdu, reading: Reading) -> str:
    """The octets of a message as a text to be typed, where that gives the same octets again; else nothing."""
    esm_class, coding = pdu.fields.get("esm_class", 0), pdu.fields.get("data_coding", 0)
    flags = esm_class if isinstance(esm_class, int) else 0
    alphabet = reading.alphabet_of(coding)
    if not octets or flags & UDHI or alphabet in _OPAQUE:
        return ""
    text = read_text(octets, alphabet)
    try:
        same = not text.problems and write_text(text.text, alphabet) == octets
    except Unencodable:
        same = False
    return TEXT_MARK + escaped(text.text) if same else ""


def line_of(tlv: Tlv, book: Book = STANDARD) -> TlvLine:
    """A TLV as somebody would have typed it."""
    row = book.tlv(tlv.tag)
    if row is None:
        return TlvLine(f"0x{tlv.tag:04X}", tlv.value.hex(" "))
    line = TlvLine(row.name, _value_words(row, tlv.value))
    try:
        if typed_line(line, book) == tlv:
            return line
    except EncodeError:
        pass
    return TlvLine(row.name, HEX_MARK + tlv.value.hex(" "))


def _value_words(row: TlvSpec, value: bytes) -> str:
    if row.kind is TlvKind.OCTETS:
        return value.hex(" ")
    if row.kind is TlvKind.INT:
        return str(int.from_bytes(value))
    text = value.decode("latin-1")
    return escaped(text if row.kind is TlvKind.TEXT else text.removesuffix("\0"))
