"""What the value of a field or TLV means, in words for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from smppconsole.smpp.coding import ALPHABETS
from smppconsole.smpp.dcs import read_data_coding
from smppconsole.smpp.decode import Value
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.said import joined, said
from smppconsole.smpp.smpptime import read_time
from smppconsole.smpp.spec.book import Book
from smppconsole.smpp.spec.model import FieldSpec, Kind, TlvKind, TlvSpec
from smppconsole.smpp.spec.values import COMMAND_RANGES, SERVICE_TYPES, range_words

_WIDEST = 8
_BROADCAST_CONTENT_TYPE = 0x0601


class Look(Protocol):
    """How to read: the account's words, and the tables."""

    @property
    def reading(self) -> Reading:
        """What the account says."""

    @property
    def book(self) -> Book:
        """The tables."""


def field_meaning(row: FieldSpec, value: Value, look: Look) -> str:
    """The words behind the value of a mandatory or header field; empty where there are none."""
    if isinstance(value, int):
        special = _NUMBERS.get(row.name)
        if special is not None:
            return special(value, look)
        return row.meaning.word(value) if row.meaning is not None else ""
    if isinstance(value, str):
        if row.kind is Kind.TIME:
            return _time_words(value, look)
        return SERVICE_TYPES.get(value, "") if row.name == "service_type" else ""
    return ""


def tlv_meaning(row: TlvSpec, value: Value, look: Look) -> str:
    """The words behind the value of a TLV; empty where there are none."""
    if isinstance(value, str):
        return _time_words(value, look) if row.kind is TlvKind.TIME else ""
    if isinstance(value, int):
        special = _NUMBERS.get(row.name)
        if special is not None:
            return special(value, look)
        return row.meaning.word(value) if row.meaning is not None else ""
    if row.kind is not TlvKind.OCTETS:
        return ""  # an integer of no size that integers have: lint says so
    if row.parts:
        return _parts_words(row, value)
    if row.meaning is not None:
        return row.meaning.word(int.from_bytes(value)) if 0 < len(value) <= _WIDEST else ""
    return _quoted(value)


def alphabet_words(alphabet: str) -> str:
    """The words of an alphabet."""
    return ALPHABETS[alphabet].words


def _parts_words(row: TlvSpec, value: bytes) -> str:
    """What the fields inside a value say, as far as its octets reach; an empty value says nothing."""
    told: list[str] = []
    position = 0
    foreign = row.tag == _BROADCAST_CONTENT_TYPE and value[:1] != b"\0"
    for part in row.parts:
        held = value[position : position + part.size] if part.kind is Kind.INT else value[position:]
        if len(held) < max(part.size, 1):
            break
        told.append(_part_words(part, held, foreign and position > 0))
        position += len(held)
    return joined(", ", told)


def _part_words(part: FieldSpec, held: bytes, foreign: bool) -> str:
    """The words of one part; ``foreign`` numbers belong to a network and have no names here (SMPP 5.0, 4.8.4)."""
    if part.kind is not Kind.INT:
        return f"{part.name} {_quoted(held) or held.hex()}"
    number = int.from_bytes(held)
    return f"{part.name} {number}" if part.meaning is None or foreign else said(part.meaning.word(number))


def _quoted(octets: bytes) -> str:
    """The octets as text in quotes where all are printable ASCII; else nothing."""
    text = octets.decode("latin-1")
    return f'"{text}"' if text.isascii() and text.isprintable() and text else ""


def _time_words(text: str, look: Look) -> str:
    time = read_time(text)
    words = time.words_in(look.reading.zone)
    return joined("; ", (words, time.problem)) if words and time.problem else words or time.problem


def _status_words(code: int, look: Look) -> str:
    status = look.book.status(code)
    return said("{name}: {words}", name=status.name, words=said(status.words))


def _command_words(command_id: int, look: Look) -> str:
    command = look.book.command(command_id)
    return (
        command.name
        if command
        else said("unknown ({range_words})", range_words=range_words(COMMAND_RANGES, command_id & 2147483647))
    )


def _coding_words(data_coding: int, look: Look) -> str:
    coding, read_as = read_data_coding(data_coding), look.reading.alphabet_of(data_coding)
    if coding.alphabet == read_as:
        return coding.words
    return said(
        "{words}, read as {alphabet_words}",
        words=said(coding.words),
        alphabet_words=said(alphabet_words(read_as)),
    )


_NUMBERS: Mapping[str, Callable[[int, Look], str]] = {
    "command_id": _command_words,
    "command_status": _status_words,
    "error_status_code": _status_words,
    "broadcast_error_status": _status_words,
    "data_coding": _coding_words,
}
