"""Chips."""

from __future__ import annotations

from PySide6.QtGui import QImage, QPainter

from smppconsole.smpp.spec.model import Group
from smppconsole.ui import theme
from smppconsole.ui.widgets.badges import chip_width, paint_chip


def test_a_chip_is_as_wide_as_its_words_and_wears_its_tint() -> None:
    image = QImage(60, 24, QImage.Format.Format_RGB32)
    image.fill(theme.LIGHT.surface)
    painter = QPainter(image)
    wide = paint_chip(painter, 0, 12, "2/3")
    painter.end()
    assert wide == chip_width("2/3") < chip_width("12/13")
    assert image.pixelColor(3, 7).name().upper() == theme.LIGHT.tints[Group.UDH].ground
    assert image.pixelColor(wide + 3, 12).name().upper() == theme.LIGHT.surface
