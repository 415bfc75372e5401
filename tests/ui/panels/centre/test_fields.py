"""The rules of a centre as rows of a form."""

from __future__ import annotations

import pytest

from smppconsole.console.centre_rules import CentreRules, Fault, IdStyle
from smppconsole.ui.panels.centre.fields import FAULTS, SECTIONS, RuleField, changed_in, value_of, with_value

ALL = [field for _, _, fields in SECTIONS for field in fields]


@pytest.mark.parametrize("field", ALL, ids=lambda field: field.path)
def test_every_row_stands_for_a_rule_and_can_be_written(field: RuleField) -> None:
    default = field.default
    other = next((value for _, value in field.choices if value != default), None)
    if other is None:
        other = not default if isinstance(default, bool) else default + 1
    changed = with_value(CentreRules(), field.path, other)
    assert value_of(changed, field.path) == other
    assert with_value(changed, field.path, default) == CentreRules()
    assert field.words
    assert field.name.startswith("centre.")


def test_what_qt_keeps_of_an_enumeration_will_do() -> None:
    rules = with_value(CentreRules(), "answers.ids", "hex")
    assert rules.answers.ids is IdStyle.HEX


def test_every_fault_has_its_words() -> None:
    assert [value for _, value in FAULTS] == list(Fault)
    assert len({words for words, _ in FAULTS}) == len(Fault)


def test_it_is_counted_what_differs() -> None:
    fields = SECTIONS[1][2]
    rules = with_value(with_value(CentreRules(), "answers.delay", 1.0), "answers.window", 3)
    assert (changed_in(CentreRules(), fields), changed_in(rules, fields)) == (0, 2)
