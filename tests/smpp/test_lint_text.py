"""Rules about alphabets."""

from __future__ import annotations

import pytest

from smppconsole.smpp.gsm7 import encode, pack
from smppconsole.smpp.lint_examples import deliver, submit
from smppconsole.smpp.reading import Reading
from tests.kit.judged import ids, places


@pytest.mark.parametrize("text", ["me@example.com", "snake_case", "costs $ 5 more", "Price: 5$ only"])
def test_ascii_sent_as_gsm_is_told(text: str) -> None:
    assert "ascii-as-gsm7" in ids(submit(short_message=text.encode()))
    assert "ascii-as-gsm7" not in ids(submit(short_message=encode(text)))
    assert "ascii-as-gsm7" not in ids(submit(short_message=text.encode()), Reading(default_alphabet="ascii"))


@pytest.mark.parametrize("text", ["Hello", "¿Qué tal? ¡Hola!", "Ä Ö Ü § 5", "5 € [now]", "Ça va", "ΔΦΓ test"])
def test_gsm_text_is_never_taken_for_ascii(text: str) -> None:
    assert ids(submit(short_message=encode(text))) == set()


def test_octets_above_0x7f_name_the_likeliest_alphabet() -> None:
    assert places(submit(short_message="Grüße".encode("latin-1")), "gsm7-high-octets") == ["fc"]
    assert "utf8-sent" in ids(submit(short_message="Grüße aus Köln".encode()))
    assert "gsm7-high-octets" not in ids(submit(short_message="Grüße aus Köln".encode()))


def test_ucs2_findings_point_at_their_octets() -> None:
    assert places(submit(data_coding=8, short_message=b"\xff\xfeA\0"), "ucs2-mark") == ["fffe"]
    assert places(submit(data_coding=8, short_message=b"\x04\x10\x04"), "ucs2-odd") == ["04"]
    assert "ucs2-little-endian" in ids(deliver(data_coding=8, short_message=b"\xff\xfeA\0"))


def test_little_endian_text_is_not_told_in_two_ways() -> None:
    found = ids(submit(data_coding=8, short_message="Grüße an alle".encode("utf-16-le")))
    assert found == {"ucs2-little-endian"}


@pytest.mark.parametrize("text", ["Привет", "你好，世界", "مرحبا", "Hi 😀", "ждать 5 €"])
def test_ucs2_that_is_needed_raises_no_alarm(text: str) -> None:
    assert ids(submit(data_coding=8, short_message=text.encode("utf-16-be"))) == set()


def test_ucs2_for_a_curly_quote_is_worth_a_note() -> None:
    assert ids(submit(data_coding=8, short_message="It’s".encode("utf-16-be"))) == {"ucs2-lookalikes"}
    assert ids(submit(data_coding=8, short_message="It's".encode("utf-16-be"))) == {"ucs2-needless"}


def test_an_alphabet_with_a_rule_of_its_own_is_not_told_twice() -> None:
    assert "text-undecodable" not in ids(submit(short_message=b"\xff"))
    assert "text-undecodable" in ids(submit(data_coding=0x0E, short_message=b"\xff\xff"))


def test_a_packed_account_raises_no_alarm_about_packed_text() -> None:
    packed = bytes.fromhex("c8721e943ebfe52c507a0ea2a3cba0b27bfc26a7dd67d07b0d72bfef3f")
    assert ids(submit(short_message=packed), Reading(default_alphabet="gsm7-packed")) == set()
    assert "packed-sent" in ids(submit(short_message=packed))


def test_text_behind_a_header_is_judged_without_it() -> None:
    part = bytes.fromhex("0500030a0201") + "Привет".encode("utf-16-be")
    assert ids(submit(data_coding=8, esm_class=0x40, short_message=part)) == set()


def test_text_of_a_national_table_is_judged_by_that_table() -> None:
    header = bytes.fromhex("06240101250101")
    turkish = encode("İyi günler, nasılsınız? Çok teşekkürler", locking=1, single=1)
    assert ids(submit(esm_class=0x40, short_message=header + turkish)) == set()


def test_packed_text_behind_a_header_is_read_from_its_septet() -> None:
    part = bytes.fromhex("0500030a0201") + pack(encode("Hey igor, is the encoding ok now?"), fill_bits=1)
    assert "packed-sent" in ids(submit(esm_class=0x40, short_message=part))


def test_a_part_of_a_longer_text_is_not_blamed_for_the_alphabet_that_another_part_needs() -> None:
    plain = "may arrive late".encode("utf-16-be")
    assert "ucs2-needless" in ids(submit(data_coding=8, short_message=plain))
    assert "ucs2-needless" not in ids(submit(data_coding=8, esm_class=0x40, short_message=b"\5\0\3\x5c\3\2" + plain))
