"""data_coding taken apart: SMPP's own list below 0x10, 3GPP's groups above."""

from __future__ import annotations

import pytest

from smppconsole.smpp.coding import ALPHABETS
from smppconsole.smpp.dcs import DEFAULT, read_data_coding


@pytest.mark.parametrize(
    ("value", "alphabet", "words"),
    [
        (0x00, DEFAULT, "the centre's default alphabet"),
        (0x03, "latin1", "Latin-1 (ISO 8859-1)"),
        (0x04, "binary", "8-bit data"),
        (0x08, "ucs2", "UCS-2"),
        (0x0E, "ks-c-5601", "KS C 5601"),
        (0x10, "gsm7", "GSM 7-bit, class 0 (flash, shown at once)"),
        (0x15, "binary", "8-bit data, class 1 (phone memory)"),
        (0x18, "ucs2", "UCS-2, class 0 (flash, shown at once)"),
        (0x20, "binary", "GSM 7-bit, compressed"),
        (0x40, "gsm7", "GSM 7-bit, delete after reading"),
        (0x80, "gsm7", "reserved, read as GSM 7-bit"),
        (0xC8, "gsm7", "message waiting: voicemail active, text may be discarded"),
        (0xD1, "gsm7", "message waiting: fax inactive, text is kept"),
        (0xEA, "ucs2", "message waiting: e-mail active, UCS-2 text is kept"),
        (0xF0, "gsm7", "GSM 7-bit, class 0 (flash, shown at once)"),
        (0xF5, "binary", "8-bit data, class 1 (phone memory)"),
        (0xF6, "binary", "8-bit data, class 2 (SIM)"),
    ],
)
def test_the_groups_say_alphabet_class_and_waiting(value: int, alphabet: str, words: str) -> None:
    read = read_data_coding(value)
    assert (read.alphabet, read.words) == (alphabet, words)


def test_every_value_has_words_and_an_alphabet_that_can_be_read() -> None:
    for value in range(256):
        read = read_data_coding(value)
        assert read.words
        assert read.alphabet == DEFAULT or read.alphabet in ALPHABETS


def test_class_waiting_and_compression_are_values_too() -> None:
    assert read_data_coding(0xF2).message_class == 2
    assert read_data_coding(0x00).message_class is None
    assert (read_data_coding(0xC8).waiting, read_data_coding(0xC8).waiting_active) == ("voicemail", True)
    assert read_data_coding(0x34).compressed
    assert [value for value in range(16) if read_data_coding(value).reserved] == [0x0B, 0x0C, 0x0F]
