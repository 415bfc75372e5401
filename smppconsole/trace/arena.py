"""Where the octets of all PDUs lie: chunks of 4 MiB that are filled once, or places in a file.

A *place* is one number of 64 bits: the chunk's index above bit 40, the offset in the chunk below. A PDU never lies
across two chunks, so reading it back is one slice. A full chunk is frozen to ``bytes``; what is being written is the
only ``bytearray``, so no growth ever copies more than one chunk.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Protocol

CHUNK = 1 << 22
SHIFT = 40
MASK = (1 << SHIFT) - 1
_WINDOW = 1 << 18


class Chunk(Protocol):
    """Octets that can be sliced and measured."""

    def __len__(self) -> int: ...
    def __getitem__(self, part: slice, /) -> bytes | bytearray: ...


class FileChunk:
    """A file's octets, read where asked through one window of 256 KiB, so that walking on costs few reads.

    A file that was cut shorter since gives fewer octets, never an error; one that cannot be read any more gives none.
    """

    __slots__ = ("_base", "_file", "_size", "_window")

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._base = 0
        self._window = b""

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice) -> bytes:
        start = part.start - self._base
        stop = part.stop - self._base
        if start < 0 or stop > len(self._window):
            self._fill(part.start, part.stop - part.start)
            start, stop = 0, part.stop - part.start
        return self._window[start:stop]

    def _fill(self, start: int, length: int) -> None:
        try:
            self._file.seek(start)
            self._window = self._file.read(max(_WINDOW, length))
        except (OSError, ValueError):  # ValueError: closed since
            self._window = b""
        self._base = start


class Arena:
    """The chunks, oldest first."""

    __slots__ = ("_base", "_chunks", "_tail")

    def __init__(self) -> None:
        self._chunks: list[Chunk] = []
        self._tail = bytearray()
        self._base = 0
        self._open_chunk()

    def add(self, octets: bytes) -> int:
        """Put ``octets`` behind all others and tell their place."""
        tail = self._tail
        offset = len(tail)
        if offset + len(octets) > CHUNK and offset:
            tail = self._open_chunk()
            offset = 0
        tail += octets
        return self._base | offset

    def adopt(self, file: BinaryIO, size: int) -> int:
        """Take a file's first ``size`` octets as a chunk; returns the place of its first octet."""
        self._freeze()
        self._chunks.append(FileChunk(file, size))
        base = (len(self._chunks) - 1) << SHIFT
        self._open_chunk()
        return base

    def read(self, place: int, length: int) -> bytes:
        """The ``length`` octets at ``place``."""
        offset = place & MASK
        return bytes(self._chunks[place >> SHIFT][offset : offset + length])

    def windows(self, start: int = 0, overlap: int = 0, size: int = CHUNK) -> Iterator[tuple[int, bytes]]:
        """All octets from place ``start`` on, in pieces of at most ``size`` with their places.

        Pieces of one chunk share ``overlap`` octets, so that a pattern that long is found across their border.
        """
        index, offset = start >> SHIFT, start & MASK
        while index < len(self._chunks):
            chunk = self._chunks[index]
            while offset < len(chunk):
                stop = min(len(chunk), offset + size)
                yield index << SHIFT | offset, bytes(chunk[offset:stop])
                offset = stop if stop == len(chunk) else stop - overlap
            index, offset = index + 1, 0

    @property
    def size(self) -> int:
        """Octets held in memory (those in files do not count)."""
        return sum(len(chunk) for chunk in self._chunks if not isinstance(chunk, FileChunk))

    def _open_chunk(self) -> bytearray:
        self._freeze()
        self._tail = bytearray()
        self._base = len(self._chunks) << SHIFT
        self._chunks.append(self._tail)
        return self._tail

    def _freeze(self) -> None:
        """The chunk written so far takes no more; its spare octets are given back."""
        if not self._chunks or self._chunks[-1] is not self._tail:
            return
        if self._tail:
            self._chunks[-1] = bytes(self._tail)
        else:
            self._chunks.pop()
