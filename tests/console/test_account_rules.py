"""The table of what an account's fields may hold, each limit by name and number."""

from __future__ import annotations

from dataclasses import fields

from smppconsole.console.account import Account
from smppconsole.console.account_rules import RULES


def test_the_table_has_a_row_for_each_field_and_no_other() -> None:
    assert set(RULES) == {field.name for field in fields(Account)}
    assert all(rule.label and rule.words and rule.section for rule in RULES.values())


def test_no_field_is_a_password() -> None:
    assert [name for name in RULES if "password" in name] == ["keep_password_in_captures"]


def test_every_default_passes_its_own_row() -> None:
    assert [name for name, rule in RULES.items() if rule.problem(rule.default)] == []


def test_a_value_of_another_type_is_refused_in_words() -> None:
    assert RULES["port"].refusal("2775") == "takes a whole number, not '2775'"
    assert RULES["port"].refusal(True) == "takes a whole number, not True"
    assert RULES["production"].refusal(1) == "takes true or false, not 1"
    assert RULES["source_ton"].refusal(None) == ""
    assert RULES["enquire_link"].settle(30) == 30.0
