"""The palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.smpp.spec.book import STANDARD
from smppconsole.ui.panels.frame.palette import Entry, Palette, matching, reference

ACTIONS = (Entry("Bind or unbind", "Ctrl+B", "bind", "Session"), Entry("New message", "Ctrl+N", "new", "Message"))


@pytest.fixture
def palette(qtbot: QtBot) -> Palette:
    """A palette over a window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    made = Palette(window, ACTIONS)
    made.holder = window  # type: ignore[attr-defined]  # keeps it alive
    made.open_over(QRect(300, 6, 300, 26))
    return made


def test_the_reference_holds_every_command_tlv_and_status() -> None:
    titles = {entry.title for entry in reference()}
    assert {row.name for row in STANDARD.commands} <= titles
    assert {row.name for row in STANDARD.tlvs} <= titles
    assert {row.name for row in STANDARD.statuses} <= titles
    assert "esm_class" in titles


def test_before_typing_it_offers_what_can_be_done() -> None:
    assert matching([*ACTIONS, *reference()], "") == list(ACTIONS)


def test_words_are_found_in_titles_numbers_and_meanings() -> None:
    entries = [*ACTIONS, *reference()]
    assert matching(entries, "unbind or")[0].action == "bind"
    assert matching(entries, "0x58")[0].title == "ESME_RTHROTTLED"
    assert any(entry.title == "ESME_RTHROTTLED" for entry in matching(entries, "slowly"))


def test_enter_takes_an_action_and_closes(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.line, "new")
    with qtbot.waitSignal(palette.chosen) as told:
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert told.args == ["new"]
    assert not palette.isVisible()


def test_a_status_tells_cause_and_check_and_stays_open(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.line, "RTHROTTLED")
    assert "To check:" in palette.words.text()
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_arrows_walk_and_esc_closes(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 1
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 0
    assert not palette.grab().isNull()
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_nothing_found_is_said(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.line, "zzzz")
    assert palette.words.text() == "Nothing found."


def test_the_row_gone_to_is_told_where_the_focus_is(palette: Palette, qtbot: QtBot) -> None:
    assert palette.line.accessibleDescription() == "Bind or unbind, Ctrl+B, 1 of 2. Session"
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.line.accessibleDescription() == "New message, Ctrl+N, 2 of 2. Message"
    qtbot.keyClicks(palette.line, "zzz")
    assert palette.line.accessibleDescription() == "Nothing found."


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_the_focus_goes_back_to_where_it_was(palette: Palette, qtbot: QtBot, key: Qt.Key) -> None:
    window = palette.parentWidget()
    assert window is not None
    fields = [QLineEdit(window) for _ in range(3)]
    for field in fields:
        field.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    palette.hide()
    fields[1].setFocus()
    palette.open_over(QRect(300, 6, 300, 26))
    assert palette.line.hasFocus()
    qtbot.keyClick(palette.line, key)
    assert fields[1].hasFocus()
    assert not palette.isVisible()
