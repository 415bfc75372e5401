"""The ring of the focus: 2 pixels inside the box of what has it, so that nothing moves."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from smppconsole.ui import theme


def ring(painter: QPainter, box: QRect, radius: float = theme.RADIUS) -> None:
    """Paint it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.current().colour("accent_text"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), radius, radius)


def ring_over(widget: QWidget) -> None:
    """Paint it around a widget that has the focus and paints nothing else itself."""
    if widget.hasFocus():
        painter = QPainter(widget)
        ring(painter, widget.rect())
        painter.end()
