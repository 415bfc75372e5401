"""Filters run in slices."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.trace.filter import parse
from smppconsole.ui.models.trace_model import TraceModel
from smppconsole.ui.models.trace_rows import RowMaker, SessionTag
from smppconsole.ui.panels.trace.filter import TraceFilter, expression
from smppconsole.ui.widgets.filter_row import FilterWish
from tests.kit.pdus import octets
from tests.kit.traces import Tape, answer, submit

WISHES = (
    FilterWish(),
    FilterWish("status != 0 or unanswered", True, True, "in", 3),
    FilterWish(direction="out"),
    FilterWish(hide_keepalives=True),
)


@pytest.mark.parametrize("wish", WISHES)
def test_a_wish_is_a_filter_of_the_language(wish: FilterWish) -> None:
    parse(expression(wish))


def _filter(tape: Tape) -> tuple[TraceFilter, TraceModel]:
    store = tape.published()
    model = TraceModel(store, RowMaker(store, lambda _s: SessionTag("x", "blue"), lambda _s: AS_USUAL))
    return TraceFilter(store, model, parse), model


def _tape(pairs: int) -> Tape:
    tape = Tape()
    for sequence in range(1, pairs + 1):
        tape.out(submit(sequence))
        tape.into(answer(sequence))
    tape.out(octets("enquire_link", 9000))
    return tape


def test_rows_that_do_not_fit_go_and_come_back() -> None:
    trace_filter, model = _filter(_tape(3))
    assert trace_filter.set_wish(FilterWish(hide_keepalives=True)) == ""
    assert model.rowCount() == 6
    assert trace_filter.active
    trace_filter.set_wish(FilterWish())
    assert model.rowCount() == 7


def test_new_rows_are_filtered_as_they_come() -> None:
    tape = _tape(1)
    trace_filter, model = _filter(tape)
    trace_filter.set_wish(FilterWish(direction="out"))
    tape.out(submit(50))
    tape.into(answer(50))
    tape.published()
    assert [model.store_row(at) for at in range(model.rowCount())] == [0, 2, 3]
    assert trace_filter.done


def test_an_answer_takes_a_row_out_of_the_unanswered() -> None:
    tape = _tape(1)
    row = tape.out(submit(50))
    trace_filter, model = _filter(tape)
    trace_filter.set_wish(FilterWish("unanswered"))
    assert model.position(row) >= 0
    tape.into(answer(50))
    tape.published()
    assert model.position(row) == -1


def test_a_filter_that_cannot_be_read_changes_nothing_and_says_where() -> None:
    trace_filter, model = _filter(_tape(1))
    words = trace_filter.set_wish(FilterWish("commnd == 3"))
    assert "commnd" in words
    assert "column 1" in words
    assert model.rowCount() == 3
    assert trace_filter.wish == FilterWish()


def test_what_is_wrong_speaks_of_what_was_typed_alone() -> None:
    trace_filter, _ = _filter(_tape(1))
    words = trace_filter.set_wish(FilterWish("command ==", hide_keepalives=True))
    assert ")" not in words.replace("(column 11)", "")
    assert trace_filter.column == len("command ==")


def test_a_long_trace_is_worked_through_in_slices(qtbot: QtBot) -> None:
    trace_filter, model = _filter(_tape(3000))
    trace_filter.set_wish(FilterWish('text ~ "hell"'))
    qtbot.waitUntil(lambda: trace_filter.done)
    assert model.rowCount() == 3000


def test_marks_are_asked_about_again() -> None:
    tape = _tape(1)
    trace_filter, model = _filter(tape)
    trace_filter.set_wish(FilterWish("mark"))
    tape.store.mark(0)
    trace_filter.refresh_rows(0)
    assert model.rowCount() == 1
    trace_filter.close()
