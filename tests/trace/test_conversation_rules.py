"""Every rule over a conversation has one that breaks it and one that keeps it."""

from __future__ import annotations

import re

import pytest

from smppconsole.smpp.encode import encode
from smppconsole.smpp.lint import RULES as LINT_RULES
from smppconsole.trace.conversation import Limits, RowFinding, judge
from smppconsole.trace.conversation_rules import RULES, ConversationRule, Step, rule


def judged(steps: tuple[Step, ...], window: int | None) -> list[RowFinding]:
    records = [(encode(step.pdu, anyway=True), step.sender == "E", int(step.at * 1e9), step.session) for step in steps]
    return judge(records, Limits(window=window))


@pytest.mark.parametrize("row", RULES, ids=lambda row: row.id)
class TestEveryRule:
    def test_its_failing_conversation_breaks_it_and_no_other(self, row: ConversationRule) -> None:
        found = judged(row.failing, row.window)
        assert {told.finding.id for told in found} == {row.id}
        assert {told.finding.severity for told in found} == {row.severity}

    def test_its_passing_conversation_keeps_them_all(self, row: ConversationRule) -> None:
        assert judged(row.passing, row.window) == []

    def test_it_speaks_in_sentences(self, row: ConversationRule) -> None:
        told = [found.finding.text for found in judged(row.failing, row.window)]
        assert all(re.fullmatch(r"\w.*[.]", words) for words in (row.words, row.remedy, *told))


def test_ids_are_unique_among_all_rules() -> None:
    ids = [row.id for row in RULES]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & {row.id for row in LINT_RULES}
    assert rule("wrong-state") in RULES
