"""From the events of a session to rows of the store and packets of the capture file: every octet, once."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from smppconsole.session.events import Event, PduReceived, PduSent, PeerFault
from smppconsole.trace.capture import CaptureWriter
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.record import Ends
from smppconsole.trace.rotation import RotatingCapture
from smppconsole.trace.store import Mark, Store

_NO_PDU = frozenset({"framing", "incomplete", "after-close"})
"""Faults whose octets are no PDU but what is left of a broken stream."""

Capture = CaptureWriter | RotatingCapture


class Kept(NamedTuple):
    """A capture file of a session, and the first row of the store that is in it."""

    path: Path
    first: int


class Recorder:
    """Writes what one session sent and received. A capture that fails ends; ``trouble`` then says so in words, and
    ``missed`` is the first row that is in no file (-1: none is missed)."""

    def __init__(self, store: Store, session: int, capture: Capture | None = None) -> None:
        self.store = store
        self.session = session
        self.ends = Ends()
        self.trouble = ""
        self.missed = -1
        self.files: list[Kept] = []
        self.capture: Capture | None = None
        if capture is not None:
            self.resume(capture)

    def describe(self, ends: Ends) -> None:
        """Say which two ends the octets travel between from now on."""
        self.ends = ends
        self.store.describe(self.session, ends)

    def take(self, events: Iterable[Event], now: float) -> None:
        """Record those of ``events`` that carry octets; ``now`` is the clock their ``at`` was told by."""
        # The wall clock may be set while a session runs: each batch is tied to it anew, order stays with ``at``.
        offset = time.time_ns() - int(now * 1e9)
        first = len(self.store)
        for event in events:
            if isinstance(event, PduReceived):
                self._write(event.octets, event.at, offset, outgoing=False)
            elif isinstance(event, PduSent):
                self._write(event.octets, event.at, offset, outgoing=True)
            elif isinstance(event, PeerFault) and event.octets:
                self._write(event.octets, event.at, offset, outgoing=False, lost=event.id in _NO_PDU)
        self._flush(first)

    def end(self) -> None:
        """The connection is gone: what is open now stays without an answer."""
        self.store.end_session(self.session)

    def resume(self, capture: Capture) -> None:
        """Go on in another capture, with what is in no file so far: nothing that the window shows is missing there.
        What could not be written is told as ever.
        """
        self.capture, self.trouble = capture, ""
        first, self.missed = self.missed, -1
        if isinstance(capture, RotatingCapture):
            capture.begun = self._note_file
        if capture.path is not None:
            self.files.append(Kept(capture.path, first if first >= 0 else len(self.store)))
        for row in range(first, len(self.store)) if first >= 0 else ():
            if self.store.session(row) == self.session:
                lost = bool(self.store.flags(row) & Mark.LOST)
                self._capture_one(row, self.store.octets(row), self.store.time_ns(row), self.store.outgoing(row), lost)
        self._flush(first)

    def _write(self, octets: bytes, at: float, offset: int, *, outgoing: bool, lost: bool = False) -> None:
        mono_ns = int(at * 1e9)
        time_ns = mono_ns + offset
        row = self.store.append(
            octets, time_ns=time_ns, mono_ns=mono_ns, outgoing=outgoing, session=self.session, lost=lost
        )
        if self.capture is not None:
            self._capture_one(row, octets, time_ns, outgoing, lost)

    def _capture_one(self, row: int, octets: bytes, time_ns: int, outgoing: bool, lost: bool) -> None:
        capture = self.capture
        if capture is None:
            return
        try:
            capture.write(
                octets, time_ns=time_ns, outgoing=outgoing, session=self.session, ends=self.ends, lost=lost, hold=True
            )
        except CaptureError as error:
            self._fail(error, row)

    def _note_file(self, path: Path) -> None:
        """A new file begins with the row that was added last, or comes next."""
        self.files.append(Kept(path, max(0, len(self.store) - 1)))

    def _flush(self, first: int) -> None:
        try:
            if self.capture is not None:
                self.capture.flush()
        except CaptureError as error:
            self._fail(error, first)

    def _fail(self, error: CaptureError, row: int) -> None:
        self.trouble = f"the capture file is no longer written: {error}"
        if self.missed < 0:
            self.missed = max(0, row)
