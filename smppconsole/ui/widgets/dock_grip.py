"""Seven pixels to grab over the hairline beside a dock: the line itself would be too thin for a mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget
from shiboken6 import isValid

from smppconsole.ui import theme
from smppconsole.ui.widgets.roles import Role, told_as

_WIDE = 7
_MOVES = frozenset({QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide})
_AREAS = Qt.DockWidgetArea


@told_as(Role.Grip)
class DockGrip(QWidget):
    """Lies over the edge of one dock, unseen, and drags it wider or narrower."""

    def __init__(self, window: QMainWindow, dock: QDockWidget) -> None:
        super().__init__(window)
        self._window, self._dock = window, dock
        self.setObjectName(f"grip.{dock.objectName()}")
        dock.installEventFilter(self)
        self._place()

    @property
    def upright(self) -> bool:
        """Whether it drags to the left and right."""
        return self._window.dockWidgetArea(self._dock) != _AREAS.BottomDockWidgetArea

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the dock; nothing is held back. A dock that is being deleted is hidden once more."""
        if event.type() in _MOVES and isValid(self._dock):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        box, wide = self._dock.geometry(), theme.px(_WIDE)
        area = self._window.dockWidgetArea(self._dock)
        fixed = self._dock.minimumWidth() == self._dock.maximumWidth()
        self.setVisible(self._dock.isVisible() and not self._dock.isFloating() and not fixed)
        self.setCursor(Qt.CursorShape.SplitHCursor if self.upright else Qt.CursorShape.SplitVCursor)
        edges = {
            _AREAS.LeftDockWidgetArea: QRect(box.right() + 1 - wide // 2, box.top(), wide, box.height()),
            _AREAS.RightDockWidgetArea: QRect(box.left() - 1 - wide // 2, box.top(), wide, box.height()),
        }
        below = QRect(box.left(), box.top() - 1 - wide // 2, box.width(), wide)
        self.setGeometry(edges.get(area, below))
        self.raise_()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the edge to where the mouse is."""
        place = self.mapToParent(event.position().toPoint())
        box = self._dock.geometry()
        area = self._window.dockWidgetArea(self._dock)
        if area == _AREAS.LeftDockWidgetArea:
            size = place.x() - box.left()
        elif area == _AREAS.RightDockWidgetArea:
            size = box.right() - place.x()
        else:
            size = box.bottom() - place.y()
        way = Qt.Orientation.Horizontal if self.upright else Qt.Orientation.Vertical
        self._window.resizeDocks([self._dock], [max(1, size)], way)
