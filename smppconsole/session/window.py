"""Requests of ours: their sequence numbers, the window they go through, their deadlines, and what became of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from math import inf
from typing import Generic, TypeVar

from smppconsole.session.events import Stray
from smppconsole.session.state import GENERIC_NACK
from smppconsole.smpp.header import RESPONSE
from smppconsole.values import dataclass

SEQUENCE_TOP = 0x7FFFFFFF
"""The highest sequence number; 1 follows it (SMPP 3.4, 3.2)."""
_CATCH_UP = 0.01
"""Seconds of the rate that may go out at once, after a wake-up that came late."""
REMEMBERED = 8192
"""How many answered requests are remembered at least, and how many unanswered ones, to tell a stray answer's kind."""

_V = TypeVar("_V")


@dataclass(slots=True, eq=False)
class Ticket:
    """A request of ours from the moment it has a number.

    ``windowed`` ones take a place in the window; ``octets`` are kept only while queued; ``open`` until it is answered,
    given up or dropped; ``deadline`` is infinite where none was asked for, ``expired`` that it has passed and was told.
    """

    sequence: int
    command_id: int
    windowed: bool
    octets: bytes = b""
    sent_at: float = -1.0
    deadline: float = inf
    open: bool = True
    sent: bool = False
    expired: bool = False

    def fits(self, answer_id: int) -> bool:
        """Whether an answer of this command can be the answer: the same family, or a generic_nack."""
        return answer_id == self.command_id | RESPONSE or answer_id == GENERIC_NACK


class Memory(Generic[_V]):
    """The last entries by sequence number, in two generations: at least ``limit``, at most twice as many."""

    def __init__(self, limit: int = REMEMBERED) -> None:
        self._limit = limit
        self._young: dict[int, _V] = {}
        self._old: dict[int, _V] = {}

    def keep(self, sequence: int, value: _V) -> None:
        """Remember ``value``, and forget the oldest generation when the youngest is full."""
        if len(self._young) >= self._limit:
            self._old, self._young = self._young, {}
        self._young[sequence] = value

    def find(self, sequence: int) -> _V | None:
        """What was kept last under ``sequence``, if it is remembered."""
        found = self._young.get(sequence)
        return found if found is not None else self._old.get(sequence)

    def forget(self, sequence: int) -> None:
        """Drop what is kept under ``sequence``."""
        self._young.pop(sequence, None)
        self._old.pop(sequence, None)


class Deadlines:
    """When the requests in flight are due. Requests of one time-out come due in the order they were sent, so there is
    one queue for each length of time and only the queues' heads are ever looked at."""

    _FEW = 1024

    def __init__(self) -> None:
        self._lines: dict[float, deque[Ticket]] = {}
        self._sweep_at = self._FEW

    def add(self, ticket: Ticket, seconds: float) -> None:
        """Put ``ticket``, just sent, under a deadline of ``seconds``; 0 is none."""
        if seconds <= 0:
            return
        ticket.deadline = ticket.sent_at + seconds
        line = self._lines.get(seconds)
        if line is None:
            line = self._lines[seconds] = deque()
        line.append(ticket)
        if len(line) > self._sweep_at:
            self._sweep(line)

    def _sweep(self, line: deque[Ticket]) -> None:
        """Let go of what was answered behind a head that was not; seldom enough to cost nothing."""
        waiting = [ticket for ticket in line if ticket.open]
        line.clear()
        line.extend(waiting)
        self._sweep_at = max(self._FEW, 2 * len(line))

    def next(self) -> float:
        """The earliest deadline; infinite if there is none."""
        earliest = inf
        for line in self._lines.values():
            while line and not line[0].open:
                line.popleft()
            if line and line[0].deadline < earliest:
                earliest = line[0].deadline
        return earliest

    def next_response(self) -> float:
        """The earliest deadline of a request that has its place in the window; infinite if there is none."""
        heads = (next((one for one in line if one.open and one.windowed), None) for line in self._lines.values())
        return min((head.deadline for head in heads if head is not None), default=inf)

    def due(self, now: float) -> list[Ticket]:
        """Take out the open requests whose deadline has come, the earliest first."""
        found = [ticket for line in self._lines.values() for ticket in _taken(line, now) if ticket.open]
        return sorted(found, key=lambda ticket: ticket.deadline)


def _taken(line: deque[Ticket], now: float) -> Iterator[Ticket]:
    while line and (line[0].deadline <= now or not line[0].open):
        yield line.popleft()


class Window:
    """The requests that are open: in flight, or queued because ``size`` are in flight already.

    Numbers run from ``first`` to ``SEQUENCE_TOP``, then from 1, and none is given that is still open. ``rate`` is how
    many windowed requests may go out a second (0: no limit).
    """

    def __init__(self, size: int = 10, first: int = 1, rate: float = 0.0) -> None:
        self.resize(size)
        self.rate = rate
        self.deadlines = Deadlines()
        self.in_flight = 0
        self._next = first
        self._open: dict[int, Ticket] = {}
        self._queue: deque[Ticket] = deque()
        self._answered: Memory[int] = Memory()
        self._expired: Memory[Ticket] = Memory()
        self._held_until = -inf
        self._next_at = -inf

    def resize(self, size: int) -> None:
        """How many windowed requests may be in flight from now on; raises ``ValueError`` below 1."""
        if size < 1:
            raise ValueError(f"window: {size} requests in flight is no window; the least is 1")
        self.size = size

    @property
    def queued(self) -> int:
        """How many requests wait for a place."""
        return len(self._queue)

    def is_open(self, sequence: int) -> bool:
        """Whether a request of that number is in flight or queued."""
        return sequence in self._open

    def next_number(self) -> int:
        """The number that the next request gets; looking does not use it up."""
        number = self._next
        while number in self._open:
            number = _following(number)
        self._next = number
        return number

    def use_up(self, number: int) -> None:
        """Give ``number`` to a PDU that gets no answer."""
        if number == self._next:
            self._next = _following(number)

    def open(self, ticket: Ticket) -> None:
        """Count ``ticket`` among the open requests; its number is used up."""
        self._open[ticket.sequence] = ticket
        self.use_up(ticket.sequence)

    def has_room(self, now: float) -> bool:
        """Whether a windowed request may go out at once."""
        return self.in_flight < self.size and not self._queue and now >= self._rests_until

    def queue(self, ticket: Ticket, octets: bytes) -> None:
        """Let ``ticket`` wait for a place, with what is to be sent then."""
        ticket.octets = octets
        self._queue.append(ticket)

    def unqueue(self, now: float) -> Ticket | None:
        """Take the first queued request if there is a place for it."""
        if self._queue and self.in_flight < self.size and now >= self._rests_until:
            return self._queue.popleft()
        return None

    def hold(self, until: float) -> None:
        """Send nothing windowed before ``until``."""
        self._held_until = max(self._held_until, until)

    @property
    def _rests_until(self) -> float:
        return max(self._held_until, self._next_at)

    def release_at(self) -> float:
        """When a hold, or the pause of the rate, ends that keeps queued requests waiting; infinite if none does."""
        return self._rests_until if self._queue and self.in_flight < self.size else inf

    def launch(self, ticket: Ticket, now: float, seconds: float) -> None:
        """Note that ``ticket`` was sent ``now`` and is to be answered within ``seconds`` (0: whenever)."""
        ticket.sent = True
        ticket.sent_at = now
        ticket.octets = b""
        if ticket.windowed:
            self.in_flight += 1
            if self.rate:
                self._next_at = max(self._next_at, now - _CATCH_UP) + 1 / self.rate
        self.deadlines.add(ticket, seconds)

    def answer(self, sequence: int, answer_id: int) -> Ticket | Stray:
        """The request that a response answers, settled by it (``expired`` if it comes late), or which kind of stray the
        response is."""
        ticket = self._open.get(sequence)
        if ticket is not None:
            if not ticket.sent:
                return Stray.FOREIGN
            if not ticket.fits(answer_id):
                return Stray.WRONG_COMMAND
            self._settle(ticket)
            self._answered.keep(sequence, ticket.command_id)
            return ticket
        return self._answer_of_the_past(sequence, answer_id)

    def _answer_of_the_past(self, sequence: int, answer_id: int) -> Ticket | Stray:
        answered = self._answered.find(sequence)
        if answered is not None:
            fits = answer_id in (answered | RESPONSE, GENERIC_NACK)
            return Stray.DUPLICATE if fits else Stray.WRONG_COMMAND
        expired = self._expired.find(sequence)
        if expired is None:
            return Stray.FOREIGN
        if not expired.fits(answer_id):
            return Stray.WRONG_COMMAND
        self._expired.forget(sequence)
        self._answered.keep(sequence, expired.command_id)
        return expired

    def _settle(self, ticket: Ticket) -> None:
        del self._open[ticket.sequence]
        ticket.open = False
        if ticket.windowed:
            self.in_flight -= 1

    def expire(self, now: float) -> list[Ticket]:
        """Give up the requests whose deadline has come; their answers would be late."""
        due = self.deadlines.due(now)
        for ticket in due:
            self._settle(ticket)
            ticket.expired = True
            self._answered.forget(ticket.sequence)
            self._expired.keep(ticket.sequence, ticket)
        return due

    def drop_queue(self) -> list[Ticket]:
        """Drop what is queued, in order."""
        dropped = list(self._queue)
        self._queue.clear()
        for ticket in dropped:
            del self._open[ticket.sequence]
            ticket.open = False
        return dropped

    def drop_all(self) -> list[Ticket]:
        """Drop every open request, in the order they were made."""
        dropped = list(self._open.values())
        self._open.clear()
        self._queue.clear()
        self.in_flight = 0
        for ticket in dropped:
            ticket.open = False
        return dropped


def _following(number: int) -> int:
    return number + 1 if number < SEQUENCE_TOP else 1
