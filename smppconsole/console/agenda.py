"""Many things to do later under one timer: event loops of windows pay dearly for each timer of its own."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable

Action = Callable[[], None]


class Entry:
    """One thing to do later; ``drop`` takes it off the agenda."""

    __slots__ = ("action",)

    def __init__(self, action: Action) -> None:
        self.action: Action | None = action

    def drop(self) -> None:
        """Do not do it after all."""
        self.action = None


class Agenda:
    """What is to be done when, in seconds of the event loop's clock."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Entry]] = []
        self._count = itertools.count()
        self._timer: asyncio.TimerHandle | None = None
        self._at = 0.0  # qasync's timers do not tell it

    def __len__(self) -> int:
        return len(self._heap)

    def after(self, seconds: float, action: Action) -> Entry:
        """Do ``action`` in ``seconds``; entries of the same moment keep their order."""
        when, entry = asyncio.get_running_loop().time() + max(0.0, seconds), Entry(action)
        heapq.heappush(self._heap, (when, next(self._count), entry))
        if self._timer is None or when < self._at:
            self._arm()
        return entry

    def clear(self) -> None:
        """Drop everything and stop the timer."""
        self._heap.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        if self._heap:
            self._at = self._heap[0][0]
            self._timer = asyncio.get_running_loop().call_at(self._at, self._run)

    def _run(self) -> None:
        self._timer = None
        now = asyncio.get_running_loop().time()
        while self._heap and self._heap[0][0] <= now:
            _, _, entry = heapq.heappop(self._heap)
            action, entry.action = entry.action, None
            if action is not None:
                action()
        if self._timer is None:
            self._arm()
