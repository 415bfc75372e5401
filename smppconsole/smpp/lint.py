"""What is wrong or odd about a PDU beyond its shape: rules, each with an id, a section of the standard and a remedy.

The rules stand in tables by theme (``lint_*``); what the shape of the octets breaks is told by ``decode`` itself and
listed here under the same ids, so that ``RULES`` knows every finding of one PDU. Rules over more than one PDU are in
``trace.conversation``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from smppconsole.smpp import (
    lint_address,
    lint_bind,
    lint_header,
    lint_message,
    lint_receipt,
    lint_request,
    lint_shape,
    lint_text,
    lint_time,
    lint_tlv,
    lint_udh,
)
from smppconsole.smpp.decode import Decoded
from smppconsole.smpp.faults import explained
from smppconsole.smpp.finding import Finding
from smppconsole.smpp.lint_rule import Case, LintRule
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book

__all__ = ["RULES", "LintRule", "lint"]

_TABLES = (
    lint_shape,
    lint_header,
    lint_bind,
    lint_address,
    lint_message,
    lint_request,
    lint_udh,
    lint_text,
    lint_time,
    lint_tlv,
    lint_receipt,
)
RULES: tuple[LintRule, ...] = tuple(rule for table in _TABLES for rule in table.RULES)
"""Every rule over one PDU, by theme."""

_MOST_OF_A_RULE = 20  # a hostile PDU breaks one rule thousands of times


def lint(
    decoded: Decoded, reading: Reading = AS_USUAL, *, now: datetime | None = None, book: Book = STANDARD
) -> list[Finding]:
    """The findings of all rules, in the order of the rules; what ``decode`` told already is not repeated.

    ``now`` (aware) is the time the PDU was seen, for times that have passed; without it those rules are silent.
    ``book`` is that by which it was decoded: what a dictionary names is known.
    Where octets run short only the header is judged: what follows from that needs no words.
    """
    if decoded.header is None or decoded.command is None:
        return []
    rules = _HEADER_RULES if explained(decoded.faults) else _BY_COMMAND[decoded.command.name]
    case = Case(decoded, reading, now, book)
    return [finding for rule in rules for finding in _findings(rule, case)]


def _findings(rule: LintRule, case: Case) -> Iterator[Finding]:
    if rule.check is None:
        return
    for count, spot in enumerate(rule.check(case)):
        if count == _MOST_OF_A_RULE:
            more = said("There are more like this; the first are told.")
            yield Finding(rule.id, rule.severity, spot.offset, spot.length, more, rule.section, rule.remedy)
            return
        yield Finding(rule.id, rule.severity, spot.offset, spot.length, spot.text, rule.section, rule.remedy)


def _rules_for(command: str) -> tuple[LintRule, ...]:
    return tuple(rule for rule in RULES if rule.check and (not rule.commands or command in rule.commands))


_BY_COMMAND: Mapping[str, tuple[LintRule, ...]] = MappingProxyType(
    {command.name: _rules_for(command.name) for command in STANDARD.commands}
)
_HEADER_RULES = tuple(rule for rule in lint_header.RULES if rule.check)
