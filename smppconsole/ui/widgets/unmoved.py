"""A panel of words and figures that change while the window rests: the window is laid out again only for those that
need more room, or less, than there was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Unmoved(QWidget):
    """Whoever derives from it lays out ``inside``. No layout holds that: every other word would have the whole window
    laid out, docks, borders and all."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = QWidget(self)
        self.inside.installEventFilter(self)
        self._needs = QSize()

    def sizeHint(self) -> QSize:
        """What is inside."""
        return self.inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What is inside at its narrowest."""
        return self.inside.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All of it is for what is inside."""
        super().resizeEvent(event)
        self.inside.setGeometry(self.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something inside wants another size; nothing is held back."""
        if event.type() == QEvent.Type.LayoutRequest:
            needs = QSize(self.minimumSizeHint().width(), self.sizeHint().height())
            if needs != self._needs:
                self._needs = needs
                self.updateGeometry()
        return super().eventFilter(watched, event)
