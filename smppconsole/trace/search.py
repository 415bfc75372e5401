"""Finding octets or a text anywhere in a trace, in slices: over the arena as it lies, not row by row.

A text is looked for in every form it may have on the wire: as Latin letters, as UCS-2, as GSM 7-bit, packed GSM 7-bit
not among them (its letters lie across octets). A hit counts only where it lies inside one PDU.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import itemgetter

from smppconsole.smpp import gsm7
from smppconsole.trace.store import MASK, SHIFT, Store

_WINDOW = 1 << 17
_NEAR = 16
_SAMPLE = 4096
_SELDOM = 50
"""Of so many octets less than one is the first of what is looked for: then ``re`` finds it several times as fast as
``find``, which stumbles over every octet that stands anywhere in it."""
_FEW = 4095
"""One less than the rows looked at together for one with a status: where errors are many, the next is near."""


def needles(text: str) -> tuple[bytes, ...]:
    """The octets a text may be: ISO 8859-1, UTF-8, GSM 7-bit, UCS-2, each once."""
    forms = [text.encode("utf-8"), text.encode("utf-16-be", "surrogatepass")]
    if all(ord(character) < 256 for character in text):
        forms.append(text.encode("latin-1"))
    if gsm7.first_outside(text) is None:
        forms.append(gsm7.encode(text))
    return tuple(dict.fromkeys(form for form in forms if form))


def hex_needle(text: str) -> bytes:
    """The octets of hex digits in any spacing; ValueError where they are none."""
    return bytes.fromhex("".join(text.replace("0x", " ").replace(":", " ").split()))


class Search:
    """Rows of a store that hold one of the ``needles``; capital and small Latin letters are alike unless ``exact``.

    ``step`` looks through the next quarter of a megabyte. ``rows`` are the hits so far, ascending; rows added since the
    search began are found too.
    """

    def __init__(self, store: Store, needles: tuple[bytes, ...], *, exact: bool = False) -> None:
        self.store = store
        self.rows = array("I")
        self.done = False
        self.searched = 0
        self._exact = exact or all(needle.lower() == needle.upper() for needle in needles)
        self._needles = needles if exact else tuple(needle.lower() for needle in needles)
        self._patterns = tuple(re.compile(re.escape(needle)) for needle in self._needles)
        longest = max(map(len, needles), default=1)
        self._windows = store.arena.windows(overlap=longest - 1, size=_WINDOW)
        self._places = _Places(store)

    def step(self) -> int:
        """Look through the next quarter of a megabyte; returns how many rows were found in it."""
        piece = next(self._windows, None)
        if piece is None or not self._needles:
            self.done = True
            return 0
        place, octets = piece
        self.searched += len(octets)
        hay = octets if self._exact else octets.lower()
        sample = hay[:_SAMPLE]
        found: set[int] = set()
        for needle, pattern in zip(self._needles, self._patterns, strict=True):
            seldom = _SELDOM * sample.count(needle[:1]) < len(sample)
            found.update(self._rows_with(needle, hay, pattern if seldom else None, place))
        before = len(self.rows)
        for row in sorted(found):
            self._put(row)
        return len(self.rows) - before

    def finish(self) -> array[int]:
        """Look through all."""
        while not self.done:
            self.step()
        return self.rows

    def _rows_with(
        self, needle: bytes, hay: bytes | bytearray, pattern: re.Pattern[bytes] | None, place: int
    ) -> Iterator[int]:
        """The rows that hold a needle, found by ``pattern`` where there is one."""
        offset = _first(needle, pattern, hay, 0)
        while offset >= 0:
            row, end = self._places.row_of(place + offset, len(needle))
            if row >= 0:
                yield row
            offset = _first(needle, pattern, hay, max(offset + 1, end - place))

    def _put(self, row: int) -> None:
        if not self.rows or row > self.rows[-1]:
            self.rows.append(row)
            return
        index = bisect_left(self.rows, row)
        if self.rows[index] != row:
            self.rows.insert(index, row)


class _Places:
    """From a place in the arena back to the row whose octets lie there.

    Places rise with the rows, but for octets that were put together of several segments; the store keeps where they
    do not. Between two breaks lies a run, in which the row is found by halving; hits that follow closely by walking.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._runs: list[tuple[int, int, int]] = []  # place of the first row, first row, row behind the last
        self._known = -1
        self._row = 0

    def row_of(self, place: int, length: int) -> tuple[int, int]:
        """The row in whose octets all of ``place`` to ``place + length`` lies, and the place behind it; (-1, -1) where
        there is none.
        """
        row, end = self._walk(place)
        if row < 0:
            row = self._halve(place, length)
            end = self._store.place(row) + self._store.length(row) if row >= 0 else -1
        if row < 0 or place + length > end:
            return -1, -1
        self._row = row
        return row, end

    def _walk(self, place: int) -> tuple[int, int]:
        """The row and the place behind it, if it is the last one found or one of those just behind it."""
        blocks = self._store.blocks
        for row in range(self._row, min(self._row + _NEAR, len(self._store))):
            block, index = blocks[row >> SHIFT], row & MASK
            start = block.place[index]
            if place < start:
                break
            end = start + block.length[index]
            if place < end:
                return row, end
        return -1, -1

    def _halve(self, place: int, length: int) -> int:
        store = self._store
        self._update()
        index = bisect_right(self._runs, place, key=itemgetter(0))
        for _, first, stop in reversed(self._runs[max(0, index - _NEAR) : index]):
            row = bisect_right(range(first, stop), place, key=store.place) + first - 1
            if row >= first and place + length <= store.place(row) + store.length(row):
                return row
        return -1

    def _update(self) -> None:
        """Rows were added: the last run is longer, or there are new ones."""
        if self._known != len(self._store):
            self._known = len(self._store)
            firsts = [0, *self._store.breaks] if self._known else []
            pairs = zip(firsts, [*firsts[1:], self._known], strict=True)
            self._runs = sorted((self._store.place(first), first, stop) for first, stop in pairs)


def _first(needle: bytes, pattern: re.Pattern[bytes] | None, hay: bytes | bytearray, start: int) -> int:
    """Where ``needle`` stands first from ``start`` on, -1 where it does not."""
    if pattern is None:
        return hay.find(needle, start)
    match = pattern.search(hay, start)
    return match.start() if match is not None else -1


def next_row(rows: array[int], row: int, forward: bool = True) -> int:
    """The next of ascending ``rows`` behind (or before) ``row``, around the end if need be; -1 where there are none."""
    if not rows:
        return -1
    place = bisect_right(rows, row) if forward else bisect_left(rows, row) - 1
    return rows[place % len(rows)]


def row_at_time(store: Store, time_ns: int) -> int:
    """The first row not before a time; the last row where all are before it. Times are taken to rise."""
    low, high = 0, len(store)
    while low < high:
        middle = (low + high) // 2
        if store.time_ns(middle) < time_ns:
            low = middle + 1
        else:
            high = middle
    return min(low, len(store) - 1)


def next_error(store: Store, row: int, step: int) -> int:
    """The next published row behind ``row`` (before it, where ``step`` is -1) with a status, or -1."""
    stop = row + 1 if step > 0 else max(0, row)
    while 0 <= stop < store.published if step > 0 else stop > 0:
        if step > 0:
            end = min(store.published, (stop | _FEW) + 1)
            status = store.blocks[stop >> SHIFT].status[stop & MASK : ((end - 1) & MASK) + 1].tobytes()
            silent = (len(status) - len(status.lstrip(b"\0"))) // 4
            if 4 * silent < len(status):
                return stop + silent
            stop = end
        else:
            first = (stop - 1) & ~_FEW
            status = store.blocks[first >> SHIFT].status[first & MASK : ((stop - 1) & MASK) + 1].tobytes()
            spoken = -(-len(status.rstrip(b"\0")) // 4)
            if spoken:
                return first + spoken - 1
            stop = first
    return -1
