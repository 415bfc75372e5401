"""Message ids to numbers in little memory: 16 octets an id, and never a pause to grow.

Tables of 32 768 ids each are filled one after the other; a look-up goes from the newest back, for receipts mostly
follow soon. An entry is 32 bits of the id's hash and the number, so what is found still has to be checked.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

_SLOTS = 1 << 16
_MOST = _SLOTS // 2
_MASK = _SLOTS - 1
_HASH = (1 << 32) - 1
_MOST_ALIKE = 8  # a centre that gives every message the same id must not make the look-up long


class IdIndex:
    """Several numbers may stand under one id: of a table's the first seven and the latest."""

    __slots__ = ("_count", "_tables")

    def __init__(self) -> None:
        self._tables: list[array[int]] = []
        self._count = _MOST

    def add(self, identifier: str, number: int) -> None:
        """Put ``number`` (0 to 2^32 - 2) under an id."""
        if self._count >= _MOST:
            self._tables.append(array("Q", bytes(8 * _SLOTS)))
            self._count = 0
        table, code = self._tables[-1], hash(identifier) & _HASH
        slot, alike = code & _MASK, 0
        while entry := table[slot]:
            alike += entry >> 32 == code
            if alike == _MOST_ALIKE:
                break
            slot = slot + 1 & _MASK
        else:
            self._count += 1
        table[slot] = code << 32 | number + 1

    def find(self, identifier: str) -> Iterator[int]:
        """Numbers that may stand under the id, those of the newest table first."""
        code = hash(identifier) & _HASH
        for table in reversed(self._tables):
            slot = code & _MASK
            while entry := table[slot]:
                if entry >> 32 == code:
                    yield (entry & _HASH) - 1
                slot = slot + 1 & _MASK


def given_id(octets: bytes) -> str:
    """The message_id that a response begins with, "" where it has none."""
    end = octets.find(0, 16)
    return octets[16 : end if end >= 0 else len(octets)].decode("latin-1")
