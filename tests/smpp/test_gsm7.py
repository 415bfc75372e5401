"""GSM 7-bit text: the tables, the escape, packing. Judged by smpplib where it is sound, and by perl's Encode."""

from __future__ import annotations

import shutil
import subprocess

import pytest
import smpplib.gsm
from aiosmpplib import codec

from smppconsole.smpp import gsm7
from smppconsole.smpp.gsm7_tables import DEFAULT, EXTENSION, LANGUAGES, LOCKING, SINGLE

ALL = "".join(c for c in DEFAULT if c != "\ufffe") + "".join(EXTENSION.values())


def test_the_characters_that_libraries_get_wrong_have_their_octets() -> None:
    expected = {"@": "00", "£": "01", "$": "02", "_": "11", "§": "5f", "¿": "60", "¡": "40", "Ç": "09", "¤": "24"}
    assert {c: gsm7.encode(c).hex() for c in expected} == expected
    assert {c: gsm7.encode(c).hex() for c in "^{}\\[~]|€\f"} == {
        "^": "1b14",
        "{": "1b28",
        "}": "1b29",
        "\\": "1b2f",
        "[": "1b3c",
        "~": "1b3d",
        "]": "1b3e",
        "|": "1b40",
        "€": "1b65",
        "\f": "1b0a",
    }


@pytest.mark.parametrize("outside", ["`", "ç", "\x1b", "’", "\u00a0", "😀", "ё"])
def test_what_the_tables_lack_is_refused_at_its_place(outside: str) -> None:
    with pytest.raises(UnicodeEncodeError) as refused:
        gsm7.encode("ab" + outside + "c")
    assert refused.value.start == 2
    assert gsm7.first_outside("ab" + outside) == 2


def test_smpplib_agrees_but_for_its_known_defects() -> None:
    known_defects = {"§", "\f"}  # it has a grave accent at 0x5F, and no page break
    for character in ALL:
        if character not in known_defects:
            assert smpplib.gsm.gsm_encode(character) == gsm7.encode(character), character


def test_aiosmpplib_agrees_on_every_character() -> None:
    judge = codec.find_codec_info("gsm0338")
    assert judge is not None
    for character in ALL:
        assert judge.encode(character)[0] == gsm7.encode(character), character


def test_perl_agrees_on_every_character() -> None:
    perl = shutil.which("perl")
    if perl is None:
        pytest.skip("perl is not installed")
    octets = bytes(o for o in range(0x80) if o != 0x1B) + b"".join(bytes((0x1B, code)) for code in EXTENSION)
    program = "use Encode; binmode STDIN; local $/; print encode('UTF-8', decode('gsm0338', <STDIN>))"
    told = subprocess.run([perl, "-e", program], input=octets, capture_output=True, check=True)
    assert gsm7.decode(octets) == told.stdout.decode()


def test_an_at_sign_in_front_is_text_and_no_end() -> None:
    assert gsm7.decode(b"\0bc\0d") == "@bc@d"


def test_an_unknown_escape_shows_the_basic_character_and_two_escapes_a_blank() -> None:
    assert gsm7.decode(b"\x1bA") == "A"
    assert gsm7.decode(b"a\x1b\x1bb") == "a b"
    assert "0x1B 0x41" in gsm7.problems(b"\x1bA")[0]


def test_a_text_cut_in_an_escape_is_told() -> None:
    assert gsm7.decode(b"a\x1b") == "a\ufffd"
    assert "middle of an escape" in gsm7.problems(b"a\x1b")[0]
    assert gsm7.problems(b"a\x1be") == ()


def test_octets_above_0x7f_are_told_and_shown_as_unknown() -> None:
    assert gsm7.decode(b"a\xe4") == "a\ufffd"
    assert gsm7.problems(b"a\xe4\xf6") == ("2 octets above 0x7F (first 0xE4) cannot be septets",)


def test_septets_count_the_escape() -> None:
    assert [gsm7.septets(text) for text in ("", "abc", "a€", "[]", "😀")] == [0, 3, 3, 4, 1]


def test_packed_text_of_a_known_message() -> None:
    packed = bytes.fromhex("c8721e943ebfe52c507a0ea2a3cba0b27bfc26a7dd67d07b0d72bfef3f")
    assert gsm7.decode(gsm7.unpack(packed)) == "Hey igor, is the encoding ok now?"
    assert gsm7.pack(gsm7.encode("Hey igor, is the encoding ok now?")) == packed
    assert gsm7.pack(gsm7.encode("hellohello")).hex() == "e8329bfd4697d9ec37"


def test_seven_spare_bits_are_filled_with_a_return_that_is_not_read() -> None:
    septets = gsm7.encode("sevenab")
    packed = gsm7.pack(septets)
    assert len(packed) == 7
    assert packed[-1] >> 1 == 0x0D
    assert gsm7.unpack(packed) == septets


def test_eight_septets_that_end_in_an_at_sign_keep_it() -> None:
    septets = gsm7.encode("sevenab@")
    assert gsm7.unpack(gsm7.pack(septets)) == septets
    assert gsm7.has_spare_zero(gsm7.pack(septets))
    assert not gsm7.has_spare_zero(gsm7.pack(gsm7.encode("abc")))
    assert not gsm7.has_spare_zero(b"")


def test_packed_text_behind_a_header_begins_at_a_septet() -> None:
    septets = gsm7.encode("part one of two")
    packed = gsm7.pack(septets, fill_bits=1)
    assert packed[0] & 1 == 0
    assert gsm7.unpack(packed, fill_bits=1) == septets
    assert gsm7.unpack(packed, fill_bits=1, count=4) == septets[:4]


@pytest.mark.parametrize("language", sorted(LOCKING))
def test_each_locking_table_writes_back_what_it_reads(language: int) -> None:
    table = "".join(character for character in LOCKING[language] if character != "\ufffe")
    assert gsm7.decode(gsm7.encode(table, locking=language), locking=language) == table


@pytest.mark.parametrize("language", sorted(SINGLE))
def test_each_single_shift_table_writes_back_what_it_reads(language: int) -> None:
    table = "".join(SINGLE[language].values())
    assert gsm7.decode(gsm7.encode(table, single=language), single=language) == table


def test_tables_are_complete() -> None:
    assert sorted(LANGUAGES) == list(range(1, 14))
    assert sorted(SINGLE) == list(range(1, 14))
    assert sorted(LOCKING) == [language for language in range(1, 14) if language != 2]
    assert all(len(table) == 128 and table[0x1B] == "\ufffe" for table in (DEFAULT, *LOCKING.values()))
    assert all(table[0x0A] == "\f" and table[0x65] == "€" for table in SINGLE.values())


@pytest.mark.parametrize(
    ("language", "code", "locking", "single"),
    [(1, 0x07, "ı", None), (1, 0x49, None, "İ"), (2, 0x09, None, "ç"), (3, 0x0B, "Ô", "Ô"), (6, 0x00, "\u0901", "@")],
)
def test_some_characters_that_the_standard_prints(
    language: int, code: int, locking: str | None, single: str | None
) -> None:
    if locking:
        assert gsm7.decode(bytes((code,)), locking=language) == locking
    if single:
        assert gsm7.decode(bytes((0x1B, code)), single=language) == single


def test_spanish_has_no_locking_table_and_reads_with_the_default() -> None:
    assert gsm7.decode(b"\x09", locking=2) == "Ç"


def test_a_septet_without_a_character_in_a_locking_table_is_told() -> None:
    assert gsm7.decode(b"\x0c", locking=4) == "\ufffd"
    assert "locking table" in gsm7.problems(b"\x0c", locking=4)[0]
