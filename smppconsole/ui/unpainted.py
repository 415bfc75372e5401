"""Work over several turns of which only the end is seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_APART = 15
"""Milliseconds between one window and the next."""


def unpainted(windows: Sequence[QWidget], steps: Iterator[None]) -> Iterator[None]:
    """The steps, during which nothing of these windows is painted: each is painted once, behind the last, and
    in a turn of its own.

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
                QTimer.singleShot(turn * _APART, window, partial(_paint, window))
            else:
                _paint(window)


def _paint(window: QWidget) -> None:
    window.setUpdatesEnabled(True)
    QApplication.postEvent(window, QEvent(QEvent.Type.UpdateRequest))
