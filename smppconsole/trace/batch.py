"""Many PDUs on their way into a store: tuples or columns, for an object each would cost more than all the rest."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence

from smppconsole.values import dataclass

Row = tuple[bytes, int, int, int, int]
"""Octets; where they stand in the file; time in nanoseconds; session; OUTGOING and LOST.

Where they do not stand in one piece, the second is the complement (~) of the place where they begin.
"""

NOWHERE = -1
OUTGOING, LOST = 1, 16
"""The flags of a row, the same bits as in ``store.Mark``."""


class Batch:
    """Rows in their order; ``comments`` goes by the index in ``rows``."""

    __slots__ = ("comments", "rows")

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.comments: dict[int, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Pile:
    """PDUs of one session as they pass, in their order, as columns: octets, times in nanoseconds of a clock that never
    jumps, and flags. Made with ``pile``."""

    session: int
    octets: Sequence[bytes]
    times: array[int]
    flags: bytes
    lengths: array[int]
    words: array[int]
    """command_id, command_status and sequence_number of each, one after the other; zeros where there is none."""

    def __len__(self) -> int:
        return len(self.octets)

    def part(self, first: int, stop: int) -> Pile:
        """Those from number ``first`` to before ``stop``."""
        if not first and stop >= len(self.octets):
            return self
        return Pile(
            self.session,
            self.octets[first:stop],
            self.times[first:stop],
            self.flags[first:stop],
            self.lengths[first:stop],
            self.words[3 * first : 3 * stop],
        )


def pile(session: int, octets: Sequence[bytes], times: array[int], flags: bytes) -> Pile:
    """A pile of these octets, read as far as their headers."""
    lengths = array("I", map(len, octets))
    return Pile(session, octets, times, flags, lengths, header_words(octets, flags))


def header_words(octets: Sequence[bytes], flags: bytes) -> array[int]:
    """command_id, command_status and sequence_number of each PDU, one after the other; zeros where there is none."""
    heads = b"".join([said[4:16] for said in octets])
    if len(heads) != 12 * len(octets) or max(flags, default=0) & LOST:
        pairs = zip(octets, flags, strict=True)
        heads = b"".join([bytes(12) if len(said) < 16 or flag & LOST else said[4:16] for said, flag in pairs])
    words = array("I", heads)
    if sys.byteorder == "little":
        words.byteswap()
    return words
