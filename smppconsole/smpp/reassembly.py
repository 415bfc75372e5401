"""Parts of a long message put together again, in whatever order they came.

Each part is read by its own data_coding and its own header, as a phone does. Neighbours of one alphabet are joined
before they are read, so that a pair of octets which a careless sender cut in two is whole again; nothing is joined
across a part that is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from smppconsole.smpp import gsm7
from smppconsole.smpp.coding import ALPHABETS, read_text
from smppconsole.smpp.content import content_of, segment_of
from smppconsole.smpp.decode import Decoded
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.said import Said, counted, said
from smppconsole.smpp.udh import Segment
from smppconsole.values import dataclass, field

_MARKS = (b"\xfe\xff", b"\xff\xfe")


@dataclass(frozen=True, slots=True)
class Part:
    """One part as it came: its text octets (without the header), how they are read, and a number of the caller's own
    (its PDU in a trace)."""

    segment: Segment
    octets: bytes
    alphabet: str = "gsm7"
    origin: int = 0
    locking: int = 0
    single: int = 0
    fill_bits: int = 0

    @property
    def text(self) -> str:
        """The text of this part alone."""
        shifts = {"locking": self.locking, "single": self.single, "fill_bits": self.fill_bits}
        return read_text(self.octets, self.alphabet, **shifts).text


def part_of(decoded: Decoded, reading: Reading = AS_USUAL, origin: int = 0) -> Part | None:
    """The part of a long message that a PDU carries, in a user data header or beside it in sar TLVs; None where it
    carries a whole message or none."""
    segment, content = segment_of(decoded), content_of(decoded, reading)
    if segment is None or content is None or segment.total < 2:
        return None
    octets, alphabet, header = content.text_octets, content.text.alphabet, content.header
    if header is None:
        return Part(segment, octets, alphabet, origin)
    return Part(segment, octets, alphabet, origin, header.locking, header.single, header.fill_bits)


class Piece(NamedTuple):
    """A run of neighbouring parts: the text of those that came, or None for those that did not."""

    first: int
    last: int
    text: str | None


@dataclass(slots=True)
class Assembly:
    """The parts of one long message; ``repeats`` are those that came again."""

    total: int
    parts: dict[int, Part] = field(default_factory=dict)
    repeats: list[Part] = field(default_factory=list)

    def put(self, part: Part) -> None:
        """Take a part; one that is there already counts as a repeat."""
        if part.segment.number in self.parts:
            self.repeats.append(part)
        else:
            self.parts[part.segment.number] = part

    @property
    def missing(self) -> tuple[int, ...]:
        """Numbers of the parts that have not come."""
        return tuple(number for number in range(1, self.total + 1) if number not in self.parts)

    @property
    def complete(self) -> bool:
        """Whether every part is there."""
        return len(self.parts) == self.total

    @property
    def order(self) -> tuple[int, ...]:
        """Numbers of the parts in the order they came first."""
        return tuple(self.parts)

    @property
    def alphabets(self) -> tuple[str, ...]:
        """The alphabets of the parts, in words, each once."""
        return tuple(dict.fromkeys(ALPHABETS[part.alphabet].words for _, part in sorted(self.parts.items())))

    @property
    def text(self) -> str:
        """The text of the parts that came."""
        return "".join(piece.text or "" for piece in self.pieces())

    def pieces(self) -> list[Piece]:
        """The message from its first part to its last: texts, and the gaps between them."""
        runs: list[list[int]] = []
        for number in range(1, self.total + 1):
            if runs and self._goes_on(number):
                runs[-1].append(number)
            else:
                runs.append([number])
        return [Piece(run[0], run[-1], self._read(run)) for run in runs]

    def _goes_on(self, number: int) -> bool:
        """Whether a part is read together with the one before it."""
        before, part = self.parts.get(number - 1), self.parts.get(number)
        if before is None or part is None:
            return before is part
        return _way(before) == _way(part) and not (_is_wide(part) and part.octets.startswith(_MARKS))

    def _read(self, run: list[int]) -> str | None:
        parts = [self.parts[number] for number in run if number in self.parts]
        if not parts:
            return None
        alphabet, locking, single = _way(parts[0])
        if alphabet == "gsm7-packed":
            septets = b"".join(gsm7.unpack(part.octets, part.fill_bits) for part in parts)
            return read_text(septets, "gsm7", locking=locking, single=single).text
        joined = b"".join(part.octets for part in parts)
        return read_text(joined, alphabet, locking=locking, single=single).text

    def gaps(self) -> Iterator[Said]:
        """What is missing and what came more than once, in words."""
        if self.missing:
            yield said("{parts} of {total} missing", parts=parts_words(self.missing), total=self.total)
        if self.repeats:
            numbers = sorted({part.segment.number for part in self.repeats})
            yield said("{parts} came more than once", parts=parts_words(numbers))


def join(parts: Iterable[Part]) -> Assembly:
    """The parts of one message, in any order; parts of another total are left out."""
    assembly: Assembly | None = None
    for part in parts:
        if assembly is None:
            assembly = Assembly(part.segment.total)
        if assembly.total == part.segment.total:
            assembly.put(part)
    return assembly if assembly is not None else Assembly(0)


def _way(part: Part) -> tuple[str, int, int]:
    """How a part is read: its alphabet and, where that is GSM 7-bit, its tables."""
    return part.alphabet, part.locking, part.single


def _is_wide(part: Part) -> bool:
    return ALPHABETS[part.alphabet].unit_octets > 1


def parts_words(numbers: Iterable[int]) -> Said:
    """ "part 2", "parts 2, 4-9": runs of neighbours told by their ends."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    told = [f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    count = sum(map(len, runs))
    return counted("part {numbers}", "parts {numbers}", count, numbers=", ".join(told))
