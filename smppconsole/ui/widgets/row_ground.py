"""The ground of a row, the same in tables, lists and trees: hovered, chosen, chosen while the keys go elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from smppconsole.ui import theme

_BAR = 3


def paint_ground(painter: QPainter, box: QRect, chosen: bool, focus: bool, hovered: bool = False) -> None:
    """Fill a row; what is chosen is told by its ground."""
    token = ("sel" if focus else "sel_idle") if chosen else "hover" if hovered else "surface"
    painter.fillRect(box, theme.current().colour(token))


def paint_bar(painter: QPainter, box: QRect, focus: bool) -> None:
    """The bar at the left of what is chosen: who sees no colours sees it too."""
    token = "accent" if focus else "line_strong"
    painter.fillRect(box.left(), box.top(), theme.px(_BAR), box.height(), theme.current().colour(token))
