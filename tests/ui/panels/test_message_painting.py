"""How messages are painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from smppconsole.ui import theme
from smppconsole.ui.models.message_lines import Line
from smppconsole.ui.models.message_row import MessageRow, Step
from smppconsole.ui.panels.message_painting import LINE, MessagePainting, ShownMessage

_LOOK = theme.LIGHT
_ROW = MessageRow(
    2, 0, "hello", "491713920012", (Step("tick-disc", "ok", "accepted"), Step("cross", "err", "undelivered")),
    "10:00:00", False, "", "", (Line("triangle", "warn", "Part 1 of 2", "1.0 ms", 3),),
)  # fmt: skip
_HIGH = theme.HEIGHTS.message_row


def _colours(shown: ShownMessage, focus: bool = False) -> set[str]:
    image = QImage(320, 120, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    MessagePainting(painter, _LOOK, 320, focus).paint(shown)
    painter.end()
    return {image.pixelColor(x, y).name().upper() for x in range(320) for y in range(shown.height)}


@pytest.mark.parametrize(
    ("chosen", "hovered", "focus", "ground"),
    [
        (False, False, False, _LOOK.surface),
        (False, True, False, _LOOK.hover),
        (True, False, False, _LOOK.sel_idle),
        (True, False, True, _LOOK.sel),
    ],
)
def test_the_ground_says_what_a_message_is_for_the_user(chosen: bool, hovered: bool, focus: bool, ground: str) -> None:
    found = _colours(ShownMessage(_ROW, 0, _HIGH, chosen, hovered, False), focus)
    assert ground in found
    assert "#000000" not in found, "a part of the row was not painted"


def test_each_station_has_its_colour_and_lines_are_seen_when_it_is_unfolded() -> None:
    folded = _colours(ShownMessage(_ROW, 0, _HIGH, False, False, False))
    assert {_LOOK.ok, _LOOK.err, _LOOK.line_strong} <= folded
    assert _LOOK.warn not in folded
    assert _LOOK.warn in _colours(ShownMessage(_ROW, 0, _HIGH + LINE + 6, False, False, True))
