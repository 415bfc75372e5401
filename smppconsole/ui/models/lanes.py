"""Lanes of the gutter: each request takes the lowest free of four until its response, so that lines never cross.

A lane is one octet a row; who holds a lane at a row is found by walking on from a checkpoint. Qt-free.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple

from smppconsole.trace.store import MASK, SHIFT, Mark, Store

LANES = 4
_EVERY = 256
_NONE = 255
_PATIENCE_NS = 60_000_000_000

_Held = list[int]


class LaneLine(NamedTuple):
    """A line of one lane: from the row of a request to that of its response, or -1 while there is none."""

    lane: int
    first: int
    last: int


_REQUEST, _ABANDONED = int(Mark.REQUEST), int(Mark.ABANDONED)  # an IntFlag is slow to compare with
_IS_REQUEST = bytes(1 if flags & _REQUEST else 0 for flags in range(256))
_EXCHANGE = b"\1\0"


class Lanes:
    """Lanes of one store, kept up by ``advance``."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lanes = bytearray()
        self._held: _Held = [-1] * LANES
        self._checkpoints: list[tuple[int, ...]] = []

    def lane(self, row: int) -> int:
        """The lane of a row, or -1 where it has none."""
        lane = self._lanes[row] if row < len(self._lanes) else _NONE
        return -1 if lane == _NONE else lane

    def advance(self, count: int) -> None:
        """Give lanes to the rows up to before ``count``."""
        while len(self._lanes) < count:
            first = len(self._lanes)
            stop = min(count, first - first % _EVERY + _EVERY)
            if not first % _EVERY:
                self._checkpoints.append(tuple(self._held))
            # A request comes first, or the answer to the one before it.
            done = first + self._advance_at_once(first, stop)
            if done == first:
                self._advance_slowly(first, first + 1)
                done = first + 1 + self._advance_at_once(first + 1, stop)
            self._advance_slowly(done, stop)

    def _advance_at_once(self, first: int, stop: int) -> int:
        """Give lanes to rows up to before ``stop`` that are all alike: nothing that has a lane, or each request with
        its response behind it; to how many."""
        count = (stop - first) & ~1
        if not count:
            return 0
        block, start = self._store.blocks[first >> SHIFT], first & MASK
        peers, asked = block.peer[start : start + count], block.flags[start : start + count].translate(_IS_REQUEST)
        if max(peers) < 0 and 1 not in asked:
            lane = _NONE
        elif asked == _EXCHANGE * (count // 2) and peers[::2] == array("i", range(first + 1, first + count, 2)):
            if -1 not in self._held:
                return 0
            lane = self._held.index(-1)
        else:
            return 0
        self._lanes += bytes((lane,)) * count
        return count

    def _advance_slowly(self, first: int, stop: int) -> None:
        blocks, lanes, held = self._store.blocks, self._lanes, self._held
        for row in range(first, stop):
            block, index = blocks[row >> SHIFT], row & MASK
            if block.flags[index] & _REQUEST:
                lanes.append(self._take(held, row))
                continue
            peer = block.peer[index]
            lane = lanes[peer] if 0 <= peer < row else _NONE
            if lane != _NONE and held[lane] == peer:
                held[lane] = -1
            else:
                lane = _NONE
            lanes.append(lane)

    def held_before(self, row: int) -> list[int]:
        """Who holds each lane just before ``row``: rows of requests, -1 for a free lane."""
        row = min(row, len(self._lanes))
        if not self._checkpoints:
            return [-1] * LANES
        at = min(row // _EVERY, len(self._checkpoints) - 1)
        held = list(self._checkpoints[at])
        for known in range(at * _EVERY, row):
            self._replay(held, known)
        return held

    def lines(self, first: int, last: int) -> list[LaneLine]:
        """The lines that touch the rows ``first`` to ``last``."""
        found: dict[int, LaneLine] = {}
        for lane, owner in enumerate(self.held_before(first)):
            if owner >= 0 and self._reaches(owner, first):
                found[owner] = LaneLine(lane, owner, self._store.peer(owner))
        for row in range(first, min(last + 1, len(self._lanes))):
            if self._lanes[row] != _NONE and self._is_request(row):
                found[row] = LaneLine(self._lanes[row], row, self._store.peer(row))
        return list(found.values())

    def _is_request(self, row: int) -> bool:
        return bool(self._store.blocks[row >> SHIFT].flags[row & MASK] & _REQUEST)

    def _reaches(self, owner: int, row: int) -> bool:
        peer = self._store.peer(owner)
        return peer >= row or (peer < 0 and self.is_waiting(owner))

    def is_waiting(self, row: int) -> bool:
        """Whether the answer of a request may still come."""
        return self._store.is_open(row) and not self._store.blocks[row >> SHIFT].flags[row & MASK] & _ABANDONED

    def _replay(self, held: _Held, row: int) -> None:
        """What ``advance`` did to the lanes at a row, from its lane alone."""
        lane = self._lanes[row]
        if lane != _NONE:
            held[lane] = row if self._is_request(row) else -1

    def _take(self, held: _Held, row: int) -> int:
        """The lane of a new request, which its response gives back."""
        lane = self._free(held, row)
        if lane < 0:
            return _NONE
        held[lane] = row
        return lane

    def _free(self, held: _Held, row: int) -> int:
        """The lowest free lane; where there is none, that of a request nobody answered for a minute."""
        for lane, owner in enumerate(held):
            if owner < 0:
                return lane
        for lane, owner in enumerate(held):
            if not self.is_waiting(owner) or self._store.mono_ns(row) - self._store.mono_ns(owner) > _PATIENCE_NS:
                return lane
        return -1
