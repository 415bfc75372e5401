"""One draft to many destinations: rows of a table fill its placeholders. Pure values; who sends decides when.

A row that cannot be sent is told with its number and its reason, and the others go on.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from smppconsole.compose.draft import Draft
from smppconsole.compose.expand import expand
from smppconsole.compose.proposal import is_number
from smppconsole.compose.templates import TemplateError, draft_placeholders, fill_draft
from smppconsole.smpp.encode import EncodeError, Template, encode
from smppconsole.smpp.pdu import FieldValue, Pdu
from smppconsole.smpp.said import counted, said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.values import dataclass, field

if TYPE_CHECKING:
    import _csv

DESTINATION_COLUMNS = ("destination", "destination_addr", "to", "number", "msisdn", "recipient", "phone")
"""Columns that are taken for the destination, unless the draft's own has placeholders to be filled in."""

_DELIMITERS = ",;\t|"
_DELIMITER_NAMED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""The line that some spreadsheets write first."""
_LEAST_DIGITS = 5
_MOST_TEMPLATES = 64


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a CSV text by their column names; ``problems`` tells in words what was wrong with the text, ``empty`` how
    many rows have nothing in a column, for columns where that is any."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    problems: tuple[str, ...] = ()
    empty: Mapping[str, int] = field(default_factory=dict)


def read_table(text: str) -> Table:
    """Read CSV with a line of column names; comma, semicolon, tab or bar, whichever the first line has most, or what a
    line ``sep=;`` above it says. A first line with a number is a row: its columns are called ``to`` and by their place.

    Empty lines are left out. A row that is too short is filled up, and told; surplus cells are told.
    """
    text = text.removeprefix("\ufeff")
    named = _DELIMITER_NAMED.match(text)
    first = text[named.end() if named else 0 :].partition("\n")[0]
    delimiter = named[1] if named else max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[Mapping[str, str]] = []
    columns: tuple[str, ...] = ()
    problems: list[str] = []
    try:
        columns = tuple(name.strip() for name in next(reader if not named else _second(reader), []))
        number = next((at for at, cell in enumerate(columns) if _is_subscriber(cell)), None)
        if number is not None:
            cells, columns = columns, _names_by_place(len(columns), number)
            rows.append(dict(zip(columns, cells, strict=True)))
            problems.append(
                said(
                    "there is no line of column names: the first line holds a number and is a row; "
                    "the columns are called {columns}",
                    columns=", ".join(columns),
                )
            )
        problems += [
            said("two columns are called {name!r}", name=name)
            for name in dict.fromkeys(columns)
            if columns.count(name) > 1
        ]
        rows += _rows(reader, columns, problems)
    except csv.Error as error:
        problems.append(said("line {line_num}: {error}", line_num=reader.line_num, error=error))
    if not any(columns):
        problems.append(said("there is no line of column names"))
    elif not rows and not problems:
        problems.append(said("there is no row below the line of column names"))
    problems += _doubtful(rows, _destination_column(columns))
    return table_of(columns, rows, problems)


def table_of(columns: tuple[str, ...], rows: Sequence[Mapping[str, str]], problems: Iterable[str]) -> Table:
    """A table of rows, its empty cells counted."""
    empty = {name: sum(not row[name] for row in rows) for name in dict.fromkeys(columns)}
    return Table(columns, tuple(rows), tuple(problems), {name: count for name, count in empty.items() if count})


def _second(reader: _csv.Reader) -> _csv.Reader:
    """A reader past the line that names the delimiter."""
    next(reader)
    return reader


def _is_subscriber(cell: str) -> bool:
    """Whether a cell is somebody's number, and so no name of a column."""
    return is_number(cell) and sum(character.isdigit() for character in cell) >= _LEAST_DIGITS


def _names_by_place(count: int, number: int) -> tuple[str, ...]:
    """Names for ``count`` columns that have none: that of the ``number`` is the destination's."""
    return tuple("to" if at == number else str(at + 1) for at in range(count))


def _rows(reader: _csv.Reader, columns: tuple[str, ...], problems: list[str]) -> Iterator[Mapping[str, str]]:
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            problems.append(
                said(
                    "line {line_num} has {cells} cells, the first line {columns}",
                    line_num=reader.line_num,
                    cells=len(cells),
                    columns=len(columns),
                )
            )
        filled = cells + [""] * (len(columns) - len(cells))
        yield {name: cell.strip() for name, cell in zip(columns, filled, strict=False)}


def _doubtful(rows: Sequence[Mapping[str, str]], column: str | None) -> Iterator[str]:
    """Rows that are sent as they stand, and may not be meant: a number once more, a destination that is no number."""
    if column is None:
        return
    told = [row[column] for row in rows if row[column]]
    again, names = len(told) - len(set(told)), sum(not is_number(one) for one in told)
    if again:
        yield counted(
            "1 row names a number of a row above again", "{count} rows name a number of a row above again", again
        )
    if names:
        yield counted(
            "1 row names a destination that is no number", "{count} rows name a destination that is no number", names
        )


@dataclass(frozen=True, slots=True)
class BatchMessage:
    """What one row became: its draft and PDUs, or the problem that keeps it from being sent. Rows count from 1."""

    row: int
    draft: Draft
    pdus: tuple[Pdu, ...] = ()
    problem: str = ""


def plan_batch(draft: Draft, rows: Iterable[Mapping[str, str]], first_reference: int = 0) -> Iterator[BatchMessage]:
    """The messages of a batch, one a row, made as they are asked for.

    Every message of several parts takes the next reference from ``first_reference`` on.
    """
    reference = first_reference
    for number, row in enumerate(rows, start=1):
        message = _message(draft, number, row, reference)
        reference += len(message.pdus) > 1
        yield message


def batch_problems(draft: Draft, columns: Iterable[str]) -> tuple[str, ...]:
    """What would keep every row from being sent: placeholders without a column, no destination anywhere."""
    known = tuple(columns)
    try:
        missing = [name for name in draft_placeholders(draft) if name not in known]
    except TemplateError as error:
        return (error.words,)
    problems: list[str] = []
    if missing:
        problems.append(
            counted(
                "no column is called {name}; the columns are {known}",
                "no columns are called {name}; the columns are {known}",
                len(missing),
                name=", ".join(map(repr, missing)),
                known=", ".join(known) or said("none"),
            )
        )
    if not draft.destination and _destination_column(known) is None:
        problems.append(
            said(
                "no destination: name a column {destination_columns!r} or write one into the draft",
                destination_columns=DESTINATION_COLUMNS[0],
            )
        )
    return tuple(problems)


def batch_doubts(draft: Draft, table: Table) -> Iterator[str]:
    """What of a table is sent, and may not be meant: cells that leave a blank of the message empty, and rows that name
    no destination where the draft does."""
    try:
        names = draft_placeholders(draft)
    except TemplateError:
        return
    for name in names:
        if count := table.empty.get(name, 0):
            yield counted("1 row has nothing in “{name}”", "{count} rows have nothing in “{name}”", count, name=name)
    if table.rows and draft.destination and "{" not in draft.destination and _destination_column(table.columns) is None:
        yield counted(
            "the message goes to {number}: no column is called “{usual}” or “{exact}”",
            "all {count} messages go to {number}: no column is called “{usual}” or “{exact}”",
            len(table.rows),
            number=draft.destination,
            usual=DESTINATION_COLUMNS[2],
            exact=DESTINATION_COLUMNS[0],
        )


def _message(draft: Draft, number: int, row: Mapping[str, str], reference: int) -> BatchMessage:
    try:
        filled = fill_draft(draft, row)
    except TemplateError as error:
        return BatchMessage(number, draft, problem=said(error.words))
    column = destination_column(draft, row)
    if column is not None:
        filled = replace(filled, destination=row[column])
    if not filled.destination:
        return BatchMessage(number, filled, problem=said("the row names no destination"))
    try:
        return BatchMessage(number, filled, expand(filled, reference).pdus)
    except EncodeError as error:
        return BatchMessage(number, filled, problem=str(error))


def destination_column(draft: Draft, columns: Iterable[str]) -> str | None:
    """The column that says where each message goes, None where the draft does. A number that was left in the draft
    from another message never stands in for the rows' own."""
    return None if "{" in draft.destination else _destination_column(columns)


def _destination_column(columns: Iterable[str]) -> str | None:
    return next((name for name in columns if name.lower() in DESTINATION_COLUMNS), None)


class BatchEncoder:
    """Encodes the PDUs of a batch: the first of a kind in full, those that differ in few places from its template."""

    _VARYING = ("source_addr", "destination_addr", "short_message")

    def __init__(self, book: Book = STANDARD) -> None:
        self._book = book
        self._templates: dict[object, _Kind] = {}
        self._last: _Kind | None = None

    def octets(self, pdu: Pdu) -> bytes:
        """The octets of ``pdu`` under its own sequence number; raises ``EncodeError`` as ``encode`` does."""
        kind = self._last
        if kind is None or not kind.fits(pdu):
            kind = self._last = self._kind_of(pdu)
        return kind.octets(pdu) if kind is not None else encode(pdu, self._book)

    def _kind_of(self, pdu: Pdu) -> _Kind | None:
        """The kind that ``pdu`` is of, made from it where it is the first; None where it has no template."""
        tags = tuple(tlv.tag for tlv in pdu.tlvs)
        varying = tuple(name for name in self._VARYING if name in pdu.fields)
        constant = tuple((name, value) for name, value in pdu.fields.items() if name not in varying)
        if len(set(tags)) != len(tags) or any(isinstance(value, tuple) for _, value in constant):
            return None
        key = (pdu.command, pdu.status, constant, varying, tags)
        if key not in self._templates:
            octets = encode(pdu, self._book)
            if len(self._templates) >= _MOST_TEMPLATES:
                return None
            names = tuple(self._book.tlv_or_strange(tag).name for tag in tags)
            self._templates[key] = _Kind(pdu, varying, Template(octets, varying + names, self._book))
        return self._templates[key]


class _Kind:
    """PDUs that share all but the values of what ``varying`` names and of their TLVs."""

    __slots__ = ("_command", "_constant", "_names", "_status", "_tags", "_template", "_values", "_varying")

    def __init__(self, first: Pdu, varying: tuple[str, ...], template: Template) -> None:
        constant = tuple(name for name in first.fields if name not in varying)
        self._command, self._status, self._template = first.command, first.status, template
        self._names, self._tags = tuple(first.fields), tuple(tlv.tag for tlv in first.tlvs)
        self._constant, self._varying = _getter(constant), _getter(varying)
        self._values = self._constant(first.fields)

    def fits(self, pdu: Pdu) -> bool:
        """Whether ``pdu`` is one of them."""
        return (
            pdu.command == self._command
            and pdu.status == self._status
            and tuple(pdu.fields) == self._names
            and self._constant(pdu.fields) == self._values
            and ((not self._tags and not pdu.tlvs) or tuple(tlv.tag for tlv in pdu.tlvs) == self._tags)
        )

    def octets(self, pdu: Pdu) -> bytes:
        """``pdu`` by the template."""
        values = self._varying(pdu.fields)
        if pdu.tlvs:
            values += tuple(tlv.value for tlv in pdu.tlvs)
        return self._template.fill(pdu.sequence, *values)


def _getter(names: tuple[str, ...]) -> Callable[[Mapping[str, FieldValue]], tuple[FieldValue, ...]]:
    """What takes the values of ``names`` out of a mapping, as a tuple however many there are."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda fields: tuple(fields[name] for name in names)
