"""How the PDUs of a trace are told."""

from __future__ import annotations

import pytest

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.trace.filter import FilterError
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.trace.terms import TraceTerms
from tests.kit.traces import ENDS, Tape, submit

TERMS = TraceTerms(lambda _session: SessionTag("NL", "blue"), lambda _session: AS_USUAL)


def test_a_filter_is_read_with_the_tables_and_a_wrong_one_is_refused() -> None:
    tape = Tape()
    tape.out(submit(1))
    store = tape.published()
    assert TERMS.filter_of("command == submit_sm").matches(store, 0)
    with pytest.raises(FilterError):
        TERMS.filter_of("command ==")


def test_what_may_stand_in_a_filter_is_told_with_the_sessions_of_the_trace() -> None:
    assert "command" in [one.text.strip() for one in TERMS.complete("comm", 4).candidates]
    assert TERMS.complete("session == ", 11, (ENDS,)).candidates
