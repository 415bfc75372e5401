"""The ground of a row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from smppconsole.ui import theme
from smppconsole.ui.widgets.row_ground import paint_bar, paint_ground


@pytest.mark.parametrize(
    ("chosen", "focus", "hovered", "ground", "bar"),
    [
        (False, True, False, "surface", "surface"),
        (False, True, True, "hover", "hover"),
        (True, True, True, "sel", "accent"),
        (True, False, False, "sel_idle", "line_strong"),
    ],
)
def test_what_is_chosen_is_told_by_ground_and_bar(
    chosen: bool, focus: bool, hovered: bool, ground: str, bar: str
) -> None:
    image, box = QImage(40, 20, QImage.Format.Format_RGB32), QRect(0, 0, 40, 20)
    painter = QPainter(image)
    paint_ground(painter, box, chosen, focus, hovered)
    if chosen:
        paint_bar(painter, box, focus)
    painter.end()
    assert image.pixelColor(20, 10) == theme.LIGHT.colour(ground)
    assert image.pixelColor(1, 10) == theme.LIGHT.colour(bar)
