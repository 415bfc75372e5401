"""The sheet that asks for another text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smppconsole.compose.draft import Alphabet, Draft
from smppconsole.smpp.pdu import Pdu
from smppconsole.ui.panels.composer.replace_sheet import ReplaceSheet, replace_problem

_HELD = Draft("491713920012", "Orbit", "hello", alphabet=Alphabet.GSM7)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def _opened(qtbot: QtBot, window: QWidget, given: list[Pdu]) -> ReplaceSheet:
    sheet = ReplaceSheet(window, _HELD, "A1", given.extend)
    sheet.open()
    qtbot.waitUntil(lambda: sheet.isActiveWindow() and sheet.text.hasFocus())
    return sheet


def test_a_text_that_cannot_stand_in_says_why() -> None:
    assert replace_problem(Draft("49", "x", "ok"), "1") == ""
    assert replace_problem(Draft("49", "x", ""), "1") == "A text is needed."
    assert "short_message" in replace_problem(Draft("49", "x", "y" * 300), "1")


def test_who_types_writes_over_the_text_and_ctrl_enter_sends(qtbot: QtBot, window: QWidget) -> None:
    given: list[Pdu] = []
    sheet = _opened(qtbot, window, given)
    QTest.keyClicks(sheet.text, "other")
    assert sheet.told.text().startswith("5 of 254 octets.")
    QTest.keyClick(sheet.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [(pdu.command, pdu.fields["message_id"], pdu.fields["short_message"]) for pdu in given] == [
        ("replace_sm", "A1", b"other")
    ]


def test_what_the_first_alphabet_has_not_cannot_stand_in(qtbot: QtBot, window: QWidget) -> None:
    given: list[Pdu] = []
    sheet = _opened(qtbot, window, given)
    sheet.text.setPlainText("при")
    assert not sheet.yes.isEnabled()
    assert "octets." not in sheet.told.text()
    QTest.keyClick(sheet.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert given == []
    sheet.no.click()
