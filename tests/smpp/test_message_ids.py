"""How the id of a receipt may differ from that of the answer, by named rules."""

from __future__ import annotations

import pytest

from smppconsole.smpp.message_ids import ACCOUNT_RULES, RULES, SAFE_RULES, bare, forms, matching_rule

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
    assert forms("9" * 5000, ("hex then decimal",)) == ("9" * 5000,)
