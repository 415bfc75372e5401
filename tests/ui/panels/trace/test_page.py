"""One trace with its filters and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.models.trace_model import COLUMN
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.frame.dialogs import Sheet
from smppconsole.ui.panels.trace.page import TracePage
from smppconsole.ui.panels.trace.terms import TraceTerms
from smppconsole.ui.widgets.controls import LineField
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
    sheet = found(page, "trace.comment", Sheet)
    found(sheet, "trace.comment_words", LineField).setText("ask the provider")
    sheet.yes.click()
    assert tape.store.comments[4] == "ask the provider"
    page.act("comment")
    again = [one for one in page.findChildren(Sheet) if one.isVisible()][-1]
    assert found(again, "trace.comment_words", LineField).text() == "ask the provider"
    again.no.click()
    assert tape.store.comments[4] == "ask the provider"


def test_f_filters_on_the_value_and_esc_clears(page: TracePage) -> None:
    page.table.choose(5)
    page.act("filter_value")
    assert page.filters.line.edit.text() == "command == submit_sm_resp"
    assert page.model.rowCount() == 10
    assert page.table.chosen_row == 5
    page.act("clear")
    assert page.model.rowCount() == 20


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
    page.table.menu_asked.emit(page.model.index(4, COLUMN["command"]), QPoint(10, 10))
    menu = found(page, "trace.menu", QMenu)
    words = [action.text().partition("\t")[0] for action in menu.actions()]
    assert {"Go to partner", "Filter on this value: command == submit_sm"} <= set(words)
    menu.close()


def test_shift_f_switches_the_filter_off_and_back(page: TracePage) -> None:
    page.filters.filter_by("response")
    page.act("filter_switch")
    assert (page.model.rowCount(), page.filters.line.edit.text()) == (20, "response")
    page.act("filter_switch")
    assert page.model.rowCount() == 10


def test_a_row_that_the_filter_hides_is_told_and_the_next_one_chosen(page: TracePage, qtbot: QtBot) -> None:
    page.filters.filter_by("response")
    with qtbot.waitSignal(page.missed) as told:
        page.go_to(4)
    assert told.args == [4]
    assert page.table.chosen_row == 5


def test_marks_and_comments_are_told_to_who_keeps_them(page: TracePage, qtbot: QtBot) -> None:
    page.table.choose(3)
    with qtbot.waitSignal(page.noted) as told:
        page.act("mark")
    assert told.args == [(3,)]


def test_what_is_judged_later_comes_into_the_filter(page: TracePage, tape: Tape, qtbot: QtBot) -> None:
    page.filters.filter_by("finding == sequence-open")
    qtbot.waitUntil(lambda: page.judging.done)
    tape.out(submit(99))
    tape.out(submit(99))
    tape.published()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.model.store_row(0) == 21
    assert page.model.shown(0).alarm == "error"


def test_the_chosen_row_stays_where_rows_come_and_go(page: TracePage, tape: Tape) -> None:
    page.filters.filter_by("unanswered")
    waiting = [tape.out(submit(number)) for number in range(100, 300)]
    tape.published()
    page.table.choose(waiting[-1])
    for number in range(100, 299):
        tape.into(answer(number))
    tape.published()
    assert page.model.rowCount() == 1
    assert page.table.chosen_row == waiting[-1]


def test_what_concerns_the_window_is_passed_on(page: TracePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.asked) as told:
        page.act("inspect")
    assert told.args == ["inspect"]
    page.close_page()


def test_what_stands_in_an_empty_trace_stays_in_its_middle(qtbot: QtBot) -> None:
    page = TracePage(Tape().published(), TERMS, "Nothing yet.")
    qtbot.addWidget(page)
    page.show()
    for width in (500, 1200):
        page.resize(width, 500)
        page.table.resize(width, 400)
        note = page.empty.parentWidget()
        assert note is not None
        assert abs(note.geometry().center().x() - page.table.viewport().rect().center().x()) <= 1
