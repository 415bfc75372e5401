"""Where the window stands on the screen, as it was left but wholly on it, and where its docks belong."""

from __future__ import annotations

import re

from PySide6.QtCore import QSettings, QSize, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow

from smppconsole.ui import theme
from smppconsole.ui.state_file import WINDOW, open_state

_MAXIMISED = " maximised"
_SIZE = re.compile(rf"(\d{{2,5}})x(\d{{2,5}})({_MAXIMISED})?")
FRAME = QSize(4, 36)
"""What a window manager puts around a window, as a rule: it is not known before the window is shown."""


def restore(window: QMainWindow) -> None:
    """Put the window where it was left, or leave it where it is. Where the screen it stood on is gone and another is
    much wider or narrower Qt takes nothing of that: it is as large as it was, then, as far as that fits."""
    kept = open_state(WINDOW)
    geometry, size = kept.value("geometry"), _SIZE.fullmatch(str(kept.value("size")))
    if geometry is not None and not window.restoreGeometry(geometry) and size is not None:
        window.resize(int(size[1]), int(size[2]))
        if size[3]:
            window.setWindowState(Qt.WindowState.WindowMaximized)
    fit_screen(window)


def keep(window: QMainWindow, kept: QSettings) -> None:
    """Note where the window stands, for ``restore``."""
    kept.setValue("geometry", window.saveGeometry())
    size = window.normalGeometry().size() if window.isMaximized() or window.isFullScreen() else window.size()
    kept.setValue("size", f"{size.width()}x{size.height()}{_MAXIMISED if window.isMaximized() else ''}")


def fit_screen(window: QMainWindow) -> None:
    """No larger than the screen the window opens on, and wholly on it."""
    free = window.screen().availableGeometry()
    room = free.size() - FRAME
    window.setMinimumSize(window.minimumSize().boundedTo(room))
    if window.width() > room.width() or window.height() > room.height():
        window.resize(window.size().boundedTo(room))
        window.move(free.topLeft())


def put_back(window: QMainWindow, left: QDockWidget, right: QDockWidget, bottom: QDockWidget) -> None:
    """Every dock into the window and where it belongs; all others behind the one below."""
    areas = Qt.DockWidgetArea
    places = {left: areas.LeftDockWidgetArea, right: areas.RightDockWidgetArea, bottom: areas.BottomDockWidgetArea}
    for dock in (*places, *(dock for dock in window.findChildren(QDockWidget) if dock not in places)):
        dock.setFloating(False)
        window.addDockWidget(places.get(dock, areas.BottomDockWidgetArea), dock)
        if dock not in places:
            window.tabifyDockWidget(bottom, dock)


class Widths:
    """Those of docks at the side, which grow and shrink with the text: noted before, set behind another text size."""

    def __init__(self, window: QMainWindow, *docks: QDockWidget) -> None:
        self._window, self._docks = window, docks
        self._noted: dict[QDockWidget, float] = {}

    def note(self) -> None:
        """Another text size is about to come."""
        if not self._noted:
            self._noted = {dock: dock.width() / theme.scale() for dock in self._docks}

    def follow(self) -> None:
        """The text size has changed: the widths noted, at the new one, once Qt has laid out what is in them."""
        noted, self._noted = self._noted, {}
        QTimer.singleShot(0, self._window, lambda: self._set(noted))

    def _set(self, noted: dict[QDockWidget, float]) -> None:
        new = [theme.px(width) for width in noted.values()]
        self._window.resizeDocks(list(noted), new, Qt.Orientation.Horizontal)
