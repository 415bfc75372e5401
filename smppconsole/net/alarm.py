"""One timer for many deadlines."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

LONGEST_SLEEP = 3600.0
"""Seconds; some event loops overflow on delays of weeks."""
_CUT_OFF = 0.001
"""Seconds; event loops of windows cut a delay to whole milliseconds, and would ring all through the last one."""


class Alarm:
    """Calls ``ring`` at the time it was set to, or before. It is set anew only when a deadline comes before the one it
    is set to: event loops of windows keep a cancelled timer until its delay ends, so cancelling must be rare."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._ring = ring
        self._timer: asyncio.TimerHandle | None = None
        self._at = 0.0  # qasync's timers do not tell it

    def set(self, deadline: float) -> None:
        """Ring a millisecond after ``deadline`` (the loop's clock) at the latest; ringing too early is for ``ring`` to
        notice."""
        if self._timer is not None:
            if self._at <= deadline:
                return
            self._timer.cancel()
        self._at = min(deadline, self._loop.time() + LONGEST_SLEEP)
        self._timer = self._loop.call_at(self._at + _CUT_OFF, self._go)

    def cancel(self) -> None:
        """Do not ring."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _go(self) -> None:
        self._timer = None
        self._ring()
