"""The pill "12 new ↓" of a list that no longer follows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.words import grouped, tr


class Pill(QAbstractButton):
    """Says how much came since; a click follows again. Hidden while nothing did."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, name, tr("Follow again"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("Follow again (End)"))
        self.hide()

    def show_count(self, count: int) -> None:
        """``count`` rows came since; 0 hides the pill."""
        million = count >= 1_000_000
        self.setText(
            tr("{count} M new", count=count // 1_000_000) if million else tr("{count} new", count=grouped(count))
        )
        self.setAccessibleName(tr("{text}, follow again", text=self.text()))
        self.setFixedSize(self.sizeHint())
        self.setVisible(count > 0)
        self.update()

    def sizeHint(self) -> QSize:
        """Words and arrow; as high as a row of the trace."""
        words = QFontMetrics(fonts.text(12, fonts.SEMIBOLD)).horizontalAdvance(self.text())
        return QSize(words + theme.px(42), theme.px(theme.HEIGHTS.trace_row))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A filled pill, round at half its height."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, high = theme.current(), self.height() - 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawRoundedRect(QRectF(0, 1, self.width(), high), high / 2, high / 2)
        painter.setPen(look.colour("on_accent"))
        painter.setFont(fonts.text(12, fonts.SEMIBOLD))
        inside = self.rect().adjusted(theme.px(13), 0, 0, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        side = theme.px(12)
        icons.paint(painter, "down", "on_accent", self.width() - side - theme.px(11), (self.height() - side) / 2, side)
        painter.end()
