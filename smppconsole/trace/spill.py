"""The older octets of a long live trace, moved out of memory into a file without a name.

The file is nobody's but the program's: it goes with it, however that ends, and neither the deletion of captures nor a
folder that is removed takes octets of the trace away. The places of rows stay as they are. Passwords of binds are
masked in the file; their octets stay in memory, so that the trace reads the same.

Where the file cannot be written (no room, no folder) the octets stay in memory, and that is told once: a trace grows
rather than loses. Nothing is moved unless somebody says so: who traces without a file has none.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Protocol

from smppconsole.smpp.mask import mask_password
from smppconsole.trace.arena import MASK, SHIFT, FileChunk, FileWindow, OctetFile
from smppconsole.trace.rows import MASK as ROW_MASK
from smppconsole.trace.rows import SHIFT as ROW_SHIFT
from smppconsole.trace.rows import Rows

_BINDS = frozenset((1, 2, 9, 11))
_PIECE = 1 << 20
KEPT = 16
"""Chunks of 4 MiB that stay in memory: the latest half a million PDUs or so."""


class SpillFile(OctetFile, Protocol):
    """An open file that can be written too."""

    def write(self, octets: memoryview, /) -> int | None: ...


class Spill:
    """Moves what is old. ``open_file`` opens the file when it is needed first, and raises OSError where it cannot."""

    def __init__(self, rows: Rows, open_file: Callable[[], SpillFile], *, kept: int = KEPT) -> None:
        self.trouble = ""
        """Why nothing is moved any more, in words; "" as long as it is."""
        self._rows, self._open_file, self._kept = rows, open_file, kept
        self._file: SpillFile | None = None
        self._window: FileWindow | None = None
        self._end = 0
        self._moving: Iterator[None] | None = None

    def step(self) -> bool:
        """Move a megabyte of the oldest chunk, if more are in memory than should be, and more where many are; whether
        there was something to move."""
        waiting = len(self._rows.arena.full_chunks()) - self._kept
        if waiting <= 0 or self.trouble:
            return False
        try:
            for _ in range(waiting):
                self._go_on()
        except OSError as error:
            self.trouble = (error.strerror or str(error)).lower()
            return False
        return True

    def _go_on(self) -> None:
        if self._moving is None:
            self._moving = self._move(self._rows.arena.full_chunks()[0])
        if next(self._moving, self) is self:
            self._moving = None

    def close(self) -> None:
        """Give the file back; rows whose octets were moved read as empty from then on."""
        if self._file is not None:
            self._file.close()

    def _move(self, index: int) -> Iterator[None]:
        """Write a chunk into the file in pieces; only when all of it stands there is it read from there."""
        arena, kept = self._rows.arena, tuple(self._secrets(index))
        yield
        octets = arena.octets_of(index)
        if kept:
            octets = _masked(octets, kept)
        window = self._opened()
        for start in range(0, len(octets), _PIECE):
            self._write(octets[start : start + _PIECE], self._end + start)
            yield
        arena.move(index, FileChunk(window, len(octets), self._end, kept))
        self._end += len(octets)

    def _opened(self) -> FileWindow:
        if self._file is None or self._window is None:
            self._file = self._open_file()
            self._window = FileWindow(self._file)
        return self._window

    def _write(self, octets: memoryview, place: int) -> None:
        if self._file is not None:
            self._file.seek(place)
            while octets:
                octets = octets[self._file.write(octets) or 0 :]

    def _secrets(self, index: int) -> Iterator[tuple[int, bytes]]:
        """Offset and octets of the binds in a chunk."""
        rows = self._rows
        places = range(rows.count)
        first = bisect_left(places, index << SHIFT, key=rows.place)
        stop = bisect_left(places, index + 1 << SHIFT, key=rows.place)
        while first < stop:
            end = min(stop, (first | ROW_MASK) + 1)
            column = rows.blocks[first >> ROW_SHIFT].command[first & ROW_MASK : ((end - 1) & ROW_MASK) + 1]
            for row in (first + at for bind in _BINDS.intersection(column) for at in _all(column, bind)):
                yield rows.place(row) & MASK, rows.octets(row)
            first = end


def _masked(octets: memoryview, kept: tuple[tuple[int, bytes], ...]) -> memoryview:
    copy = bytearray(octets)
    for offset, said in kept:
        copy[offset : offset + len(said)] = mask_password(said)
    return memoryview(copy)


def _all(column: array[int], value: int) -> list[int]:
    return [at for at, one in enumerate(column) if one == value]
