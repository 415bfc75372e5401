"""Small marks that are painted into rows: chips of parts, tags of accounts, status icons."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from smppconsole.smpp.spec.model import Group
from smppconsole.ui import fonts, theme


def chip_width(text: str) -> int:
    """Pixels of a chip with ``text``."""
    return QFontMetrics(fonts.text(10, fonts.MEDIUM)).horizontalAdvance(text) + theme.px(10)


def paint_chip(painter: QPainter, left: float, middle: float, text: str, group: Group = Group.UDH) -> int:
    """A chip such as 2/3 in the tint of what it tells of, centred on ``middle``; returns its width."""
    wide, high = chip_width(text), theme.px(16)
    tint = theme.current().tints[group]
    box = QRectF(left, round(middle - high / 2), wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(tint.ground))
    painter.drawRoundedRect(box, theme.CHIP_RADIUS, theme.CHIP_RADIUS)
    painter.setPen(theme.colour(tint.mark))
    painter.setFont(fonts.text(10, fonts.MEDIUM))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    return wide
