"""The only store: octets in an arena, typed columns beside them, no object per PDU.

Rows are numbered from 0 and never change place. Columns lie in blocks of 65 536 rows, so appending copies nothing,
whatever is there already; a row costs 55 octets beside its own. Requests and responses are paired
as they come in (``links``).

Observers are told of rows with ``publish()``, not with each ``append``: ``callback(first, last)``, both inclusive,
after the rows are there. ``settled`` then names the older requests that got their answer since the last time.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable
from io import FileIO
from struct import Struct

from smppconsole.trace.arena import SHIFT as PLACE_SHIFT
from smppconsole.trace.batch import NOWHERE, Row
from smppconsole.trace.links import DUPLICATE, RESPONSE, Links
from smppconsole.trace.record import Ends
from smppconsole.trace.rows import BLOCK, MASK, SHIFT, Block, Mark, Rows

__all__ = ["BLOCK", "MASK", "SHIFT", "Block", "Mark", "Store"]

_HEADER = Struct(">xxxxIII").unpack_from
_OUTGOING, _DUPLICATE, _FOREIGN, _HEADLESS = 1, 2, 4, 8
_LOST, _ABANDONED, _MARKED, _REQUEST = 16, 32, 64, 128
"""``Mark`` as plain numbers: an IntFlag is slow to compare with."""
_MANY = 12
"""From so many rows on, columns written in one go are quicker than rows one by one."""


def _header_words(octets: tuple[bytes, ...], flags: tuple[int, ...]) -> array[int]:
    """command_id, command_status and sequence_number of each PDU, one after the other; zeros where there is none."""
    heads = b"".join([said[4:16] for said in octets])
    if len(heads) != 12 * len(octets) or any(flag & _LOST for flag in flags):
        pairs = zip(octets, flags, strict=True)
        heads = b"".join([bytes(12) if len(said) < 16 or flag & _LOST else said[4:16] for said, flag in pairs])
    words = array("I", heads)
    if sys.byteorder == "little":
        words.byteswap()
    return words


class Store(Rows):
    """All PDUs of one trace."""

    def __init__(self) -> None:
        super().__init__()
        self.settled = array("I")
        self.endings: list[tuple[int, int]] = []
        """(rows there were, session) for each session that ended."""
        self.given_up = array("I")
        """Rows of requests that were given up while their session goes on: their time-out passed."""
        self.given_up_at = array("I")
        """How many rows there were then, for each of them."""
        self.breaks = array("I")
        """Rows whose octets do not lie behind those of the row before, in the same chunk."""
        blocks = self.blocks  # not ``self``: a store that nobody needs goes at once, and closes its files
        self._links = Links(lambda row: blocks[row >> SHIFT].command[row & MASK])
        self._tail = Block()
        self._published = 0
        self._last_place = 0
        self._observers: list[Callable[[int, int], None]] = []

    # --- writing

    def append(
        self, octets: bytes, *, time_ns: int, mono_ns: int, outgoing: bool, session: int, lost: bool = False
    ) -> int:
        """Add one PDU and return its row.

        ``time_ns`` is wall time since the epoch, ``mono_ns`` any clock that never jumps; ``lost`` says that the octets
        are no PDU but what followed a loss of framing.
        """
        place, flags = self.arena.add(octets), _LOST if lost else 0
        row, length = self.count, len(octets)
        index = row & MASK
        if not index:
            self._open_block()
        if length >= 16 and not flags:
            command, status, sequence = _HEADER(octets)
        else:
            command = status = sequence = 0
            flags |= _HEADLESS if length < 16 else 0
        if outgoing:
            flags |= _OUTGOING
        peer, trip = -1, -1
        if not flags & (_HEADLESS | _LOST):
            if command & RESPONSE:
                peer, trip, flags = self._answer(row, mono_ns, session, outgoing, command, sequence, flags)
            elif self._links.request(row, session, outgoing, command, sequence):
                flags |= _REQUEST
        block = self._tail
        block.place[index] = place
        block.length[index] = length
        block.time_ns[index] = time_ns
        block.mono_ns[index] = mono_ns
        block.session[index] = session
        block.flags[index] = flags
        block.command[index] = command
        block.status[index] = status
        block.sequence[index] = sequence
        block.peer[index] = peer
        block.round_trip_ns[index] = trip
        if place < self._last_place or place >> PLACE_SHIFT != self._last_place >> PLACE_SHIFT:
            self.breaks.append(row)
        self._last_place = place
        self.count = row + 1
        return row

    def extend(self, rows: list[Row], base: int = NOWHERE, *, wall_ns: int = 0) -> int:
        """Add many PDUs at once, several times as fast as one by one; returns the row of the first.

        ``base`` is the place of an adopted file that rows with an ``at`` stand in; their octets stay there. ``wall_ns``
        is what the wall clock is ahead of the clock of their times.
        """
        first = self.count
        if len(rows) < _MANY and base < 0:
            for octets, _, time, session, flags in rows:
                outgoing, lost = bool(flags & _OUTGOING), bool(flags & _LOST)
                self.append(octets, time_ns=time + wall_ns, mono_ns=time, outgoing=outgoing, session=session, lost=lost)
            return first
        done = 0
        while done < len(rows):
            room = BLOCK - (self.count & MASK)
            self._extend_block(rows[done : done + room], base, wall_ns)
            done += room
        return first

    def adopt(self, file: FileIO, size: int) -> int:
        """Let an open file hold octets, until ``close``; returns the place of its first."""
        return self.arena.adopt(file, size)

    def close(self) -> None:
        """Close the adopted files; rows that stand in them read as empty from then on."""
        self.arena.close()

    def _open_block(self) -> None:
        self._tail = Block()
        self.blocks.append(self._tail)

    def _extend_block(self, rows: list[Row], base: int, wall_ns: int) -> None:
        """Rows that fit into the block being filled."""
        start, count = self.count & MASK, len(rows)
        if not start:
            self._open_block()
        block, stop = self._tail, start + count
        octets, at, times, sessions, flags = zip(*rows, strict=True)
        places = self._put(octets, at, base)
        self._note_breaks(places)
        block.place[start:stop] = array("Q", places)
        block.length[start:stop] = array("I", map(len, octets))
        block.mono_ns[start:stop] = told = array("q", times)
        block.time_ns[start:stop] = array("q", [time + wall_ns for time in times]) if wall_ns else told
        block.session[start:stop] = array("I", sessions)
        block.flags[start:stop] = bytes(flags)
        block.peer[start:stop] = array("i", b"\xff" * 4 * count)
        block.round_trip_ns[start:stop] = array("q", b"\xff" * 8 * count)
        words = _header_words(octets, flags)
        block.command[start:stop] = words[0::3]
        block.status[start:stop] = words[1::3]
        block.sequence[start:stop] = words[2::3]
        self.count += count
        self._link_rows(block, start, stop)

    def _put(self, octets: tuple[bytes, ...], at: tuple[int, ...], base: int) -> list[int]:
        """The places of octets: in the file at ``base`` where they stand there, else in memory."""
        if base < 0:
            return self.arena.add_all(octets)
        add = self.arena.add
        return [base + one if one >= 0 else add(said) for one, said in zip(at, octets, strict=True)]

    def _note_breaks(self, places: list[int]) -> None:
        before = self._last_place
        if before > places[0] or (before ^ places[0] | before ^ places[-1]) >> PLACE_SHIFT or places != sorted(places):
            for row, place in enumerate(places, self.count):
                if place < before or (place ^ before) >> PLACE_SHIFT:
                    self.breaks.append(row)
                before = place
        self._last_place = places[-1]

    def _link_rows(self, block: Block, start: int, stop: int) -> None:
        """Pair rows whose columns are written, the last of the block so far."""
        before, request, answer = self.count - stop, self._links.request, self._answer
        flags, peers, trips = block.flags, block.peer, block.round_trip_ns
        columns = (block.length, block.command, block.sequence, block.session, block.mono_ns)
        rows = zip(*(column[start:stop] for column in columns), strict=True)
        for index, (length, command, sequence, session, mono_ns) in enumerate(rows, start):
            flag = flags[index]
            outgoing = bool(flag & _OUTGOING)
            if flag & _LOST or length < 16:
                flags[index] |= _HEADLESS if length < 16 else 0
            elif command & RESPONSE:
                peers[index], trips[index], flags[index] = answer(
                    before + index, mono_ns, session, outgoing, command, sequence, flag
                )
            elif request(before + index, session, outgoing, command, sequence):
                flags[index] = flag | _REQUEST

    def _answer(
        self, row: int, mono_ns: int, session: int, outgoing: bool, command: int, sequence: int, flags: int
    ) -> tuple[int, int, int]:
        """A response: its request's row, the round trip and the flags with what became of the pairing."""
        request = self._links.response(session, outgoing, command, sequence)
        if request >= 0:
            block, index = self.blocks[request >> SHIFT], request & MASK
            trip = max(0, mono_ns - block.mono_ns[index])
            block.peer[index] = row
            block.round_trip_ns[index] = trip
            block.flags[index] &= ~_ABANDONED
            if request < self._published:
                self.settled.append(request)
            return request, trip, flags
        if request == DUPLICATE:
            first = self._links.answered_row(session, outgoing, command, sequence)
            return first, -1, flags | _DUPLICATE
        return -1, -1, flags | _FOREIGN

    def give_up(self, session: int, outgoing: bool, command: int, sequence: int) -> int:
        """Nobody waits for the answer of an open request any more; its row, now marked ABANDONED, or -1. An answer that
        comes nevertheless belongs to it, and takes the mark away."""
        row = self._links.open_row(session, outgoing, command, sequence)
        if row >= 0:
            self.blocks[row >> SHIFT].flags[row & MASK] |= _ABANDONED
            self.given_up.append(row)
            self.given_up_at.append(self.count)
            if row < self._published:
                self.settled.append(row)
        return row

    def end_session(self, session: int) -> list[int]:
        """The session is over: rows of its requests that stay without an answer, now marked ABANDONED."""
        rows = self._links.end_session(session)
        self.endings.append((self.count, session))
        for row in rows:
            self.blocks[row >> SHIFT].flags[row & MASK] |= _ABANDONED
        return rows

    def describe(self, session: int, ends: Ends) -> None:
        """Say what the ends of a session are called."""
        self.ends[session] = ends

    # --- telling

    def observe(self, callback: Callable[[int, int], None]) -> Callable[[], None]:
        """Have ``callback(first, last)`` called (both inclusive) for rows published; returns what ends it."""
        self._observers.append(callback)

        def unsubscribe() -> None:
            if callback in self._observers:
                self._observers.remove(callback)

        return unsubscribe

    def publish(self) -> None:
        """Tell the observers of the rows added since the last time."""
        first, last = self._published, self.count - 1
        if last < first:
            return
        self._published = self.count
        for callback in tuple(self._observers):
            callback(first, last)
        self.settled = array("I")

    @property
    def published(self) -> int:
        """How many rows observers know of."""
        return self._published

    def open_requests(self, session: int | None = None) -> list[int]:
        """Rows of the requests still waiting for an answer, of all sessions or one, oldest first."""
        return sorted(self._links.open_rows(session))

    # --- the user's own marks

    def mark(self, row: int, marked: bool = True) -> None:
        """Mark a row, or take the mark away."""
        block, index = self.blocks[row >> SHIFT], row & MASK
        block.flags[index] = block.flags[index] | _MARKED if marked else block.flags[index] & ~_MARKED

    def marked(self, row: int) -> bool:
        """Whether the user marked the row."""
        return bool(self.blocks[row >> SHIFT].flags[row & MASK] & _MARKED)

    def comment(self, row: int, words: str) -> None:
        """Keep the user's words beside a row; empty words take them away."""
        if words:
            self.comments[row] = words
        else:
            self.comments.pop(row, None)
