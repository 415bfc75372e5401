"""A stream of octets to PDUs, by command_length (SMPP 3.4, 3.2).

``Framer`` takes octets as they arrive; ``cut`` takes octets that are all here, such as pasted ones. A length that no
PDU can have means that the framing is lost: where the next PDU begins is then anybody's guess, and nobody guesses.
"""

from __future__ import annotations

from struct import Struct
from typing import NamedTuple

from smppconsole.smpp.faults import LONGEST, short_header, wrong_length
from smppconsole.smpp.header import HEADER_SIZE

_LENGTH = Struct(">L")
_LENGTH_SIZE = 4


class LostFraming(NamedTuple):
    """Where a stream stopped being SMPP: the length it claimed, the octets from there on, and why that cannot be."""

    claimed: int
    octets: bytes
    reason: str


class Piece(NamedTuple):
    """One PDU among octets; ``offset`` counts from the first octet, ``problem`` is empty for a whole PDU."""

    offset: int
    octets: bytes
    problem: str


class Framer:
    """Cuts a stream into PDUs; each octet ends up in a PDU, in ``pending`` or in ``lost``, which only collects."""

    def __init__(self, limit: int = LONGEST) -> None:
        self._limit = limit
        self._buffer = bytearray()
        self._claimed: int | None = None

    @property
    def pending(self) -> bytes:
        """The octets of a PDU that is not complete yet; empty once the framing is lost."""
        return b"" if self._claimed is not None else bytes(self._buffer)

    @property
    def lost(self) -> LostFraming | None:
        """None as long as the stream is SMPP."""
        if self._claimed is None:
            return None
        return LostFraming(self._claimed, bytes(self._buffer), wrong_length(self._claimed, len(self._buffer)).text)

    def feed(self, data: bytes) -> list[bytes]:
        """Take what arrived, in pieces of any size, and give the PDUs that are complete now."""
        buffer = self._buffer
        if self._claimed is not None or len(buffer) + len(data) < self._awaited():
            buffer += data
            return []
        if buffer:  # joined once a PDU, however many pieces it came in
            data = bytes(buffer) + data
            buffer.clear()
        pdus, position = self._cut(data)
        buffer += memoryview(data)[position:]
        return pdus

    def _awaited(self) -> int:
        """How many octets from the start of the buffer on make the next step possible."""
        buffer = self._buffer
        return _LENGTH.unpack_from(buffer)[0] if len(buffer) >= _LENGTH_SIZE else _LENGTH_SIZE

    def _cut(self, octets: bytes) -> tuple[list[bytes], int]:
        """The complete PDUs at the start of ``octets``, and the octet after them."""
        pdus: list[bytes] = []
        least, most, length_at, add = HEADER_SIZE, self._limit, _LENGTH.unpack_from, pdus.append
        position, size = 0, len(octets)
        last = size - _LENGTH_SIZE
        while position <= last:
            (length,) = length_at(octets, position)
            if not least <= length <= most:
                self._claimed = length
                break
            stop = position + length
            if stop > size:
                break
            add(octets[position:stop])
            position = stop
        return pdus, position


def cut(octets: bytes, limit: int = LONGEST) -> list[Piece]:
    """Cut octets that are all here. What cannot be cut any more is the last piece, with its problem in words."""
    pieces: list[Piece] = []
    position, size = 0, len(octets)
    while position < size:
        left = size - position
        claimed = _LENGTH.unpack_from(octets, position)[0] if left >= HEADER_SIZE else 0
        if not HEADER_SIZE <= claimed <= min(left, limit):
            finding = wrong_length(claimed, left) if left >= HEADER_SIZE else short_header(left)
            return [*pieces, Piece(position, octets[position:], finding.text)]
        pieces.append(Piece(position, octets[position : position + claimed], ""))
        position += claimed
    return pieces
