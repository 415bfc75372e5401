"""Two kinds of findings in one list."""

from __future__ import annotations

from smppconsole.smpp.finding import Finding, Severity
from smppconsole.trace.judged import with_judged


def test_the_worst_of_both_comes_first() -> None:
    note, error = Finding("a", Severity.NOTE, 0, 1, "note"), Finding("b", Severity.ERROR, 0, 16, "error")
    assert with_judged([note], [error]) == (error, note)
