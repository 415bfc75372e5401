"""Where the window stands on the screen: as it was left, but no larger than the screen and wholly on it."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow

from smppconsole.ui.state_file import WINDOW, open_state


def restore(window: QMainWindow) -> None:
    """Put the window where it was left, or leave it where it is."""
    geometry = open_state(WINDOW).value("geometry")
    if geometry is not None:
        window.restoreGeometry(geometry)
    fit_screen(window)


def fit_screen(window: QMainWindow) -> None:
    """No larger than the screen the window opens on, and wholly on it."""
    free = window.screen().availableGeometry()
    window.setMinimumSize(window.minimumSize().boundedTo(free.size()))
    if window.width() > free.width() or window.height() > free.height():
        window.resize(window.size().boundedTo(free.size()))
        window.move(free.topLeft())
