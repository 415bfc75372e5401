"""Going to a PDU by its number or by a time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.trace.moments import clock, full_time
from smppconsole.trace.store import Store
from smppconsole.ui.panels.trace_goto import ask_place, place_of, range_words
from smppconsole.ui.widgets.controls import LineField
from tests.kit.screen import found, nameless
from tests.kit.traces import MS, START, Tape, submit

DAY_MS = 24 * 3600 * 1000


def _store(rows: int = 5, apart: int = 0) -> Store:
    """Rows a millisecond and some more apart."""
    tape = Tape()
    for number in range(rows):
        tape.out(submit(number + 1))
        tape.wait(apart)
    return tape.published()


@pytest.mark.parametrize("said", ["1295", " #1295", "No. 1295", "1 295", "1\u2009295"])
def test_a_number_is_understood_as_people_write_it(said: str) -> None:
    assert place_of(_store(1300), said) == (1294, "")


@pytest.mark.parametrize("said", ["0", "6"])
def test_a_number_that_is_not_there_says_which_are(said: str) -> None:
    assert place_of(_store(), said) == (-1, "The numbers go from 1 to 5.")


def test_a_time_is_the_first_row_not_before_it_and_the_last_where_none_is() -> None:
    store = _store()
    assert place_of(store, clock(START + 3 * MS)).row == 3
    assert place_of(store, full_time(START + 2 * MS)).row == 2
    assert place_of(store, full_time(START + DAY_MS * MS)).row == 4


def test_a_bare_time_is_on_the_day_of_the_row_it_is_asked_from() -> None:
    store = _store(4, apart=DAY_MS)
    said = clock(START)
    assert [place_of(store, said, row).row for row in (0, 2, 99)] == [0, 2, 3]


def test_what_is_no_place_is_told_and_so_is_an_empty_trace() -> None:
    place = place_of(_store(), "yesterday")
    assert place.row == -1
    assert "is no time" in place.problem
    assert place_of(Store(), "1").problem == range_words(Store()) == "There are no PDUs yet."
    assert range_words(_store()) == f"No. 1 to 5, or a time from {clock(START)} to {clock(START + 4 * MS)}"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_sheet_stays_until_what_is_typed_names_a_pdu(qtbot: QtBot) -> None:
    window, gone_to = QWidget(), list[int]()
    qtbot.addWidget(window)
    window.show()
    sheet = ask_place(window, _store(), 0, gone_to.append)
    line = found(sheet, "goto.line", LineField)
    assert not nameless(sheet)
    line.setText("9")
    sheet.yes.click()
    assert (gone_to, sheet.isVisible()) == ([], True)
    assert "The numbers go from 1 to 5." in {one.text() for one in sheet.findChildren(QLabel) if one.isVisible()}
    line.setText("4")
    with qtbot.waitSignal(sheet.accepted):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert gone_to == [3]
