"""The few questions the window asks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui import theme
from smppconsole.ui.panels.frame.dialogs import ask, ask_door, ask_password
from tests.kit.screen import found, nameless

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Something to ask over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_question_names_its_result_and_can_be_left(window: QWidget) -> None:
    done: list[str] = []
    sheet = ask(window, "guard", "Production", "Send 3 parts to 49?", "Send 3 parts", lambda: done.append("sent"))
    assert (sheet.yes.text(), sheet.no.text()) == ("Send 3 parts", "Cancel")
    assert not nameless(sheet)
    sheet.no.click()
    assert done == []
    again = ask(window, "guard", "Production", "Send 3 parts to 49?", "Send 3 parts", lambda: done.append("sent"))
    again.yes.click()
    assert done == ["sent"]


def test_what_only_takes_away_is_not_what_the_eye_goes_to(window: QWidget) -> None:
    grounds = []
    for loses in (False, True):
        sheet = ask(window, "delete", "Delete", "Delete it?", "Delete it", lambda: None, loses=loses)
        sheet.say_no("Keep it")
        grounds.append(sheet.yes.grab().toImage().pixelColor(8, 16).name().upper())
        assert (sheet.no.text(), sheet.no.accessibleName()) == ("Keep it", "Keep it")
        sheet.no.click()
    assert grounds == [theme.LIGHT.accent, theme.LIGHT.surface]


def test_a_question_is_as_high_as_its_words(window: QWidget) -> None:
    sheet = ask(
        window, "guard", "Production", "Send 3 parts to 491713920012 on this account? " * 3, "Send", lambda: None
    )
    wanted = sheet.words.heightForWidth(sheet.words.width())
    assert wanted <= sheet.words.height() <= wanted + 4
    sheet.no.click()


def test_enter_alone_does_nothing_that_cannot_be_taken_back(window: QWidget, qtbot: QtBot) -> None:
    done: list[str] = []
    sheet = ask(window, "guard", "Production", "Send 3 parts to 49?", "Send 3 parts", lambda: done.append("sent"))
    qtbot.waitUntil(lambda: sheet.isActiveWindow() and sheet.no.hasFocus())
    qtbot.keyClick(sheet.no, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert done == []


def test_where_to_wait_and_for_whom_is_asked(window: QWidget, qtbot: QtBot) -> None:
    given: list[tuple[str, int, str, str]] = []
    sheet = ask_door(window, "Nordlink", "It only sends.", lambda *told: given.append(told))
    assert not nameless(sheet)
    assert found(sheet, "door.hint", QLabel).text() == "It only sends."
    assert found(sheet, "door.password", QLineEdit).echoMode() == QLineEdit.EchoMode.Password
    found(sheet, "door.port", QLineEdit).setText("70000")
    assert not sheet.yes.isEnabled()
    found(sheet, "door.port", QLineEdit).clear()
    qtbot.keyClicks(found(sheet, "door.port", QLineEdit), "2776")
    found(sheet, "door.system_id", QLineEdit).setText(" CENTRE ")
    found(sheet, "door.password", QLineEdit).setText("word")
    sheet.yes.click()
    assert given == [("127.0.0.1", 2776, "CENTRE", "word")]


def test_a_password_is_asked_for_without_echo(window: QWidget, qtbot: QtBot) -> None:
    given: list[tuple[str, bool]] = []
    sheet = ask_password(window, "Nordlink", "the key store is locked", lambda word, keep: given.append((word, keep)))
    line = found(sheet, "password.line", QLineEdit)
    assert line.echoMode() == QLineEdit.EchoMode.Password
    found(sheet, "password.keep", QCheckBox).setChecked(False)
    line.setText("secret")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert given == [("secret", False)]


def test_without_a_key_store_a_password_is_offered_to_be_kept_for_this_run(window: QWidget) -> None:
    sheet = ask_password(window, "Nordlink", "there is no key store", lambda _word, _keep: None, has_store=False)
    assert found(sheet, "password.keep", QCheckBox).text() == "Keep it until the program ends"
    sheet.reject()


def test_the_words_of_a_question_are_copied_by_keys(window: QWidget, qtbot: QtBot) -> None:
    sheet = ask(window, "guard", "Production", "Send 3 parts to 49?", "Send 3 parts", lambda: None)
    qtbot.waitUntil(lambda: sheet.isActiveWindow() and sheet.no.hasFocus())
    qtbot.keyClick(sheet.no, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Send 3 parts to 49?"
    sheet.no.click()
