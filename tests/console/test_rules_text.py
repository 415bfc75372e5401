"""Rules written as TOML."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smppconsole.console.centre_rules import (
    AnswerRules,
    CentreRules,
    Fault,
    IdStyle,
    Login,
    MobileRule,
    Rule,
    read_rules,
)
from smppconsole.console.rules_text import rules_text
from smppconsole.console.scenarios import scenario, scenario_names


@pytest.mark.parametrize("name", scenario_names())
def test_every_scenario_reads_back_as_it_was(name: str) -> None:
    rules = scenario(name)
    assert read_rules(rules_text(rules), "text") == rules


def test_only_what_differs_is_written() -> None:
    assert rules_text(CentreRules()) == 'name = "plain"\n'
    text = rules_text(replace(CentreRules(), seed=7, answers=AnswerRules(ids=IdStyle.HEX)))
    assert "seed = 7" in text
    assert 'ids = "hex"' in text
    assert "bind" not in text


def test_lists_of_tables_read_back() -> None:
    rules = CentreRules(
        "mine",
        logins=(Login("a", "b", bind_as=("tx",)), Login("c")),
        rules=(Rule("w", destination="49*", fault=Fault.HALF), Rule(status=0x58, every=3)),
        mobile=(MobileRule('with "quotes" and\nlines'),),
    )
    assert read_rules(rules_text(rules), "text") == rules
