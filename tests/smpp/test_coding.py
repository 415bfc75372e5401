"""Alphabets both ways, what is told when octets do not fit, and the encoding lens."""

from __future__ import annotations

import pytest

from smppconsole.smpp.coding import (
    ALPHABETS,
    Unencodable,
    alphabet_of,
    alphabet_table,
    lens,
    looks_little_endian,
    read_text,
    sent_codings,
    table_problem,
    write_text,
)

SAMPLES = {
    "gsm7": "Grüße [€] _@",
    "gsm7-packed": "Grüße [€] _@!",
    "ascii": "Hello {world} ~",
    "latin1": "Grüße àçñ",
    "ucs2": "Привет 😀",
    "ucs2-le": "Привет 😀",
    "utf8": "Grüße 😀",
    "cyrillic": "Привет",
    "hebrew": "שלום",
    "jis": "今日は abc",
    "shift-jis": "今日は abc",
    "jis-x0212": "今日は abc",
    "ks-c-5601": "안녕하세요",
    "binary": "00ff10",
}


@pytest.mark.parametrize("alphabet", sorted(ALPHABETS))
def test_each_alphabet_writes_and_reads_back(alphabet: str) -> None:
    text = SAMPLES[alphabet]
    octets = write_text(text, alphabet)
    assert read_text(octets, alphabet).text == text
    assert read_text(octets, alphabet).problems == ()


@pytest.mark.parametrize(
    ("alphabet", "text", "position"),
    [
        ("gsm7", "ab`", 2),
        ("ascii", "é", 0),
        ("latin1", "a€", 1),
        ("ucs2", "a\ud83d", 1),
        ("cyrillic", "ü", 0),
        ("ks-c-5601", "a😀", 1),
    ],
)
def test_a_character_outside_is_named_with_its_place(alphabet: str, text: str, position: int) -> None:
    with pytest.raises(Unencodable) as refused:
        write_text(text, alphabet)
    assert (refused.value.position, refused.value.character) == (position, text[position])
    assert ALPHABETS[alphabet].words in str(refused.value)


@pytest.mark.parametrize(("text", "position"), [("0g", 1), ("abc", 3)])
def test_binary_takes_pairs_of_hex_digits_only(text: str, position: int) -> None:
    with pytest.raises(Unencodable) as refused:
        write_text(text, "binary")
    assert refused.value.position == position


def test_data_coding_zero_is_what_the_account_says() -> None:
    assert alphabet_of(0) == "gsm7"
    assert alphabet_of(0, "latin1") == "latin1"
    assert [read_text(b"\x40", alphabet_of(0, default)).text for default in ("gsm7", "ascii", "latin1")] == [
        "¡",
        "@",
        "@",
    ]


def test_an_account_that_packs_packs_the_other_seven_bit_values_too() -> None:
    assert alphabet_of(0xF0, "gsm7-packed") == "gsm7-packed"
    assert alphabet_of(0xF0, "latin1") == "gsm7"


def test_message_classes_are_not_masked_away() -> None:
    assert [alphabet_of(value) for value in (0x04, 0x14, 0xF5, 0x18, 0xF0)] == [
        "binary",
        "binary",
        "binary",
        "ucs2",
        "gsm7",
    ]


@pytest.mark.parametrize(
    ("octets", "text", "words"),
    [
        ("feff0041", "A", "byte order mark (FE FF)"),
        ("fffe4100", "A", "little-endian byte order mark"),
        ("480065006c006c006f00", "䠀攀氀氀漀", "looks little-endian"),
        ("004100", "A\ufffd", "odd number of octets (3)"),
        ("0041d83d", "A\ufffd", "surrogate pair stands alone at octet 3"),
        ("de000041", "\ufffdA", "surrogate pair stands alone at octet 1"),
    ],
)
def test_what_is_wrong_with_ucs2_is_told(octets: str, text: str, words: str) -> None:
    read = read_text(bytes.fromhex(octets), "ucs2")
    assert read.text == text
    assert words in " ".join(read.problems)


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert read_text(bytes.fromhex("d83dde00"), "ucs2") == read_text("😀".encode("utf-16-be"), "ucs2")
    assert read_text(bytes.fromhex("d83dde00"), "ucs2").problems == ()


def test_octets_that_a_codec_refuses_are_told_with_their_place() -> None:
    read = read_text(b"ok\xff", "utf8")
    assert read.text == "ok\ufffd"
    assert read.problems == ("octet 3 (0xff) is not UTF-8",)


def test_seven_zero_bits_at_the_end_of_packed_text_are_told() -> None:
    read = read_text(write_text("sevenab@", "gsm7-packed"), "gsm7-packed")
    assert read.text == "sevenab@"
    assert "seven bits are zero" in read.problems[0]


def test_little_endian_is_guessed_for_latin_text_only() -> None:
    assert looks_little_endian("Hello".encode("utf-16-le"))
    assert not looks_little_endian("Hello".encode("utf-16-be"))
    assert not looks_little_endian("Привет".encode("utf-16-be"))
    assert not looks_little_endian(b"")


@pytest.mark.parametrize(
    ("octets", "data_coding", "likely"),
    [
        (b"hello world", 0, "gsm7"),
        (b"user@example.com", 0, "ascii"),
        (b"snake_case_name", 0, "ascii"),
        (b"\x40Hola se\x7dor\x21", 0, "gsm7"),
        (b"2\x1be for you", 0, "gsm7"),
        ("Привет мир".encode("utf-16-be"), 0, "ucs2"),
        ("Привет мир".encode("utf-16-be"), 8, "ucs2"),
        ("Hello there".encode("utf-16-le"), 8, "ucs2-le"),
        (bytes.fromhex("c8721e943ebfe52c507a0ea2a3cba0b27bfc26a7dd67d07b0d72bfef3f"), 0, "gsm7-packed"),
        ("grüße aus Köln".encode(), 0, "utf8"),
        ("grüße aus Köln".encode("latin-1"), 0, "latin1"),
        ("grüße aus Köln".encode("latin-1"), 3, "latin1"),
        ("你好世界，今天天气很好".encode("utf-16-be"), 8, "ucs2"),
        ("你好".encode("utf-16-be"), 8, "ucs2"),
        ("今日は良い天気".encode("shift_jis"), 9, "shift-jis"),
        ("안녕하세요".encode("euc_kr"), 0x0E, "ks-c-5601"),
        ("Шалом, как дела".encode("iso8859-5"), 6, "cyrillic"),
        (b"This is plain text", 8, "gsm7"),
        (b"Hello text", 4, "gsm7"),
        (bytes.fromhex("0605040b8423f0010601ae02056a0045c60c037761702e79"), 4, "binary"),
        (b"", 8, "ucs2"),
        ("Привет".encode("utf-16-be"), 0, "ucs2"),
        ("Ваш код 4821. Никому не сообщайте".encode("utf-16-be"), 0, "ucs2"),
        ("Ваш код 4821. Никому не сообщайте".encode("utf-16-le"), 8, "ucs2-le"),
        ("مرحبا كيف حالك".encode("utf-16-be"), 3, "ucs2"),
        ("สวัสดีครับ".encode("utf-16-be"), 0, "ucs2"),
        ("Hallo".encode("utf-16-be")[:-1], 8, "ucs2"),
        ("👍".encode("utf-16-be"), 8, "ucs2"),
        ("日本語テキスト".encode("shift_jis"), 5, "shift-jis"),
        ("日本語テキスト".encode("utf-16-be"), 0, "ucs2"),
        ("안녕하세요 세계".encode("euc_kr"), 0, "ks-c-5601"),
        ("Привет, как дела?".encode("iso8859-5"), 3, "cyrillic"),
        (b"Gr~\x1ee aus K|ln", 3, "gsm7"),
        (b'{"code":1}', 0, "ascii"),
    ],
)
def test_the_lens_marks_the_likeliest_reading(octets: bytes, data_coding: int, likely: str) -> None:
    readings = lens(octets, data_coding)
    assert [reading.alphabet for reading in readings] == list(ALPHABETS)
    assert [reading.alphabet for reading in readings if reading.likely] == [likely]
    assert all(bool(reading.reason) is reading.likely for reading in readings)


def test_the_reason_names_what_data_coding_says() -> None:
    reading = next(reading for reading in lens("Привет".encode("utf-16-be"), 0) if reading.likely)
    assert reading.reason.endswith("data_coding 0x00 says GSM 7-bit")


def test_an_account_says_what_a_data_coding_means() -> None:
    told = "4 gsm7, 0x01=utf8, 0xF1: latin1"
    assert [alphabet_of(value, "ascii", told) for value in (0, 1, 3, 4, 8, 0xF1)] == [
        "ascii",
        "utf8",
        "latin1",
        "gsm7",
        "ucs2",
        "latin1",
    ]
    assert list(alphabet_table(told)) == [4, 1, 0xF1]


def test_the_lens_believes_what_the_account_says() -> None:
    octets = write_text("Preis: 5 €", "gsm7")
    assert next(row.alphabet for row in lens(octets, 4, "ascii", "4 gsm7") if row.likely) == "gsm7"


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ("", ""),
        ("4 gsm7,", ""),
        ("gsm7", "'gsm7' is not a value and an alphabet, such as 4 gsm7; commas stand between the rows"),
        ("256 gsm7", "data_coding 256 does not fit into an octet"),
        ("0 gsm7, 0xF5 latin1 read", ""),
        (
            "1 gsm7 never",
            "'1 gsm7 never' is not a value and an alphabet, such as 4 gsm7; commas stand between the rows",
        ),
        ("4 gsm7, 0x04 ascii", "data_coding 4 stands there twice"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(told: str, problem: str) -> None:
    assert table_problem(told) == problem


def test_a_row_for_0_must_say_what_the_account_says_of_it() -> None:
    assert table_problem("0 gsm7", "gsm7") == ""
    assert table_problem("4 gsm7, 0 latin1", "ascii") == "data_coding 0 is latin1 here and ascii above"
    assert alphabet_of(0, "ascii", "0 latin1") == "ascii"


def test_texts_are_sent_by_the_rows_in_their_order_and_0_comes_first_unless_it_has_a_row() -> None:
    assert [row.data_coding for row in sent_codings("ascii", "4 gsm7, 0xF5 latin1 read, 3 latin1")] == [0, 4, 3]
    assert [row.data_coding for row in sent_codings("gsm7", "241 gsm7, 0 gsm7, 8 ucs2")] == [241, 0, 8]
    assert [row.data_coding for row in sent_codings("gsm7", "0 gsm7 read, 8 ucs2")] == [8]
    assert sent_codings("latin1") == ((0, "latin1", True),)


def test_an_alphabet_that_nobody_knows_is_told_with_those_there_are() -> None:
    assert table_problem("4 klingon").startswith("'klingon' is no alphabet; there are gsm7, gsm7-packed, ascii")
    assert alphabet_table("4 klingon, 1 ascii") == {1: "ascii"}
