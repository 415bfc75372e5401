from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smppconsole.smpp.decode import decode
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.summary import summarise
from smppconsole.smpp.udh import write_concatenation
from smppconsole.trace.mask import Masking, mask, mask_number, read_masking
from tests.kit.generate import generate_pdu, mutate
from tests.kit.pdus import octets
from tests.kit.traces import receipt, submit

ALL = Masking(numbers=True, text=True)


def test_numbers_keep_their_length_their_front_and_their_end() -> None:
    assert mask_number(b"491713920012") == b"491000000012"
    assert mask_number(b"+491713920012") == b"+491000000012"
    assert mask_number(b"Orbit") == b"Orbit"
    assert mask_number(b"123456") == b"123456"


def test_both_addresses_are_masked_and_names_stay() -> None:
    told = summarise(mask(submit(1, "hello", "Orbit", "491713920012"), Masking(numbers=True)))
    assert (told.source, told.destination, told.text) == ("Orbit", "491000000012", "hello")


def test_the_text_is_masked_in_its_own_alphabet() -> None:
    for coding, text in ((0, "hello"), (3, "hello"), (8, "hello".encode("utf-16-be").decode("latin-1"))):
        told = summarise(mask(submit(1, text, data_coding=coding), Masking(text=True)))
        assert (told.text, told.destination) == ("xxxxx", "491713920012")


def test_packed_septets_stay_packed() -> None:
    packed = bytes.fromhex("c8721e943ebfe52c507a0ea2a3cba0b27bfc26a7dd67d07b0d72bfef3f")
    reading = Reading(default_alphabet="gsm7-packed")
    pdu = submit(1, packed.decode("latin-1"))
    assert set(summarise(mask(pdu, ALL, reading=reading), reading=reading).text.rstrip("@\r ")) <= {
        "x",
        "?",
        "/",
        "o",
        "8",
    }


def test_the_user_data_header_stays() -> None:
    pdu = submit(1, (b"\x05" + write_concatenation(5, 2, 1) + b"part one").decode("latin-1"), esm_class=0x40)
    told = summarise(mask(pdu, ALL))
    assert told.text == "xxxxxxxx"
    assert told.segment is not None


def test_of_a_receipt_only_what_it_quotes_is_masked() -> None:
    told = summarise(mask(receipt(1, "A1B2C3"), ALL))
    assert told.receipt is not None
    assert told.receipt.text is not None
    assert (told.message_id, told.receipt.text.text, told.receipt.state_word) == ("A1B2C3", "xxxxx", "DELIVRD")


def test_the_password_is_always_masked() -> None:
    bind = octets("bind_transceiver", 1, system_id="me", password="secret")
    assert mask(bind, Masking()) == bind.replace(b"secret", b"******")


def test_destinations_in_a_list_are_masked_each() -> None:
    wanted = ({"dest_flag": 1, "dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": "491713920012"},)
    pdu = octets("submit_multi", 1, source_addr="491713920000", dest_address=wanted, short_message=b"x")
    masked = mask(pdu, ALL)
    assert b"491713920012" not in masked
    assert b"491000000012" in masked


@given(st.integers(0, 100_000))
def test_any_pdu_keeps_its_length_and_its_shape(seed: int) -> None:
    random = Random(seed)
    pdu = generate_pdu(random)
    for one in (pdu, mutate(random, pdu)):
        masked = mask(one, ALL)
        assert len(masked) == len(one)
        assert masked[:16] == one[:16]
    spans = [(start, stop) for _, start, stop, _ in decode(pdu).spans]
    assert [(start, stop) for _, start, stop, _ in decode(mask(pdu, ALL)).spans] == spans


def test_what_to_mask_is_read_from_words() -> None:
    assert read_masking("numbers, text") == ALL
    assert read_masking("") == Masking()
    assert read_masking("text").words == "passwords, text"
    with pytest.raises(ValueError, match="faces"):
        read_masking("faces")
