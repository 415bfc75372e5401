"""Filters on findings, of octets and of conversations."""

from __future__ import annotations

import pytest

from smppconsole.smpp.finding import Finding, Severity
from smppconsole.trace.filter import FilteredView, FilterError, parse
from smppconsole.trace.filter_completion import complete
from smppconsole.trace.store import Store
from tests.kit.traces import Tape, answer, submit

TWICE = Finding("answer-twice", Severity.WARNING, 0, 16, "number 1 has its answer already")


@pytest.fixture
def store() -> Store:
    tape = Tape()
    tape.out(submit(1, "\x05\x00\x03\x07\x02\x01Hello"))
    tape.into(answer(1, "a"))
    tape.into(answer(1, "a"))
    tape.store.judged[2] = (TWICE,)
    return tape.published()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("finding == answer-twice", [2]),
        ("finding ~ answer", [2]),
        ("finding == udh-without-udhi", [0]),
        ("finding", [0, 2]),
        ("not finding == answer-twice", [0, 1]),
        ("finding in (answer-twice, udh-without-udhi)", [0, 2]),
    ],
)
def test_both_kinds_are_found_by_their_ids(store: Store, text: str, rows: list[int]) -> None:
    assert list(parse(text).rows(store)) == rows


def test_what_is_judged_later_comes_into_the_view(store: Store) -> None:
    view = FilteredView(store, parse("finding == answer-twice"))
    view.finish()
    assert view.filter.changes
    store.judged[1] = (TWICE,)
    assert view.refresh([1]).inserted == [0]
    assert list(view.rows) == [1, 2]


def test_findings_of_octets_never_change() -> None:
    assert not parse("finding == udh-without-udhi").changes


def test_ids_are_known_completed_and_mended() -> None:
    assert "sequence-open" in [one.text for one in complete("finding == seq").candidates]
    with pytest.raises(FilterError, match="sequence-open"):
        parse("finding == sequence-opn")
