"""Which row of a view the mouse is over, for views that paint it themselves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from smppconsole.ui.widgets.viewports import viewport_of


class RowHover(QObject):
    """Watches a view's viewport; ``moved`` carries the index of the row's first cell, an invalid one for none."""

    moved = Signal(object)

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.index = QPersistentModelIndex()
        view.setMouseTracking(True)
        viewport = viewport_of(view)
        viewport.setMouseTracking(True)
        viewport.installEventFilter(self)

    @property
    def row(self) -> int:
        """The row in its parent, -1 for none."""
        return self.index.row() if self.index.isValid() else -1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse; nothing is held back."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._move(self._view.indexAt(event.position().toPoint()))
        elif event.type() == QEvent.Type.Leave:
            self._move(QModelIndex())
        return super().eventFilter(watched, event)

    def _move(self, index: QModelIndex) -> None:
        first = index.siblingAtColumn(0)
        if self.index != first:
            self.index = QPersistentModelIndex(first)
            self._view.viewport().update()
            self.moved.emit(first)
