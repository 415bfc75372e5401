"""What the user said later about a capture: marks and comments, in a small file beside it.

The capture itself is never rewritten. ``incident.pcapng`` has its notes in ``incident.pcapng.notes``, JSON lines of
``{"row": 12, "mark": true, "comment": "..."}``; rows count from 0. A damaged line is left out and told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from smppconsole.smpp.said import counted, joined, said
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.filter import parse
from smppconsole.trace.filter_plan import slices
from smppconsole.trace.store import Store

SUFFIX = ".notes"
_MARKED = parse("mark")


def notes_path(capture: Path) -> Path:
    """Where the notes of a capture stand."""
    return capture.with_name(capture.name + SUFFIX)


def save_notes(
    store: Store, capture: Path, first: int = 0, stop: int | None = None, session: int | None = None
) -> None:
    """Write the marks and comments of the rows that are the capture's; no file where there are none.

    ``first`` is the row of the capture's first PDU; where a ``session`` is named, only its rows are in the capture.
    Notes of PDUs that were not read, as reading was stopped, stay. Raises CaptureError.
    """
    path = notes_path(capture)
    lines = [json.dumps(note, ensure_ascii=False) + "\n" for note in _notes(store, first, stop, session)]
    if stop is None:
        lines += _of_rows_unread(path, len(store) - first)
    part = path.with_name(path.name + ".part")
    try:
        if lines:
            part.write_text("".join(lines), encoding="utf-8")
            part.replace(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CaptureError(
            said("The notes {path} could not be written: {reason}. Choose another place.", path=path, reason=reason)
        ) from error


def _of_rows_unread(path: Path, count: int) -> Iterator[str]:
    """The lines of the notes there are about rows from ``count`` on."""
    with suppress(OSError):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            note = _read(line)
            if note is not None and note.row >= count:
                yield line + "\n"


def _notes(store: Store, first: int, stop: int | None, session: int | None) -> Iterator[dict[str, object]]:
    last = len(store) if stop is None else stop
    before, index = first, 0
    for row in noted_rows(store, first, last):
        if session is not None and store.session(row) != session:
            continue
        index += row - before if session is None else _rows_of(store, session, before, row)
        before = row
        yield {"row": index, "mark": store.marked(row), "comment": store.comments.get(row, "")}


def noted_rows(store: Store, first: int, stop: int) -> list[int]:
    """The rows from ``first`` to before ``stop`` that are marked or have a comment, in their order."""
    commented = {row for row in store.comments if first <= row < stop}
    return sorted(commented.union(_MARKED.rows(store, first, stop)))


def _rows_of(store: Store, session: int, first: int, stop: int) -> int:
    """How many rows from ``first`` to before ``stop`` are a session's."""
    return sum(piece.block.session[piece.start : piece.stop].count(session) for piece in slices(store, first, stop))


def load_notes(store: Store, capture: Path, first: int = 0) -> str:
    """Put marks and comments back; returns words about what could not be read, "" where all could."""
    path = notes_path(capture)
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        return said(
            "The notes {path} could not be read: {strerror}.",
            path=path,
            strerror=(error.strerror or str(error)).lower(),
        )
    notes = [_read(line) for line in text.splitlines()]
    unread = sum(note is not None and first + note.row >= len(store) for note in notes)
    damaged = notes.count(None)
    for note in notes:
        if note is not None and first + note.row < len(store):
            _put(store, first + note.row, note)
    words = []
    if damaged:
        words.append(said("{damaged} lines of the notes {path} are damaged and left out.", damaged=damaged, path=path))
    if unread:
        words.append(
            counted(
                "1 note is about a PDU that was not read; it is kept.",
                "{count} notes are about PDUs that were not read; they are kept.",
                unread,
            )
        )
    return joined(" ", words) if words else ""


class _Note(NamedTuple):
    """What was said of a row, counted from the first of the capture."""

    row: int
    marked: bool
    comment: str


def _read(line: str) -> _Note | None:
    """A line of the notes; None where it is damaged."""
    try:
        told = json.loads(line)
        row, comment = told["row"], str(told.get("comment", ""))
        note = _Note(row, bool(told.get("mark")), comment)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return note if isinstance(row, int) and row >= 0 else None


def _put(store: Store, row: int, note: _Note) -> None:
    if note.marked:
        store.mark(row)
    if note.comment:
        store.comment(row, note.comment)
