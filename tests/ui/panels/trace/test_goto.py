"""Going to a number or a time."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.trace.moments import clock
from smppconsole.trace.store import Store
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.trace.goto import place_of, range_words
from smppconsole.ui.panels.trace.page import TracePage
from smppconsole.ui.panels.trace.terms import TraceTerms
from smppconsole.ui.widgets.controls import LineField
from tests.kit.screen import found
from tests.kit.traces import START, Tape, submit

TERMS = TraceTerms(lambda _session: SessionTag("NL", "blue"), lambda _session: AS_USUAL)


@pytest.fixture
def store() -> Store:
    """Ten PDUs, a second between two."""
    tape = Tape()
    for number in range(10):
        tape.out(submit(number + 1))
        tape.wait(999)
    return tape.published()


@pytest.mark.parametrize("said", ["4", "No. 4", "#4", " 4 "])
def test_a_number_is_a_place(store: Store, said: str) -> None:
    assert place_of(store, said).row == 3


def test_a_time_is_the_first_pdu_not_before_it(store: Store) -> None:
    moment = datetime.fromtimestamp(START // 10**9 + 4)
    assert place_of(store, f"{moment:%H:%M:%S}").row == 4
    assert place_of(store, f"{moment:%Y-%m-%dT%H:%M:%S}").row == 4
    assert place_of(store, "2000-01-01T00:00").row == 0
    assert place_of(store, "2100-01-01T00:00").row == 9


@pytest.mark.parametrize(("said", "words"), [("11", "from 1 to 10"), ("0", "from 1 to 10"), ("soon", "no time")])
def test_no_place_is_told_in_words(store: Store, said: str, words: str) -> None:
    assert words in place_of(store, said).problem


def test_an_empty_trace_has_no_places() -> None:
    assert "no PDUs" in place_of(Store(), "1").problem
    assert "no PDUs" in range_words(Store())


def test_what_can_be_named_is_said(store: Store) -> None:
    assert range_words(store).startswith(f"No. 1 to 10, or a time from {clock(START)}")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_sheet_stays_until_a_place_is_named(store: Store, qtbot: QtBot) -> None:
    page = TracePage(store, TERMS, "")
    qtbot.addWidget(page)
    page.show()
    page.act("goto")
    sheet, line = found(page, "goto", QDialog), found(page, "goto.line", LineField)
    line.setText("99")
    line.returnPressed.emit()
    assert sheet.isVisible()
    line.setText("7")
    line.returnPressed.emit()
    assert page.table.chosen_row == 6
    assert not sheet.isVisible()
