"""The cyclic garbage of Python, collected in the window's thread alone.

What belongs to Qt must be destroyed in the thread it lives in. Python collects in whichever thread happens to allocate,
be it one that asks a key store or resolves a name; a timer destroyed there is a warning at best, a crash at worst.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL, LONGEST = 100, 6400
"""Milliseconds between two looks while objects come, and at most: the pause doubles while none do, so that a program
at rest is hardly woken."""

FIRST = 1000
"""Milliseconds until the first look: what a start makes stays, and it should be on the screen before."""

_FEW = 100


class Collector(QObject):
    """Collects from the event loop of its thread, about as often as Python would by itself."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what was imported stays; looking through it each time would cost tens of milliseconds
        self._timer = QTimer(self)
        self._timer.setInterval(FIRST)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._before = 0

    def look(self) -> None:
        """Collect the oldest generation that is due, and look again sooner or later."""
        young = gc.get_count()[0]
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(counts) if 0 < most < count]
        if due:
            gc.collect(due[-1])
        still = not due and abs(young - self._before) < _FEW
        self._before = gc.get_count()[0]
        pause = min(LONGEST, 2 * self._timer.interval()) if still else INTERVAL
        if pause != self._timer.interval():
            self._timer.setInterval(pause)


def collect_here(parent: QObject) -> None:
    """Have garbage collected in this thread alone, until the process ends; asking twice changes nothing."""
    if parent.findChild(Collector) is None:
        Collector(parent)
