"""Which PDUs of a source a filter of the trace takes: for commands that read PDUs one by one.

The filter may ask for what stands elsewhere in the source (round trips, answers that never came), so the source is read
whole before the first PDU is told.
"""

from __future__ import annotations

import io
import time
from dataclasses import replace
from pathlib import Path

from smppconsole.cli.sources import Source
from smppconsole.cli.status import CommandError
from smppconsole.smpp.framing import cut
from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import Book
from smppconsole.trace.capture import load
from smppconsole.trace.filter import Filter, parse
from smppconsole.trace.filter_syntax import FilterError
from smppconsole.trace.judging import Judging
from smppconsole.trace.notes import load_notes
from smppconsole.trace.store import Store


def read_filter(text: str, book: Book, reading: Reading) -> Filter:
    """The filter of ``--filter``; raises CommandError, which points at the column."""
    try:
        return parse(text, book, lambda _session: reading)
    except FilterError as error:
        raise CommandError(f"--filter: {error}") from error


def fill(store: Store, source: Source) -> tuple[str, ...]:
    """All PDUs of a source into a store, with what its notes say; in words, what could not be read. Raises
    CaptureError."""
    notes: tuple[str, ...] = ()
    if source.capture is None:
        _fill_from_octets(store, source)
        return notes
    for step in load(store, source.capture):
        notes = step.notes
    damaged = load_notes(store, source.capture) if isinstance(source.capture, Path) else ""
    return (*[damaged] * bool(damaged), *(f"{source.words}: {note}" for note in notes))


def chosen(source: Source, wanted: Filter) -> frozenset[int]:
    """The PDUs taken, by their place among those of the source, from 0. Raises CaptureError."""
    store, stream = Store(), source.capture
    if stream is not None and not isinstance(stream, Path):  # its reader will close it
        source = replace(source, capture=io.BytesIO(stream.read()))
        stream.seek(0)
    try:
        fill(store, source)
        Judging(store).finish()
        return frozenset(wanted.rows(store))
    finally:
        store.close()


def _fill_from_octets(store: Store, source: Source) -> None:
    """Octets without times are given that of now; nobody knows which side they came from."""
    now = time.time_ns()
    for piece in (piece for block in source.blocks() for piece in cut(block)):
        lost = len(piece.octets) < HEADER_SIZE
        store.append(piece.octets, time_ns=now, mono_ns=now, outgoing=False, session=0, lost=lost)
