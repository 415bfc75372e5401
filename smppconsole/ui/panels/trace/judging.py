"""Judges the conversations of a trace while there is time: little while PDUs pour in, more when nothing comes."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from smppconsole.trace.judging import Judging
from smppconsole.trace.store import Store

_SLICE = 0.003
_BUSY, _QUIET = 50, 10
_CALM = 0.3
_ROWS = 32


class TraceJudging(QObject):
    """``found`` carries the rows that have findings now and had not before; ``joined`` says that parts of long
    messages were found."""

    found = Signal(object)
    joined = Signal()

    def __init__(self, store: Store, busy: Callable[[], bool] = bool) -> None:
        super().__init__()
        self._judging = Judging(store)
        self._long = store.long_messages
        self._busy = busy
        self._grown_at = 0.0
        self._ended = False
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._work)
        self._leave = store.observe(self._published)
        self._go_on()

    @property
    def done(self) -> bool:
        """Whether all rows there are were judged."""
        return self._judging.done

    def close(self) -> None:
        """Watch the store no longer."""
        self._turn.stop()
        self._leave()

    def end(self) -> None:
        """Nothing more will come, as at the end of a file: what stayed open is told."""
        self._ended = True
        self._go_on()

    def _published(self, _first: int, _last: int) -> None:
        self._grown_at = time.perf_counter()
        self._go_on()

    def _go_on(self) -> None:
        if not self._turn.isActive() and (self._ended or not self.done):
            self._turn.start(_QUIET)

    def _work(self) -> None:
        changed: set[int] = set()
        parts = self._long.parts
        until = time.perf_counter() + _SLICE
        while not self.done and time.perf_counter() < until:
            changed |= self._judging.step(_ROWS)
        if self.done:
            self._turn.stop()
            if self._ended:
                self._ended = False
                changed |= self._judging.finish()
        else:
            calm = time.perf_counter() - self._grown_at > _CALM and not self._busy()
            self._turn.setInterval(_QUIET if calm else _BUSY)
        if changed:
            self.found.emit(changed)
        if self._long.parts != parts:
            self.joined.emit()
