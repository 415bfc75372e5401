"""Judges the conversations of a trace while there is time: little while PDUs pour in, more when nothing comes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from smppconsole.trace.store import Store

if TYPE_CHECKING:
    from smppconsole.trace.judging import Judging

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
        self._store = store
        self._judging: Judging | None = None
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
        if self._judging is None:
            return not len(self._store) and not self._store.endings
        return self._judging.done

    def _judge(self) -> Judging:
        if self._judging is None:
            from smppconsole.trace.judging import Judging  # noqa: PLC0415 - once there is a row

            self._judging = Judging(self._store)
        return self._judging

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
        judging, parts = self._judge(), self._long.parts
        until = time.perf_counter() + _SLICE
        while not self.done and time.perf_counter() < until:
            changed |= judging.step(_ROWS)
        if self.done:
            self._turn.stop()
            if self._ended:
                self._ended = False
                changed |= judging.finish()
        else:
            calm = time.perf_counter() - self._grown_at > _CALM and not self._busy()
            self._turn.setInterval(_QUIET if calm else _BUSY)
        if changed:
            self.found.emit(changed)
        if self._long.parts != parts:
            self.joined.emit()
