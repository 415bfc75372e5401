"""Many PDUs on their way into a store: plain tuples in a list, for an object each would cost more than all the rest."""

from __future__ import annotations

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
