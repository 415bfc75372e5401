"""What decode tells is listed among the rules with the same severity and section."""

from __future__ import annotations

import pytest

from smppconsole.smpp.decode import decode
from smppconsole.smpp.lint_rule import LintRule
from smppconsole.smpp.lint_shape import RULES
from tests.kit.rules_page import octets


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_table_says_what_decode_says(rule: LintRule) -> None:
    told = next(fault for fault in decode(octets(rule.failing)).faults if fault.id == rule.id)
    assert told.severity is rule.severity
    assert told.section.startswith(rule.section.split(",")[0])
    assert rule.check is None
