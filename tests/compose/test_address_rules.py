"""TON and NPI by an account's rules: the first that fits decides."""

from __future__ import annotations

import pytest

from smppconsole.compose.address_rules import address_rules, propose_by, rules_problem

SHEET = "alpha 5/0, short 3/0, + 1/1, 4479 2/8, empty 0/9, else 0/1"


@pytest.mark.parametrize(
    ("address", "numbers"),
    [
        ("Orbit", (5, 0)),
        ("12345", (3, 0)),
        ("+4917012", (1, 1)),
        ("+12345", (1, 1)),
        ("447912345678", (2, 8)),
        ("491701234567", (0, 1)),
        ("", (0, 9)),
    ],
)
def test_the_first_rule_that_fits_decides(address: str, numbers: tuple[int, int]) -> None:
    proposed = propose_by(SHEET, address)
    assert (proposed.ton, proposed.npi) == numbers


def test_the_rule_that_decided_is_told() -> None:
    assert propose_by(SHEET, "447912345678").words == "by rule 4 of the account: 4479"


def test_where_no_rule_fits_the_console_proposes() -> None:
    assert propose_by("alpha 5/1", "12345").words == "short code: network specific"
    assert propose_by("", "Orbit").ton == 5


def test_every_number_can_be_meant_at_once() -> None:
    proposed = [propose_by("number 1/1", address) for address in ("12345", "+49170", "Orbit")]
    assert [(one.ton, one.npi) for one in proposed] == [(1, 1), (1, 1), (5, 0)]


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        ("", ""),
        (SHEET, ""),
        (" alpha  5 / 0 ,, ", ""),
        ("alpha 5", "rule 1: 'alpha 5' is not an address, TON and NPI, such as short 3/0"),
        ("alpha 5/256", "rule 1: 5/256: TON and NPI are octets, 255 at most"),
        ("long 1/1", "rule 1: 'long' fits nothing: write alpha, number, short, empty, else, or how numbers begin"),
    ],
)
def test_what_cannot_be_read_is_told(rules: str, problem: str) -> None:
    assert rules_problem(rules) == problem
    assert all(rule.ton <= 255 for rule in address_rules(rules))
