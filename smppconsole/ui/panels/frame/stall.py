"""Measures how long the event loop is kept from its work: a timer that looks at how late it comes."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from smppconsole.ui.words import tr

_EVERY = 10
_TOLD_EVERY = 100


class StallMeter(QObject):
    """``measured`` says the longest gap of the last second; ``worst`` keeps the longest of all, in milliseconds."""

    measured = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.worst = 0.0
        self._recent = 0.0
        self._last = 0.0
        self._ticks = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._tick)

    def set_running(self, running: bool) -> None:
        """Measure, or not; a measure begins from nothing."""
        self._timer.stop()
        if running:
            self.worst = self._recent = 0.0
            self._last = time.perf_counter()
            self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        gap = max(0.0, (now - self._last) * 1000 - _EVERY)
        self._last = now
        self.worst, self._recent = max(self.worst, gap), max(self._recent, gap)
        self._ticks += 1
        if not self._ticks % _TOLD_EVERY:
            self.measured.emit(tr("stall {recent:.0f} ms, worst {worst:.0f} ms", recent=self._recent, worst=self.worst))
            self._recent = 0.0
