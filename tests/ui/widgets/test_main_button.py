"""The one filled button of a panel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from smppconsole.ui import theme
from smppconsole.ui.widgets.main_button import MainButton


def test_the_main_button_is_filled_and_works_by_keyboard(qtbot: QtBot) -> None:
    made = MainButton("Send", "x.send", "Ctrl+Enter")
    qtbot.addWidget(made)
    made.resize(200, 32)
    made.show()
    assert made.grab().toImage().pixelColor(4, 16).name().upper() == theme.LIGHT.accent
    assert (made.objectName(), made.accessibleName()) == ("x.send", "Send")
    made.say("Send 3 parts")
    assert made.accessibleName() == "Send 3 parts"
    with qtbot.waitSignal(made.clicked):
        qtbot.keyClick(made, Qt.Key.Key_Space)


def words_at(image: QImage) -> tuple[int, int]:
    """The first and the last column in which there is ink."""
    inked = [x for x in range(image.width()) if any(is_ink(image, x, y) for y in range(8, 24))]
    return inked[0], inked[-1]


def is_ink(image: QImage, x: int, y: int) -> bool:
    return image.pixelColor(x, y).lightness() > 200


def test_words_without_keys_stand_in_the_middle(qtbot: QtBot) -> None:
    made = MainButton("Go", "x.go")
    qtbot.addWidget(made)
    made.resize(200, 32)
    made.show()
    first, last = words_at(made.grab().toImage())
    assert abs(first - (199 - last)) <= 2
    keyed = MainButton("Go", "x.go", "Ctrl+Enter")
    qtbot.addWidget(keyed)
    keyed.resize(200, 32)
    keyed.show()
    first, last = words_at(keyed.grab().toImage())
    assert first < 20
    assert last > 180


def test_it_is_plain_while_it_only_ends_what_runs(qtbot: QtBot) -> None:
    made = MainButton("Start", "x.start")
    qtbot.addWidget(made)
    made.resize(200, 32)
    made.show()
    made.say("Stop", filled=False)
    assert made.grab().toImage().pixelColor(6, 16).name().upper() == theme.LIGHT.surface
    assert made.accessibleName() == "Stop"
    made.say("Start")
    assert made.grab().toImage().pixelColor(6, 16).name().upper() == theme.LIGHT.accent
