"""How much text one message holds, where a long one may be cut, and parts put together again.

One message over the air is 140 octets: 160 septets, 70 code units of UCS-2, less what a header takes (3GPP TS 23.040,
9.2.3.24.1). A cut never falls between an escape and its septet or inside a surrogate pair.
Reassembly takes parts in any order; what came twice, what is missing and a reference used again are told.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from smppconsole.smpp import gsm7
from smppconsole.smpp.coding import ALPHABETS, Text, read_text, write_text
from smppconsole.smpp.udh import Segment

__all__ = [
    "MESSAGE_OCTETS",
    "MOST_PARTS",
    "Assembler",
    "Assembly",
    "Part",
    "Segment",
    "capacity",
    "join",
    "part_starts",
    "split",
    "unit_name",
    "units",
]

MESSAGE_OCTETS = 140
MESSAGE_SEPTETS = 160
MOST_PARTS = 255

_SEPTET_ALPHABETS = frozenset(("gsm7", "gsm7-packed", "ascii"))
"""Alphabets that travel as septets; centres turn ASCII into GSM 7-bit."""


def capacity(alphabet: str, header_octets: int = 0) -> int:
    """How many units of ``alphabet`` fit beside a header of ``header_octets`` (its length octet included)."""
    if alphabet in _SEPTET_ALPHABETS:
        return max(0, MESSAGE_SEPTETS - -(-8 * header_octets // 7))
    return max(0, (MESSAGE_OCTETS - header_octets) // ALPHABETS[alphabet].unit_octets)


def unit_name(alphabet: str) -> str:
    """What ``capacity`` and ``units`` count, in the plural."""
    if alphabet in _SEPTET_ALPHABETS:
        return "septets"
    return "code units" if ALPHABETS[alphabet].unit_octets == 2 else "octets"


def units(text: str, alphabet: str, *, locking: int = 0, single: int = 0) -> int:
    """How many units ``text`` takes; raises Unencodable where the alphabet lacks a character."""
    if alphabet == "gsm7-packed":
        return len(write_text(text, "gsm7", locking=locking, single=single))
    return len(write_text(text, alphabet, locking=locking, single=single)) // ALPHABETS[alphabet].unit_octets


def split(text: str, alphabet: str, header_octets: int = 0, *, locking: int = 0, single: int = 0) -> list[bytes]:
    """The octets of ``text`` in parts of one message each, without their headers; [b""] for an empty text.

    Raises Unencodable, or ValueError where the header leaves no room for a single character.
    """
    starts = part_starts(text, alphabet, header_octets, locking=locking, single=single)
    fill_bits = -8 * header_octets % 7
    ends = (*starts[1:], len(text))
    return [
        write_text(text[start:end], alphabet, locking=locking, single=single, fill_bits=fill_bits)
        for start, end in zip(starts, ends, strict=True)
    ]


def part_starts(
    text: str, alphabet: str, header_octets: int = 0, *, locking: int = 0, single: int = 0
) -> tuple[int, ...]:
    """The positions in ``text`` (characters, 0 based) where its parts begin; (0,) where one part holds it."""
    room = capacity(alphabet, header_octets)
    if alphabet == "jis":
        return tuple(_stateful_starts(text, room))
    measure = _measures(alphabet, locking, single)
    starts, used = [0], 0
    for position, size in _sizes(text, alphabet, measure):
        if size > room:
            raise ValueError(f"a header of {header_octets} octets leaves no room for text")
        if used + size > room:
            starts.append(position)
            used = 0
        used += size
    return tuple(starts)


def _sizes(text: str, alphabet: str, measure: Callable[[str], int]) -> Iterator[tuple[int, int]]:
    """(position, units) of what may not be cut: characters, or pairs of hex digits where the text is binary."""
    if alphabet != "binary":
        for position, character in enumerate(text):
            yield position, measure(character)
        return
    digits = [position for position, character in enumerate(text) if not character.isspace()]
    for position in digits[::2]:
        yield position, 1


def _measures(alphabet: str, locking: int, single: int) -> Callable[[str], int]:
    """A function giving the units of one character."""
    if alphabet in ("gsm7", "gsm7-packed"):
        return lambda character: gsm7.septets(character, locking, single)
    unit = ALPHABETS[alphabet].unit_octets
    if unit == 2:
        return lambda character: 2 if character > "\uffff" else 1
    return lambda character: len(write_text(character, alphabet))


def _stateful_starts(text: str, room: int) -> Iterator[int]:
    """Cuts for ISO-2022-JP: each change of set costs an escape sequence, and a part ends in ASCII again."""
    yield 0
    used, mode = 0, b""
    for position, character in enumerate(text):
        octets = write_text(character, "jis")
        shift = octets[:_SHIFT_OCTETS] if octets.startswith(b"\x1b") else b""
        size = len(octets) - 2 * len(shift)
        if used + size + _SHIFT_OCTETS * (shift != mode) + len(shift) > room and used:
            yield position
            used, mode = 0, b""
        used += size + _SHIFT_OCTETS * (shift != mode)
        mode = shift


_SHIFT_OCTETS = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One part as it came: its text octets (without the header), and a number of the caller's own (a trace row)."""

    segment: Segment
    octets: bytes
    origin: int = 0
    fill_bits: int = 0


@dataclass(slots=True)
class Assembly:
    """The parts of one long message so far."""

    total: int
    parts: dict[int, Part] = field(default_factory=dict)
    duplicates: list[Part] = field(default_factory=list)

    @property
    def missing(self) -> tuple[int, ...]:
        """Numbers of the parts that have not come."""
        return tuple(number for number in range(1, self.total + 1) if number not in self.parts)

    @property
    def complete(self) -> bool:
        """Whether every part is there."""
        return len(self.parts) == self.total

    @property
    def octets(self) -> bytes:
        """The text octets of the parts that are there, in order."""
        return b"".join(self.parts[number].octets for number in sorted(self.parts))

    def read(self, alphabet: str, *, locking: int = 0, single: int = 0) -> Text:
        """The text of the parts that are there, and in its problems what is missing or came twice.

        Octets are joined before they are read, so that a pair which a careless sender cut in two is whole again.
        """
        if alphabet == "gsm7-packed":
            septets = b"".join(gsm7.unpack(part.octets, part.fill_bits) for _, part in sorted(self.parts.items()))
            text = read_text(septets, "gsm7", locking=locking, single=single)
        else:
            text = read_text(self.octets, alphabet, locking=locking, single=single)
        return Text(text.text, alphabet, (*text.problems, *self._gaps()))

    def _gaps(self) -> Iterator[str]:
        if self.missing:
            numbers = ", ".join(map(str, self.missing))
            yield f"part{'s' if len(self.missing) > 1 else ''} {numbers} of {self.total} missing"
        if self.duplicates:
            numbers = ", ".join(str(part.segment.number) for part in self.duplicates)
            yield f"part{'s' if len(self.duplicates) > 1 else ''} {numbers} came more than once"

    def takes(self, part: Part) -> bool:
        """Whether ``part`` belongs here: its place is free, or it repeats what stands there."""
        present = self.parts.get(part.segment.number)
        return self.total == part.segment.total and (present is None or present.octets == part.octets)

    def put(self, part: Part) -> None:
        """Take a part; one that is there already counts as a duplicate."""
        if part.segment.number in self.parts:
            self.duplicates.append(part)
        else:
            self.parts[part.segment.number] = part


class Assembler:
    """Puts parts together by a key of the caller's (source, destination, session) and their reference."""

    def __init__(self) -> None:
        self._open: dict[Hashable, Assembly] = {}

    def add(self, key: Hashable, part: Part) -> Assembly:
        """The assembly that now holds ``part``. A reference used again with other octets begins a new assembly."""
        place = (key, part.segment.means, part.segment.reference)
        assembly = self._open.get(place)
        if assembly is None or not assembly.takes(part):
            assembly = self._open[place] = Assembly(part.segment.total)
        assembly.put(part)
        return assembly

    def pending(self) -> list[Assembly]:
        """The assemblies that still miss parts, the oldest first."""
        return [assembly for assembly in self._open.values() if not assembly.complete]


def join(parts: Iterable[Part]) -> Assembly:
    """The parts of one message, in any order; parts of another total are left out."""
    assembly: Assembly | None = None
    for part in parts:
        if assembly is None:
            assembly = Assembly(part.segment.total)
        if assembly.total == part.segment.total:
            assembly.put(part)
    return assembly if assembly is not None else Assembly(0)
