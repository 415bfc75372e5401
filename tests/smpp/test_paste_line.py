"""One line of a paste."""

from __future__ import annotations

import pytest

from smppconsole.smpp.paste_line import Line, hex_digits, read_line


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("00 11", "0011"),
        ("0x0, 0x1, 0xa", "00010a"),
        ("00:11:22", "001122"),
        ("{0x00, 0x11};", "0011"),
        ("[00-11]", "0011"),
        ("abc", "abc"),
        ("00 zz", None),
        ("", None),
        ("---", None),
    ],
)
def test_hex_in_some_dress_and_nothing_else(text: str, digits: str | None) -> None:
    assert hex_digits(text) == digits


def line(text: str) -> Line:
    found = read_line(1, text)
    assert found is not None
    return found


def test_a_column_of_characters_proves_the_offset_before_it() -> None:
    found = line("0010  61 62 63 64   abcd")
    assert (found.lead, found.rest, found.proved) == ("0010", "61626364", True)


def test_a_column_of_characters_refutes_an_offset() -> None:
    found = line("6162 63 64  abcd")
    assert (found.digits, found.refuted) == ("61626364", True)


def test_a_number_before_hex_is_kept_until_other_lines_decide() -> None:
    found = line("0010 61 62")
    assert (found.digits, found.lead, found.rest, found.proved) == ("00106162", "0010", "6162", False)
    assert line("0010: 61 62").proved


def test_escapes_within_quotes_keep_ordinary_characters() -> None:
    assert line(r"b'\x00\x10AB\n\''").digits == "001041420a27"
    assert line(r"\x00\x10 and \x41").digits == "001041"
    assert line(r'"\x00\101\t"').digits == "004109"


def test_a_run_of_hex_among_words_needs_eight_octets_or_a_label() -> None:
    assert read_line(1, "Sequence #: 1, code 0x00000004 here") is None
    assert line("Sending 0011223344556677 now").digits == "0011223344556677"
    assert line("Sending 0011223344556677 now").left_out == "Sending … now"
    assert line("DEBUG: data: 31 00").digits == "3100"


def test_a_star_repeats_lines() -> None:
    assert line(" * ").repeat
