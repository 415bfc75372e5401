"""How far a batch is: its messages, what became of them, how fast it goes. ``BatchRun`` is the half that sends."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from enum import StrEnum

from smppconsole.console.batch_row import FINAL, BatchRow, Fate

_MEASURED = 2.0


class Stage(StrEnum):
    """Where a batch stands."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


class BatchProgress:
    """What can be read off a batch of ``total`` messages at any moment. ``rows`` are those that were begun."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.stage, self.words = Stage.READY, ""
        self.rows: list[BatchRow] = []
        self.counts: Counter[Fate] = Counter()
        self.sent_parts = 0
        self.begun_at = self.ended_at = 0.0
        self._stamps: deque[float] = deque(maxlen=4096)

    @property
    def is_over(self) -> bool:
        """Whether it sends no more."""
        return self.stage in {Stage.DONE, Stage.CANCELLED}

    @property
    def finished(self) -> int:
        """Messages of which the end is known."""
        return sum(self.counts[fate] for fate in FINAL)

    @property
    def unsent(self) -> int:
        """Messages that were not begun, or wait to be sent again."""
        return self.total - len(self.rows) + self.counts[Fate.WAITING]

    @property
    def measured(self) -> float:
        """PDUs a second of late."""
        now = self._now()
        recent = sum(stamp > now - _MEASURED for stamp in self._stamps)
        return recent / max(0.1, min(_MEASURED, now - self.begun_at)) if self.begun_at else 0.0

    @property
    def elapsed(self) -> float:
        """Seconds from its begin to its end, or to this moment."""
        return (self.ended_at or self._now()) - self.begun_at if self.begun_at else 0.0

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
