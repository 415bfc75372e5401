"""The sheet of the PDU workbench: any PDU as typed, field by field, and back again from octets.

What is typed stays text until it is read; a field that says nothing is zero or empty, and lengths and counts left
empty are worked out. In texts ``\\\\xHH`` is an octet that no key gives and ``\\\\\\\\`` a backslash. The octets of a
message are hex, or a text behind ``text:`` in the alphabet of data_coding; any TLV takes octets behind ``hex:``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import ParamSpec, TypeVar

from smppconsole.compose.checks import Problem, check_pdu, refused
from smppconsole.compose.escapes import unescaped
from smppconsole.compose.typed import tlv_value, typed_number, typed_octets, typed_tag, typed_value
from smppconsole.smpp.bounds import ALIKE, item_fields
from smppconsole.smpp.coding import ALPHABETS, Unencodable, write_text
from smppconsole.smpp.encode import COMMAND_LENGTH, EncodeError, encode
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.model import FieldSpec, Kind, TlvKind
from smppconsole.values import dataclass, field

TEXT_MARK = "text:"
"""Before a message that is typed as text."""

HEX_MARK = "hex:"
"""Before the value of a TLV that is typed as octets, whatever its row says."""

GARBLED = "typed"
"""The id of a problem that is no value at all: that cannot be sent, not even anyway."""

ItemWords = Mapping[str, str]
Words = str | tuple[ItemWords, ...]
"""A field as typed: text, or the items of a list, each by the names of its fields."""

_P = ParamSpec("_P")
_T = TypeVar("_T")
_NOTHING: Mapping[str, Words] = MappingProxyType({})
_SHOWN_SEQUENCE = 1  # the session gives the true one when it is sent
_NACK = "generic_nack"
_TEXTUAL = frozenset({TlvKind.TEXT, TlvKind.CSTRING})


@dataclass(frozen=True, slots=True)
class TlvLine:
    """A TLV as typed: its name or its tag in hex, and its value."""

    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A PDU as typed. ``status`` is a name or a number, ``sequence`` empty for the next, ``claimed`` what
    command_length is to say, empty for the truth."""

    command: str = "submit_sm"
    words: Mapping[str, Words] = field(default_factory=lambda: _NOTHING)
    tlvs: tuple[TlvLine, ...] = ()
    status: str = ""
    sequence: str = ""
    claimed: str = ""

    def with_words(self, name: str, words: Words) -> Sheet:
        """The same with one field typed otherwise."""
        return replace(self, words={**self.words, name: words})

    def for_command(self, command: str, book: Book = STANDARD) -> Sheet:
        """A sheet for another command; what fields of the same name said goes along, a status only to a response."""
        spec = book.command_named(command)
        names = {row.name for row in spec.fields}
        kept = {name: words for name, words in self.words.items() if name in names}
        return replace(self, command=command, words=kept, status=self.status if spec.is_response else "")


@dataclass(frozen=True, slots=True)
class Made:
    """What a sheet says: its PDU and octets, and what is wrong, the worst first.

    ``pdu`` holds what could be read; ``octets`` are those of a request under sequence number 1 where none is typed (a
    response then goes out under 0), without what no octets can say.
    """

    pdu: Pdu
    octets: bytes
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> tuple[Problem, ...]:
        """What keeps it from being sent, unless it is sent anyway."""
        return refused(self.problems)

    @property
    def garbled(self) -> bool:
        """Whether something of it cannot be sent at all."""
        return not self.octets or any(problem.id == GARBLED for problem in self.problems)


def make(sheet: Sheet, book: Book = STANDARD, reading: Reading = AS_USUAL, *, now: datetime | None = None) -> Made:
    """Read a sheet. Never raises: what cannot be read is left out and told among the problems."""
    garbled: list[Problem] = []
    pdu = _read(sheet, book, reading, garbled)
    answers = book.command_named(sheet.command).is_response
    shown, octets = _written(pdu if pdu.sequence or answers else pdu.with_sequence(_SHOWN_SEQUENCE), book, garbled)
    if not octets:
        return Made(pdu, b"", tuple(garbled))
    told = {problem.field for problem in garbled}
    judged = check_pdu(shown, now=now, book=book, reading=reading)
    nameless = answers and not pdu.sequence and sheet.command != _NACK
    found = (_no_request(), *judged) if nameless else judged
    return Made(pdu, octets, (*garbled, *(problem for problem in found if problem.field not in told)))


def _no_request() -> Problem:
    """A response is told by its number alone; only a generic_nack to what could not be read has none."""
    text = said("A response bears the number of the request that it answers.")
    remedy = said("Fill it in; under 0 nobody takes it for an answer.")
    return Problem("sequence_number", Severity.ERROR, text, remedy, id="sequence-zero")


def _written(pdu: Pdu, book: Book, garbled: list[Problem]) -> tuple[Pdu, bytes]:
    """The PDU and its octets, without the fields that no octets can say; none where it is the header or a TLV."""
    while True:
        try:
            return pdu, encode(pdu, book, anyway=True)
        except EncodeError as error:
            garbled.append(_problem(error))
            if error.field not in pdu.fields:
                return pdu, b""
            kept = {name: value for name, value in pdu.fields.items() if name != error.field}
            pdu = replace(pdu, fields=kept)


def _read(sheet: Sheet, book: Book, reading: Reading, garbled: list[Problem]) -> Pdu:
    fields: dict[str, FieldValue] = {}
    for row in book.command_named(sheet.command).fields:
        words = sheet.words.get(row.name)
        if words:
            value = _attempt(garbled, _field, row, words, fields, reading)
            fields |= {} if value is None else {row.name: value}
    if sheet.claimed:
        claimed = _attempt(garbled, typed_number, COMMAND_LENGTH, sheet.claimed)
        fields |= {} if claimed is None else {COMMAND_LENGTH: claimed}
    tlvs = (_attempt(garbled, typed_line, line, book) for line in sheet.tlvs)
    return Pdu(
        sheet.command,
        fields,
        tuple(tlv for tlv in tlvs if tlv is not None),
        _attempt(garbled, _status, sheet.status, book) or 0,
        _attempt(garbled, typed_number, "sequence_number", sheet.sequence or "0") or 0,
    )


def _attempt(garbled: list[Problem], read: Callable[_P, _T], *words: _P.args, **more: _P.kwargs) -> _T | None:
    """What ``read`` makes of the words; where it refuses, None and a problem more."""
    try:
        return read(*words, **more)
    except EncodeError as error:
        garbled.append(_problem(error))
        return None


def _problem(error: EncodeError) -> Problem:
    return Problem(error.field, Severity.ERROR, error.rule, id=GARBLED)


def _status(words: str, book: Book) -> int:
    named = book.status_named(words.strip()) if words.strip() else None
    return named.code if named is not None else typed_number("command_status", words or "0")


def _field(row: FieldSpec, words: Words, before: Mapping[str, FieldValue], reading: Reading) -> FieldValue:
    if isinstance(words, tuple):
        return tuple(_item(row, item, number) for number, item in enumerate(words, start=1))
    if row.kind is Kind.OCTETS and words.startswith(TEXT_MARK):
        return _message(row, words.removeprefix(TEXT_MARK), before, reading)
    return typed_value(row, unescaped(words) if row.kind is Kind.CSTRING else words)


def _message(row: FieldSpec, words: str, before: Mapping[str, FieldValue], reading: Reading) -> bytes:
    """A text in the alphabet that data_coding names: it stands before the message in every layout."""
    coding = before.get("data_coding", 0)
    alphabet = reading.alphabet_of(coding)
    try:
        return write_text(unescaped(words), alphabet)
    except Unencodable as error:
        words = said(
            "{character!r} is not in {words}; change data_coding, or type the octets",
            character=error.character,
            words=said(ALPHABETS[alphabet].words),
        )
        raise EncodeError(row.name, words) from None


def _item(row: FieldSpec, words: ItemWords, number: int) -> Mapping[str, int | str | bytes]:
    """One item of a list; where items differ, what its first field says decides which fields there are."""
    try:
        inner = item_fields(row, _head(row, words))
        values = {one.name: typed_value(one, unescaped(words[one.name])) for one in inner if words.get(one.name)}
    except EncodeError as error:
        raise EncodeError(row.name, said("item {number}, {error}", number=number, error=error)) from None
    return {name: value for name, value in values.items() if not isinstance(value, tuple)}


def _head(row: FieldSpec, words: ItemWords) -> Mapping[str, FieldValue]:
    variants = row.items or {}
    if ALIKE in variants:
        return {}
    head = next(iter(variants.values()))[0]
    return {head.name: typed_value(head, words.get(head.name) or "0")}


def typed_line(line: TlvLine, book: Book = STANDARD) -> Tlv | None:
    """The TLV of a line, None for an empty one; EncodeError where it cannot be read."""
    name, value = line.name.strip(), line.value
    if not name:
        return None
    row = book.tlv_named(name)
    if row is None:
        return Tlv(typed_tag(name), typed_octets(name, value.removeprefix(HEX_MARK)))
    if value.startswith(HEX_MARK):
        return Tlv(row.tag, typed_octets(row.name, value.removeprefix(HEX_MARK)))
    return Tlv(row.tag, tlv_value(row, unescaped(value) if row.kind in _TEXTUAL else value))
