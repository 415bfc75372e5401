"""Rows of a store taken out of the house: pcapng, JSON lines, CSV, text for a ticket, Markdown. Always masked.

``FORMATS`` is the table; ``export_text`` gives the pieces of a text format, ``export_file`` writes any format and
tells how far it is, so that whoever calls can show progress and stop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from smppconsole.smpp.mask import mask_password
from smppconsole.smpp.said import said
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.exporting import MASKED_ONLY, Exporting, heading_of, note_of, told_of
from smppconsole.trace.moments import full_time, moment
from smppconsole.trace.record import Record
from smppconsole.trace.store import Mark, Store
from smppconsole.trace.ticket import PASSES, ticket_pieces
from smppconsole.values import dataclass

__all__ = ["FORMATS", "Exporting", "Format", "export_file", "export_text", "format_named", "format_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of export. ``pieces`` is None where it is no text; they go through the rows ``passes`` times."""

    id: str
    title: str
    suffix: str
    pieces: Callable[[Store, Iterable[int], Exporting], Iterator[str]] | None
    passes: int = 1


def _json_lines(store: Store, rows: Iterable[int], exporting: Exporting) -> Iterator[str]:
    from smppconsole.trace.telling import as_json_line  # noqa: PLC0415 - by who exports

    for row in rows:
        yield as_json_line(*told_of(store, row, exporting)) + "\n"


def _csv(store: Store, rows: Iterable[int], exporting: Exporting) -> Iterator[str]:
    from smppconsole.trace.columns import COLUMNS  # noqa: PLC0415 - by who exports
    from smppconsole.trace.csv_line import csv_line  # noqa: PLC0415 - by who exports

    yield csv_line(["number", "time", *[column.id for column in COLUMNS[2:]], "hex", "note"])
    for row in rows:
        record = exporting.masked(store.record(row))
        book, reading = exporting.book_at(record.session), exporting.reading_of(record.session)
        cells = [column.text(record, book, reading) for column in COLUMNS[2:]]
        yield csv_line([str(row + 1), full_time(record.time_ns), *cells, record.octets.hex(), note_of(store, row)])


def _ticket(store: Store, rows: Iterable[int], exporting: Exporting) -> Iterator[str]:
    from smppconsole.trace.telling import as_words  # noqa: PLC0415 - by who exports

    for name, words in heading_of(exporting):
        yield f"{name}: {words}\n"
    for row in rows:
        yield "\n" + as_words(*told_of(store, row, exporting))


def _markdown(store: Store, rows: Iterable[int], exporting: Exporting) -> Iterator[str]:
    from smppconsole.trace.telling import as_markdown  # noqa: PLC0415 - by who exports

    for name, words in heading_of(exporting):
        yield f"- **{name}**: {words}\n"
    for row in rows:
        yield "\n" + as_markdown(*told_of(store, row, exporting))


FORMATS: tuple[Format, ...] = (
    Format("pcapng", said("Capture (pcapng)"), ".pcapng", None),
    Format("jsonl", said("JSON lines"), ".jsonl", _json_lines),
    Format("csv", said("Table (CSV)"), ".csv", _csv),
    Format("text", said("Text for a ticket"), ".txt", _ticket),
    Format("markdown", "Markdown", ".md", _markdown),
    Format("ticket", said("Ticket bundle"), ".ticket.txt", ticket_pieces, PASSES),
)


def format_named(name: str) -> Format:
    """A format by its id or by a file's suffix (".pcapng"); KeyError where there is none."""
    for row in FORMATS:
        if name in (row.id, row.suffix):
            return row
    raise KeyError(name)


def format_of(path: Path) -> Format:
    """The format that a file's name asks for; KeyError where there is none."""
    name = path.name.lower()
    found = [row for row in FORMATS if name.endswith(row.suffix)]
    if not found:
        raise KeyError(path.suffix)
    return max(found, key=lambda row: len(row.suffix))


def export_text(name: str, store: Store, rows: Iterable[int], exporting: Exporting = MASKED_ONLY) -> str:
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
    exporting: Exporting = MASKED_ONLY,
) -> Iterator[int]:
    """Write rows (which can be gone through again) into a file, replacing it; yields now and then how many are
    written. Raises CaptureError.

    The file appears when all is written, under its name at once; a stop or a failure before leaves what was there.
    """
    part = path.with_name(path.name + ".part")
    form, counted = format_named(name), _Counted(rows)
    try:
        part.unlink(missing_ok=True)
        if form.pieces is None:
            pieces_written = _write_capture(part, store, counted, exporting)
        else:
            pieces_written = _write_text(part, form.pieces(store, counted, exporting))
        for _ in pieces_written:
            yield counted.count // form.passes
        part.replace(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        words = said("{path} could not be written: {reason}. Choose another place.", path=path, reason=reason)
        raise CaptureError(words) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


class _Counted:
    """Rows that are counted as they are taken."""

    def __init__(self, rows: Iterable[int]) -> None:
        self.count = 0
        self._rows = rows

    def __iter__(self) -> Iterator[int]:
        for row in self._rows:
            self.count += 1
            yield row


def _write_text(path: Path, pieces: Iterator[str]) -> Iterator[None]:
    with path.open("w", encoding="utf-8", newline="") as file:
        for piece in pieces:
            file.write(piece)
            yield


def _write_capture(path: Path, store: Store, rows: Iterable[int], exporting: Exporting) -> Iterator[None]:
    from smppconsole.trace.capture import CaptureWriter  # noqa: PLC0415 - by who exports

    with CaptureWriter(path, keep_passwords=True) as writer:  # masked already
        for row in rows:
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
            yield


def _packet_comments(store: Store, record: Record, exporting: Exporting) -> tuple[str, ...]:
    """The user's words and the findings, which become comments of the packet."""
    from smppconsole.smpp.inspection import inspect  # noqa: PLC0415 - by who exports
    from smppconsole.trace.capture import MASKED  # noqa: PLC0415 - by who exports
    from smppconsole.trace.judged import with_judged  # noqa: PLC0415 - by who exports

    note = note_of(store, record.row)
    reading = exporting.reading_of(record.session)
    found = inspect(record.octets, exporting.book_at(record.session), reading, now=moment(record.time_ns)).findings
    findings = with_judged(found, store.judged.get(record.row, ()))
    words = [f"{finding.severity}: {finding.text} [{finding.id}]" for finding in findings]
    original = store.octets(record.row)
    masked = [MASKED] * (mask_password(original) != original)
    return (*[note] * bool(note), *masked, *words)
