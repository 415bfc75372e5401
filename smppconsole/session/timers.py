"""The timers of a session as values, and the pulse of its link: when to ask, what counts as life, when it is dead.

The standard names session-init, enquire_link, inactivity and response (SMPP 3.4, 7.2) and gives no figures.
"""

from __future__ import annotations

from math import inf

from smppconsole.session.state import ENQUIRE_LINK
from smppconsole.smpp.header import RESPONSE
from smppconsole.values import dataclass

_KEEPALIVE = frozenset({ENQUIRE_LINK, ENQUIRE_LINK | RESPONSE})


@dataclass(frozen=True, slots=True)
class Timers:
    """Seconds, each; 0 turns a timer off. The standard's four, and what practice adds.

    ``enquire_only_when_idle`` asks after that much silence of the peer, else at that interval whatever passes.
    ``missed_limit`` enquire_links in a row without any sign of life, and the link is dead (0: never).
    ``inactivity`` unbinds a session in which the peer sends no message and no answer to one; an enquire_link counts
    where ``keepalive_is_activity`` says so. ``throttle_pause`` is how long the queue rests after ESME_RTHROTTLED or
    ESME_RMSGQFUL.
    """

    session_init: float = 10.0
    enquire_link: float = 30.0
    enquire_link_response: float = 10.0
    inactivity: float = 0.0
    response: float = 10.0
    bind: float = 10.0
    unbind: float = 3.0
    missed_limit: int = 3
    enquire_only_when_idle: bool = True
    keepalive_is_activity: bool = False
    throttle_pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Running:
    """The timers that run at one moment, each by when it is up; ``None`` where one does not run. ``answer`` is that of
    the enquire_link in flight, ``response`` that of the first request due, ``pause`` when a throttled queue goes on."""

    session_init: float | None = None
    enquire_link: float | None = None
    answer: float | None = None
    inactivity: float | None = None
    response: float | None = None
    pause: float | None = None


@dataclass(frozen=True, slots=True)
class KeepAlive:
    """How the link fares, at one moment.

    ``asked``, ``answered`` and ``peer_asked`` count enquire_links; ``missed`` those in a row that met silence;
    ``waiting_since`` is when the one in flight was sent, ``last_round_trip`` that of the last answered one in seconds,
    ``last_heard`` when a valid PDU of any kind came last.
    """

    asked: int = 0
    answered: int = 0
    missed: int = 0
    waiting_since: float | None = None
    last_round_trip: float | None = None
    last_heard: float | None = None
    peer_asked: int = 0


class Pulse:
    """The link's pulse. At most one enquire_link of its own is in flight; any sign of life clears the misses."""

    def __init__(self) -> None:
        self.last_heard: float | None = None
        self.last_business: float | None = None
        self.missed = 0
        self.peer_asked = 0
        self._asked = 0
        self._answered = 0
        self._probe: int | None = None
        self._probe_at = 0.0
        self._since = 0.0
        self._bound_at = 0.0
        self._round_trip: float | None = None

    def start(self, now: float) -> None:
        """The session is bound: count silence from here."""
        self._since = self._bound_at = now

    def heard(self, now: float, command_id: int) -> None:
        """A valid PDU came: the peer lives."""
        self.last_heard = now
        self.missed = 0
        if command_id not in _KEEPALIVE:
            self.last_business = now

    def asked(self, sequence: int, now: float) -> None:
        """An enquire_link went out."""
        self._asked += 1
        self._since = now
        if self._probe is None:
            self._probe, self._probe_at = sequence, now

    def answered(self, sequence: int, round_trip: float) -> None:
        """An enquire_link was answered."""
        self._answered += 1
        self._round_trip = round_trip
        self._end_probe(sequence)

    def unanswered(self, sequence: int) -> None:
        """An enquire_link's deadline passed: a miss, unless anything else was heard meanwhile."""
        silent = self.last_heard is None or self.last_heard < self._probe_at
        if self._probe == sequence and silent:
            self.missed += 1
        self._end_probe(sequence)

    def _end_probe(self, sequence: int) -> None:
        if self._probe == sequence:
            self._probe = None

    def is_dead(self, timers: Timers) -> bool:
        """Whether the misses have reached the limit."""
        return 0 < timers.missed_limit <= self.missed

    def next_probe(self, timers: Timers) -> float:
        """When to send the next enquire_link; infinite while one is in flight or they are turned off."""
        if self._probe is not None or timers.enquire_link <= 0:
            return inf
        since = self._since
        if timers.enquire_only_when_idle and self.last_heard is not None:
            since = max(since, self.last_heard)
        return since + timers.enquire_link

    def inactive_since(self, timers: Timers) -> float:
        """When the peer was active last, or the session was bound."""
        last = self.last_heard if timers.keepalive_is_activity else self.last_business
        return self._bound_at if last is None else max(last, self._bound_at)

    def reading(self) -> KeepAlive:
        """The pulse as a value."""
        return KeepAlive(
            asked=self._asked,
            answered=self._answered,
            missed=self.missed,
            waiting_since=None if self._probe is None else self._probe_at,
            last_round_trip=self._round_trip,
            last_heard=self.last_heard,
            peer_asked=self.peer_asked,
        )
