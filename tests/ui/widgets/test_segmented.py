"""One of a few words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.segmented import Segmented


def _made(qtbot: QtBot) -> Segmented:
    made = Segmented("x.direction", "Direction", (("Both", "", "both"), ("Out", "out", "out"), ("In", "in", "in")))
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


def test_a_click_chooses(qtbot: QtBot) -> None:
    made = _made(qtbot)
    with qtbot.waitSignal(made.chosen) as told:
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(made.width() - 8, 10))
    assert told.args == ["in"]
    assert made.accessibleName() == "Direction: In"


def test_arrows_choose_and_stop_at_the_ends(qtbot: QtBot) -> None:
    made = _made(qtbot)
    qtbot.keyClick(made, Qt.Key.Key_Right)
    assert made.value == "out"
    qtbot.keyClick(made, Qt.Key.Key_Left)
    with qtbot.assertNotEmitted(made.chosen):
        qtbot.keyClick(made, Qt.Key.Key_Left)
    assert made.value == "both"


def test_words_give_way_to_icons(qtbot: QtBot) -> None:
    made = _made(qtbot)
    wide = made.sizeHint().width()
    made.set_wordless(True)
    assert made.sizeHint().width() < wide
    assert not made.grab().isNull()


def test_a_value_set_by_the_program_is_no_signal(qtbot: QtBot) -> None:
    made = _made(qtbot)
    with qtbot.assertNotEmitted(made.chosen):
        made.set_value("in")
    assert made.value == "in"
