"""What real traffic gets wrong, one test each: encodings, headers, TLVs and receipts as people met them."""

from __future__ import annotations

import pytest

from smppconsole.smpp.coding import read_text
from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.gsm7 import encode as gsm
from smppconsole.smpp.inspection import inspect
from smppconsole.smpp.lint_examples import deliver, made, receipt, submit, tlv
from smppconsole.smpp.message_ids import RULES, matching_rule
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.receipt import receipt_of
from smppconsole.smpp.segment import split
from smppconsole.smpp.tree import Node


def text(pdu: Pdu, reading: Reading | None = None) -> str | None:
    return inspect(encode(pdu, anyway=True), reading=reading or Reading()).text


def found(pdu: Pdu) -> set[str]:
    return {finding.id for finding in inspect(encode(pdu, anyway=True)).findings}


def nodes(pdu: Pdu) -> dict[str, Node]:
    return {node.name: node for node in inspect(encode(pdu, anyway=True)).nodes}


def test_an_answer_that_refuses_shows_the_body_it_has_all_the_same() -> None:
    octets = bytes.fromhex("00000021800000040000000b00000002" + b"0A000000A3D323A1\0".hex())
    assert decode(octets).field("message_id") == "0A000000A3D323A1"
    assert {finding.id for finding in inspect(octets).findings} == {"error-with-body"}


def test_an_answer_with_a_tlv_shows_both() -> None:
    message_id = "34f0ac1b-a11d-417b-870b-feb045cfdc33"
    octets = bytes.fromhex("0000003a800000040000000000000001" + message_id.encode().hex() + "00" + "0428000100")
    decoded = decode(octets)
    assert decoded.field("message_id") == message_id
    assert decoded.tlv(0x0428) == b"\0"
    assert decoded.faults == []


def test_a_text_that_begins_with_an_at_sign_is_not_empty() -> None:
    assert text(submit(short_message=b"\0hello\0there")) == "@hello@there"


@pytest.mark.parametrize(("default", "shown"), [("gsm7", "¡"), ("ascii", "@"), ("latin1", "@")])
def test_the_same_octet_is_what_the_account_says(default: str, shown: str) -> None:
    assert text(submit(short_message=b"\x40"), Reading(default_alphabet=default)) == shown


def test_packed_text_in_data_coding_zero() -> None:
    packed = bytes.fromhex("c8721e943ebfe52c507a0ea2a3cba0b27bfc26a7dd67d07b0d72bfef3f")
    assert (
        text(submit(short_message=packed), Reading(default_alphabet="gsm7-packed"))
        == "Hey igor, is the encoding ok now?"
    )
    assert "packed-sent" in found(submit(short_message=packed))


def test_data_coding_is_not_masked_to_four_bits() -> None:
    assert text(submit(data_coding=0xF8, short_message=b"Hi")) == "Hi"
    assert text(submit(data_coding=0x18, short_message="ж".encode("utf-16-be"))) == "ж"
    assert "class 0" in nodes(submit(data_coding=0x10))["data_coding"].meaning


def test_an_emoji_is_two_units_and_is_never_torn() -> None:
    parts = split("x" * 66 + "😀", "ucs2", 6)
    assert [len(part) for part in parts] == [132, 4]


def test_a_header_in_a_payload_is_read_there() -> None:
    pdu = submit(tlv(0x0424, "0500030a0201" + gsm("Hello").hex()), short_message=b"", esm_class=0x40)
    seen = inspect(encode(pdu))
    assert seen.text == "Hello"
    assert seen.segment is not None
    assert (seen.segment.number, seen.segment.total) == (1, 2)


def test_a_header_longer_than_its_text_is_shown() -> None:
    assert "udhi-without-udh" in found(submit(esm_class=0x40, short_message=bytes.fromhex("ff0003")))


def test_national_tables_that_a_header_names_are_used() -> None:
    header = bytes.fromhex("06240101250101")
    assert text(submit(esm_class=0x40, short_message=header + bytes.fromhex("07 1b49 0b".replace(" ", "")))) == "ıİĞ"


def test_tlvs_that_nobody_knows_are_kept_with_their_value() -> None:
    pdu = submit(tlv(0x1401, "deadbeef"), tlv(0x0381, "01010131"), tlv(0x0381, "01010132"))
    assert [one.value.hex() for one in decode(encode(pdu)).tlvs()] == ["deadbeef", "01010131", "01010132"]


def test_a_number_of_a_wrong_size_does_not_shift_the_next_tlv() -> None:
    pdu = receipt(tlv(0x0427, "00000002"), tlv(0x001E, "414200"))
    seen = inspect(encode(pdu, anyway=True))
    assert seen.receipt is not None
    assert (seen.receipt.state, seen.receipt.message_id) == (2, "AB")
    assert "tlv-length" in {finding.id for finding in seen.findings}


@pytest.mark.parametrize("value", ["414200", "4142"])
def test_the_receipted_id_with_and_without_its_nul(value: str) -> None:
    reading = receipt_of(decode(encode(deliver(tlv(0x001E, value), esm_class=4), anyway=True)))
    assert reading is not None
    assert reading.message_id == "AB"


def test_ids_of_both_number_bases_by_named_rules() -> None:
    assert matching_rule("0A1F", "a1f") == "leading zeros ignored"
    assert matching_rule("65", "101", tuple(RULES)) == "hex then decimal"
    assert matching_rule("101", "101", tuple(RULES)) == "same text"


def test_a_receipt_cut_in_an_escape_still_names_its_message() -> None:
    pdu = receipt(
        tlv(0x0423, "030000"), tlv(0x1454, "00"), tlv(0x1418, "00"), text=b"id:7 stat:DELIVRD text:H\x1bello \x1b"
    )
    seen = inspect(encode(pdu, anyway=True))
    assert seen.receipt is not None
    assert seen.receipt.message_id == "7"
    assert seen.text == "id:7 stat:DELIVRD text:H€llo \ufffd"


def test_a_receipt_goes_from_the_destination_to_the_source() -> None:
    seen = nodes(receipt())
    assert (seen["source_addr"].value, seen["destination_addr"].value) == ("491701234567", "12345")


@pytest.mark.parametrize(
    ("value", "words"),
    [(0x01, "receipt"), (0x03, "on success"), (0x10, "intermediate"), (0x04, "delivery")],
)
def test_registered_delivery_by_its_bits(value: int, words: str) -> None:
    assert words in nodes(submit(registered_delivery=value))["registered_delivery"].meaning


def test_a_relative_validity_is_told_in_words() -> None:
    assert "2 days" in nodes(submit(validity_period="000002000000000R"))["validity_period"].meaning


def test_a_backtick_and_a_small_cedilla_cannot_be_gsm() -> None:
    assert read_text(b"\x60", "gsm7").text == "¿"
    assert read_text(b"\x09", "gsm7").text == "Ç"


def test_a_deliver_answer_without_its_body_is_told_and_shown() -> None:
    seen = inspect(bytes.fromhex("00000010800000050000000000000001"))
    assert {finding.id for finding in seen.findings} <= {"missing-field"}
    assert found(made("deliver_sm_resp")) == set()
