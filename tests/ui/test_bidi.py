"""Texts from right to left keep together; all others stay as they are."""

from __future__ import annotations

import pytest

from smppconsole.ui.bidi import isolated, isolated_in


@pytest.mark.parametrize("words", ["", "Your code is 482 913", "Grüße, привет", "12 → 13", "Code: مرحبا"])
def test_what_begins_from_left_to_right_stays_as_it_is(words: str) -> None:
    assert isolated(words) == words


@pytest.mark.parametrize("words", ["مرحبا، رمزك هو 551204…", "שלום", "“م”", "(12) שלום"])
def test_what_begins_from_right_to_left_is_one_thing_in_its_line(words: str) -> None:
    assert isolated(words) == f"\u2067{words}\u2069"


def test_a_letter_that_is_named_moves_nothing_beside_it() -> None:
    assert isolated_in("UCS-2 wegen „ש“ · 2 Teile", "ש") == "UCS-2 wegen „\u2067ש\u2069“ · 2 Teile"
    assert isolated_in("UCS-2 because of “→”", "→") == "UCS-2 because of “→”"
    assert isolated_in("as it is", "") == "as it is"
