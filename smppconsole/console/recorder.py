"""From the events of a session to rows of the store and packets of the capture file: every octet, once."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from smppconsole.session.events import Burst, Event, PduReceived, PduSent, PeerFault, Unanswered
from smppconsole.smpp.said import said
from smppconsole.trace.batch import LOST, OUTGOING, Pile, pile
from smppconsole.trace.capture import CaptureWriter
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.record import Ends
from smppconsole.trace.rotation import RotatingCapture
from smppconsole.trace.store import Store

_NO_PDU = frozenset({"framing", "incomplete", "after-close"})
"""Faults whose octets are no PDU but what is left of a broken stream."""

_WITH_OCTETS = (PduReceived, PduSent, PeerFault)
_FEW = 12
"""Up to so many events are written row by row, which is quicker than the columns of a pile."""

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
        self._next = 0
        self.capture: Capture | None = None
        if capture is not None:
            self.resume(capture)

    def describe(self, ends: Ends) -> None:
        """Say which two ends the octets travel between from now on."""
        self.ends = ends
        self.store.describe(self.session, ends)

    def take(self, events: Sequence[Event], now: float) -> None:
        """Record those of ``events`` that carry octets; ``now`` is the clock their ``at`` was told by."""
        # The wall clock may be set while a session runs: each batch is tied to it anew, order stays with ``at``.
        wall_ns = time.time_ns() - int(now * 1e9)
        if self.capture is None and len(events) <= _FEW and Burst not in map(type, events):
            self._append(events, wall_ns)
            return
        passed = pile_of(events, self.session)
        if not len(passed):
            return
        first = self.store.take(passed, wall_ns)
        if self.capture is not None:
            self._write(passed, first, wall_ns)

    def _append(self, events: Iterable[Event], wall_ns: int) -> None:
        """Add the octets of a few events to the store: a client with one request in flight waits for this each time."""
        append, session = self.store.append, self.session
        for event in events:
            if isinstance(event, _WITH_OCTETS) and event.octets:
                at, octets, sent = int(event.at * 1e9), event.octets, isinstance(event, PduSent)
                lost = not sent and _flags(event) == LOST
                append(octets, time_ns=at + wall_ns, mono_ns=at, outgoing=sent, session=session, lost=lost)

    def give_up(self, request: Unanswered) -> None:
        """The time-out of a request passed; its answer may still come."""
        self.store.give_up(self.session, True, request.request_id, request.sequence)

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
                flags = int(self.store.flags(row)) & (OUTGOING | LOST)
                octets, time_ns = self.store.octets(row), self.store.time_ns(row)
                self._write(pile(self.session, (octets,), array("q", (time_ns,)), bytes((flags,))), row, 0)

    def _write(self, passed: Pile, first: int, wall_ns: int) -> None:
        """Write PDUs, the first of which is row ``first`` of the store, into one file or more."""
        capture, done, count = self.capture, 0, len(passed)
        try:
            while capture is not None and done < count:
                self._next = first + done
                done += capture.write_all(passed.part(done, count), wall_ns=wall_ns, ends=self.ends)
            if capture is not None:
                capture.flush()
        except CaptureError as error:
            self.trouble = said("the capture file is no longer written: {error}", error=error)
            if self.missed < 0:
                self.missed = self._next

    def _note_file(self, path: Path) -> None:
        """A new file begins with the row that is written next."""
        self.files.append(Kept(path, self._next))


def pile_of(events: Iterable[Event], session: int) -> Pile:
    """The octets that events of a session carry."""
    octets: list[bytes] = []
    times = array("q")
    flags = bytearray()
    for event in events:
        if isinstance(event, Burst):
            octets += _in_turn(event)
            flags += bytes((0, OUTGOING)) * len(event.pdus) if event.answers else bytes(len(event.pdus))
            times += array("q", (int(event.at * 1e9),)) * (len(octets) - len(times))
        elif isinstance(event, _WITH_OCTETS) and event.octets:
            octets.append(event.octets)
            flags.append(_flags(event))
            times.append(int(event.at * 1e9))
    return pile(session, octets, times, bytes(flags))


def _in_turn(burst: Burst) -> Sequence[bytes]:
    """Each PDU with its answer behind it."""
    if not burst.answers:
        return burst.pdus
    both = [b""] * (2 * len(burst.pdus))
    both[::2], both[1::2] = burst.pdus, burst.answers
    return both


def _flags(event: PduReceived | PduSent | PeerFault) -> int:
    if isinstance(event, PeerFault) and event.id in _NO_PDU:
        return LOST
    return OUTGOING if isinstance(event, PduSent) else 0
