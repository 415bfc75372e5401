"""How much text one message holds, and where a long one may be cut (``reassembly`` puts it together again).

One message over the air is 140 octets: 160 septets, 70 code units of UCS-2, less what a header takes (3GPP TS 23.040,
9.2.3.24.1). A cut never falls between an escape and its septet or inside a surrogate pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from smppconsole.smpp import gsm7
from smppconsole.smpp.coding import ALPHABETS, write_text
from smppconsole.smpp.said import said
from smppconsole.smpp.udh import Segment

__all__ = [
    "MESSAGE_OCTETS",
    "MOST_PARTS",
    "Segment",
    "capacity",
    "part_starts",
    "split",
    "unit_name",
    "units",
]

MESSAGE_OCTETS = 140
MOST_PARTS = 255

_SEPTET_ALPHABETS = frozenset(("gsm7", "gsm7-packed", "ascii"))
"""Alphabets that travel as septets; centres turn ASCII into GSM 7-bit."""


def capacity(alphabet: str, header_octets: int = 0, message_octets: int = MESSAGE_OCTETS) -> int:
    """How many units of ``alphabet`` fit beside a header of ``header_octets`` (its length octet included) into
    ``message_octets``."""
    if alphabet in _SEPTET_ALPHABETS:
        return max(0, 8 * message_octets // 7 - -(-8 * header_octets // 7))
    return max(0, (message_octets - header_octets) // ALPHABETS[alphabet].unit_octets)


def unit_name(alphabet: str) -> str:
    """What ``capacity`` and ``units`` count, in the plural."""
    if alphabet in _SEPTET_ALPHABETS:
        return "septets"
    return said("code units") if ALPHABETS[alphabet].unit_octets == 2 else "octets"


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
    text: str,
    alphabet: str,
    header_octets: int = 0,
    room: int | None = None,
    *,
    locking: int = 0,
    single: int = 0,
) -> tuple[int, ...]:
    """The positions in ``text`` (characters, 0 based) where its parts begin; (0,) where one part holds it. ``room`` is
    how many units a part holds, as many as fit beside the header where it is None."""
    room = capacity(alphabet, header_octets) if room is None else room
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
