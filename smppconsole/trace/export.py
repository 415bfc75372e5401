"""Rows of a store taken out of the house: pcapng, JSON lines, CSV, text for a ticket, Markdown. Always masked.

``FORMATS`` is the table; ``export_text`` gives the pieces of a text format, ``export_file`` writes any format and
tells how far it is, so that whoever calls can show progress and stop.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from smppconsole import __version__
from smppconsole.smpp.inspection import inspect
from smppconsole.smpp.mask import mask_password
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.trace.capture import MASKED, CaptureWriter
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.columns import COLUMNS
from smppconsole.trace.mask import PASSWORDS_ONLY, Masking, mask
from smppconsole.trace.moments import full_time, moment
from smppconsole.trace.record import Record
from smppconsole.trace.store import Mark, Store
from smppconsole.trace.telling import Told, as_json_line, as_markdown, as_words


@dataclass(frozen=True, slots=True)
class Exporting:
    """How rows are told. ``heading`` is what a ticket says first (account without secrets, program, zone);
    ``source`` is the name told for where the PDUs are from.
    """

    masking: Masking = PASSWORDS_ONLY
    book: Book = STANDARD
    reading_of: Callable[[int], Reading] = field(default=lambda session: AS_USUAL)
    source: str = "smppconsole"
    heading: tuple[tuple[str, str], ...] = ()

    def masked(self, record: Record) -> Record:
        """The record with its octets masked."""
        reading = self.reading_of(record.session)
        return record._replace(octets=mask(record.octets, self.masking, self.book, reading))


@dataclass(frozen=True, slots=True)
class Format:
    """A format of export. ``pieces`` is None where it is no text."""

    id: str
    title: str
    suffix: str
    pieces: Callable[[Store, Iterable[int], Exporting], Iterator[str]] | None


def _told(store: Store, row: int, exporting: Exporting) -> tuple[Told, Reading]:
    record = exporting.masked(store.record(row))
    said = Told(
        row + 1,
        record.octets,
        exporting.source,
        0,
        record.time_ns,
        record.sender,
        record.receiver,
        record.ends.title,
        _note(store, row),
    )
    return said, exporting.reading_of(record.session)


def _note(store: Store, row: int) -> str:
    words = ["marked"] * store.marked(row) + [words for words in (store.comments.get(row),) if words]
    return ", ".join(words)


def _json_lines(store: Store, rows: Iterable[int], exporting: Exporting) -> Iterator[str]:
    for row in rows:
        told, reading = _told(store, row, exporting)
        yield as_json_line(told, exporting.book, reading) + "\n"


def _csv(store: Store, rows: Iterable[int], exporting: Exporting) -> Iterator[str]:
    yield _csv_line(["number", "time", *[column.id for column in COLUMNS[2:]], "hex", "note"])
    for row in rows:
        record = exporting.masked(store.record(row))
        reading = exporting.reading_of(record.session)
        cells = [column.text(record, exporting.book, reading) for column in COLUMNS[2:]]
        yield _csv_line([str(row + 1), full_time(record.time_ns), *cells, record.octets.hex(), _note(store, row)])


def _csv_line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: what a stranger sent must not run there."""
    risky = cell[:1] in ("=", "@", "\t", "\r") or (cell[:1] in ("+", "-") and not cell[1:].isdigit())
    return "'" + cell if risky else cell


def _ticket(store: Store, rows: Iterable[int], exporting: Exporting) -> Iterator[str]:
    for name, words in _heading(exporting):
        yield f"{name}: {words}\n"
    for row in rows:
        told, reading = _told(store, row, exporting)
        yield "\n" + as_words(told, exporting.book, reading)


def _markdown(store: Store, rows: Iterable[int], exporting: Exporting) -> Iterator[str]:
    for name, words in _heading(exporting):
        yield f"- **{name}**: {words}\n"
    for row in rows:
        told, reading = _told(store, row, exporting)
        yield "\n" + as_markdown(told, exporting.book, reading)


def _heading(exporting: Exporting) -> Iterator[tuple[str, str]]:
    yield "Program", f"smppconsole {__version__}"
    yield from exporting.heading
    yield "Masked", exporting.masking.words


FORMATS: tuple[Format, ...] = (
    Format("pcapng", "Capture (pcapng)", ".pcapng", None),
    Format("jsonl", "JSON lines", ".jsonl", _json_lines),
    Format("csv", "Table (CSV)", ".csv", _csv),
    Format("text", "Text for a ticket", ".txt", _ticket),
    Format("markdown", "Markdown", ".md", _markdown),
)


def format_named(name: str) -> Format:
    """A format by its id or by a file's suffix (".pcapng"); KeyError where there is none."""
    for row in FORMATS:
        if name in (row.id, row.suffix):
            return row
    raise KeyError(name)


def export_text(name: str, store: Store, rows: Iterable[int], exporting: Exporting = Exporting()) -> str:
    """Rows in a text format, to be copied; KeyError for a format that is no text."""
    pieces = format_named(name).pieces
    if pieces is None:
        raise KeyError(name)
    return "".join(pieces(store, rows, exporting))


def export_file(
    path: Path,
    name: str,
    store: Store,
    rows: Iterable[int],
    exporting: Exporting = Exporting(),
) -> Iterator[int]:
    """Write rows into a file, replacing it; yields after each how many are written. Raises CaptureError.

    The file appears when all is written, under its name at once; a stop or a failure before leaves what was there.
    """
    part = path.with_name(path.name + ".part")
    pieces = format_named(name).pieces
    try:
        part.unlink(missing_ok=True)
        if pieces is None:
            yield from _write_capture(part, store, rows, exporting)
        else:
            yield from _write_text(part, pieces(store, rows, exporting))
        part.replace(path)
    except OSError as error:
        words = f"{path} could not be written: {(error.strerror or str(error)).lower()}. Choose another place."
        raise CaptureError(words) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _write_text(path: Path, pieces: Iterator[str]) -> Iterator[int]:
    with path.open("w", encoding="utf-8", newline="") as file:
        for count, piece in enumerate(pieces, 1):
            file.write(piece)
            yield count


def _write_capture(path: Path, store: Store, rows: Iterable[int], exporting: Exporting) -> Iterator[int]:
    with CaptureWriter(path, keep_passwords=True) as writer:  # masked already
        for count, row in enumerate(rows, 1):
            record = exporting.masked(store.record(row))
            writer.write(
                record.octets,
                time_ns=record.time_ns,
                outgoing=record.outgoing,
                session=record.session,
                ends=record.ends,
                comments=_packet_comments(store, record, exporting),
                lost=bool(record.flags & Mark.LOST),
                hold=True,
            )
            yield count


def _packet_comments(store: Store, record: Record, exporting: Exporting) -> tuple[str, ...]:
    """The user's words and the findings, which become comments of the packet."""
    note = _note(store, record.row)
    reading = exporting.reading_of(record.session)
    findings = inspect(record.octets, exporting.book, reading, now=moment(record.time_ns)).findings
    said = [f"{finding.severity}: {finding.text} [{finding.id}]" for finding in findings]
    original = store.octets(record.row)
    masked = [MASKED] * (mask_password(original) != original)
    return (*[note] * bool(note), *masked, *said)
