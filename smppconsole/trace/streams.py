"""TCP streams of captures back into PDUs: segments put in order, PDUs found on any port.

Each direction of a connection is a ``Stream``. Retransmissions and overlaps are left out (what came first counts),
segments out of order wait, and what never comes is a gap: a PDU comes out without its end, octets behind the gap as
*lost*, and the reader looks for the next PDU. A stream that was joined in the middle, or lost its framing, is read
from the first place where a header stands that makes sense, inside a segment with another such one behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from typing import NamedTuple

from smppconsole.smpp.faults import LONGEST
from smppconsole.smpp.spec.book import STANDARD

_HEAD = Struct(">IIII").unpack_from
_LENGTH = Struct(">I").unpack_from
_COMMANDS = frozenset(row.id for row in STANDARD.commands)
_HALF = 1 << 31
_WORD = (1 << 32) - 1
_MOST_WAITING = 128  # segments out of order before what is missing counts as lost
_MOST_WAITING_OCTETS = 1 << 18
_MOST_SEARCHED = 1 << 16  # octets without a PDU before a stream counts as something else


class Piece(NamedTuple):
    """A PDU, or octets that are none (``lost``). ``at`` is the octet of the file where it begins; where ``whole``, all
    of it stands there in one piece.
    """

    time_ns: int
    octets: bytes
    at: int
    whole: bool
    lost: bool


class Stream:
    """One direction of a TCP connection."""

    __slots__ = (
        "_at",
        "_buffer",
        "_in_step",
        "_time_ns",
        "_waiting",
        "_waiting_octets",
        "_wanted",
        "encrypted",
        "expects",
        "gaps",
        "hopeless",
        "joined_late",
        "next",
        "repeated",
        "searched",
        "skipped",
        "spoken",
        "trusted",
    )

    def __init__(self, trusted: bool = False) -> None:
        self.next: int | None = None
        self.expects = -1  # ``next``, if octets that come there begin with a PDU and nothing waits
        self._buffer = bytearray()  # contiguous octets that are no whole PDU yet
        self._wanted = 0  # how many they must be for the first to be whole
        self._at = 0  # where in the file they begin
        self._time_ns = 0
        self._in_step = False  # the buffer begins with a PDU
        self._waiting: dict[int, tuple[bytes, int, int]] = {}
        self._waiting_octets = 0
        self.trusted = trusted  # SMPP by its port, so that even an odd first PDU is one
        self.spoken = False  # a PDU was found
        self.hopeless = False  # so many octets and no PDU: something else
        self.joined_late = False
        self.encrypted = False  # it begins like TLS
        self.searched = 0
        self.skipped = 0
        self.repeated = 0
        self.gaps = 0

    def begin(self, sequence: int) -> None:
        """A SYN was seen: the first octet has the number behind ``sequence``."""
        self.next = (sequence + 1) & _WORD

    def feed(self, sequence: int, data: bytes, claimed: int, at: int, time_ns: int) -> Iterator[Piece]:
        """A segment's payload; ``claimed`` are the octets it had on the wire, more than ``data`` where it was cut."""
        if self.next is None:
            self.next = sequence
            self.joined_late = True
        ahead = (sequence - self.next) & _WORD
        if ahead == 0:
            yield from self._take(data, at, time_ns)
            if claimed > len(data):
                yield from self._skip_to((sequence + claimed) & _WORD)
        elif ahead >= _HALF:
            known = (1 << 32) - ahead
            self.repeated += 1
            if known < len(data):
                yield from self._take(data[known:], at + known, time_ns)
        else:
            yield from self._wait(sequence, data, at, time_ns)
        if self._waiting:
            yield from self._take_waiting()
        plain = self._in_step and not self._buffer and not self._waiting
        self.expects = self.next if plain else -1

    def finish(self) -> Iterator[Piece]:
        """The connection or the file ended: what waited, then what is left of a PDU."""
        while self._waiting:
            yield from self._skip_to(self._nearest())
            yield from self._take_waiting()
        yield from self._give_rest()

    # --- order

    def _wait(self, sequence: int, data: bytes, at: int, time_ns: int) -> Iterator[Piece]:
        there = self._waiting.get(sequence)
        if there is None or len(there[0]) < len(data):
            self._waiting[sequence] = (data, at, time_ns)
            self._waiting_octets += len(data) - (len(there[0]) if there else 0)
        if len(self._waiting) > _MOST_WAITING or self._waiting_octets > _MOST_WAITING_OCTETS:
            yield from self._skip_to(self._nearest())

    def _nearest(self) -> int:
        start = self.next or 0
        return min(self._waiting, key=lambda sequence: (sequence - start) & _WORD)

    def _take_waiting(self) -> Iterator[Piece]:
        """Segments that waited and now follow on."""
        while self._waiting:
            sequence = self._nearest_passed()
            if sequence is None:
                return
            data, at, time_ns = self._waiting.pop(sequence)
            self._waiting_octets -= len(data)
            known = ((self.next or 0) - sequence) & _WORD
            if known < len(data):
                yield from self._take(data[known:], at + known, time_ns)

    def _nearest_passed(self) -> int | None:
        start = self.next or 0
        for sequence in self._waiting:
            if (start - sequence) & _WORD < _HALF:
                return sequence
        return None

    def _skip_to(self, sequence: int) -> Iterator[Piece]:
        """Octets up to ``sequence`` will not come any more."""
        missing = (sequence - (self.next or 0)) & _WORD
        self.next = sequence
        if 0 < missing < _HALF:
            self.gaps += 1
            yield from self._give_rest()
            self._in_step = False

    # --- PDUs

    def _take(self, data: bytes, at: int, time_ns: int) -> Iterator[Piece]:
        """Octets that follow on all before."""
        self.next = ((self.next or 0) + len(data)) & _WORD
        self._time_ns = time_ns
        if self.hopeless or not data:
            return
        seam = len(self._buffer)
        if seam + len(data) < self._wanted:
            self._buffer += data
            return
        if seam:
            data = bytes(self._buffer) + data
            self._buffer.clear()
        else:
            self._at = at
        start = 0
        if not self._in_step:
            start = self._find(data)
            if start < 0:
                self._keep_searching(data)
                return
            yield from self._pass_over(data[:start])
            self._in_step = True
        yield from self._cut(data, start, seam, at)

    def _cut(self, data: bytes, place: int, seam: int, at: int) -> Iterator[Piece]:
        """The whole PDUs in ``data`` from ``place`` on; the rest stays in the buffer. From ``seam`` on, the octets
        stand in the file at ``at``.
        """
        size = len(data)
        self._wanted = 0
        while size - place >= 4:
            length = _LENGTH(data, place)[0]
            if length < 16 or length > LONGEST:
                self._in_step = False
                yield Piece(self._time_ns, data[place:], self._where(place, seam, at), False, True)
                return
            if place + length > size:
                self._wanted = length
                break
            where = self._where(place, seam, at)
            yield Piece(self._time_ns, data[place : place + length], where, place >= seam, False)
            self.spoken = True
            place += length
        self._at = self._where(place, seam, at)
        self._buffer += data[place:]

    def _where(self, place: int, seam: int, at: int) -> int:
        return at + place - seam if place >= seam else self._at + place

    def _find(self, data: bytes) -> int:
        """Where a PDU begins, -1 where none does."""
        size = len(data)
        if self.trusted and not self.spoken and size >= 4 and 16 <= _LENGTH(data)[0] <= LONGEST:
            return 0
        place = 0 if size >= 16 else -1
        while 0 <= place <= size - 16:
            if _makes_sense(data, place) and (not place or _follows_on(data, place, size)):
                return place
            place = data.find(b"\0", place + 1)
        return -1

    def _pass_over(self, octets: bytes) -> Iterator[Piece]:
        """Octets before the PDU that was found: told in a row of their own only inside a stream of PDUs."""
        if octets and self.spoken:
            yield Piece(self._time_ns, octets, self._at, False, True)
        self.skipped += len(octets)

    def _keep_searching(self, data: bytes) -> None:
        """No PDU so far: keep what could be the start of one."""
        if not self.searched and data[:2] == b"\x16\x03":
            self.encrypted = self.hopeless = True
            return
        keep = max(0, len(data) - 15)
        self.searched += keep
        self.skipped += keep
        self._at += keep
        self._buffer += data[keep:]
        if self.searched > _MOST_SEARCHED and not self.spoken:
            self.hopeless = True
            self._buffer.clear()

    def _give_rest(self) -> Iterator[Piece]:
        """What is left in the buffer: a PDU without its end, or octets of none."""
        rest = bytes(self._buffer)
        self._buffer.clear()
        self._wanted = 0
        if rest and (self.spoken or self._in_step):
            yield Piece(self._time_ns, rest, self._at, False, not self._in_step)


def _makes_sense(data: bytes, place: int) -> bool:
    """Whether the 16 octets at ``place`` are a header as SMPP would write it."""
    length, command, status, sequence = _HEAD(data, place)
    if not 16 <= length <= LONGEST or command not in _COMMANDS or sequence >= _HALF:
        return False
    return bool(status <= 0xFFFF if command >= _HALF else status == 0 or length == 16)


def _follows_on(data: bytes, place: int, size: int) -> bool:
    """Whether behind the PDU at ``place`` the next one begins, or what is here ends before that can be told."""
    behind = place + int(_LENGTH(data, place)[0])
    return behind > size - 16 or _makes_sense(data, behind)
