"""An icon before words that are labels: alone it says nothing that the words do not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from smppconsole.ui import icons, theme


class IconMark(QWidget):
    """Shows an icon in the colour of a token, nothing for "". ``side`` is its pixels at text size 100 %."""

    def __init__(self, side: int = 14) -> None:
        super().__init__()
        self.icon = self.token = ""
        self._side = side
        self.setFixedSize(self.sizeHint())
        self.hide()

    def show_icon(self, icon: str, token: str) -> None:
        """Another icon or colour; hidden where there is none."""
        if (icon, token) != (self.icon, self.token):
            self.icon, self.token = icon, token
            self.update()
        self.setVisible(bool(icon))

    def sizeHint(self) -> QSize:
        """A square at the text size in force."""
        side = theme.px(self._side)
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedSize(self.sizeHint())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon."""
        if self.icon:
            painter = QPainter(self)
            icons.paint(painter, self.icon, self.token, 0, 0, self.width())
            painter.end()
