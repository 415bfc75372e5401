"""Proposals for what the user left open; the user's choice wins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smppconsole.compose.draft import Alphabet, Draft
from smppconsole.compose.proposal import (
    Wording,
    data_coding_of,
    digits_of,
    fits,
    is_number,
    propose_address,
    propose_alphabet,
)


@pytest.mark.parametrize(
    ("address", "ton", "npi"),
    [
        ("491701234567", 1, 1),
        ("+491701234567", 1, 1),
        ("+49 (170) 123-4567", 1, 1),
        ("00491701234567", 1, 1),
        ("+12345", 1, 1),
        ("Orbit", 5, 0),
        ("Test-SM", 5, 0),
        ("A_B", 5, 0),
        ("1st Bank", 5, 0),
        ("()", 5, 0),
        ("12345", 3, 0),
        ("123456", 3, 0),
        ("1234567", 1, 1),
        ("", 0, 0),
    ],
)
def test_an_address_is_proposed_its_ton_and_npi(address: str, ton: int, npi: int) -> None:
    proposed = propose_address(address)
    assert (proposed.ton, proposed.npi) == (ton, npi)
    assert proposed.words


@pytest.mark.parametrize(
    ("address", "digits"),
    [("+49 170-1", "491701"), ("0049170", "49170"), ("49170", "49170"), ("+0049", "0049"), ("(0049)1", "491")],
)
def test_the_digits_of_a_number_are_what_ton_1_wants(address: str, digits: str) -> None:
    assert is_number(address)
    assert digits_of(address) == digits


@pytest.mark.parametrize(
    ("draft", "alphabet", "data_coding"),
    [
        (Draft(text="plain {text}"), "gsm7", 0),
        (Draft(text="привет"), "ucs2", 8),
        (Draft(text="`"), "ucs2", 8),
        (Draft(text="é", default_alphabet="latin1"), "latin1", 0),
        (Draft(text="Δ", default_alphabet="latin1"), "ucs2", 8),
        (Draft(text="a", default_alphabet="gsm7-packed"), "gsm7-packed", 0),
        (Draft(text="a", alphabet=Alphabet.ASCII), "ascii", 1),
        (Draft(text="a", alphabet=Alphabet.LATIN1), "latin1", 3),
        (Draft(text="a", alphabet=Alphabet.UTF8), "utf8", 4),
        (Draft(text="00", alphabet=Alphabet.BINARY), "binary", 4),
        (Draft(text="a", alphabet=Alphabet.UCS2), "ucs2", 8),
        (Draft(text="a", data_coding=8), "ucs2", 8),
        (Draft(text="Ж", data_coding=6), "cyrillic", 6),
        (Draft(text="a", data_coding=0xF0), "gsm7", 0xF0),
        (Draft(text="a", data_coding=4), "gsm7", 4),
        (Draft(text="a", alphabet=Alphabet.UCS2, data_coding=0), "ucs2", 0),
    ],
)
def test_an_alphabet_is_proposed_and_the_drafts_own_choice_wins(draft: Draft, alphabet: str, data_coding: int) -> None:
    assert propose_alphabet(draft) == Wording(alphabet, data_coding)


def test_the_accounts_default_alphabet_is_said_with_0() -> None:
    assert data_coding_of("latin1", "latin1") == 0
    assert data_coding_of("latin1") == 3


def test_a_text_fits_an_alphabet_that_has_all_its_characters() -> None:
    assert fits("€", "gsm7")
    assert not fits("→", "gsm7")


def test_a_text_takes_the_first_alphabet_of_the_account_that_holds_it() -> None:
    account = {"default_alphabet": "ascii", "alphabets": "4 gsm7, 3 latin1"}
    taken = [propose_alphabet(Draft(text=text, **account)) for text in ("Hello", "Grüße 5 €", "çÇþ", "Привет")]
    assert taken == [Wording("ascii", 0), Wording("gsm7", 4), Wording("latin1", 3), Wording("ucs2", 8)]


def test_a_chosen_alphabet_goes_by_the_value_that_the_account_tells() -> None:
    assert data_coding_of("utf8", "gsm7", "1 utf8") == 1
    assert propose_alphabet(Draft(text="a", data_coding=1, alphabets="1 utf8")).alphabet == "utf8"


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("hi", Wording("gsm7", 241)),
        ("ê", Wording("latin1", 3)),
        ("я", Wording("cyrillic", 6)),
        ("→", Wording("ucs2", 8)),
    ],
)
def test_an_ordered_table_says_how_each_text_goes_out(text: str, wording: Wording) -> None:
    draft = Draft(text=text, alphabets="241 gsm7, 3 latin1, 6 cyrillic, 8 ucs2, 0 gsm7")
    assert propose_alphabet(draft) == wording


def test_a_row_that_only_says_how_to_read_sends_nothing_of_itself() -> None:
    draft = Draft(text="ê", alphabets="0xF5 latin1 read")
    assert propose_alphabet(draft) == Wording("ucs2", 8)
    assert propose_alphabet(replace(draft, alphabet=Alphabet.LATIN1)) == Wording("latin1", 0xF5)


def test_a_usual_value_that_means_something_else_here_is_not_proposed() -> None:
    vibes = "4 gsm7"
    assert data_coding_of("binary", "ascii", vibes) == 2
    assert data_coding_of("gsm7", "ascii", vibes) == 4
    assert data_coding_of("latin1", "ascii", vibes) == 3
