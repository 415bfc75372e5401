"""The way to the next error that is shown."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.trace.page import TracePage
from smppconsole.ui.panels.trace.terms import TraceTerms
from tests.kit.traces import Tape, answer, submit

TERMS = TraceTerms(lambda _session: SessionTag("NL", "blue"), lambda _session: AS_USUAL)
MANY = 1_500


@pytest.fixture
def page(qtbot: QtBot) -> TracePage:
    """A message, many refusals of one kind, and one of another kind in their midst."""
    tape = Tape()
    tape.out(submit(1))
    for number in range(2, MANY):
        tape.into(answer(number, status=0x58 if number != 1_200 else 0x0B))
    made = TracePage(tape.published(), TERMS, "")
    qtbot.addWidget(made)
    made.table.choose(0)
    return made


def told(page: TracePage) -> list[str]:
    words: list[str] = []
    page.acts.errors.missed.connect(words.append)
    return words


def test_a_shown_error_is_found_behind_any_number_of_hidden_ones(page: TracePage, qtbot: QtBot) -> None:
    page.filters.filter_by("status != 0x58")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    page.table.choose(0)
    page.act("next_error")
    assert not page.acts.errors.done  # the window has a turn meanwhile
    qtbot.waitUntil(lambda: page.table.chosen_row == 1_199)
    assert page.acts.errors.done


def test_what_is_not_there_is_told_with_what_the_filter_hides(page: TracePage, qtbot: QtBot) -> None:
    words = told(page)
    page.filters.filter_by("status == 0")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.table.choose(0)
    page.act("next_error")
    qtbot.waitUntil(lambda: page.acts.errors.done)
    page.act("previous_error")
    assert words == ["No error after No. 1. The filter hides 1\u2009498.", "No error before No. 1."]
    assert page.table.chosen_row == 0


def test_without_a_filter_the_end_is_told(page: TracePage) -> None:
    words = told(page)
    page.table.choose(MANY - 2)
    page.act("next_error")
    assert words == ["No error after No. 1\u2009499."]


def test_back_from_nowhere_begins_at_the_end(qtbot: QtBot) -> None:
    tape = Tape()
    tape.into(answer(1, status=0x58))
    tape.into(answer(2))
    page = TracePage(tape.published(), TERMS, "")
    qtbot.addWidget(page)
    words = told(page)
    page.act("previous_error")
    assert (page.table.chosen_row, words) == (0, [])


def test_a_trace_without_errors_says_so(qtbot: QtBot) -> None:
    tape = Tape()
    tape.into(answer(1))
    page = TracePage(tape.published(), TERMS, "")
    qtbot.addWidget(page)
    words = told(page)
    page.act("next_error")
    assert words == ["No error in this trace."]


def test_whoever_goes_elsewhere_ends_the_search(page: TracePage, qtbot: QtBot) -> None:
    page.filters.filter_by("status != 0x58")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    page.table.choose(0)
    page.act("next_error")
    page.acts.errors.stop()
    qtbot.wait(10)
    assert page.table.chosen_row == 0
