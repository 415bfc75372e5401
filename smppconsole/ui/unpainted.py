"""Work over several turns of which only the end is seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

_APART = 15
"""Milliseconds between one window, or one part of it, and the next."""
_LARGE = 2_500_000
"""Pixels, more than of 1920x1080, that take too long to paint at once."""


def unpainted(windows: Sequence[QWidget], steps: Iterator[None]) -> Iterator[None]:
    """The steps, during which nothing of these windows is painted: each is painted once, behind the last, and
    in turns of its own.

    A window that was to be painted as a whole when this began may have its turn to paint while it must not. For Qt it
    stays unpainted then, and as such is not asked to paint again, whatever changes: so it is asked here.
    """
    shown = [window for window in windows if window.isVisible() and window.updatesEnabled()]
    for window in shown:
        window.setUpdatesEnabled(False)
    try:
        yield from steps
    finally:
        for turn, window in enumerate(filter(isValid, shown)):
            if turn:
                QTimer.singleShot(2 * turn * _APART, window, partial(paint, window))
            else:
                paint(window)


def paint(window: QWidget, *, apart: bool = False) -> None:
    """Let a window be painted that was kept from it. The centre of a very large one, which has the most to paint and
    stands there as it was meanwhile, is painted a turn later; of any, where it is to be ``apart``."""
    apart = apart or window.width() * window.height() > _LARGE
    centre = window.centralWidget() if apart and isinstance(window, QMainWindow) else None
    if centre is not None:
        centre.setUpdatesEnabled(False)
        QTimer.singleShot(_APART, centre, partial(centre.setUpdatesEnabled, True))
    window.setUpdatesEnabled(True)
    QApplication.postEvent(window, QEvent(QEvent.Type.UpdateRequest))
