"""From a field of a PDU to the filter that finds PDUs with its value. Qt-free."""

from __future__ import annotations

from smppconsole.smpp.decode import decode
from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import Book
from smppconsole.smpp.spec.model import FieldSpec, TlvSpec
from smppconsole.smpp.summary import summarise
from smppconsole.ui.models.field_rows import PASSWORD
from smppconsole.ui.models.value_filter import quoted

_HEADER = {"command_length": "length", "sequence_number": "sequence"}
_ADDRESSES = ("source_addr", "destination_addr", "esme_addr")


def field_filter(octets: bytes, book: Book, reading: Reading, start: int, end: int) -> str:
    """The filter on the value of the field whose octets ``start`` to before ``end`` are, or are among; of a group that
    has an address, on that. "" where there is no value to filter on."""
    spans = decode(octets, book).spans
    around = [span for span in spans if span[1] <= start and end <= span[2] and start < end]
    inside = [span for span in spans if start <= span[1] and span[2] <= end and span[0] and span[0].name in _ADDRESSES]
    for spec, begin, _stop, value in (*around, *inside):
        if spec is None or spec.name == PASSWORD:  # filters are kept, in a file
            return ""
        if begin < HEADER_SIZE:
            return _header(spec.name, value, book)
        if spec.name == "short_message" and (text := summarise(octets, book, reading).text):
            return f"text == {quoted(text)}"
        return f"{_name(spec, book)} == {_value(value)}"
    return ""


def _header(name: str, value: object, book: Book) -> str:
    if name == "command_id" and isinstance(value, int):
        command = book.command(value)
        return f"command == {command.name if command else f'0x{value:08X}'}"
    if name == "command_status" and isinstance(value, int):
        return f"status == {book.status(value).name}"
    return f"{_HEADER[name]} == {value}" if name in _HEADER else ""


def _name(spec: FieldSpec | TlvSpec, book: Book) -> str:
    """A TLV that only one account names is meant by its tag: another table may give the name to another."""
    if isinstance(spec, TlvSpec) and book.tlv_named(spec.name) is None:
        return f"tlv 0x{spec.tag:04X}"
    return spec.name


def _value(value: int | str | bytes) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, bytes):
        bare = value.rstrip(b"\0")
        return quoted(bare.decode("ascii") if bare and bare.isascii() and bare.decode().isprintable() else value.hex())
    return quoted(value)
