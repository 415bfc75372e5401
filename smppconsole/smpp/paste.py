"""Hex in any dress to octets: what people copy out of logs, dumps and sources.

A text is read line by line (``paste_line``). A leading number counts as an offset only if from line to line it grows
by the octets of the line before, or the line itself proves it. Lines run on into one another while a PDU is not
complete, unless the next line begins like a PDU: then it starts afresh. Every octet given is in exactly one block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.paste_line import Line, read_line
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.values import dataclass

_MOST_OCTETS = 70_000
_MOST_NOTES = 20
_BASES = (16, 10, 8)
_LENGTH_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Paste:
    """``blocks`` of octets, each to be cut by command_length; ``notes`` say in words what was not taken."""

    blocks: tuple[bytes, ...]
    notes: tuple[str, ...]


def read_paste(text: str) -> Paste:
    """All octets in ``text``, in the order given. No blocks where there is no hex."""
    notes: list[str] = []
    lines = _lines(text, notes)
    blocks = tuple(_blocks(list(_without_offsets(lines)), notes))
    if len(notes) > _MOST_NOTES:
        notes[_MOST_NOTES:] = [said("and {notes} more lines like these", notes=len(notes) - _MOST_NOTES)]
    return Paste(blocks, tuple(notes))


def _lines(text: str, notes: list[str]) -> list[Line]:
    found: list[Line] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        read = read_line(number, line)
        if read is None:
            notes.append(said("line {number}: no hex in {shortened}", number=number, shortened=_shortened(line)))
            continue
        if read.left_out:
            notes.append(
                said("line {number}: left out {shortened}", number=number, shortened=_shortened(read.left_out))
            )
        found.append(read)
    return found


def _shortened(text: str) -> str:
    text = text.strip()
    return repr(text if len(text) <= 60 else text[:57] + "...")


@dataclass(frozen=True, slots=True)
class _Piece:
    """The digits of a line once its offset is gone; ``fresh`` where a dump begins anew."""

    number: int
    digits: str
    fresh: bool = False


def _without_offsets(lines: Sequence[Line]) -> Iterator[_Piece]:
    """Take offset columns away where the lines prove them."""
    start = 0
    while start < len(lines):
        end, base = _chain(lines, start)
        if end - start > 1 and not _are_lengths(lines[start:end]):
            yield _dump(lines[start:end], base)
            start = end
            continue
        line = lines[start]
        alone = line.proved or _is_half_octet(line)
        if not line.repeat:
            yield _Piece(line.number, line.rest if alone else line.digits, alone)
        start += 1


def _is_half_octet(line: Line) -> bool:
    """Whether the leading number has an odd number of digits, and a PDU begins behind it: no octets, so an offset."""
    return len(line.lead) % 2 == 1 and len(line.rest) % 2 == 0 and begins_pdu(line.rest)


def _chain(lines: Sequence[Line], start: int) -> tuple[int, int]:
    """The end of the longest run of lines from ``start`` whose leading numbers grow as an offset does, and its base."""
    return max(((_chain_end(lines, start, base), base) for base in _BASES), key=lambda found: found[0])


def _chain_end(lines: Sequence[Line], start: int, base: int) -> int:
    offset = _number(lines[start], base)
    if offset is None:
        return start + 1
    octets, repeated = len(lines[start].rest) // 2, False
    for place in range(start + 1, len(lines)):
        line = lines[place]
        if line.repeat:
            repeated = True
            continue
        following = _number(line, base)
        if following is None or not octets or not _grows(following - offset, octets, repeated):
            return place - 1 if repeated else place
        offset, octets, repeated = following, len(line.rest) // 2, False
    return len(lines) - repeated


def _number(line: Line, base: int) -> int | None:
    """The leading number, where the digits allow it; a line of nothing but a number may end a dump."""
    lead = line.lead or (line.digits if 3 <= len(line.digits) <= 16 else "")
    if not lead or line.refuted or len(line.rest) % 2 or (base < 16 and not _is_number(lead, base)):
        return None
    return int(lead, base)


def _is_number(text: str, base: int) -> bool:
    return not text.strip("0123456789"[:base])


def _grows(difference: int, octets: int, repeated: bool) -> bool:
    if repeated:
        return difference > octets and difference % octets == 0
    return difference == octets


def _are_lengths(lines: Sequence[Line]) -> bool:
    """Whether the leading numbers are lengths, not offsets: with them the lines are PDUs, without them they are not."""
    if all(_is_whole_pdu(line.digits) for line in lines if not line.repeat):
        return True
    whole, rest = ("".join(parts) for parts in zip(*((line.digits, line.rest) for line in lines[:2]), strict=True))
    return begins_pdu(whole) and not begins_pdu(rest)


def _dump(lines: Sequence[Line], base: int) -> _Piece:
    """The lines of one dump as one piece; equal lines that the dump left out stand in again."""
    digits: list[str] = []
    before, repeated = lines[0], False
    for line in lines:
        if repeated and not line.repeat:
            grown = (_number(line, base) or 0) - (_number(before, base) or 0)
            times = 2 * grown // len(before.rest) - 1
            digits.append(before.rest * min(times, _MOST_OCTETS // len(before.rest)))
        repeated = line.repeat
        if not repeated:
            digits.append(line.rest)
            before = line
    return _Piece(before.number, "".join(digits), fresh=True)


class _Block:
    """Digits of lines that run on into one another, and how many more the last PDU among them wants."""

    def __init__(self) -> None:
        self.digits: list[str] = []
        self.wanted = 0  # 0 where all PDUs are complete, -1 where framing is lost
        self._tail: list[str] = []

    def add(self, digits: str) -> None:
        """Take the digits of one more line; only the last PDU is looked at again, and only when it is complete."""
        self.digits.append(digits)
        self._tail.append(digits)
        if self.wanted > len(digits):
            self.wanted -= len(digits)
            return
        text = "".join(self._tail)
        position, self.wanted = _walk(text)
        self._tail = [text[position:]]


def _walk(text: str) -> tuple[int, int]:
    """Where the last PDU of ``text`` begins, and how many digits it still wants; -1 where its length cannot be."""
    position = 0
    while position + _LENGTH_DIGITS <= len(text):
        length = int(text[position : position + _LENGTH_DIGITS], 16)
        if not HEADER_SIZE <= length <= _MOST_OCTETS:
            return position, -1
        if position + 2 * length > len(text):
            return position, position + 2 * length - len(text)
        position += 2 * length
    left = len(text) - position
    return position, _LENGTH_DIGITS - left if left else 0


def _blocks(pieces: Sequence[_Piece], notes: list[str]) -> Iterator[bytes]:
    """Join pieces while a PDU is not complete; begin a block where one is, or where the next begins like a PDU."""
    block = _Block()
    number = 0
    for piece in pieces:
        if block.digits and (piece.fresh or block.wanted <= 0 or begins_pdu(piece.digits)):
            yield from _octets("".join(block.digits), number, notes)
            block = _Block()
        block.add(piece.digits)
        number = piece.number
    if block.digits:
        yield from _octets("".join(block.digits), number, notes)


def begins_pdu(digits: str) -> bool:
    """Whether hex digits begin like a PDU: a length that can be, and a command that the standard has."""
    if len(digits) < 16:
        return False
    length = int(digits[:8], 16)
    if not HEADER_SIZE <= length <= _MOST_OCTETS:
        return False
    return STANDARD.command(int(digits[8:16], 16)) is not None or 2 * length == len(digits)


def _is_whole_pdu(digits: str) -> bool:
    return begins_pdu(digits) and 2 * int(digits[:8], 16) == len(digits)


def _octets(digits: str, number: int, notes: list[str]) -> Iterator[bytes]:
    if len(digits) % 2:
        notes.append(
            said(
                "line {number}: an odd number of hex digits; the last one ({digits}) is half an octet, left out",
                number=number,
                digits=digits[-1],
            )
        )
    octets = bytes.fromhex(digits[: len(digits) & ~1])
    head = _network_head(octets)
    if head:
        notes.append(
            said("the first {head} octets are headers of the network (Ethernet, IP, TCP), kept apart", head=head)
        )
        yield octets[:head]
    if octets[head:]:
        yield octets[head:]


_ETHERNET_HEAD = 14


def _network_head(octets: bytes) -> int:
    """How many octets of Ethernet, IP and TCP stand before a PDU; 0 where there are none."""
    for ip in (_ETHERNET_HEAD, 0):
        if ip and octets[12:14] not in (b"\x08\x00", b"\x86\xdd"):
            continue
        tcp = _ip_head(octets, ip)
        if tcp and len(octets) > tcp + 12:
            end = tcp + 4 * (octets[tcp + 12] >> 4)
            if begins_pdu(octets[end : end + HEADER_SIZE].hex()):
                return end
    return 0


def _ip_head(octets: bytes, start: int) -> int:
    """Where TCP begins behind an IP header at ``start``; 0 where there is none."""
    if len(octets) < start + 40:
        return 0
    version = octets[start] >> 4
    if version == 4 and octets[start + 9] == 6:
        return start + 4 * (octets[start] & 15)
    if version == 6 and octets[start + 6] == 6:
        return start + 40
    return 0
