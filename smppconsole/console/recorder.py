"""From the events of a session to rows of the store and packets of the capture file: every octet, once."""

from __future__ import annotations

import time
from collections.abc import Iterable

from smppconsole.session.events import Event, PduReceived, PduSent, PeerFault
from smppconsole.trace.capture import CaptureWriter
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.record import Ends
from smppconsole.trace.store import Store

_NO_PDU = frozenset({"framing", "incomplete", "after-close"})
"""Faults whose octets are no PDU but what is left of a broken stream."""


class Recorder:
    """Writes what one session sent and received. A capture that fails ends; ``trouble`` then says so in words."""

    def __init__(self, store: Store, session: int, capture: CaptureWriter | None = None) -> None:
        self.store = store
        self.session = session
        self.ends = Ends()
        self.trouble = ""
        self.capture = capture

    def describe(self, ends: Ends) -> None:
        """Say which two ends the octets travel between from now on."""
        self.ends = ends
        self.store.describe(self.session, ends)

    def take(self, events: Iterable[Event], now: float) -> None:
        """Record those of ``events`` that carry octets; ``now`` is the clock their ``at`` was told by."""
        # The wall clock may be set while a session runs: each batch is tied to it anew, order stays with ``at``.
        offset = time.time_ns() - int(now * 1e9)
        for event in events:
            if isinstance(event, PduReceived):
                self._write(event.octets, event.at, offset, outgoing=False)
            elif isinstance(event, PduSent):
                self._write(event.octets, event.at, offset, outgoing=True)
            elif isinstance(event, PeerFault) and event.octets:
                self._write(event.octets, event.at, offset, outgoing=False, lost=event.id in _NO_PDU)
        self._flush()

    def end(self) -> None:
        """The connection is gone: what is open now stays without an answer."""
        self.store.end_session(self.session)

    def _write(self, octets: bytes, at: float, offset: int, *, outgoing: bool, lost: bool = False) -> None:
        mono_ns = int(at * 1e9)
        time_ns = mono_ns + offset
        self.store.append(octets, time_ns=time_ns, mono_ns=mono_ns, outgoing=outgoing, session=self.session, lost=lost)
        if self.capture is not None:
            self._capture_one(self.capture, octets, time_ns, outgoing)

    def _capture_one(self, capture: CaptureWriter, octets: bytes, time_ns: int, outgoing: bool) -> None:
        try:
            capture.write(octets, time_ns=time_ns, outgoing=outgoing, session=self.session, ends=self.ends, hold=True)
        except CaptureError as error:
            self.trouble = f"the capture file is no longer written: {error}"

    def _flush(self) -> None:
        try:
            if self.capture is not None:
                self.capture.flush()
        except CaptureError as error:
            self.trouble = f"the capture file is no longer written: {error}"
