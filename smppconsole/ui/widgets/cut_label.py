"""A line of words that ends in an ellipsis where there is no room for all of it; what is around it says the rest on
hover."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel

from smppconsole.ui import theme

_LEAST = 16
_WHOLE = "cut_words"


class CutLabel(QLabel):
    """As ``controls.label`` makes one, but it may shrink to a letter."""

    def __init__(self, tone: str, font: QFont) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font)
        self.setProperty("tone", tone)

    def minimumSizeHint(self) -> QSize:
        """Room for the ellipsis."""
        hint = super().minimumSizeHint()
        return QSize(min(theme.px(_LEAST), hint.width()), hint.height())

    @property
    def shown(self) -> str:
        """The words as far as there is room for them."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, or the head of them."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), self.shown)
        painter.end()


def cut_to(room: int, button: QAbstractButton, metrics: QFontMetrics) -> str:
    """The words of a button as far as ``room`` pixels go; those that are cut stand in its tooltip, unless that has
    something else to say."""
    words, before = button.text(), str(button.property(_WHOLE) or "")
    fits = metrics.horizontalAdvance(words) <= room
    cut = words if fits else metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    whole = "" if fits else words
    if whole != before and button.toolTip() in {"", before}:
        button.setProperty(_WHOLE, whole)
        button.setToolTip(whole)
    return cut
