"""The rules of a centre as a value, filled from TOML."""

from __future__ import annotations

import pytest

from smppconsole.console.centre_rules import CentreRules, Fault, IdStyle, Login, Rule, Submission, fits, read_rules
from smppconsole.console.rules_file import RulesError

MESSAGE = Submission("12345", 1, "491700000002", 1, "hello")


def test_an_empty_file_is_a_well_behaved_centre() -> None:
    assert read_rules("", "file") == CentreRules()


def test_a_file_fills_every_part() -> None:
    rules = read_rules(
        """
        name = "mine"
        seed = 7
        [[logins]]
        system_id = "a"
        password = "b"
        bind_as = ["tx"]
        [bind]
        delay = 1
        [answers]
        ids = "hex"
        [receipts]
        states = ["UNDELIV"]
        [[rules]]
        destination = "*2"
        fault = "silence"
        [[mobile]]
        text = "hello"
        """,
        "file",
    )
    assert rules.logins == (Login("a", "b", ("tx",)),)
    assert rules.answers.ids is IdStyle.HEX
    assert rules.rules[0].fault is Fault.SILENCE
    assert rules.bind.delay == 1.0
    assert rules.mobile[0].text == "hello"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("seed = ", "file: "),
        ("[answers]\nids = 'roman'", "file.answers.ids is one of decimal"),
        ("[[rules]]\nevery = 0", "'every' counts from 1"),
        ("[[rules]]\nfault = 'fire'", "file.rules[1].fault is one of none"),
    ],
)
def test_a_wrong_file_is_told_with_its_place(text: str, words: str) -> None:
    with pytest.raises(RulesError) as refused:
        read_rules(text, "file")
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("rule", "fitting"),
    [
        (Rule(), True),
        (Rule(destination="?*0002"), True),
        (Rule(destination="?*0003"), False),
        (Rule(source="12*"), True),
        (Rule(text="hell?"), True),
        (Rule(text="*bye*"), False),
        (Rule(source_is="numeric"), True),
        (Rule(source_is="alphanumeric"), False),
        (Rule(source_ton_not=1), False),
        (Rule(source_ton_not=5), True),
        (Rule(destination_ton_not=1), False),
    ],
)
def test_a_rule_looks_at_addresses_types_and_text(rule: Rule, fitting: bool) -> None:
    assert fits(rule, MESSAGE) is fitting


def test_an_empty_sender_is_of_its_own_kind() -> None:
    nobody = Submission("", 0, "49", 1, "")
    assert fits(Rule(source_is="empty"), nobody)
    assert not fits(Rule(source_is="numeric"), nobody)
    assert fits(Rule(source_is="alphanumeric"), Submission("A_B", 5, "49", 1, ""))


def test_without_logins_everybody_is_known() -> None:
    assert CentreRules().login("anybody") == Login("anybody")
    assert CentreRules(logins=(Login("a"),)).login("b") is None
