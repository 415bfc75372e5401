"""One trace with its filters and keys."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.trace.filter import parse
from smppconsole.ui.models.trace_model import COLUMN, COLUMNS
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.trace_page import TracePage, TraceTerms, value_filter
from tests.kit.screen import found
from tests.kit.traces import Tape, answer, submit

TERMS = TraceTerms(lambda _session: SessionTag("NL", "blue"), lambda _session: AS_USUAL)


@pytest.fixture
def tape() -> Tape:
    """Ten pairs; the answers to 3 and 7 are refusals."""
    made = Tape()
    for sequence in range(1, 11):
        made.out(submit(sequence))
        made.into(answer(sequence, status=0x58 if sequence in {3, 7} else 0))
    made.published()
    return made


@pytest.fixture
def page(tape: Tape, qtbot: QtBot) -> TracePage:
    """A page over the tape."""
    made = TracePage(tape.store, TERMS, "Nothing yet.")
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def test_p_goes_to_the_partner(page: TracePage) -> None:
    page.table.choose(4)
    page.act("partner")
    assert page.table.chosen_row == 5


def test_e_walks_the_errors_both_ways(page: TracePage) -> None:
    page.table.choose(0)
    page.act("next_error")
    assert page.table.chosen_row == 5
    page.act("next_error")
    assert page.table.chosen_row == 13
    page.act("next_error")
    assert page.table.chosen_row == 13
    page.act("previous_error")
    assert page.table.chosen_row == 5


def test_space_marks_and_takes_the_mark_away(page: TracePage, tape: Tape) -> None:
    page.table.choose(4)
    page.act("mark")
    assert tape.store.marked(4)
    assert page.model.shown(4).marked
    page.act("mark")
    assert not tape.store.marked(4)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_c_keeps_a_comment(page: TracePage, tape: Tape) -> None:
    page.table.choose(4)
    page.act("comment")
    dialog = found(page, "trace.comment", QInputDialog)
    dialog.setTextValue("ask the provider")
    dialog.accept()
    assert tape.store.comments[4] == "ask the provider"


def test_f_filters_on_the_value_and_esc_clears(page: TracePage) -> None:
    page.table.choose(5)
    page.act("filter_value")
    assert page.filters.line.edit.text() == "command == submit_sm_resp"
    assert page.model.rowCount() == 10
    assert page.table.chosen_row == 5
    page.act("clear")
    assert page.model.rowCount() == 20


@pytest.mark.parametrize("column", [column.id for column in COLUMNS])
def test_the_value_of_every_column_makes_a_filter(page: TracePage, tape: Tape, column: str) -> None:
    for row in (0, 5):
        wanted = value_filter(page.model, row, column)
        if wanted:
            assert parse(wanted).matches(tape.store, row) or column == "round_trip"


def test_k_hides_keep_alives(page: TracePage) -> None:
    page.act("keepalives")
    assert page.filters.keepalives.isChecked()


def test_a_filter_that_finds_none_says_so(page: TracePage) -> None:
    page.filters.line.edit.setText("sequence == 999")
    assert page.empty.text() == "None of 20 PDUs match."
    assert page.empty.isVisible()
    page.clear.click()
    assert not page.empty.isVisible()


def test_a_filter_that_cannot_be_read_says_where(page: TracePage) -> None:
    page.filters.line.edit.setText("commnd == 3")
    assert "commnd" in page.problem.text()
    assert page.problem.isVisible()
    assert page.model.rowCount() == 20


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_stands_over_a_row(page: TracePage, qtbot: QtBot) -> None:
    page.table.choose(4)
    page.table.customContextMenuRequested.emit(page.table.visualRect(page.model.index(4, COLUMN["command"])).center())
    menu = page.findChild(QMenu)
    assert menu is not None
    assert "Go to partner" in [action.text() for action in menu.actions()]
    menu.close()


def test_what_concerns_the_window_is_passed_on(page: TracePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.asked) as told:
        page.act("inspect")
    assert told.args == ["inspect"]
    page.close_page()
