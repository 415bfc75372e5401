"""A decoded PDU as named values again."""

from __future__ import annotations

from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu, Tlv
from smppconsole.smpp.readback import body_values, read_back


def test_lengths_that_are_right_are_left_to_the_encoder() -> None:
    again = read_back(decode(encode(Pdu("submit_sm", {"short_message": b"hi"}, sequence=9))))
    assert again is not None
    assert "sm_length" not in again.fields
    assert again.fields["short_message"] == b"hi"
    assert (again.command, again.status, again.sequence) == ("submit_sm", 0, 9)


def test_a_length_that_is_wrong_is_kept_so_that_sending_again_sends_the_same() -> None:
    octets = encode(Pdu("submit_sm", {"sm_length": 200, "short_message": b"hi"}), anyway=True)
    again = read_back(decode(octets))
    assert again is not None
    assert again.fields["sm_length"] == 200
    assert encode(again, anyway=True) == octets


def test_lists_are_put_together_and_tlvs_kept_in_order() -> None:
    items = ({"dest_flag": 2, "dl_name": "a"}, {"dest_flag": 2, "dl_name": "b"})
    tlvs = (Tlv(0x1401, b"1"), Tlv(0x0204, b"\0\x01"), Tlv(0x1401, b"2"))
    again = read_back(decode(encode(Pdu("submit_multi", {"dest_address": items}, tlvs))))
    assert again is not None
    assert again.fields["dest_address"] == items
    assert again.tlvs == tlvs


def test_fields_that_the_octets_lack_are_left_out() -> None:
    refused = read_back(decode(encode(Pdu("submit_sm_resp", status=8, sequence=1))))
    assert refused == Pdu("submit_sm_resp", {}, (), 8, 1)


def test_octets_without_a_command_are_no_pdu() -> None:
    strange = bytes.fromhex("00000010 0000ffff 00000000 00000001")
    assert read_back(decode(strange)) is None
    assert read_back(decode(b"\0\0")) is None
    assert body_values(decode(strange)) == {}
