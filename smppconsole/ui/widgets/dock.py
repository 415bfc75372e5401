"""A panel that can be drawn out of the window. Its heading is our own, and Qt then gives what floats no frame: it has a
line around it, and is no higher or wider than the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow

from smppconsole.ui import theme

_MOST = 0.9
"""The share of the screen that what was drawn out takes at most, so that its edges can be taken hold of."""


class Dock(QDockWidget):
    """One panel, by its name and title. ``escaped`` fires for an Esc that nothing in it has a use for."""

    escaped = Signal()

    def __init__(self, name: str, title: str, window: QMainWindow) -> None:
        super().__init__(title, window)
        self.setObjectName(f"dock.{name}")
        self.topLevelChanged.connect(self._went)

    def _went(self, out: bool) -> None:
        line = 1 if out else 0
        self.setContentsMargins(line, line, line, line)
        if out:
            QTimer.singleShot(0, self, self._fit)  # Qt gives it its size after it has told of it

    def _fit(self) -> None:
        if self.isFloating():
            self.resize(self.size().boundedTo(self.screen().availableGeometry().size() * _MOST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back out of the panel."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line around what floats."""
        super().paintEvent(event)
        if self.isFloating():
            painter = QPainter(self)
            painter.setPen(theme.current().colour("field"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.end()
