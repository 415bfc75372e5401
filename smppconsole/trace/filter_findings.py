"""Tests of findings: those of a PDU's octets are looked for there, those of conversations in what was judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smppconsole.smpp.lint import RULES
from smppconsole.smpp.spec.book import Book
from smppconsole.trace.conversation_rules import RULES as CONVERSATION_RULES
from smppconsole.trace.filter_plan import RULES as RULES_ASKED
from smppconsole.trace.filter_plan import AnyOf, BodyTerm, ColumnTerm, Plan, Slice, spread
from smppconsole.trace.filter_speech import Speech, need_operator
from smppconsole.trace.filter_syntax import FilterError, Test
from smppconsole.trace.filter_values import Holds, text_test, unknown

if TYPE_CHECKING:
    from smppconsole.smpp.lint_rule import LintRule

_TALK_IDS = frozenset(rule.id for rule in CONVERSATION_RULES)


def finding_term(test: Test, speech: Speech) -> Plan:
    """The test of a finding's id; of all rules only those that are meant are asked."""
    holds = _holds(test)
    rules = tuple(rule for rule in RULES if holds(rule.id))
    talks = frozenset(one for one in _TALK_IDS if holds(one))
    parts: list[Plan] = [_judged_term(talks)] if talks else []
    if rules:
        parts.append(_octets_term(rules, speech))
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def asks_conversations(test: Test) -> bool:
    """Whether the answer may change with what follows: rules over more than one PDU are meant."""
    holds = _holds(test)
    return any(holds(one) for one in _TALK_IDS)


def _holds(test: Test) -> Holds:
    how = test.operator and need_operator(test, "== ~")
    known = [*(rule.id for rule in RULES), *sorted(_TALK_IDS)]
    for token in test.values if how == "==" else ():
        if token.text not in known:
            raise FilterError(token.column, unknown(token.text, "finding", known))
    return text_test(how, test.values) if how else bool


def _judged_term(ids: frozenset[str]) -> ColumnTerm:
    def compute(piece: Slice) -> bytes:
        judged, count = piece.store.judged, piece.stop - piece.start
        found = bytearray(count)
        for row in judged.keys() & range(piece.row, piece.row + count) if judged else ():
            if any(finding.id in ids for finding in judged[row]):
                found[row - piece.row] = 1
        return bytes(found)

    return ColumnTerm(compute)


def _octets_term(rules: tuple[LintRule, ...], speech: Speech) -> BodyTerm:
    from smppconsole.trace.verdicts import Verdicts  # noqa: PLC0415 - when somebody asks for a finding

    ids, verdicts = frozenset(rule.id for rule in rules), Verdicts(speech.reading_of, speech.book_of)

    def rows_hold(piece: Slice, wanted: bytes) -> bytes:
        return spread(wanted, [not ids.isdisjoint(broken) for broken in verdicts.each(piece, wanted)])

    return BodyTerm(rows_hold, _commands_of(rules, speech.book), RULES_ASKED)


def _commands_of(rules: tuple[LintRule, ...], book: Book) -> frozenset[int] | None:
    """The commands that can break one of the rules; None for any."""
    if not all(rule.check and rule.commands for rule in rules):
        return None
    names = frozenset(name for rule in rules for name in rule.commands)
    return frozenset(row.id for row in book.commands if row.name in names)
