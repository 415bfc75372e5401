"""Work over several turns of which only the end is seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


def unpainted(windows: Sequence[QWidget], steps: Iterator[None]) -> Iterator[None]:
    """The steps, during which nothing of these windows is painted: they are painted once, behind the last.

    A window that was to be painted as a whole when this began may have its turn to paint while it must not. For Qt it
    stays unpainted then, and as such is not asked to paint again, whatever changes: so it is asked here.
    """
    shown = [window for window in windows if window.isVisible() and window.updatesEnabled()]
    for window in shown:
        window.setUpdatesEnabled(False)
    try:
        yield from steps
    finally:
        for window in shown:
            if isValid(window):
                window.setUpdatesEnabled(True)
                QApplication.postEvent(window, QEvent(QEvent.Type.UpdateRequest))
