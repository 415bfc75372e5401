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


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-23 02:55:17 [1234] [6] DEBUG: SMPP[c]: Sending PDU:",
        "2026-11-23 02:55:17 [1234] [6] DEBUG: SMPP PDU 0x7f9c3c0008c0 dump:",
        "2026-11-23 02:55:17 [1234] [6] DEBUG: Octet string at 0x55c8e0a4f2b0:",
    ],
)
def test_numbers_before_a_label_are_no_octets(line: str) -> None:
    assert read_line(1, line) is None


def test_a_uuid_in_a_log_is_no_octets() -> None:
    read = read_line(1, "id 34f0ac1b-a11d-417b-870b-feb045cfdc33 sent 00000010000000150000000000000001")
    assert read is not None
    assert read.digits == "00000010000000150000000000000001"


@pytest.mark.parametrize(
    "line",
    [
        "[0, 0, 0, 16, -128, 0, 0, 21, 0, 0, 0, 0, 0, 0, 0, 1]",
        "<<0,0,0,16,128,0,0,21,0,0,0,0,0,0,0,1>>",
        "{0, 0, 0, 16, 128, 0, 0, 21, 0, 0, 0, 0, 0, 0, 0, 1};",
    ],
)
def test_lists_of_decimal_numbers_are_read_as_such(line: str) -> None:
    read = read_line(1, line)
    assert read is not None
    assert read.digits == "00000010800000150000000000000001"


def test_a_list_that_may_be_hex_is_decimal_only_where_its_length_says_so() -> None:
    decimal, hexadecimal = read_line(1, "0,0,0,16,0,0,0,21,0,0,0,0,0,0,0,1"), read_line(1, "0,0,0,10,0,0,0,15,0,0,0,0")
    padded, strange = read_line(1, "00,00,00,10,00,00,00,15"), read_line(1, "1,2,3,4,5,6,7,999")
    assert [line and line.digits for line in (decimal, hexadecimal, padded)] == [
        "00000010000000150000000000000001",
        "000000100000001500000000",
        "0000001000000015",
    ]
    assert strange is None or strange.digits != bytes((1, 2, 3, 4, 5, 6, 7)).hex()


@pytest.mark.parametrize(
    "line",
    [
        "0030   46 4b 56 20 23 3f 65 64   FKV #?ed",
        "0010  8e 49 2f 2f 45 79 47 39  .I//EyG9",
        "2026-11-23 02:55:17 [1] [6] DEBUG:   data: 31 32 3a 33 30 3a 34 35   12:30:45",
    ],
)
def test_a_column_that_looks_like_a_comment_or_a_time_is_a_column(line: str) -> None:
    read = read_line(1, line)
    assert read is not None
    assert (read.rest or read.digits) in {"464b5620233f6564", "8e492f2f45794739", "31323a33303a3435"}
    assert read.left_out == ""


def test_what_is_left_of_a_column_of_blanks_makes_no_column_of_the_octet_before_it() -> None:
    line = read_line(3, "00000020  20                                                ")
    assert line is not None
    assert (line.lead, line.rest, line.refuted) == ("00000020", "20", False)


def test_a_column_with_a_gap_may_have_lost_its_first_blank() -> None:
    octets = b" submit date:260"
    line = read_line(1, f"0050   {octets.hex(' ')}    submit  date:260")
    assert line is not None
    assert (line.lead, line.rest, line.proved) == ("0050", octets.hex(), True)


def test_what_looks_like_a_comment_or_a_time_within_quotes_is_a_text() -> None:
    line = read_line(1, r"got b'\x00N #OB 12:34:56 // x'  # said the peer")
    assert line is not None
    assert bytes.fromhex(line.digits) == b"\0N #OB 12:34:56 // x"
