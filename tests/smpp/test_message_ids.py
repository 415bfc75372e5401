"""How the id of a receipt may differ from that of the answer, by named rules."""

from __future__ import annotations

import pytest

from smppconsole.smpp.message_ids import ACCOUNT_RULES, FORMS, RULES, SAFE_RULES, bare, forms, matching_rule, rules_of

ALL = tuple(RULES)


@pytest.mark.parametrize(
    ("given", "receipted", "rule"),
    [
        ("1A2B", "1A2B", "same text"),
        ("1A2B", "1a2b", "case ignored"),
        ("1A2B", "00001a2b", "leading zeros ignored"),
        ("0", "000", "leading zeros ignored"),
        ("A1", "4131", "hex string of ASCII"),
        ("4131", "A1", "hex string of ASCII"),
        ("A1F", "2591", "hex then decimal"),
        ("2591", "0xA1F", "decimal then hex"),
        ("2591", "a1f", "decimal then hex"),
        ("abc", "abd", ""),
        ("", "", "same text"),
        ("é", "c3a9", ""),
    ],
)
def test_the_strictest_rule_that_matches_is_named(given: str, receipted: str, rule: str) -> None:
    assert matching_rule(given, receipted, ALL) == rule


def test_number_bases_count_only_where_the_account_says_so() -> None:
    assert matching_rule("101", "257", SAFE_RULES) == ""
    assert matching_rule("101", "257", ACCOUNT_RULES["hex-to-decimal"]) == "hex then decimal"
    assert matching_rule("257", "101", ACCOUNT_RULES["decimal-to-hex"]) == "decimal then hex"
    assert matching_rule("1a", "1A", ACCOUNT_RULES["same"]) == ""


@pytest.mark.parametrize(
    ("given", "receipted"), [("1A2B", "01a2b"), ("A1", "4131"), ("4131", "A1"), ("A1F", "2591"), ("2591", "A1F")]
)
def test_the_forms_of_a_receipted_id_find_the_given_one_in_an_index(given: str, receipted: str) -> None:
    assert bare(given) in forms(receipted, ALL)


def test_forms_never_hold_the_empty_text() -> None:
    assert forms("", ALL) == ()
    assert "" not in forms("zz", ALL)
    assert "" not in forms("é" * 3, ALL)


def test_very_long_ids_are_no_numbers() -> None:
    assert matching_rule("9" * 65, "9" * 65 + " ", ALL) == ""
    assert forms("9" * 5000, ("hex then decimal",)) == ()


@pytest.mark.parametrize(
    ("response", "receipt", "given", "receipted"),
    [
        ("hex", "decimal", "0A1F", "2591"),
        ("decimal", "hex", "2591", "0xA1F"),
        ("as-is", "hex-string", "7F3A", "37463341"),
        ("hex-string", "as-is", "37463341", "7f3a"),
        ("decimal", "decimal", "7", "0000000007"),
        ("hex", "hex-string", "7b", "313233"),
        ("hex-string", "decimal", "313233", "123"),
    ],
)
def test_the_form_of_each_id_is_said_apart_and_ties_alone(
    response: str, receipt: str, given: str, receipted: str
) -> None:
    rules = rules_of("auto", response, receipt)
    assert rules == (f"{FORMS[response].words} then {FORMS[receipt].words}",)
    assert matching_rule(given, receipted, rules) == rules[0]
    assert bare(given) in forms(receipted, rules)


def test_an_id_that_is_not_of_the_form_said_ties_nothing() -> None:
    rules = rules_of("auto", "hex", "decimal")
    assert matching_rule("101", "101", rules) == ""
    assert matching_rule("A1F", "A1F", rules) == ""
    assert forms("A1F", rules) == ()


def test_without_a_form_the_rule_of_the_account_holds() -> None:
    assert rules_of("hex-to-decimal") == ACCOUNT_RULES["hex-to-decimal"]
