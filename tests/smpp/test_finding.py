"""What is worth saying about octets."""

from __future__ import annotations

from smppconsole.smpp.finding import Finding, Severity, worst_of


def test_severities_are_the_words_of_the_contract() -> None:
    assert [str(severity) for severity in Severity] == ["error", "warning", "note"]


def test_the_worst_comes_first() -> None:
    assert sorted(Severity, key=lambda severity: severity.rank) == [Severity.ERROR, Severity.WARNING, Severity.NOTE]


def test_section_and_remedy_may_be_left_out() -> None:
    finding = Finding("tlv-length", Severity.ERROR, 50, 4, "too long")
    assert (finding.section, finding.remedy) == ("", "")


def test_the_worst_of_many_and_of_none() -> None:
    found = [Finding("a", severity, 0, 1, "") for severity in (Severity.NOTE, Severity.WARNING, Severity.NOTE)]
    assert worst_of(found) is Severity.WARNING
    assert worst_of(()) is None
