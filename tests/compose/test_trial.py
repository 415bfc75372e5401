"""What an account's settings make of an address or a text, told before anything is sent."""

from __future__ import annotations

import pytest

from smppconsole.compose.draft import Carry, Draft
from smppconsole.compose.trial import try_address, try_text

RULES = Draft(source_rules="alpha 5/0, + 1/1", dest_rules="+ 1/1")
VIBES = Draft(default_alphabet="ascii", alphabets="4 gsm7", part_size=100, payload_from=300)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("+44791", "As sender: 1/1, by rule 2 of the account: +. As destination: 1/1, by rule 1 of the account: +"),
        ("44791123", "As either: 1/1, number: international, ISDN"),
        ("Orbit", "As sender: 5/0, by rule 1 of the account: alpha. As destination: 5/0, alphanumeric"),
    ],
)
def test_an_address_is_told_its_numbers_and_the_rule_that_gives_them(address: str, words: str) -> None:
    assert try_address(address, RULES) == words


def test_numbers_that_are_set_win_and_are_told_so() -> None:
    draft = Draft(source_ton=1, source_npi=1, dest_npi=8)
    assert (
        try_address("12345", draft)
        == "As sender: 1/1, both set here. As destination: 3/8, short code: network specific; NPI set here"
    )
    assert "; TON set here" in try_address("12345", Draft(source_ton=2))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hi", "ASCII, data_coding 0, 2 octets in short_message"),
        ("€", "GSM 7-bit, data_coding 4, 2 octets in short_message"),
        ("я", "UCS-2, data_coding 8, 2 octets in short_message"),
        ("a" * 200, "ASCII, data_coding 0, 2 parts of up to 107 septets"),
        ("a" * 300, "ASCII, data_coding 0, 300 octets in message_payload"),
    ],
)
def test_a_text_is_told_its_alphabet_its_data_coding_and_its_carrier(text: str, words: str) -> None:
    assert try_text(text, VIBES) == words


def test_a_text_that_cannot_go_out_is_told_why() -> None:
    assert try_text("a" * 40_000, Draft(carry=Carry.UDH8)) == "needs 262 parts; at most 255"
