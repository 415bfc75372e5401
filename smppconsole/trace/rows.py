"""The rows of a store as they are read: an arena of octets, and typed columns in blocks of 65 536 rows."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from enum import IntFlag

from smppconsole.smpp.finding import Finding
from smppconsole.trace.arena import Arena
from smppconsole.trace.long_messages import LongMessages
from smppconsole.trace.record import Ends, Record

SHIFT = 16
BLOCK = 1 << SHIFT
MASK = BLOCK - 1
_NOBODY = Ends()


class Mark(IntFlag):
    """What a row's flags say."""

    OUTGOING = 1
    DUPLICATE = 2  # answers a request that has its answer
    FOREIGN = 4  # answers nothing that was asked
    HEADLESS = 8  # fewer than 16 octets
    LOST = 16  # octets of a stream in which framing was lost
    ABANDONED = 32  # a request without an answer whose time-out passed, or whose session ended
    MARKED = 64  # by the user
    REQUEST = 128  # wants an answer


class Block:
    """The columns of 65 536 rows; rows not written yet are zero."""

    __slots__ = (
        "command",
        "flags",
        "length",
        "mono_ns",
        "peer",
        "place",
        "round_trip_ns",
        "sequence",
        "session",
        "status",
        "time_ns",
    )

    def __init__(self) -> None:
        self.place = array("Q", (0,)) * BLOCK
        self.length = array("I", (0,)) * BLOCK
        self.time_ns = array("q", (0,)) * BLOCK
        self.mono_ns = array("q", (0,)) * BLOCK
        self.session = array("I", (0,)) * BLOCK
        self.flags = bytearray(BLOCK)
        self.command = array("I", (0,)) * BLOCK
        self.status = array("I", (0,)) * BLOCK
        self.sequence = array("I", (0,)) * BLOCK
        self.peer = array("i", (0,)) * BLOCK
        self.round_trip_ns = array("q", (0,)) * BLOCK

    def write(
        self,
        start: int,
        places: array[int],
        flags: bytes,
        words: array[int],
        lengths: array[int],
        mono_ns: array[int],
        time_ns: array[int],
        sessions: array[int],
    ) -> None:
        """Rows from index ``start`` on, paired with none; ``words`` are command_id, command_status and sequence_number
        of each."""
        count = len(places)
        stop = start + count
        self.place[start:stop], self.length[start:stop], self.flags[start:stop] = places, lengths, flags
        self.mono_ns[start:stop], self.time_ns[start:stop], self.session[start:stop] = mono_ns, time_ns, sessions
        self.command[start:stop], self.status[start:stop], self.sequence[start:stop] = (words[at::3] for at in range(3))
        self.peer[start:stop] = array("i", (-1,)) * count
        self.round_trip_ns[start:stop] = array("q", (-1,)) * count


_OUTGOING, _REQUEST = int(Mark.OUTGOING), int(Mark.REQUEST)  # an IntFlag is slow to compare with


class Rows:
    """What can be asked of a row, by its number from 0."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.arena = Arena()
        self.comments: dict[int, str] = {}
        self.judged: dict[int, tuple[Finding, ...]] = {}
        """What ``Judging`` found about rows beside their octets: findings over more than one PDU."""
        self.long_messages = LongMessages()
        """Which rows are parts of one long message, as far as ``Judging`` has come."""
        self.ends: dict[int, Ends] = {}
        self.count = 0

    def __len__(self) -> int:
        return self.count

    def octets(self, row: int) -> bytes:
        """The octets of a row as they were on the wire."""
        block, index = self.blocks[row >> SHIFT], row & MASK
        return self.arena.read(block.place[index], block.length[index])

    def length(self, row: int) -> int:
        """Octets present."""
        return self.blocks[row >> SHIFT].length[row & MASK]

    def place(self, row: int) -> int:
        """Where the row's octets begin in the arena."""
        return self.blocks[row >> SHIFT].place[row & MASK]

    def command(self, row: int) -> int:
        """command_id, 0 where there is no header."""
        return self.blocks[row >> SHIFT].command[row & MASK]

    def status(self, row: int) -> int:
        """command_status."""
        return self.blocks[row >> SHIFT].status[row & MASK]

    def sequence(self, row: int) -> int:
        """sequence_number."""
        return self.blocks[row >> SHIFT].sequence[row & MASK]

    def session(self, row: int) -> int:
        """The number of the session."""
        return self.blocks[row >> SHIFT].session[row & MASK]

    def outgoing(self, row: int) -> bool:
        """Whether the local end (in a capture of others: the one that bound) sent it."""
        return bool(self.blocks[row >> SHIFT].flags[row & MASK] & _OUTGOING)

    def flags(self, row: int) -> Mark:
        """What else is known of the row."""
        return Mark(self.blocks[row >> SHIFT].flags[row & MASK])

    def time_ns(self, row: int) -> int:
        """Wall time, nanoseconds since the epoch."""
        return self.blocks[row >> SHIFT].time_ns[row & MASK]

    def mono_ns(self, row: int) -> int:
        """Time on the clock that never jumps, nanoseconds."""
        return self.blocks[row >> SHIFT].mono_ns[row & MASK]

    def peer(self, row: int) -> int:
        """The row of its response, or of its request; of a duplicate the request; -1 where there is none."""
        return self.blocks[row >> SHIFT].peer[row & MASK]

    def round_trip_ns(self, row: int) -> int:
        """From request to response, the same in both rows; -1 where there is none."""
        return self.blocks[row >> SHIFT].round_trip_ns[row & MASK]

    def is_open(self, row: int) -> bool:
        """Whether the row is a request that has no answer."""
        block, index = self.blocks[row >> SHIFT], row & MASK
        return block.peer[index] < 0 and bool(block.flags[index] & _REQUEST)

    def record(self, row: int) -> Record:
        """All of one row."""
        block, index = self.blocks[row >> SHIFT], row & MASK
        flags = block.flags[index]
        session = block.session[index]
        return Record(
            row,
            self.arena.read(block.place[index], block.length[index]),
            block.time_ns[index],
            block.mono_ns[index],
            session,
            bool(flags & _OUTGOING),
            block.command[index],
            block.status[index],
            block.sequence[index],
            block.peer[index],
            block.round_trip_ns[index],
            flags,
            self.ends.get(session, _NOBODY),
        )

    def records(self, first: int = 0, last: int | None = None) -> Iterator[Record]:
        """The rows from ``first`` to before ``last`` as records."""
        for row in range(first, self.count if last is None else last):
            yield self.record(row)
