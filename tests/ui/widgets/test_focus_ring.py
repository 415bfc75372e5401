"""The ring of the focus stays inside the box of what has it."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from smppconsole.ui import theme
from smppconsole.ui.widgets.focus_ring import ring


def test_it_is_two_pixels_wide_inside_the_box() -> None:
    picture = QImage(40, 30, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    ring(painter, QRect(5, 5, 30, 20))
    painter.end()
    ink = theme.current().colour("accent_text").rgb()
    assert [picture.pixel(x, 15) for x in (4, 5, 6, 7, 20)] == [0, ink, ink, 0, 0]
