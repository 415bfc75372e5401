"""The palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.smpp.spec.book import STANDARD, read_dictionary
from smppconsole.ui.models.reference import Entry
from smppconsole.ui.panels.frame.palette import Palette

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


def test_enter_takes_an_action_and_closes(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.line, "new")
    with qtbot.waitSignal(palette.chosen) as told:
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert told.args == ["new"]
    assert not palette.isVisible()


def test_a_status_tells_cause_and_check_and_enter_filters_on_it(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.line, "RTHROTTLED")
    assert "To check:" in palette.words.text()
    assert "Enter filters the trace: status == ESME_RTHROTTLED" in palette.words.text()
    with qtbot.assertNotEmitted(palette.chosen), qtbot.waitSignal(palette.filter_asked) as told:
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert told.args == ["status == ESME_RTHROTTLED"]
    assert not palette.isVisible()


def test_what_cannot_be_filtered_on_stays_open(palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.line, "alphabet gsm7")
    with qtbot.assertNotEmitted(palette.filter_asked):
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_it_can_be_opened_with_something_to_look_up(palette: Palette) -> None:
    palette.open_over(QRect(300, 6, 300, 26), "esm_class")
    assert palette.line.text() == "esm_class"
    assert palette.words.text().startswith("Mode, type and features")


def test_it_knows_the_rows_of_an_accounts_own_tables(qtbot: QtBot) -> None:
    rows = read_dictionary('name = "x"\n[[tlv]]\ntag = 0x1401\nname = "dlt_template_id"\n')
    window = QWidget()
    qtbot.addWidget(window)
    palette = Palette(window, ACTIONS, book=lambda: STANDARD.with_rows(rows.tlvs))
    palette.open_over(QRect(0, 0, 300, 26), "0x1401")
    titles = [palette.list.model().index(at, 0).data() for at in range(palette.list.model().rowCount())]
    assert any(title.startswith("dlt_template_id") for title in titles)


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
