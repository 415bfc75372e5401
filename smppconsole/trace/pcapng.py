"""The blocks of a pcapng file that we write, and how to walk them: layout only, no file.

Written little endian; ``walk`` reads both orders. Every block is type, total length, body padded to 4 octets, total
length again. Times are written in nanoseconds (if_tsresol 9).
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct

from smppconsole.trace.batch import Pile

SECTION, INTERFACE, SIMPLE, OLD_PACKET, PACKET = 0x0A0D0D0A, 1, 3, 2, 6
BYTE_ORDER = 0x1A2B3C4D
COMMENT, FLAGS = 1, 2
HARDWARE, SYSTEM, APPLICATION = 2, 3, 4
NAME, DESCRIPTION, RESOLUTION, TIME_OFFSET = 2, 3, 9, 14
INBOUND, OUTBOUND = 1, 2
SNAP_LENGTH = 0
_OPTION = Struct("<HH")
_BLOCK = Struct("<II")
_TOTAL = Struct("<I")
_PACKET = Struct("<IIIIIII")
_LARGEST = (1 << 32) - 1


def section(application: str) -> bytes:
    """The section header: the start of a file, or of another section in it."""
    body = _TOTAL.pack(BYTE_ORDER) + Struct("<HHq").pack(1, 0, -1)
    return block(SECTION, body + options(((APPLICATION, application.encode()),)))


def interface(link_type: int, name: str, description: str) -> bytes:
    """An interface description; packets name it by its number in the section."""
    body = Struct("<HHI").pack(link_type, 0, SNAP_LENGTH)
    said = ((NAME, name.encode()), (DESCRIPTION, description.encode()), (RESOLUTION, b"\x09"))
    return block(INTERFACE, body + options(said))


def packet(number: int, time_ns: int, prefix: bytes, octets: bytes, tail: bytes) -> bytes:
    """An enhanced packet on interface ``number``: ``prefix`` and ``octets`` are its data, ``tail`` its options."""
    length = len(prefix) + len(octets)
    total = 32 + length + (-length % 4) + len(tail)
    time_ns &= (1 << 64) - 1
    head = _PACKET.pack(PACKET, total, number, time_ns >> 32, time_ns & _LARGEST, length, length)
    return b"".join((head, prefix, octets, bytes(-length % 4), tail, _TOTAL.pack(total)))


class PacketForm:
    """Packets of one interface that differ in their time and octets alone: all else of a packet is made once for each
    length. ``prefix`` stands before the octets, ``tail`` are the options."""

    __slots__ = ("_made", "_number", "_prefix", "_tail")

    def __init__(self, number: int, prefix: bytes, tail: bytes) -> None:
        self._number, self._prefix, self._tail = number, prefix, tail
        self._made: dict[int, _Around] = {}

    def around(self, size: int) -> _Around:
        """What stands around ``size`` octets."""
        made = self._made.get(size)
        if made is None:
            made = self._make(size)
            if len(self._made) < _MOST_FORMS:
                self._made[size] = made
        return made

    def _make(self, size: int) -> _Around:
        block = packet(self._number, 0, self._prefix, bytes(size), self._tail)
        begin = _PACKET.size + len(self._prefix)
        return block[:12], block[20:begin], block[begin + size :], len(block)


_Around = tuple[bytes, bytes, bytes, int]
"""What stands before the time of a packet, between its time and octets, and behind them; and the length of all."""
_MOST_FORMS = 4096
PIECES = 5
"""Pieces of each packet in what ``packets`` gives."""


def packets(forms: tuple[PacketForm, PacketForm], pile: Pile, wall_ns: int) -> tuple[list[bytes], list[int]]:
    """A pile as packets, in pieces that only have to be joined, and the size of each. ``forms`` are those of incoming
    and of outgoing PDUs, ``wall_ns`` what the wall clock is ahead of the clock of their times."""
    keys = [length << 1 | flag for length, flag in zip(pile.lengths, pile.flags, strict=True)]
    around = {key: forms[key & 1].around(key >> 1) for key in set(keys)}
    words = {time: time_words(time + wall_ns) for time in set(pile.times)}
    begins, middles, ends, sizes = zip(*map(around.__getitem__, keys), strict=True)
    pieces = [b""] * (PIECES * len(keys))
    pieces[0::5], pieces[1::5], pieces[2::5] = begins, map(words.__getitem__, pile.times), middles
    pieces[3::5], pieces[4::5] = pile.octets, ends
    return pieces, list(sizes)


def time_words(time_ns: int) -> bytes:
    """A time as it stands in a packet."""
    time_ns &= (1 << 64) - 1
    return _BLOCK.pack(time_ns >> 32, time_ns & _LARGEST)


def packet_options(outgoing: bool, comments: tuple[str, ...] = ()) -> bytes:
    """Options of a packet: its comments and its direction."""
    said = [(COMMENT, words.encode()[:0xFFFF]) for words in comments]
    return options((*said, (FLAGS, _TOTAL.pack(OUTBOUND if outgoing else INBOUND))))


def options(said: tuple[tuple[int, bytes], ...]) -> bytes:
    """Options with their end; empty ones are left out."""
    parts = [_OPTION.pack(code, len(value)) + value + bytes(-len(value) % 4) for code, value in said if value]
    return b"".join(parts) + _OPTION.pack(0, 0)


def block(kind: int, body: bytes) -> bytes:
    """A block of any kind; the body's length is a multiple of 4."""
    total = 12 + len(body)
    return _BLOCK.pack(kind, total) + body + _TOTAL.pack(total)


def read_options(data: bytes, order: str) -> Iterator[tuple[int, bytes]]:
    """Code and value of each option; what does not fit any more is left out."""
    offset, pair = 0, Struct(order + "HH")
    while offset + 4 <= len(data):
        code, length = pair.unpack_from(data, offset)
        if code == 0 or offset + 4 + length > len(data):
            return
        yield code, data[offset + 4 : offset + 4 + length]
        offset += 4 + length + (-length % 4)
