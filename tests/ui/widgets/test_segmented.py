"""One of a few words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

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
        qtbot.mouseClick(made.childAt(QPoint(made.width() - 8, 10)), Qt.MouseButton.LeftButton)
    assert told.args == ["in"]
    assert [part.isChecked() for part in made.parts] == [False, False, True]


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


def test_each_word_is_a_radio_button_of_a_named_group_to_a_screen_reader(qtbot: QtBot) -> None:
    made = _made(qtbot)
    group = QAccessible.queryAccessibleInterface(made)
    assert group is not None
    assert (group.role(), group.text(QAccessible.Text.Name)) == (QAccessible.Role.Grouping, "Direction")
    words = [child for at in range(group.childCount()) if (child := group.child(at)) is not None]
    assert {one.role() for one in words} == {QAccessible.Role.RadioButton}
    assert [one.text(QAccessible.Text.Name) for one in words] == ["Both", "Out", "In"]


def test_tab_stops_at_the_word_that_is_on_and_arrows_take_the_focus_along(qtbot: QtBot) -> None:
    made = _made(qtbot)
    with qtbot.waitActive(made):
        made.activateWindow()
    made.setFocus()
    assert made.parts[0].hasFocus()
    qtbot.keyClick(made.parts[0], Qt.Key.Key_Right)
    assert made.parts[1].hasFocus()
    stops = [part.focusPolicy() is not Qt.FocusPolicy.NoFocus for part in made.parts]
    assert stops == [False, True, False]


def test_it_may_be_deleted_while_it_has_the_focus(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    made = Segmented("x.direction", "Direction", (("Both", "", "both"), ("Out", "out", "out")))
    made.setParent(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    made.setFocus()
    assert made.parts[0].hasFocus()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(made)
