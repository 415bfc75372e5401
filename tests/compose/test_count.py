"""The counter under the text."""

from __future__ import annotations

import pytest

from smppconsole.compose.count import count, headline, parts_in_words
from smppconsole.compose.draft import Alphabet, Carry, Draft

ORBIT = (
    "Orbit maintenance tonight, 02:00 → 02:30 UTC. Your line stays up, but texts may arrive late. "
    "Nothing to do on your side. Questions? Call +49 30 23125 014 or reply HELP now."
)


def test_one_arrow_costs_a_part_and_the_way_out_is_told() -> None:
    counted = count(Draft(text=ORBIT))
    assert (counted.characters, counted.units, counted.unit_name) == (172, 172, "code units")
    assert (counted.parts, counted.left_in_part, counted.boundaries) == (3, 29, (0, 67, 134))
    assert counted.forcing == ("→", 33)
    assert counted.hint == "Use “->”: GSM 7-bit, 2 parts"
    assert counted.way_out == ORBIT.replace("→", "->")
    assert headline(counted) == "172 characters · UCS-2 because of “→” · 3 parts"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a\u00a0b", "Use “space”: GSM 7-bit, 1 part"),
        ("“a”", 'Use “"”: GSM 7-bit, 1 part'),
        ("a “b” → c", 'Use “"”, “->”: GSM 7-bit, 1 part'),
        ("party 🎉", "Leave out “🎉”: GSM 7-bit, 1 part"),
        ("a → 🎉", "Use “->” and leave out “🎉”: GSM 7-bit, 1 part"),
        ("a\u200bb", "Leave out “U+200B”: GSM 7-bit, 1 part"),
        ("a\u2028b", "Use “line break”: GSM 7-bit, 1 part"),
        ("привет", ""),
        ("…" * 70, ""),
        ("…" * 67 * 255, ""),
        ("Ж", ""),
    ],
)
def test_a_way_out_is_offered_where_few_characters_are_strange(text: str, hint: str) -> None:
    assert count(Draft(text=text)).hint == hint


def test_nothing_is_forced_where_the_user_chose() -> None:
    for draft in (Draft(text="→", alphabet=Alphabet.UCS2), Draft(text="→", data_coding=8), Draft(text="plain")):
        counted = count(draft)
        assert (counted.forcing, counted.hint, counted.way_out) == (None, "", "")


def test_what_is_strange_depends_on_the_account() -> None:
    assert count(Draft(text="ê", default_alphabet="latin1")).forcing is None
    assert count(Draft(text="ê→", default_alphabet="latin1")).hint == "Use “->”: Latin-1, 1 part"


def test_a_text_that_its_alphabet_lacks_is_told_and_not_raised() -> None:
    counted = count(Draft(text="a→", alphabet=Alphabet.GSM7))
    assert (counted.parts, counted.forcing) == (0, ("→", 1))
    assert headline(counted) == "2 characters · character 2, U+2192 '→', is not in GSM 7-bit"
    assert count(Draft(text="0", alphabet=Alphabet.BINARY)).forcing is None


def test_a_text_of_too_many_parts_is_told_and_not_raised() -> None:
    counted = count(Draft(text="a" * 153 * 256))
    assert (counted.parts, counted.unit_name, counted.problem) == (0, "septets", "needs 256 parts; at most 255")


def test_extension_characters_count_twice_and_emoji_as_two_code_units() -> None:
    assert count(Draft(text="€")).units == 2
    assert count(Draft(text="😀")).units == 2
    assert count(Draft(text="😀")).characters == 1


def test_binary_counts_octets() -> None:
    counted = count(Draft(text="00 ff", alphabet=Alphabet.BINARY))
    assert (counted.characters, counted.units, counted.unit_name) == (2, 2, "octets")


def test_one_message_says_what_is_left_in_it() -> None:
    assert count(Draft(text="")).left_in_part == 160
    assert count(Draft(text="a" * 161, carry=Carry.SINGLE)).left_in_part == 0


def test_the_headline_counts_in_words() -> None:
    assert headline(count(Draft(text="a"))) == "1 character · GSM 7-bit · 1 part"
    assert headline(count(Draft(text="ab")), Carry.PAYLOAD) == "2 characters · GSM 7-bit · message_payload"
    assert parts_in_words(2) == "2 parts"
