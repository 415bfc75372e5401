"""Finding in text and octets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.trace.page import TracePage
from smppconsole.ui.panels.trace.terms import TraceTerms
from tests.kit.traces import Tape, answer, submit

TERMS = TraceTerms(lambda _session: SessionTag("NL", "blue"), lambda _session: AS_USUAL)


@pytest.fixture
def tape() -> Tape:
    """Five pairs; 2 and 4 say needle."""
    made = Tape()
    for number in range(1, 6):
        made.out(submit(number, "a Needle" if number in {2, 4} else "hay"))
        made.into(answer(number, f"id{number}"))
    made.published()
    return made


@pytest.fixture
def page(tape: Tape, qtbot: QtBot) -> TracePage:
    """A page with the bar open."""
    made = TracePage(tape.store, TERMS, "")
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    made.act("find")
    return made


def test_f3_walks_the_hits_round_and_back(page: TracePage, qtbot: QtBot) -> None:
    assert page.find_bar.isVisible()
    qtbot.keyClicks(page.find_bar.line, "needle")
    qtbot.waitUntil(lambda: page.find_bar.done)
    assert page.find_bar.told.text() == "2 PDUs"
    walked = []
    for key in ("find_next", "find_next", "find_next", "find_previous"):
        page.act(key)
        walked.append(page.table.chosen_row)
    assert walked == [2, 6, 2, 6]


def test_enter_goes_as_soon_as_a_hit_is_known(page: TracePage, qtbot: QtBot) -> None:
    page.find_bar.line.setText("needle")
    with qtbot.waitSignal(page.find_bar.found) as told:
        qtbot.keyClick(page.find_bar.line, Qt.Key.Key_Return)
    assert told.args == [2]
    page.find_bar.go(-1)
    qtbot.waitUntil(lambda: page.table.chosen_row == 6)


def test_octets_are_found_in_hex(page: TracePage, qtbot: QtBot) -> None:
    page.find_bar.kind.set_value("octets")
    page.find_bar.line.setText("69 64 33 00")
    page.find_bar.go(1)
    qtbot.waitUntil(lambda: page.table.chosen_row == 5)
    page.find_bar.line.setText("zz")
    assert page.find_bar.line.property("bad")


def test_what_the_filter_hides_is_passed_over(page: TracePage, qtbot: QtBot) -> None:
    page.filters.filter_by("sequence > 2")
    page.find_bar.line.setText("needle")
    page.find_bar.go(1)
    qtbot.waitUntil(lambda: page.table.chosen_row == 6)
    page.find_bar.go(1)
    assert page.table.chosen_row == 6


def test_new_rows_are_found_too(page: TracePage, tape: Tape, qtbot: QtBot) -> None:
    page.find_bar.line.setText("late one")
    qtbot.waitUntil(lambda: page.find_bar.done)
    assert page.find_bar.told.text() == "0 PDUs"
    row = tape.out(submit(50, "the late one"))
    tape.published()
    page.find_bar.go(1)
    qtbot.waitUntil(lambda: page.table.chosen_row == row)


def test_escape_puts_the_bar_away(page: TracePage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.find_bar.line, Qt.Key.Key_Escape)
    assert not page.find_bar.isVisible()


def test_in_a_narrow_trace_the_bar_has_two_lines_in_a_low_one_the_filters_place(page: TracePage, qtbot: QtBot) -> None:
    bar = page.find_bar
    assert bar.line.y() == bar.next.y()
    page.setMinimumWidth(1)
    page.resize(380, 500)
    qtbot.waitUntil(lambda: bar.line.geometry().bottom() < bar.next.y())
    assert bar.rect().contains(bar.away.geometry())
    assert page.filters.isVisible()
    page.resize(380, 200)
    assert not page.filters.isVisible()
    page.to_filter()
    assert page.filters.isVisible()
    assert not bar.isVisible()


def test_how_many_were_found_is_told_where_one_types(page: TracePage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.find_bar.line, "needle")
    qtbot.waitUntil(lambda: page.find_bar.done)
    assert page.find_bar.line.accessibleDescription() == "2 PDUs"
