"""Long work in slices or steps, between which the window lives."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from smppconsole.trace.capture_error import CaptureError

_SLICE = 0.006


def go_through(*steps: Iterable[object]) -> None:
    """Do all steps now."""
    for _step in chain(*steps):
        pass


def begun(steps: Iterator[None], in_steps: bool) -> Iterator[None]:
    """The steps of making a widget: all done, unless it is made ``in_steps`` by whoever asked for it."""
    if not in_steps:
        go_through(steps)
    return steps


class SlicedWork(QObject):
    """Works through an iterator. ``moved`` fires after each slice, ``ended`` carries why it failed, or "".

    ``last`` is what the iterator gave last; ``stop`` leaves the rest undone and closes the iterator.
    """

    moved = Signal()
    ended = Signal(str)

    def __init__(self, steps: Iterator[Any], after_slice: Callable[[], object] = int) -> None:
        super().__init__()
        self._steps, self._after_slice = steps, after_slice
        self.last: Any = None
        self.stopped = False
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._work)
        self._turn.start()

    def stop(self) -> None:
        """Leave the rest undone."""
        self._turn.stop()
        self.stopped = True
        close = getattr(self._steps, "close", None)
        if close is not None:
            close()

    def finish(self) -> None:
        """Do the rest at once, as one who cannot leave it half done; nobody is told."""
        self._turn.stop()
        for last in self._steps:
            self.last = last

    def _work(self) -> None:
        until = time.perf_counter() + _SLICE
        try:
            while time.perf_counter() < until:
                self.last = next(self._steps)
        except StopIteration:
            self._end("")
        except CaptureError as error:
            self._end(str(error))
        else:
            self._after_slice()
            self.moved.emit()

    def _end(self, words: str) -> None:
        self._turn.stop()
        self._after_slice()
        self.moved.emit()
        self.ended.emit(words)


class StepByStep(QObject):
    """Goes through ``steps``, one in every second turn of the event loop: what a step leaves to be laid out and painted
    has the turn between for itself. ``ended`` fires after the last."""

    ended = Signal()

    def __init__(self, steps: Iterator[object]) -> None:
        super().__init__()
        self._steps, self._rests = steps, True
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)
        self._turn.start()

    @property
    def under_way(self) -> bool:
        """Whether steps are left, and nobody stopped it."""
        return self._turn.isActive()

    def stop(self) -> None:
        """Leave the rest undone."""
        self._turn.stop()

    def _go_on(self) -> None:
        self._rests = not self._rests
        if self._rests:
            return
        try:
            next(self._steps)
        except StopIteration:
            self._turn.stop()
            self.ended.emit()
        except BaseException:
            self._turn.stop()
            raise
