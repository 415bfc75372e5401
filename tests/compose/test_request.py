"""The other requests of an ESME from named values."""

from __future__ import annotations

from smppconsole.compose.draft import Carry, Draft
from smppconsole.compose.request import cancel_sm, data_sm, query_sm, replace_sm, submit_multi
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Tlv


def test_a_query_names_the_message_and_its_sender() -> None:
    assert encode(query_sm("A1", "Orbit"))[16:] == b"A1\0\x05\0Orbit\0"
    assert encode(query_sm("A1", "123456", 1, 1))[16:] == b"A1\0\x01\x01123456\0"
    assert encode(query_sm("A1"))[16:] == b"A1\0\0\0\0"


def test_a_cancel_may_name_a_message_or_all_between_two_addresses() -> None:
    draft = Draft(source="Orbit", destination="4917012345", service_type="CMT", fields={"dest_addr_npi": 3})
    assert encode(cancel_sm(draft, "A1"))[16:] == b"CMT\0A1\0\x05\0Orbit\0\x01\x034917012345\0"
    assert encode(cancel_sm(draft))[16:].startswith(b"CMT\0\0\x05")


def test_a_replacement_takes_the_new_text_and_no_parts() -> None:
    draft = Draft(source="Orbit", text="a" * 161, validity="000001000000000R", default_message_id=3)
    (pdu,) = replace_sm(draft, "A1").pdus
    assert (pdu.fields["message_id"], pdu.fields["short_message"]) == ("A1", b"a" * 161)
    assert "data_coding" not in pdu.fields
    assert encode(pdu)
    (paid,) = replace_sm(Draft(text="a", carry=Carry.PAYLOAD), "A1").pdus
    assert paid.tlvs == (Tlv(0x0424, b"a"),)


def test_data_sm_carries_the_text_as_payload() -> None:
    (pdu,) = data_sm(Draft(text="hi", destination="1" * 30)).pdus
    assert pdu.tlvs == (Tlv(0x0424, b"hi"),)
    assert encode(pdu)


def test_submit_multi_names_all_destinations() -> None:
    expansion = submit_multi(Draft(text="a" * 161), ["4917012345", "list:all"], reference=9)
    assert [segment.reference for segment in expansion.segments if segment] == [9, 9]
    assert encode(expansion.pdus[0])[20:].startswith(b"\x02" + b"\x01\x01\x014917012345\0" + b"\x02all\0")
