"""Rows of a trace as steps of a ladder: those of a session or of a message, and the pauses between. Qt-free."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from smppconsole.trace.store import MASK, SHIFT, Store
from smppconsole.ui.models.trace_rows import KEEPALIVE, RESPONSE, RowMaker, TraceRow
from smppconsole.ui.words import tr

_SECOND = 1_000_000_000


def session_rows(store: Store, session: int, keepalives: bool = True) -> Iterator[int]:
    """The rows of a session in order, as they are looked for: one number for each row passed, -1 where it is none."""
    for row in range(len(store)):
        block, index = store.blocks[row >> SHIFT], row & MASK
        ours = block.session[index] == session
        yield row if ours and (keepalives or block.command[index] & ~RESPONSE != KEEPALIVE) else -1


def pair_rows(store: Store, row: int) -> tuple[int, ...]:
    """A row and its partner."""
    peer = store.peer(row)
    return tuple(sorted({row, peer})) if peer >= 0 else (row,)


def message_rows(store: Store, kin: Iterable[int]) -> tuple[int, ...]:
    """The rows of a message with the answers to its receipts, in order."""
    rows = set(kin)
    rows |= {store.peer(row) for row in kin if store.peer(row) >= 0}
    return tuple(sorted(rows))


class Steps:
    """Makes the words of steps; ``rows`` may grow."""

    def __init__(self, store: Store, maker: RowMaker) -> None:
        self.rows: array[int] = array("Q")
        self._store, self._maker = store, maker

    def words(self, at: int) -> tuple[TraceRow, str, bool]:
        """The row, how long nothing was said before it ("" below a second), whether it waits for an answer."""
        row = self.rows[at]
        pause = self._pause(at, row)
        waits = self._store.is_open(row)
        return self._maker.row(row), pause, waits

    def _pause(self, at: int, row: int) -> str:
        if not at:
            return ""
        gap = self._store.time_ns(row) - self._store.time_ns(self.rows[at - 1])
        return pause_words(gap)

    def place(self, row: int) -> int:
        """Where a row stands among the steps, -1 where it does not."""
        low, high = 0, len(self.rows)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.rows[middle] < row else (low, middle)
        return low if low < len(self.rows) and self.rows[low] == row else -1


def pause_words(gap_ns: int) -> str:
    """ "3.2 s", "4 min", "2 h"; "" below a second."""
    if gap_ns < _SECOND:
        return ""
    seconds = gap_ns / _SECOND
    if seconds < 100:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    return tr("{seconds:.0f} min", seconds=seconds / 60) if seconds < 7200 else f"{seconds / 3600:.0f} h"
