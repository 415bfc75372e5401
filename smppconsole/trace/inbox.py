"""What came in from phones: incoming deliver_sm and data_sm that are no receipts, parts of long ones put together.

Kept are the first row of each message and, of long ones, which rows are parts; all else is read again when somebody
looks. Which parts belong together is told by ``long_messages``, as for the inspector.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING

from smppconsole.smpp.decode import decode
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.reassembly import Part, part_of
from smppconsole.smpp.spec.book import Book
from smppconsole.trace.long_messages import LongMessages
from smppconsole.trace.record import Ends
from smppconsole.trace.store import Store
from smppconsole.values import dataclass

if TYPE_CHECKING:
    from smppconsole.smpp.summary import Summary

_NO_ENDS = Ends()


@dataclass(frozen=True, slots=True)
class IncomingPart:
    """A PDU of a message: its row, its ``number`` of the whole, and what we answered. ``answer_row`` is -1 for none."""

    row: int
    number: int
    answer_row: int
    status: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message that came in, as it stands now. ``missing`` are the numbers of parts that did not come; a part that
    came again is told as often as it came."""

    number: int
    session: int
    source: str
    destination: str
    text: str
    time_ns: int
    total: int
    parts: tuple[IncomingPart, ...]
    missing: tuple[int, ...]

    @property
    def unanswered(self) -> int:
        """PDUs of it that have no answer yet."""
        return sum(part.answer_row < 0 for part in self.parts)

    @property
    def refused(self) -> int:
        """PDUs of it that we did not take."""
        return sum(part.status != 0 for part in self.parts)


class Inbox:
    """The messages that came in, numbered from the oldest. ``summary_of`` reads a row's octets."""

    def __init__(
        self,
        store: Store,
        book: Book,
        reading_of: Callable[[int], Reading],
        summary_of: Callable[[int, bytes], Summary],
    ) -> None:
        self._store, self._book, self._reading_of, self._summary_of = store, book, reading_of, summary_of
        self._first = array("I")
        self._long = LongMessages()
        self._of_long: dict[int, int] = {}
        self._long_of: dict[int, int] = {}
        self._changed: set[int] = set()

    def __len__(self) -> int:
        return len(self._first)

    def add(self, row: int, octets: bytes) -> None:
        """Take the next message of the trace; rows ascend."""
        store, session = self._store, self._store.session(row)
        centre = store.ends.get(session, _NO_ENDS).remote or session
        joined = self._long.add(row, octets, store.time_ns(row), False, centre)
        if joined is None:
            self._open(row)
            return
        number = self._long.message_of(row)
        if number not in self._of_long:
            self._of_long[number] = self._open(row)
            self._long_of[self._of_long[number]] = number
        self._changed.add(self._of_long[number])

    def answered(self, row: int) -> None:
        """A row, of whatever kind, got its answer."""
        message = self.message_of(row)
        if message >= 0:
            self._changed.add(message)

    def take_changed(self) -> set[int]:
        """The messages that are new or changed since this was asked."""
        changed, self._changed = self._changed, set()
        return changed

    def _open(self, row: int) -> int:
        self._first.append(row)
        self._changed.add(len(self._first) - 1)
        return len(self._first) - 1

    # --- telling

    def first_row(self, number: int) -> int:
        """The row that a message began with."""
        return self._first[number]

    def message_of(self, row: int) -> int:
        """The message that a row belongs to, -1 where it belongs to none."""
        at = bisect_left(self._first, row)
        if at < len(self._first) and self._first[at] == row:
            return at
        return self._of_long.get(self._long.message_of(row), -1)

    def message(self, number: int) -> Incoming:
        """One message, as it stands now."""
        store, first = self._store, self._first[number]
        summary, long = self._summary_of(first, store.octets(first)), self._long_of.get(number, -1)
        assembly = self._long.assembly(long, self._part_at)
        said = (number, store.session(first), summary.source, summary.destination)
        if assembly is None:
            return Incoming(*said, summary.text, store.time_ns(first), 1, (self._told(first, 1),), ())
        came = sorted((*assembly.parts.values(), *assembly.repeats), key=lambda part: part.origin)
        parts = tuple(self._told(part.origin, part.segment.number) for part in came)
        return Incoming(
            *said, assembly.text, store.time_ns(first), assembly.total, parts, tuple(sorted(assembly.missing))
        )

    def _told(self, row: int, number: int) -> IncomingPart:
        answer = self._store.peer(row)
        return IncomingPart(row, number, answer, self._store.status(answer) if answer >= 0 else 0)

    def _part_at(self, row: int) -> Part | None:
        reading = self._reading_of(self._store.session(row))
        return part_of(decode(self._store.octets(row), self._book), reading, row)
