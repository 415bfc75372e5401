"""Which rows of a trace are parts of one long message, worked out as they pass, in whatever order they come.

Parts belong together that have the same centre, direction, source, destination, means, reference and number of parts.
A part that comes again with the same octets is a repeat; with others its reference is used again, and another message
begins. So does a whole message that is repeated part by part. Only the octets' hashes are kept, and of the messages
under way the last 4096; a row costs 12 octets, and only rows that are parts cost any.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from typing import NamedTuple

from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.reassembly import Assembly, Part, join, part_of
from smppconsole.smpp.udh import Segment
from smppconsole.values import dataclass, field

_REMEMBERED = 4096
_MARKS = (b"\x02\x0c\x00", b"\x00\x03", b"\x08\x04")

MOST_REPEATS = 100
"""Repeats of a message that are told one by one."""


class Joined(NamedTuple):
    """What a part did: the rows of its message so far are ``first`` and on. ``repeats`` is the row that it repeats and
    ``displaced`` tells what was missing of a message whose reference it took; None each where it did not."""

    segment: Segment
    repeats: int | None = None
    displaced: int | None = None


class Left(NamedTuple):
    """A message that is not complete: the row of its first part, its reference, and the numbers that are missing."""

    row: int
    segment: Segment
    missing: tuple[int, ...]


@dataclass(slots=True)
class _Message:
    """A message whose parts are coming, or came lately: the hash of each part's octets and its place in the columns."""

    number: int
    segment: Segment
    row: int
    time_ns: int = 0
    seen: dict[int, tuple[int, int]] = field(default_factory=dict)
    again: dict[int, int] = field(default_factory=dict)  # repeats since it was complete, by part: place

    @property
    def complete(self) -> bool:
        return len(self.seen) == self.segment.total

    def left(self) -> Left:
        missing = (number for number in range(1, self.segment.total + 1) if number not in self.seen)
        return Left(self.row, self.segment, tuple(missing))


class LongMessages:
    """The long messages of a trace by their rows."""

    def __init__(self) -> None:
        self._rows = array("I")
        self._message = array("I")
        self._next = array("i")
        self._first: array[int] = array("i")
        self._last: array[int] = array("i")
        self._sizes = array("I")
        self._under_way: OrderedDict[int, _Message] = OrderedDict()
        self._awaited: OrderedDict[int, _Message] = OrderedDict()

    def __len__(self) -> int:
        return len(self._sizes)

    def add(
        self, row: int, octets: bytes, time_ns: int = 0, outgoing: bool = False, centre: Hashable = 0
    ) -> Joined | None:
        """Take the next message of the trace; None where it is no part of a long one. Rows ascend."""
        if not _may_be_part(octets):
            return None
        decoded = decode(octets)
        part = part_of(decoded)
        if part is None:
            return None
        segment = part.segment
        key = hash((centre, outgoing, *_ends(decoded), segment.means, segment.reference, segment.total))
        message, said = self._under_way.get(key), hash(part.octets)
        displaced = None
        if message is None or message.seen.get(segment.number, (said,))[0] != said:
            displaced = None if message is None or message.complete else segment.total - len(message.seen)
            message = self._begin(key, segment, row, message)
        message.time_ns = time_ns
        self._under_way.move_to_end(key)
        return self._put(key, message, row, segment, said, displaced)

    def _put(self, key: int, message: _Message, row: int, segment: Segment, said: int, displaced: int | None) -> Joined:
        before = message.seen.get(segment.number)
        told = before is None or self._sizes[message.number] < len(message.seen) + MOST_REPEATS
        place = self._append(row, message.number, told)
        if before is None:
            message.seen[segment.number] = said, place
            self._await(key, message)
            return Joined(segment, displaced=displaced)
        if message.complete:
            message.again.setdefault(segment.number, place)
            if len(message.again) == segment.total:  # the same message a second time
                self._begin(key, segment, row, message)
                return Joined(segment)
        return Joined(segment, self._rows[before[1]])

    def _begin(self, key: int, segment: Segment, row: int, before: _Message | None) -> _Message:
        """A message begins; parts that seemed to repeat the one before it were the first of this one."""
        message = self._under_way[key] = _Message(self._open(), segment, row)
        if before is not None and (len(before.again) == segment.total or segment.number not in before.again):
            self._move(before, message)
        if len(self._under_way) > _REMEMBERED:
            self._awaited.pop(self._under_way.popitem(last=False)[0], None)
        return message

    def _await(self, key: int, message: _Message) -> None:
        """Keep in mind that parts are missing, in the order in which something came last."""
        self._awaited.pop(key, None)
        if not message.complete:
            self._awaited[key] = message

    # --- the columns

    def _open(self) -> int:
        self._first.append(-1)
        self._last.append(-1)
        self._sizes.append(0)
        return len(self._sizes) - 1

    def _append(self, row: int, message: int, told: bool) -> int:
        place = len(self._rows)
        self._rows.append(row)
        self._message.append(message)
        self._next.append(-1)
        self._sizes[message] += 1
        if told:
            self._chain(place, message)
        return place

    def _chain(self, place: int, message: int) -> None:
        last = self._last[message]
        if last < 0:
            self._first[message] = place
        else:
            self._next[last] = place
        self._last[message] = place

    def _move(self, old: _Message, new: _Message) -> None:
        """Give the parts of a message that came again to another."""
        moved = old.again
        if not moved:
            return
        places = set(moved.values())
        kept = [place for place in self._places(old.number) if place not in places]
        self._first[old.number] = self._last[old.number] = -1
        self._sizes[old.number] -= len(places)
        self._sizes[new.number] += len(places)
        for place in (*kept, *sorted(places)):
            self._next[place] = -1
            self._message[place] = new.number if place in places else old.number
            self._chain(place, self._message[place])
        for number, place in moved.items():
            new.seen[number] = old.seen[number][0], place
        new.row, old.again = self._rows[min(places)], {}

    def _places(self, message: int) -> Iterator[int]:
        place = self._first[message]
        while place >= 0:
            yield place
            place = self._next[place]

    # --- telling

    def message_of(self, row: int) -> int:
        """The message that a row is a part of, -1 where it is none."""
        place = bisect_left(self._rows, row)
        return self._message[place] if place < len(self._rows) and self._rows[place] == row else -1

    @property
    def parts(self) -> int:
        """How many rows are parts."""
        return len(self._rows)

    def size(self, message: int) -> int:
        """How many rows a message has so far, repeats among them."""
        return self._sizes[message] if message >= 0 else 0

    def rows(self, message: int) -> Iterator[int]:
        """The rows of a message in the order they came, repeats beyond ``MOST_REPEATS`` left out."""
        return (self._rows[place] for place in self._places(message)) if message >= 0 else iter(())

    def assembly(self, message: int, part_at: Callable[[int], Part | None]) -> Assembly | None:
        """A message put together; ``part_at`` reads a row. None where there is none, or no row of it can be read."""
        parts = [part for row in self.rows(message) if (part := part_at(row)) is not None]
        return join(parts) if parts else None

    def overdue(self, before_ns: int | None) -> list[Left]:
        """The messages of which nothing came since a time (None: all) and something is missing; each is told once."""
        told: list[Left] = []
        while self._awaited:
            key, message = next(iter(self._awaited.items()))
            if before_ns is not None and message.time_ns >= before_ns:
                break
            del self._awaited[key]
            told.append(message.left())
        return told


def _may_be_part(octets: bytes) -> bool:
    """Whether there may be a segment: the octets of a TLV of SAR, or of a concatenation element; most have neither."""
    return any(mark in octets for mark in _MARKS)


def _ends(decoded: Decoded) -> tuple[str, str]:
    listed = decoded.field("dest_address")
    destination = decoded.field("destination_addr") if listed is None else listed
    return str(decoded.field("source_addr") or ""), str(destination or "")
