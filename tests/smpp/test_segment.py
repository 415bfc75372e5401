"""Capacities, and cuts that tear nothing."""

from __future__ import annotations

import pytest

from smppconsole.smpp import gsm7
from smppconsole.smpp.coding import ALPHABETS
from smppconsole.smpp.segment import capacity, part_starts, split, unit_name, units

HEADERS = (0, 6, 7, 4, 9, 12, 10, 13)


def test_capacities_are_those_of_the_table() -> None:
    assert [capacity("gsm7", header) for header in HEADERS] == [160, 153, 152, 155, 149, 146, 148, 145]
    assert [capacity("ucs2", header) for header in HEADERS] == [70, 67, 66, 68, 65, 64, 65, 63]
    assert [capacity("latin1", header) for header in HEADERS] == [140, 134, 133, 136, 131, 128, 130, 127]
    assert capacity("ucs2", 200) == 0


def test_units_have_names() -> None:
    assert [unit_name(alphabet) for alphabet in ("gsm7", "ucs2", "binary")] == ["septets", "code units", "octets"]
    assert units("a€", "gsm7") == 3
    assert units("a€", "gsm7-packed") == 3
    assert units("a😀", "ucs2") == 3
    assert units("00 ff", "binary") == 2


def test_134_units_of_ucs2_are_two_parts_of_67() -> None:
    assert [len(part) for part in split("ж" * 134, "ucs2", 6)] == [134, 134]
    assert [len(part) for part in split("ж" * 134, "ucs2", 7)] == [132, 132, 4]


def test_no_part_ends_inside_a_surrogate_pair() -> None:
    assert [len(part) // 2 for part in split("x" * 66 + "😀😀", "ucs2", 6)] == [66, 4]


def test_no_part_ends_inside_an_escape() -> None:
    parts = split("a" * 152 + "€€", "gsm7", 6)
    assert [len(part) for part in parts] == [152, 4]
    assert not any(part.endswith(b"\x1b") for part in parts)


def test_a_text_that_fits_is_one_part_and_an_empty_text_too() -> None:
    assert split("a" * 160, "gsm7") == [b"a" * 160]
    assert split("", "ucs2", 6) == [b""]
    assert part_starts("a" * 161, "gsm7", 0) == (0, 160)


def test_packed_parts_begin_at_a_septet_behind_their_header() -> None:
    parts = split("a" * 300, "gsm7-packed", 6)
    assert all(len(part) <= 134 for part in parts)
    septets = b"".join(gsm7.unpack(part, fill_bits=1) for part in parts)
    assert septets == b"a" * 300


def test_binary_is_cut_between_octets_whatever_the_blanks() -> None:
    assert split("00 11 " * 100, "binary", 6) == [bytes.fromhex("0011" * 67), bytes.fromhex("0011" * 33)]


@pytest.mark.parametrize("alphabet", sorted(ALPHABETS.keys() - {"binary"}))
def test_parts_of_every_alphabet_keep_their_size(alphabet: str) -> None:
    text = {"hebrew": "שלום ", "cyrillic": "Привет ", "jis": "今日a", "ks-c-5601": "안녕 "}.get(
        alphabet, "plain "
    ) * 120
    parts = split(text, alphabet, 6)
    most = capacity(alphabet, 6) * ALPHABETS[alphabet].unit_octets
    assert len(parts) > 1
    assert all(len(part) <= most for part in parts)


def test_a_header_that_leaves_no_room_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        split("abc", "ucs2", 140)
