"""A scroll area around a panel that shares out its own height: it is as high as the room there is, and is scrolled only
where it has less than it needs at the least. A foot with buttons so stays in sight as long as it can."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from smppconsole.ui.widgets.viewports import viewport_of


class Squeezed(QScrollArea):
    """Up and down only. Of itself Qt gives a panel with wrapped words the height it would like, and scrolls early.
    ``wraps`` says that it needs the height of its wrapped words: of a part with a layout of its own that is what the
    part would like."""

    def __init__(self, inside: QWidget, wraps: bool = False) -> None:
        super().__init__()
        self.wraps = wraps
        self.setWidgetResizable(True)
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        viewport_of(self).setAutoFillBackground(False)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room."""
        self._bound()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The panel needs another height."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._bound()
        return super().eventFilter(watched, event)

    def _bound(self) -> None:
        inside = self.widget()
        if inside is None:
            return
        layout, least = inside.layout(), inside.minimumSizeHint().height()
        if self.wraps and layout is not None and layout.hasHeightForWidth():
            least = layout.totalMinimumHeightForWidth(self.viewport().width())
        inside.setMaximumHeight(max(self.viewport().height(), least))
