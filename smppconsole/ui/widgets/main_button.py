"""The one filled button of a panel."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import PaintedButton, named, native_keys
from smppconsole.ui.widgets.cut_label import cut_to

_GAP = 6
"""Pixels between words and keys at least: with fewer the keys are left out."""


class MainButton(PaintedButton):
    """What it does in words, in the middle, or at the left of its keys. While it only ends what runs it is plain: the
    eye goes to what is filled first."""

    def __init__(self, text: str, name: str, shortcut: str = "") -> None:
        super().__init__()
        named(self, name, text)
        self._shortcut = native_keys(shortcut)
        self._filled = True
        self.setText(text)
        self.setFixedHeight(theme.px(theme.HEIGHTS.main_button))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, text: str, filled: bool = True) -> None:
        """Other words: the result the button has now."""
        if (text, filled) != (self.text(), self._filled):
            self._filled = filled
            self.setText(text)
            self.setAccessibleName(text)
            self.update()

    def sizeHint(self) -> QSize:
        """The words, the keys, 12 pixels at either end and between them."""
        wide = self._words_font_width() + self._keys_width() + (3 if self._shortcut else 2) * theme.px(12)
        return QSize(wide, theme.px(theme.HEIGHTS.main_button))

    def _words_font_width(self) -> int:
        return _advance(fonts.text(12, fonts.SEMIBOLD), self.text())

    def _keys_width(self) -> int:
        return _advance(fonts.mono(10), self._shortcut)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled with the accent; grey where it cannot be pressed."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        inside = self.rect().adjusted(theme.px(12), 0, -theme.px(12), 0)
        least = self._words_font_width() + self._keys_width() + theme.px(_GAP)
        with_keys = bool(self._shortcut) and inside.width() >= least
        sides = Qt.AlignmentFlag
        painter.setPen(theme.current().colour(self._ink))
        painter.setFont(fonts.text(12, fonts.SEMIBOLD))
        side = sides.AlignLeft if with_keys else sides.AlignHCenter
        painter.drawText(inside, sides.AlignVCenter | side, cut_to(inside.width(), self, painter.fontMetrics()))
        if with_keys:
            painter.setFont(fonts.mono(10))
            painter.drawText(inside, sides.AlignVCenter | sides.AlignRight, self._shortcut)
        if not self._filled:
            self.ring(painter)
        elif self.hasFocus():
            painter.setPen(QPen(theme.current().colour("on_accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), 2, 2)
        painter.end()

    @property
    def _ink(self) -> str:
        return "text3" if not self.isEnabled() else "on_accent" if self._filled else "text"

    def _paint_ground(self, painter: QPainter) -> None:
        look, over = theme.current(), self.underMouse() or self.isDown()
        painter.setPen(Qt.PenStyle.NoPen)
        if not self.isEnabled():
            painter.setBrush(look.colour("line"))
        elif self._filled:
            painter.setBrush(look.colour("accent").darker(108 if over else 100))
        else:
            painter.setPen(look.colour("field" if over else "line_strong"))
            painter.setBrush(look.colour("hover" if over else "surface"))
        half = 0.0 if self._filled or not self.isEnabled() else 0.5
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)


def _advance(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)
