"""What people type for a field or a TLV, made into its value by the row of the table.

Numbers are decimal, ``0x`` hex or ``0b`` binary; tags are hex, with ``0x`` or without, or a name; octets are hex.
A list of destinations is comma separated, ``list:NAME`` for a distribution list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from smppconsole.compose.expand import destination_item
from smppconsole.smpp.encode import COMMAND_LENGTH, EncodeError
from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.model import FieldSpec, Kind, TlvKind, TlvSpec


def typed_pdu(
    command: str,
    words: Mapping[str, str],
    tlvs: Iterable[str] = (),
    *,
    status: int = 0,
    book: Book = STANDARD,
) -> Pdu:
    """The PDU of any command from its fields as typed, by the standard's names, and TLVs as ``typed_tlv`` takes them.

    Raises EncodeError for an unknown command or field and for what is no value of a field.
    """
    fields = {name: typed_field(command, name, text, book) for name, text in words.items()}
    return Pdu(command, fields, tuple(typed_tlv(text, book) for text in tlvs), status)


def typed_field(command: str, name: str, text: str, book: Book = STANDARD) -> FieldValue:
    """The value of one mandatory field as typed; its bounds are checked when encoding."""
    try:
        rows = book.command_named(command).fields
    except KeyError:
        raise EncodeError("command", said("no command is called {command!r}", command=command)) from None
    if name == COMMAND_LENGTH:
        return typed_number(name, text)
    row = next((row for row in rows if row.name == name), None)
    if row is None:
        has = ", ".join(row.name for row in rows) or "none"
        raise EncodeError(name, said("{command} has no such field; it has {has}", command=command, has=has))
    return typed_value(row, text)


def typed_value(row: FieldSpec, text: str) -> FieldValue:
    """The value of a field, or of a field in an item of a list, as typed; EncodeError where it is none."""
    return _FIELD_READERS[row.kind](row, text)


def typed_tlv(text: str, book: Book = STANDARD) -> Tlv:
    """A TLV as typed: ``TAG:HEX`` (``0x1401:313233``), or ``NAME=VALUE`` whose value is read by the row of the name."""
    name, mark, value = text.partition("=")
    if mark and ":" not in name:
        row = book.tlv_named(name.strip())
        if row is None:
            raise EncodeError(name, said("no TLV has that name; write TAG:HEX for one that no table has"))
        return Tlv(row.tag, tlv_value(row, value))
    tag, mark, digits = text.partition(":")
    if not mark:
        raise EncodeError("tlv", said("{text!r} is neither TAG:HEX nor NAME=VALUE", text=text))
    row = book.tlv_named(tag.strip())
    return Tlv(row.tag if row is not None else typed_tag(tag.strip()), typed_octets(tag.strip(), digits))


def tlv_value(row: TlvSpec, text: str) -> bytes:
    """The octets of a TLV's value as typed: numbers at the row's size, strings with their NUL, text as it is."""
    if row.kind is TlvKind.INT:
        number = typed_number(row.name, text)
        if not 0 <= number < 1 << 8 * row.maximum:
            raise EncodeError(
                row.name, said("{number} does not fit into {maximum} octets", number=number, maximum=row.maximum)
            )
        needed = max(row.minimum, (number.bit_length() + 7) // 8)
        return number.to_bytes(needed)
    if row.kind is TlvKind.OCTETS:
        return typed_octets(row.name, text)
    return _characters(row.name, text) + (b"" if row.kind is TlvKind.TEXT else b"\0")


def typed_number(name: str, text: str) -> int:
    """A number in decimal, ``0x`` or ``0b``; EncodeError where it is none."""
    try:
        return int(text.strip(), 0)
    except ValueError:
        pass
    try:
        return int(text.strip(), 10)
    except ValueError:
        raise EncodeError(name, said("{text!r} is no number", text=text)) from None


def typed_tag(digits: str) -> int:
    """A tag in hex; EncodeError where it is none."""
    try:
        tag = int(digits, 16)
    except ValueError:
        raise EncodeError(
            "tlv", said("{digits!r} is neither the name of a TLV nor a tag in hex", digits=digits)
        ) from None
    if not 0 <= tag <= 0xFFFF:
        raise EncodeError("tlv", said("the tag {digits} does not fit into 2 octets", digits=digits))
    return tag


def typed_octets(name: str, digits: str) -> bytes:
    """Octets in hex, blanks allowed; EncodeError where they are none."""
    try:
        return bytes.fromhex(digits)
    except ValueError:
        raise EncodeError(name, said("{digits!r} is not an even number of hex digits", digits=digits)) from None


def _characters(name: str, text: str) -> bytes:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError as error:
        strange = text[error.start]
        raise EncodeError(
            name,
            said(
                "character {start} is {strange!r} (U+{ord:04X}); one octet holds up to U+00FF",
                start=error.start + 1,
                strange=strange,
                ord=ord(strange),
            ),
        ) from None


def _read_list(row: FieldSpec, text: str) -> FieldValue:
    if row.name != "dest_address":
        raise EncodeError(row.name, said("a list of this kind cannot be typed"))
    typed = [one.strip() for one in text.split(",")]
    return tuple(destination_item(one) for one in typed if one)


_FIELD_READERS: Final[Mapping[Kind, Callable[[FieldSpec, str], FieldValue]]] = {
    Kind.INT: lambda row, text: typed_number(row.name, text),
    Kind.CSTRING: lambda row, text: text,
    Kind.TIME: lambda row, text: text.strip(),
    Kind.OCTETS: lambda row, text: typed_octets(row.name, text),
    Kind.LIST: _read_list,
}
