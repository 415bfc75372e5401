"""IP packets that came in pieces, put together again: of the TCP kind, out of order, overlapping, within bounds.

What came first counts, as in streams. A packet whose pieces never all come, or that has more of them than an honest
one, is let go; ``left_out`` counts its pieces.
"""

from __future__ import annotations

from typing import NamedTuple

MOST_PACKETS = 1024
"""Packets under way at once; the oldest is let go for another."""
MOST_PIECES = 128
"""Pieces of one packet: 65 535 octets in the smallest pieces that routers make are fewer."""
_LARGEST = 0xFFFF


class Fragment(NamedTuple):
    """A piece of an IP packet. ``addresses`` are source and destination, ``start`` to ``stop`` its octets in the frame
    (``stop`` may lie behind the frame's end), ``offset`` their place in the packet behind its header; ``more`` follow.
    """

    addresses: bytes
    identity: bytes
    offset: int
    more: bool
    start: int
    stop: int


class Assembled(NamedTuple):
    """What the pieces made: the octets behind the IP header; ``at`` is the octet of the file where the first stood."""

    addresses: bytes
    octets: bytes
    at: int


class _Packet:
    __slots__ = ("at", "held", "pieces", "size")

    def __init__(self) -> None:
        self.pieces: dict[int, bytes] = {}
        self.held = 0
        self.size = -1  # not known before the last piece came
        self.at = -1


class Fragments:
    """The packets under way."""

    def __init__(self) -> None:
        self.left_out = 0
        self._packets: dict[tuple[bytes, bytes], _Packet] = {}

    def take(self, piece: Fragment, frame: bytes, at: int) -> Assembled | None:
        """A piece in a ``frame`` that begins at octet ``at`` of the file; the packet, where none is missing now."""
        octets, key = frame[piece.start : piece.stop], (piece.addresses, piece.identity)
        end = piece.offset + len(octets)
        if len(octets) < piece.stop - piece.start or end > _LARGEST or (piece.more and len(octets) % 8):
            self.left_out += 1
            return None
        packet = self._packets.get(key) or self._open(key)
        if piece.offset not in packet.pieces or len(packet.pieces[piece.offset]) < len(octets):
            packet.held += len(octets) - len(packet.pieces.get(piece.offset, b""))
            packet.pieces[piece.offset] = octets
        if not piece.offset:
            packet.at = at + piece.start
        if not piece.more:
            packet.size = end
        if len(packet.pieces) > MOST_PIECES:
            self._let_go(key)
        elif 0 <= packet.size <= packet.held:
            return self._joined(key, packet)
        return None

    def finish(self) -> None:
        """Nothing more comes: what is under way is left out."""
        for key in tuple(self._packets):
            self._let_go(key)

    def _open(self, key: tuple[bytes, bytes]) -> _Packet:
        if len(self._packets) >= MOST_PACKETS:
            self._let_go(next(iter(self._packets)))
        packet = self._packets[key] = _Packet()
        return packet

    def _let_go(self, key: tuple[bytes, bytes]) -> None:
        self.left_out += len(self._packets.pop(key).pieces)

    def _joined(self, key: tuple[bytes, bytes], packet: _Packet) -> Assembled | None:
        """The packet, if its pieces leave no gap."""
        whole = bytearray()
        for offset, octets in sorted(packet.pieces.items()):
            if offset > len(whole):
                return None
            whole += octets[len(whole) - offset :]
        if len(whole) < packet.size:
            return None
        del self._packets[key]
        return Assembled(key[0], bytes(whole[: packet.size]), packet.at)
