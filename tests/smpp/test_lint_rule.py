"""The case in front of the rules: fields, TLVs, addresses and places by name."""

from __future__ import annotations

from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.lint_examples import submit, tlv
from smppconsole.smpp.lint_rule import Case
from smppconsole.smpp.pdu import Pdu


def case(pdu: Pdu) -> Case:
    return Case(decode(encode(pdu, anyway=True)))


def test_fields_and_tlvs_are_at_hand_by_name() -> None:
    seen = case(submit(tlv(0x0204, "0102"), data_coding=8))
    assert seen.name == "submit_sm"
    assert (seen.number("data_coding"), seen.text("source_addr"), seen.has("message_id")) == (8, "MyShop", False)
    assert (seen.number("source_addr"), seen.text("data_coding")) == (0, "")
    held = seen.tlv(0x0204)
    assert held is not None
    assert held.number == 0x0102
    assert seen.tlv(0x0205) is None


def test_places_count_from_the_first_octet_of_the_pdu() -> None:
    seen = case(submit(esm_class=0x40, short_message=bytes.fromhex("0500030a0201") + b"Hello"))
    wire = seen.decoded.octets
    whole, text = seen.content_spot("x"), seen.text_spot("x")
    assert wire[whole.offset : whole.offset + whole.length] == bytes.fromhex("0500030a0201") + b"Hello"
    assert wire[text.offset : text.offset + text.length] == b"Hello"
    last = seen.text_spot("x", 4)
    assert wire[last.offset : last.offset + last.length] == b"o"
    field = seen.spot("source_addr", "x")
    assert wire[field.offset : field.offset + field.length] == b"MyShop\0"
    assert seen.spot("no such field", "x") == (0, 4, "x")


def test_a_pdu_without_a_text_has_a_place_all_the_same() -> None:
    seen = case(Pdu("enquire_link"))
    assert (seen.content_spot("x"), seen.text_spot("x")) == ((0, 4, "x"), (0, 4, "x"))
    assert (seen.lenses, seen.likely, seen.receipt) == ((), None, None)


def test_addresses_come_with_their_type_and_plan() -> None:
    seen = case(submit())
    assert [(a.role, a.ton, a.npi, a.text) for a in seen.addresses] == [
        ("source", 5, 0, "MyShop"),
        ("destination", 1, 1, "491701234567"),
    ]
    first = seen.addresses[0]
    assert seen.decoded.octets[first.start : first.end] == b"\x05\x00MyShop\0"


def test_the_addresses_of_a_list_are_all_there() -> None:
    one: dict[str, int | str | bytes] = {
        "dest_flag": 1,
        "dest_addr_ton": 1,
        "dest_addr_npi": 1,
        "destination_addr": "49170",
    }
    two: dict[str, int | str | bytes] = {"dest_flag": 2, "dl_name": "friends"}
    seen = case(Pdu("submit_multi", {"dest_address": (one, two, one), "short_message": b"Hi"}))
    assert [address.text for address in seen.addresses] == ["", "49170", "49170"]
