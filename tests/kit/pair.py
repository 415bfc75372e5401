"""Two sessions, an ESME and a message centre, and a pretend wire between them."""

from __future__ import annotations

from smppconsole.session.events import Closed, Event, PduReceived, apart
from smppconsole.session.session import Session
from smppconsole.session.state import Side
from smppconsole.session.timers import Timers
from smppconsole.smpp.header import RESPONSE, read_header
from smppconsole.smpp.pdu import FieldValue
from smppconsole.smpp.spec.book import STANDARD
from tests.kit.clock import Clock
from tests.kit.pdus import pdu

_LEFT_TO_OTHERS = frozenset({"enquire_link", "unbind", "outbind", "alert_notification", "deliver_sm"})
_BODIES: dict[str, dict[str, FieldValue]] = {"submit_sm": {"message_id": "1"}, "submit_multi": {"message_id": "1"}}


class SessionPair:
    """Both ends of one connection. ``wire[side]`` holds the octets on their way to that side, ``told[side]`` all events
    of that side. While ``answering``, the centre answers whatever its session leaves to its owner, with status 0."""

    def __init__(
        self,
        *,
        esme_timers: Timers | None = None,
        centre_timers: Timers | None = None,
        window: int = 10,
        rate: float = 0.0,
        now: float = 0.0,
        sequence: int = 1,
    ) -> None:
        self.clock = Clock(now)
        self.esme = Session(Side.ESME, timers=esme_timers, window=window, rate=rate, now=now, sequence=sequence)
        self.centre = Session(Side.CENTRE, timers=centre_timers, window=window, now=now)
        self.ends = {Side.ESME: self.esme, Side.CENTRE: self.centre}
        self.wire = {side: bytearray() for side in Side}
        self.told: dict[Side, list[Event]] = {side: [] for side in Side}
        self.answering = True

    def connect(self) -> SessionPair:
        """The connection stands on both ends."""
        for side, end in self.ends.items():
            end.connected(self.clock.now)
            self.gather(side)
        return self

    def bound(self, name: str = "bind_transceiver", version: int = 0x34) -> SessionPair:
        """Connect and bind."""
        self.connect()
        self.esme.send(pdu(name, system_id="me", password="secret", interface_version=version), self.clock.now)
        return self.carry()

    def gather(self, side: Side) -> list[Event]:
        """Take what an end has to send and to tell; its new events."""
        end = self.ends[side]
        events: list[Event] = [*apart(end.events())]
        self.told[side] += events
        if side is Side.CENTRE and self.answering and end.closed is None:
            for event in events:
                if isinstance(event, PduReceived):
                    self._answer(event.octets)
        more: list[Event] = [*apart(end.events())]
        self.told[side] += more
        self.wire[side.other] += end.data_to_send()
        return events + more

    def _answer(self, request: bytes) -> None:
        command_id = read_header(request).command_id
        spec = STANDARD.command(command_id)
        if spec is None or command_id & RESPONSE or spec.name in _LEFT_TO_OTHERS or self.centre.closed is not None:
            return
        answer = pdu(f"{spec.name}_resp", **_BODIES.get(spec.name, {}))
        self.centre.reply(request, answer, self.clock.now, anyway=True)

    def deliver(self, side: Side, count: int | None = None) -> list[Event]:
        """Let ``count`` octets, or all, arrive at one end; its new events."""
        self.gather(side.other)
        arriving = bytes(self.wire[side][:count])
        del self.wire[side][:count]
        if arriving:
            self.ends[side].receive_data(arriving, self.clock.now)
        return self.gather(side)

    def carry(self) -> SessionPair:
        """Let octets pass both ways until the wire is quiet, and ends close that want to."""
        for side in Side:
            self.gather(side)
        while any(self.wire.values()):
            for side in Side:
                self.deliver(side)
        for side, end in self.ends.items():
            if end.wants_close:
                self.ends[side.other].receive_eof(self.clock.now, "fin")
                self.gather(side.other)
        return self

    def drop(self, how: str = "reset") -> SessionPair:
        """Cut the connection: what is on the wire is lost, both ends are told."""
        for side, end in self.ends.items():
            self.wire[side].clear()
            end.receive_eof(self.clock.now, how)
            self.gather(side)
        return self

    def pass_time(self, seconds: float, *, carrying: bool = True) -> SessionPair:
        """Let time pass from deadline to deadline, octets arriving at once unless not ``carrying``."""
        until = self.clock.now + seconds
        while (deadline := self._next_deadline()) is not None and deadline <= until:
            self.clock.until(max(deadline, self.clock.now))
            self.tick()
            if carrying:
                self.carry()
        self.clock.until(until)
        return self

    def _next_deadline(self) -> float | None:
        deadlines = [end.next_deadline() for end in self.ends.values()]
        return min((deadline for deadline in deadlines if deadline is not None), default=None)

    def tick(self) -> None:
        """Let both ends do what is due now."""
        for side, end in self.ends.items():
            end.handle_timer(self.clock.now)
            self.gather(side)

    def closed(self, side: Side) -> Closed:
        """How an end closed; fails if it has not."""
        closed = self.ends[side].closed
        assert closed is not None, f"the {side} is in the state {self.ends[side].state}"
        return closed

    def of(self, side: Side, kind: type[Event]) -> list[Event]:
        """All events of one kind that an end told."""
        return [event for event in self.told[side] if isinstance(event, kind)]
