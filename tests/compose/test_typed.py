"""What people type for fields and TLVs."""

from __future__ import annotations

import pytest

from smppconsole.compose.typed import tlv_value, typed_field, typed_number, typed_pdu, typed_tlv
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.pdu import FieldValue, Tlv
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import TlvKind, TlvSpec, Version


@pytest.mark.parametrize(
    ("command", "name", "text", "value"),
    [
        ("submit_sm", "esm_class", "0x40", 64),
        ("submit_sm", "esm_class", " 007 ", 7),
        ("submit_sm", "esm_class", "0b11", 3),
        ("submit_sm", "service_type", " CMT", " CMT"),
        ("submit_sm", "validity_period", " 000001000000000R ", "000001000000000R"),
        ("submit_sm", "short_message", "68 69", b"hi"),
        ("submit_sm", "command_length", "3", 3),
        ("submit_multi", "dest_address", "list:all, ", ({"dest_flag": 2, "dl_name": "all"},)),
    ],
)
def test_a_field_is_read_by_its_row(command: str, name: str, text: str, value: FieldValue) -> None:
    assert typed_field(command, name, text) == value


@pytest.mark.parametrize(
    ("command", "name", "text", "words"),
    [
        ("submit_sm", "esm_class", "many", "esm_class: 'many' is no number"),
        ("submit_sm", "short_message", "hi", "short_message: 'hi' is not an even number of hex digits"),
        ("submit_sm", "text", "hi", "text: submit_sm has no such field; it has service_type"),
        ("unbind", "text", "hi", "text: unbind has no such field; it has none"),
        ("submit", "text", "hi", "command: no command is called 'submit'"),
        ("submit_multi_resp", "unsuccess_sme", "1", "unsuccess_sme: a list of this kind cannot be typed"),
    ],
)
def test_what_is_no_value_of_a_field_is_refused(command: str, name: str, text: str, words: str) -> None:
    with pytest.raises(EncodeError, match=words):
        typed_field(command, name, text)


@pytest.mark.parametrize(
    ("text", "tlv"),
    [
        ("0x1401:313233", Tlv(0x1401, b"123")),
        ("1401:", Tlv(0x1401, b"")),
        ("user_message_reference:0007", Tlv(0x0204, b"\0\x07")),
        ("user_message_reference=7", Tlv(0x0204, b"\0\x07")),
        ("receipted_message_id=A1=B:2", Tlv(0x001E, b"A1=B:2\0")),
        ("message_payload=68 69", Tlv(0x0424, b"hi")),
        ("source_telematics_id=1", Tlv(0x0010, b"\x01")),
        ("source_telematics_id=256", Tlv(0x0010, b"\x01\0")),
    ],
)
def test_a_tlv_is_typed_by_tag_or_name(text: str, tlv: Tlv) -> None:
    assert typed_tlv(text) == tlv


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1401", "tlv: '1401' is neither TAG:HEX nor NAME=VALUE"),
        ("strange:00", "tlv: 'strange' is neither the name of a TLV nor a tag in hex"),
        ("14010:00", "tlv: the tag 14010 does not fit into 2 octets"),
        ("1401:0", "1401: '0' is not an even number of hex digits"),
        ("strange=1", "strange: no TLV has that name; write TAG:HEX for one that no table has"),
        ("user_message_reference=65536", "user_message_reference: 65536 does not fit into 2 octets"),
        ("receipted_message_id=→", "receipted_message_id: character 1 is '→'"),
    ],
)
def test_what_is_no_tlv_is_refused(text: str, words: str) -> None:
    with pytest.raises(EncodeError) as caught:
        typed_tlv(text)
    assert str(caught.value).startswith(words)


def test_a_text_of_an_accounts_dictionary_has_no_nul() -> None:
    row = TlvSpec(0x1401, "entity_id", TlvKind.TEXT, 0, 30, None, Version.V34, False, "", "")
    assert tlv_value(row, "1201") == b"1201"
    assert typed_tlv("entity_id=1201", STANDARD.with_rows(tlvs=(row,))) == Tlv(0x1401, b"1201")


def test_any_command_is_made_from_words() -> None:
    pdu = typed_pdu("cancel_sm", {"message_id": "A1", "dest_addr_ton": "1"}, ["1401:30"])
    assert encode(pdu)[16:].hex() == "004131000000000100001401000130"
    assert typed_pdu("submit_sm_resp", {}, status=8).status == 8


def test_a_number_with_leading_zeros_is_decimal() -> None:
    assert typed_number("x", "010") == 10
