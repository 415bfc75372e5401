"""Where the octets of all PDUs lie: chunks of 4 MiB that are filled once, or places in a file.

Chunks that are full can be moved into a file (``spill``) without a place becoming another.

A *place* is one number of 64 bits: the chunk's index above bit 40, the offset in the chunk below. A PDU never lies
across two chunks, so reading it back is one slice; a chunk has its full size from the start, so nothing is ever copied
to grow.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from io import FileIO
from itertools import accumulate
from typing import Protocol

CHUNK = 1 << 22
SHIFT = 40
MASK = (1 << SHIFT) - 1
_WINDOW = 1 << 18
_SPREAD = 1 << 11


class Chunk(Protocol):
    """Octets that can be sliced and measured."""

    def __len__(self) -> int: ...
    def __getitem__(self, part: slice, /) -> bytes | bytearray: ...


class OctetFile(Protocol):
    """An open file that can be read anywhere."""

    def seek(self, offset: int, /) -> int: ...
    def read(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


class FileWindow:
    """An open file, read where asked through one window of 256 KiB, so that walking on costs few reads.

    A file that was cut shorter since gives fewer octets, never an error; one that cannot be read any more gives none.
    """

    __slots__ = ("_base", "_file", "_window")

    def __init__(self, file: OctetFile) -> None:
        self._file = file
        self._base = 0
        self._window = b""

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; its octets cannot be read any more."""
        self._file.close()

    def read(self, start: int, stop: int) -> bytes:
        """The octets from ``start`` to before ``stop``."""
        begin, end = start - self._base, stop - self._base
        if begin < 0 or end > len(self._window):
            self._fill(start, stop - start)
            begin, end = 0, stop - start
        return self._window[begin:end]

    def _fill(self, start: int, length: int) -> None:
        try:
            self._file.seek(start)
            self._window = self._file.read(max(_WINDOW, length))
        except (OSError, ValueError):  # ValueError: closed since
            self._window = b""
        self._base = start


class FileChunk:
    """Octets that stand in a file from ``start`` on. Of some of them (``kept``: offset and octets) the file holds a
    masked copy; those are read as they were."""

    __slots__ = ("_kept", "_size", "_start", "_window")

    def __init__(self, window: FileWindow, size: int, start: int = 0, kept: tuple[tuple[int, bytes], ...] = ()) -> None:
        self._window, self._size, self._start, self._kept = window, size, start, kept

    def __len__(self) -> int:
        return self._size

    def close(self) -> None:
        """Close the file."""
        self._window.close()

    def __getitem__(self, part: slice) -> bytes:
        octets = self._window.read(self._start + part.start, self._start + min(part.stop, self._size))
        return self._patched(octets, part.start) if self._kept else octets

    def _patched(self, octets: bytes, start: int) -> bytes:
        for offset, said in self._kept:
            first, last = max(offset, start), min(offset + len(said), start + len(octets))
            if first < last:
                middle = said[first - offset : last - offset]
                octets = octets[: first - start] + middle + octets[last - start :]
        return octets


class Arena:
    """The chunks, oldest first, and how many octets of each are in use."""

    __slots__ = ("_base", "_chunks", "_fill", "_first", "_tail", "_used")

    def __init__(self) -> None:
        self._chunks: list[Chunk] = []
        self._used: list[int] = []
        self._tail = bytearray()
        self._base = 0
        self._fill = 0
        self._first = 0

    def add(self, octets: bytes) -> int:
        """Put ``octets`` behind all others and tell their place."""
        offset = self._fill
        stop = offset + len(octets)
        if stop > len(self._tail) or not self._tail:
            self._open_chunk(len(octets))
            offset, stop = 0, len(octets)
        self._tail[offset:stop] = octets
        self._fill = stop
        return self._base | offset

    def add_all(self, many: Sequence[bytes], lengths: array[int]) -> array[int]:
        """Put octets of many PDUs, of these lengths, behind all others and tell their places, in one go where the chunk
        has room."""
        offset, joined = self._fill, b"".join(many)
        stop = offset + len(joined)
        if stop > len(self._tail) or not self._tail:
            return array("Q", map(self.add, many))
        self._tail[offset:stop] = joined
        self._fill = stop
        places = array("Q", accumulate(lengths, initial=self._base | offset))
        places.pop()
        return places

    def adopt(self, file: FileIO, size: int) -> int:
        """Take a file's first ``size`` octets as a chunk; returns the place of its first octet."""
        self._close_chunk()
        self._tail = bytearray()
        self._fill = 0
        self._chunks.append(FileChunk(FileWindow(file), size))
        self._used.append(size)
        return (len(self._chunks) - 1) << SHIFT

    def read(self, place: int, length: int) -> bytes:
        """The ``length`` octets at ``place``."""
        offset = place & MASK
        return bytes(self._chunks[place >> SHIFT][offset : offset + length])

    def read_all(self, places: Sequence[int], lengths: Sequence[int]) -> list[bytes]:
        """The octets at each of ``places``: those close to each other in one chunk are fetched together."""
        if not places:
            return []
        first, last = places[0], places[-1] + lengths[-1]
        if first >> SHIFT != last >> SHIFT or not 0 <= last - first <= _SPREAD * len(places) or min(places) < first:
            return [self.read(place, length) for place, length in zip(places, lengths, strict=True)]
        offset = first & MASK
        octets = bytes(self._chunks[first >> SHIFT][offset : offset + last - first])
        starts = [place - first for place in places]
        return [octets[start : start + length] for start, length in zip(starts, lengths, strict=True)]

    def windows(self, start: int = 0, overlap: int = 0, size: int = CHUNK) -> Iterator[tuple[int, bytes | bytearray]]:
        """All octets from place ``start`` on, in pieces of at most ``size`` with their places.

        Pieces of one chunk share ``overlap`` octets, so that a pattern that long is found across their border.
        """
        self._close_chunk()
        index, offset = start >> SHIFT, start & MASK
        while index < len(self._chunks):
            chunk, used = self._chunks[index], self._used[index]
            while offset < used:
                stop = min(used, offset + size)
                yield index << SHIFT | offset, chunk[offset:stop]
                offset = stop if stop == used else stop - overlap
            index, offset = index + 1, 0

    def full_chunks(self) -> range:
        """The chunks in memory that nothing is added to any more: their numbers, oldest first."""
        while self._first < len(self._chunks) and isinstance(self._chunks[self._first], FileChunk):
            self._first += 1
        return range(self._first, len(self._chunks) - 1)

    def octets_of(self, index: int) -> memoryview:
        """The octets in use of a chunk in memory."""
        chunk = self._chunks[index]
        return memoryview(chunk if isinstance(chunk, bytearray) else b"")[: self._used[index]]

    def move(self, index: int, chunk: FileChunk) -> None:
        """Have the octets of a chunk in a file from now on; their places stay."""
        self._chunks[index] = chunk

    @property
    def size(self) -> int:
        """Octets held in memory (those in files do not count)."""
        return sum(len(chunk) for chunk in self._chunks if not isinstance(chunk, FileChunk))

    def close(self) -> None:
        """Close the files; what is in memory stays."""
        for chunk in self._chunks:
            if isinstance(chunk, FileChunk):
                chunk.close()

    def _open_chunk(self, least: int) -> None:
        self._close_chunk()
        self._tail = bytearray(max(CHUNK, least))
        self._base = len(self._chunks) << SHIFT
        self._chunks.append(self._tail)
        self._used.append(0)

    def _close_chunk(self) -> None:
        """Write down how far the chunk being filled is filled."""
        if self._tail:
            self._used[self._base >> SHIFT] = self._fill
