"""The plain controls."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui import fonts, style, theme
from smppconsole.ui.widgets import controls
from smppconsole.ui.widgets.controls import (
    Choice,
    IconButton,
    IconTextButton,
    LineField,
    button,
    hairline,
    label,
    set_tone,
)
from smppconsole.ui.widgets.copying import let_copy


def test_every_control_has_a_name_and_says_what_it_is(qtbot: QtBot) -> None:
    made = (
        button("Bind", "x.bind"),
        LineField("x.host", "Host"),
        Choice("x.tls", "TLS"),
        IconButton("plus", "x.add", "Add", "Ctrl+N"),
        IconTextButton("eye", "Preview", "x.preview"),
    )
    for control in made:
        qtbot.addWidget(control)
        assert control.objectName().startswith("x.")
        assert control.accessibleName()


def test_an_icon_alone_tells_its_shortcut(qtbot: QtBot) -> None:
    made = IconButton("plus", "x.add", "Add", "Ctrl+N")
    qtbot.addWidget(made)
    assert made.toolTip() == "Add (Ctrl+N)"
    assert (made.width(), made.height()) == (28, 28)


def test_a_field_can_look_wrong_and_say_why(qtbot: QtBot) -> None:
    field = LineField("x.port", "Port")
    field.set_help("2775 by registration")
    qtbot.addWidget(field)
    field.show()
    field.set_problem("Port lies between 1 and 65535")
    assert field.property("bad")
    assert field.toolTip() == field.accessibleDescription() == "Port lies between 1 and 65535"
    field.set_problem("")
    assert not field.property("bad")
    assert field.toolTip() == "2775 by registration"


def test_a_choice_keeps_its_value_when_its_rows_change(qtbot: QtBot) -> None:
    choice = Choice("x.session", "Session")
    qtbot.addWidget(choice)
    choice.fill((("One", 1), ("Two", 2)))
    choice.choose(2)
    choice.fill((("Zero", 0), ("One", 1), ("Two", 2)))
    assert choice.currentData() == 2
    choice.fill((("Zero", 0),))
    assert choice.currentData() == 0


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_open_choice_shows_what_is_chosen(qtbot: QtBot, look: QApplication) -> None:
    choice = Choice("x.session", "Session")
    qtbot.addWidget(choice)
    choice.fill((("One", 1), ("Two", 2)))
    choice.choose(2)
    choice.show()
    choice.showPopup()
    image, view = choice.view().viewport().grab().toImage(), choice.view()
    grounds = [view.visualRect(choice.model().index(row, 0)).center().y() for row in (0, 1)]
    right = view.viewport().width() - 12
    expected = [theme.LIGHT.surface, theme.LIGHT.sel]
    assert [image.pixelColor(right, y).name().upper() for y in grounds] == expected
    choice.hidePopup()


def test_scrolling_past_a_choice_changes_nothing(qtbot: QtBot) -> None:
    choice = Choice("x.session", "Session")
    qtbot.addWidget(choice)
    choice.fill((("One", 1), ("Two", 2)))
    choice.show()
    choice.setFocus()
    nowhere, still = QPoint(), Qt.KeyboardModifier.NoModifier
    at, phase = QPointF(5, 5), Qt.ScrollPhase.NoScrollPhase
    turn = QWheelEvent(at, at, nowhere, QPoint(0, -120), Qt.MouseButton.NoButton, still, phase, False)
    QApplication.sendEvent(choice, turn)
    assert choice.currentData() == 1
    assert not turn.isAccepted(), "the form around it scrolls"


def test_a_button_that_is_on_shows_it(qtbot: QtBot) -> None:
    made = IconTextButton("eye", "Preview", "x.preview")
    made.setCheckable(True)
    qtbot.addWidget(made)
    made.resize(120, 28)
    made.show()
    made.setChecked(True)
    assert made.grab().toImage().pixelColor(60, 4) == QColor(theme.LIGHT.accent_soft)
    made.show_icon(False)
    assert made.icon().isNull()
    made.set_icon("plus")
    made.show_icon(True)
    assert not made.icon().isNull()


def test_icons_follow_the_theme(qtbot: QtBot, look: QApplication) -> None:
    made = IconButton("panel-left", "x.left", "Left")
    qtbot.addWidget(made)
    made.show()
    before = made.grab().toImage()
    style.apply(look, theme.DARK)
    assert made.grab().toImage() != before


def test_labels_are_plain_text_in_a_tone(qtbot: QtBot) -> None:
    made = label("<b>x</b>", "text2")
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    set_tone(made, "err")
    assert made.property("tone") == "err"


def test_a_property_set_before_a_field_is_seen_is_seen_with_it(qtbot: QtBot) -> None:
    line = LineField("x.host", "Host")
    qtbot.addWidget(line)
    line.set_problem("No host.")
    assert not line.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)
    other = LineField("x.port", "Port")
    qtbot.addWidget(other)
    for one in (line, other):
        one.show()
    other.set_problem("No port.")
    assert (
        line.grab().toImage().pixelColor(0, 14) == other.grab().toImage().pixelColor(0, 14) == theme.LIGHT.colour("err")
    )


def test_a_hairline_is_one_pixel(qtbot: QtBot) -> None:
    line, upright = hairline(), hairline(vertical=True)
    qtbot.addWidget(line)
    qtbot.addWidget(upright)
    assert (line.height(), upright.width()) == (1, 1)


def test_words_that_find_no_room_are_cut_with_an_ellipsis_or_said_shorter(qtbot: QtBot) -> None:
    choice = Choice("x.ton", "Type of number")
    qtbot.addWidget(choice)
    choice.fill((("TON 5 alphanumeric", 5), ("A session of a very long name", 6)))
    choice.set_short(0, "TON 5")
    choice.resize(400, 28)
    assert choice._fitting() == "TON 5 alphanumeric"
    choice.resize(100, 28)
    assert choice._fitting() == "TON 5"
    choice.choose(6)
    assert choice._fitting().endswith("…")
    assert not choice.grab().isNull()


def test_words_that_can_be_copied_are_reached_and_copied_by_keys(qtbot: QtBot) -> None:
    inside = QWidget()
    qtbot.addWidget(inside)
    column = QVBoxLayout(inside)
    field, words = LineField("x.host", "Host"), label("The host is empty.", "err")
    let_copy(words)
    for widget in (field, words):
        column.addWidget(widget)
    inside.show()
    qtbot.waitUntil(inside.isVisible)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert inside.focusWidget() is words
    QTest.keyClick(words, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(words, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "The host is empty."


def test_the_room_of_a_fields_icon_goes_with_the_text_size(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    field = LineField("x.find", "Find", icon="search")
    qtbot.addWidget(field)
    before = field.textMargins().left()
    monkeypatch.setattr(theme, "px", lambda pixels: 2 * pixels)
    field.setFont(fonts.text(24))
    assert field.textMargins().left() == 40 > before


def _carry(qtbot: QtBot) -> Choice:
    choice = Choice("x.carry", "Carry")
    choice.fill((("Automatic", 0), ("Parts", 1), ("Payload", 2)))
    qtbot.addWidget(choice)
    return choice


def _described(choice: Choice) -> str:
    interface = QAccessible.queryAccessibleInterface(choice)
    assert interface is not None
    return interface.text(QAccessible.Text.Description)


def test_behind_its_value_a_choice_is_told_by_its_help(qtbot: QtBot) -> None:
    choice = _carry(qtbot)
    choice.setToolTip("How a long text is carried")
    assert _described(choice).endswith("How a long text is carried")


@pytest.mark.skipif(sys.platform == "win32", reason="the name itself is told there")
def test_the_value_of_a_choice_is_not_told_twice(qtbot: QtBot) -> None:
    choice = _carry(qtbot)
    choice.setToolTip(choice.currentText())
    assert _described(choice) == "Carry"


@pytest.mark.skipif(not controls.TOLD_BY_CHANGE, reason="steps are told by the system there")
def test_each_step_through_a_closed_choice_is_told(qtbot: QtBot) -> None:
    choice, told = _carry(qtbot), []
    choice.setToolTip("How a long text is carried")
    choice.show()
    with qtbot.waitActive(choice):
        choice.activateWindow()
    choice.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(choice, key)
        told.append(_described(choice))
    assert told == ["Parts", "Payload", "Parts"]
    choice.clearFocus()
    choice.setFocus()
    assert _described(choice) == "How a long text is carried", "whoever comes back hears the value as such"


@pytest.mark.skipif(not controls.TOLD_BY_CHANGE, reason="steps are told by the system there")
def test_a_choice_that_changes_elsewhere_is_silent(qtbot: QtBot) -> None:
    choice = _carry(qtbot)
    choice.choose(2)
    assert _described(choice) == "Carry"


def test_a_screen_reader_hears_the_keys_of_a_button_and_not_its_name_twice(qtbot: QtBot) -> None:
    keyed, plain = IconButton("plus", "x.add", "Add", "Ctrl+N"), IconButton("close", "x.away", "Put away")
    for one in (keyed, plain):
        qtbot.addWidget(one)
    assert (keyed.accessibleDescription(), plain.accessibleDescription()) == ("Ctrl+N", "")


def _come_to(line: LineField, qtbot: QtBot) -> None:
    qtbot.addWidget(line)
    line.setText("491713920012")
    line.show()
    with qtbot.waitActive(line):
        line.activateWindow()
    line.clearFocus()
    line.setFocus(Qt.FocusReason.TabFocusReason)


def test_a_screen_reader_hears_of_a_field_before_its_text_is_selected(qtbot: QtBot) -> None:
    line = LineField("x.to", "To")
    _come_to(line, qtbot)
    assert not line.hasSelectedText()
    qtbot.waitUntil(line.hasSelectedText)
    assert line.selectedText() == "491713920012"


def test_what_is_typed_at_once_takes_the_place_of_what_tab_selects(qtbot: QtBot) -> None:
    line = LineField("x.to", "To")
    _come_to(line, qtbot)
    qtbot.keyClicks(line, "42")
    assert line.text() == "42"
    QApplication.processEvents()
    assert not line.hasSelectedText()


def test_a_click_selects_nothing(qtbot: QtBot) -> None:
    line = LineField("x.to", "To")
    _come_to(line, qtbot)
    line.deselect()
    line.clearFocus()
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert not line.hasSelectedText()
