"""The only store: octets in an arena, typed columns beside them, no object per PDU.

Rows are numbered from 0 and never change place. Columns lie in blocks of 65 536 rows, so appending copies nothing,
whatever is there already; a row costs 55 octets beside its own. Requests and responses are paired
as they come in (``links``).

Observers are told of rows with ``publish()``, not with each ``append``: ``callback(first, last)``, both inclusive,
after the rows are there. ``settled`` then names the older requests that got their answer since the last time.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from io import FileIO
from struct import Struct

from smppconsole.trace.arena import SHIFT as PLACE_SHIFT
from smppconsole.trace.batch import NOWHERE, Pile, Row, header_words
from smppconsole.trace.links import DUPLICATE, RESPONSE, Links
from smppconsole.trace.pairing import pair_at_once
from smppconsole.trace.record import Ends
from smppconsole.trace.rows import BLOCK, MASK, SHIFT, Block, Mark, Rows

__all__ = ["BLOCK", "MASK", "SHIFT", "Block", "Mark", "Store"]

_HEADER = Struct(">xxxxIII").unpack_from
_OUTGOING, _DUPLICATE, _FOREIGN, _HEADLESS = 1, 2, 4, 8
_LOST, _ABANDONED, _MARKED, _REQUEST = 16, 32, 64, 128
"""``Mark`` as plain numbers: an IntFlag is slow to compare with."""
_MANY = 12
"""From so many rows on, columns written in one go are quicker than rows one by one."""


def _later(times: array[int], by: int) -> array[int]:
    """``times``, each ``by`` more."""
    if not by:
        return times
    count = len(times)
    if times == array("q", (times[0],)) * count:  # as all that one read brought
        return array("q", (times[0] + by,)) * count
    return array("q", [time + by for time in times])


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

    def take(self, pile: Pile, wall_ns: int = 0) -> int:
        """Add many PDUs of one session at once, many times as fast as one by one; returns the row of the first.
        ``wall_ns`` is what the wall clock is ahead of the clock of their times."""
        first, count = self.count, len(pile)
        if count < _MANY:
            for octets, time, flag in zip(pile.octets, pile.times, pile.flags, strict=True):
                outgoing, lost, session = bool(flag & _OUTGOING), bool(flag & _LOST), pile.session
                self.append(octets, time_ns=time + wall_ns, mono_ns=time, outgoing=outgoing, session=session, lost=lost)
            return first
        done = 0
        while done < count:
            room = BLOCK - (self.count & MASK)
            piece = pile.part(done, done + room)
            places = self.arena.add_all(piece.octets, piece.lengths)
            sessions, wall = array("I", (pile.session,)) * len(piece), _later(piece.times, wall_ns)
            self._fill(places, piece.flags, piece.words, piece.lengths, piece.times, wall, sessions)
            done += room
        return first

    def extend(self, rows: list[Row], base: int = NOWHERE) -> int:
        """Add many PDUs at once; returns the row of the first. ``base`` is the place of an adopted file that rows with
        an ``at`` stand in; their octets stay there."""
        first, done = self.count, 0
        while done < len(rows):
            room = BLOCK - (self.count & MASK)
            octets, at, times, sessions, flags = zip(*rows[done : done + room], strict=True)
            lengths, marks, told = array("I", map(len, octets)), bytes(flags), array("q", times)
            places, words = self._put(octets, at, base, lengths), header_words(octets, marks)
            self._fill(places, marks, words, lengths, told, told, array("I", sessions))
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

    def _fill(self, places: array[int], flags: bytes, words: array[int], *columns: array[int]) -> None:
        """Write rows that fit into the block being filled, column by column, and pair them."""
        start, count = self.count & MASK, len(places)
        if not start:
            self._open_block()
        self._note_breaks(places)
        self._tail.write(start, places, flags, words, *columns)
        self.count += count
        if not pair_at_once(self._links, self._tail, start, start + count, self.count - count):
            self._link_rows(self._tail, start, start + count)

    def _put(self, octets: Sequence[bytes], at: Sequence[int], base: int, lengths: array[int]) -> array[int]:
        """The places of octets: in the file at ``base`` where they stand there, else in memory."""
        if base < 0:
            return self.arena.add_all(octets, lengths)
        add = self.arena.add
        return array("Q", [base + one if one >= 0 else add(said) for one, said in zip(at, octets, strict=True)])

    def _note_breaks(self, places: array[int]) -> None:
        before, told = self._last_place, places.tolist()
        if before > told[0] or (before ^ told[0] | before ^ told[-1]) >> PLACE_SHIFT or told != sorted(told):
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
        """Tell the observers of the rows added since the last time, and of older ones that look different by now: then
        ``last`` may be the row before ``first``."""
        first, last = self._published, self.count - 1
        if last < first and not self.settled:
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
