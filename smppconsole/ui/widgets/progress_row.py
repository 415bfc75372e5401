"""A thin row that tells how far long work is, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import button, label, named
from smppconsole.ui.words import tr


class ProgressRow(QWidget):
    """Hidden while nothing goes on. ``stopped`` fires when the user has enough."""

    stopped = Signal()

    def __init__(self, name: str, stop: str) -> None:
        super().__init__()
        named(self, name, tr("Progress"))
        self._share = 0.0
        self.words = label("", "text2", fonts.text(12), f"{name}.words")
        self.stop = button(stop, f"{name}.stop", role="link")
        self.stop.clicked.connect(self.stopped)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(4))
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self.stop)
        self.hide()

    @property
    def share(self) -> float:
        """How far it is, 0 to 1."""
        return self._share

    def show_share(self, share: float, words: str) -> None:
        """So far it is; "" hides the row."""
        self._share = min(1.0, max(0.0, share))
        self.words.setText(words)
        self.setAccessibleName(words or tr("Progress"))
        self.setVisible(bool(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line of three pixels at the foot."""
        painter, look = QPainter(self), theme.current()
        top = self.height() - 3
        painter.fillRect(0, top, self.width(), 3, look.colour("line"))
        painter.fillRect(0, top, round(self.width() * self._share), 3, look.colour("accent"))
        painter.end()
