"""What keys and the menu of a trace do; most is tested through the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.models.trace_model import COLUMN
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.trace.page import TracePage
from smppconsole.ui.panels.trace.terms import TraceTerms
from tests.kit.traces import Tape, answer, submit

TERMS = TraceTerms(lambda _session: SessionTag("NL", "blue"), lambda _session: AS_USUAL)


def test_the_filter_is_on_the_cell_that_the_arrows_went_to(qtbot: QtBot) -> None:
    tape = Tape()
    tape.out(submit(1, "look for this"))
    tape.into(answer(1, "A1"))
    page = TracePage(tape.published(), TERMS, "")
    qtbot.addWidget(page)
    page.table.choose(0)
    for _ in range(COLUMN["text"] - COLUMN["command"] - 1):  # the gap of times is hidden
        qtbot.keyClick(page.table, Qt.Key.Key_Right)
    assert page.table.currentIndex().column() == COLUMN["text"]
    assert page.acts.do("filter_value")
    assert page.filters.line.edit.text() == 'text == "look for this"'
    assert page.model.rowCount() == 1
    assert not page.acts.do("send_again")
    assert "partner" in page.acts.known


def _page(qtbot: QtBot, count: int) -> TracePage:
    tape = Tape()
    for number in range(count):
        tape.out(submit(number + 1))
    page = TracePage(tape.published(), TERMS, "")
    qtbot.addWidget(page)
    return page


def test_n_goes_to_marks_and_comments_around_the_end_and_back(qtbot: QtBot) -> None:
    page = _page(qtbot, 6)
    page.store.mark(1)
    page.store.comment(4, "slow")
    page.table.choose(0)
    seen = []
    for key in ("next_mark", "next_mark", "next_mark", "previous_mark", "previous_mark"):
        page.acts.do(key)
        seen.append(page.table.chosen_row)
    assert seen == [1, 4, 1, 4, 1]


def test_marks_that_the_filter_hides_are_passed_over_and_none_is_told(qtbot: QtBot) -> None:
    page = _page(qtbot, 3)
    page.store.mark(1)
    page.filters.filter_by("number > 2")
    with qtbot.waitSignal(page.said) as told:
        page.acts.do("next_mark")
    assert "No row shown is marked" in told.args[0]


def test_the_cell_that_was_gone_to_stays_while_filters_come_and_go(qtbot: QtBot) -> None:
    page = _page(qtbot, 3)
    page.table.choose(1)
    page.table.setCurrentIndex(page.model.index(1, COLUMN["sequence"]))
    page.acts.do("filter_value")
    assert page.filters.line.edit.text() == "sequence == 2"
    page.filters.clear()
    assert page.table.currentIndex().column() == COLUMN["sequence"]
