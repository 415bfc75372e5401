"""From a cell to a filter that finds its row."""

from __future__ import annotations

import pytest

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.trace.filter import parse
from smppconsole.trace.record import Ends
from smppconsole.ui.models.trace_model import COLUMNS
from smppconsole.ui.models.value_filter import denied, joined, quoted, value_filter
from tests.kit.traces import ENDS, Tape, answer, receipt, submit


def tape() -> Tape:
    made = Tape()
    made.out(submit(1, 'say "hi" \\ bye', data_coding=3))
    made.into(answer(1, "A1"))
    made.out(submit(2))
    made.into(answer(2, status=0x58))
    made.into(receipt(1, "A1"))
    made.out(submit(3))
    made.into(answer(77, "B"))
    made.into(b"rubbish", lost=True)
    made.into(b"short")
    made.published()
    return made


@pytest.mark.parametrize("column", [column.id for column in COLUMNS])
def test_every_cell_makes_a_filter_that_takes_its_row(column: str) -> None:
    store = tape().store
    for row in range(len(store)):
        text = value_filter(store, row, column, STANDARD, AS_USUAL)
        assert parse(text).matches(store, row), (row, text)
        assert not parse(denied(text)).matches(store, row), (row, text)


@pytest.mark.parametrize(
    ("row", "column", "wanted"),
    [
        (0, "text", 'text == "say \\"hi\\" \\\\ bye"'),
        (0, "route", 'from == "Orbit" and to == "491713920012"'),
        (1, "text", 'message_id == "A1"'),
        (3, "status", "status == ESME_RTHROTTLED"),
        (4, "status", "state == DELIVRD"),
        (5, "status", "unanswered"),
        (6, "status", "foreign"),
        (7, "command", "lost"),
        (8, "command", "length < 16"),
        (1, "round_trip", "round_trip >= 1000us"),
        (2, "number", "number >= 3"),
    ],
)
def test_the_filter_says_what_the_cell_says(row: int, column: str, wanted: str) -> None:
    assert value_filter(tape().store, row, column, STANDARD, AS_USUAL) == wanted


def test_a_session_is_named_by_its_title_where_no_other_bears_it() -> None:
    made = tape()
    made.store.describe(1, ENDS._replace(title="NL RX", account="Nordlink RX"))
    assert value_filter(made.store, 0, "session", STANDARD, AS_USUAL) == 'session == "NL TX"'
    made.store.describe(1, ENDS._replace(title="nl tx", account="Nordlink RX"))
    assert value_filter(made.store, 0, "session", STANDARD, AS_USUAL) == "session == 0"
    made.store.describe(1, ENDS._replace(title="NL RX", account="NL TX"))
    assert value_filter(made.store, 0, "session", STANDARD, AS_USUAL) == "session == 0"
    unnamed = Tape(ends=Ends("7"))
    unnamed.out(submit(1))
    assert value_filter(unnamed.published(), 0, "session", STANDARD, AS_USUAL) == "session == 0"


def test_filters_are_joined_with_brackets_where_they_need_them() -> None:
    assert joined("", "out") == "out"
    assert joined("error", "out") == "error and out"
    assert joined("error or lost", "out") == "(error or lost) and out"
    assert denied("out") == "not out"
    assert denied("a == b") == "not (a == b)"
    assert quoted('a"b') == '"a\\"b"'
