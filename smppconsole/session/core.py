"""What the two halves of a session share: where it stands, what it has to tell and to send, how it is ending."""

from __future__ import annotations

from collections.abc import Sequence

from smppconsole.session.events import Burst, Closed, CloseReason, Event, PduSent, StateChanged
from smppconsole.session.replies import AutoReply
from smppconsole.session.state import BINDS, EFFECTS, Side, State, accepted_from, after, sendable
from smppconsole.session.timers import Pulse, Timers
from smppconsole.session.window import Window
from smppconsole.smpp.header import RESPONSE
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import Version

_CHANGING = frozenset(STANDARD.command_named(name).id for name, _, _ in EFFECTS)
_BIND_ANSWERS = frozenset(command_id | RESPONSE for command_id in BINDS)


class Core:
    """The shared state of ``Session``, ``Outgoing``, ``Incoming`` and ``Schedule``.

    ``accepted`` are the commands to take from the peer in this state, ``sendable`` those we may send by the rules.
    ``version`` is the interface_version we go by, ``peer_version`` what the peer said (None: nothing yet or nothing at
    all). ``init_since`` is when the session-init timer began to run, None while it does not. ``bind_sent``: we asked to
    bind. ``ours_to_unbind`` is the
    reason for which we sent unbind, ``their_unbind`` whether the peer did, ``unsent`` the numbers of requests that were
    dropped from the queue for it.
    """

    def __init__(self, side: Side, timers: Timers, window: Window, version: int, auto_reply: AutoReply) -> None:
        self.side = side
        self.peer = side.other
        self.state = State.CLOSED
        self.accepted = accepted_from(self.peer, self.state, version)
        self.sendable = sendable(side, self.state, version)
        self.timers = timers
        self.window = window
        self.pulse = Pulse()
        self.version = version
        self.peer_version: int | None = None
        self.auto_reply = auto_reply
        self.generic_nack = True
        self.events: list[Event] = []
        self.chunks: list[bytes] = []
        self.waiting = 0
        self.init_since: float | None = None
        self.bind_sent = False
        self.ours_to_unbind: tuple[CloseReason, str] | None = None
        self.their_unbind = False
        self.unsent: list[int] = []
        self.ending: tuple[CloseReason, str] | None = None
        self.closed: Closed | None = None

    @property
    def rules(self) -> int:
        """The version whose table we send by: 5.0 only where both sides said so, once the peer had its say."""
        if not self.state.is_bound:
            return self.version
        return min(self.version, Version.V34 if self.peer_version is None else self.peer_version)

    def put(self, octets: bytes, now: float) -> None:
        """Send ``octets`` and tell it."""
        self.chunks.append(octets)
        self.waiting += len(octets)
        self.events.append(PduSent(octets, now))

    def put_burst(self, pdus: Sequence[bytes], answers: tuple[bytes, ...], now: float) -> None:
        """Send ``answers``, and tell them with the requests they belong to."""
        if answers:
            joined = b"".join(answers)
            self.chunks.append(joined)
            self.waiting += len(joined)
        self.events.append(Burst(tuple(pdus), answers, now))

    def passed(self, command_id: int, status: int, now: float) -> None:
        """A PDU that fits the conversation went past, in either direction: the state follows."""
        if command_id in _CHANGING:
            self.move(after(self.state, command_id, status), now)
        if command_id in _BIND_ANSWERS and status:
            self.init_since = now

    def move(self, state: State, now: float) -> None:
        """Go to ``state`` and tell it; nothing if the session is there."""
        before = self.state
        if state is before:
            return
        self.state = state
        self.accepted = accepted_from(self.peer, state, self.rules)
        self.sendable = sendable(self.side, state, self.rules)
        self.init_since = now if state in (State.OPEN, State.OUTBOUND) else None
        if state.is_bound:
            self.pulse.start(now)
        self.events.append(StateChanged(before, state))

    def end(self, reason: CloseReason, words: str) -> None:
        """The session is to end when what came with this has been dealt with; the first reason stands."""
        if self.ending is None:
            self.ending = (reason, words)

    def unbind_answered(self) -> None:
        """The peer's unbind was answered by us: close, unless an answer to ours is still to come."""
        if self.ours_to_unbind is None:
            self.end(CloseReason.UNBIND_THEM, said("the peer sent unbind; it was answered"))
