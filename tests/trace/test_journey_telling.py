from __future__ import annotations

from smppconsole.trace.journey_telling import RULE_NAMES


def test_the_strictest_rule_comes_first() -> None:
    assert RULE_NAMES[0] == "same text"
