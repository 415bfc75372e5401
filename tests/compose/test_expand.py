"""A draft becomes PDUs, in every alphabet and way of carrying."""

from __future__ import annotations

import pytest

from smppconsole.compose.draft import Alphabet, Carry, Draft, Receipt
from smppconsole.compose.expand import address_type, destination_item, expand
from smppconsole.compose.layout import DraftError
from smppconsole.smpp.coding import read_text
from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu, Tlv
from smppconsole.smpp.reassembly import Part, join
from smppconsole.smpp.segment import Segment

LONG = {
    Alphabet.AUTO: "Grüße an alle {mit} 5 €: " * 20,
    Alphabet.GSM7: "a€" * 150,
    Alphabet.GSM7_PACKED: "packed [text] " * 20,
    Alphabet.ASCII: "plain ascii ~^ " * 20,
    Alphabet.LATIN1: "très élégant ÿ " * 20,
    Alphabet.UCS2: "😀 смайлик " * 20,
    Alphabet.UTF8: "zażółć gęślą jaźń 😀 " * 20,
}
IN_PARTS = (Carry.AUTO, Carry.UDH8, Carry.UDH16, Carry.SAR)


def octets_of(pdu: Pdu) -> bytes:
    octets = pdu.fields["short_message"]
    assert isinstance(octets, bytes)
    return octets


@pytest.mark.parametrize("alphabet", LONG)
@pytest.mark.parametrize("carry", IN_PARTS)
def test_a_long_text_comes_back_whole(alphabet: Alphabet, carry: Carry) -> None:
    expansion = expand(Draft(text=LONG[alphabet], alphabet=alphabet, carry=carry), reference=0x1234)
    assert len(expansion.pdus) == expansion.count.parts > 1
    parts = []
    for pdu, segment in zip(expansion.pdus, expansion.segments, strict=True):
        assert segment is not None
        header = 0 if carry is Carry.SAR else 1 + octets_of(pdu)[0]
        fill = -8 * (header or 6) % 7
        parts.append(Part(segment, octets_of(pdu)[header:], expansion.count.alphabet, fill_bits=fill))
        assert encode(pdu)
    assert join(parts).text == LONG[alphabet]


@pytest.mark.parametrize("alphabet", LONG)
def test_a_payload_holds_the_whole_text(alphabet: Alphabet) -> None:
    expansion = expand(Draft(text=LONG[alphabet], alphabet=alphabet, carry=Carry.PAYLOAD))
    (pdu,) = expansion.pdus
    assert expansion.segments == (None,)
    assert "short_message" not in pdu.fields
    assert [tlv.tag for tlv in pdu.tlvs] == [0x0424]
    assert read_text(pdu.tlvs[0].value, expansion.count.alphabet).text == LONG[alphabet]


def test_an_8_bit_reference_keeps_the_low_octet() -> None:
    first, second = expand(Draft(text="a" * 161), reference=0x1234).pdus
    assert octets_of(first)[:6].hex() == "050003340201"
    assert octets_of(second)[:6].hex() == "050003340202"
    assert first.fields["esm_class"] == 0x40


def test_a_16_bit_reference_is_written_whole() -> None:
    expansion = expand(Draft(text="a" * 161, carry=Carry.UDH16), reference=0x1234)
    assert octets_of(expansion.pdus[1])[:7].hex() == "06080412340202"
    assert expansion.segments[1] == Segment(0x1234, 2, 2, "udh16")


def test_sar_says_the_part_in_tlvs_and_leaves_esm_class_alone() -> None:
    expansion = expand(Draft(text="a" * 161, carry=Carry.SAR, tlvs=(Tlv(0x1401, b"1"),)), reference=7)
    assert expansion.pdus[1].tlvs == (
        Tlv(0x020C, b"\0\x07"),
        Tlv(0x020E, b"\x02"),
        Tlv(0x020F, b"\x02"),
        Tlv(0x1401, b"1"),
    )
    assert expansion.pdus[1].fields["esm_class"] == 0
    assert expansion.segments[0] == Segment(7, 2, 1, "sar")


@pytest.mark.parametrize("carry", [Carry.AUTO, Carry.UDH8, Carry.UDH16, Carry.SAR, Carry.SINGLE])
def test_a_short_text_takes_no_header(carry: Carry) -> None:
    (pdu,) = expand(Draft(text="hi", carry=carry)).pdus
    assert octets_of(pdu) == b"hi"
    assert (pdu.fields["esm_class"], pdu.tlvs) == (0, ())


def test_packed_parts_are_filled_to_a_septet_behind_their_header() -> None:
    (pdu, _) = expand(Draft(text="a" * 161, alphabet=Alphabet.GSM7_PACKED)).pdus
    assert len(octets_of(pdu)) == 140
    assert read_text(octets_of(pdu)[6:], "gsm7-packed", fill_bits=1).text == "a" * 153


def test_a_binary_text_with_ports_is_cut_beside_its_header() -> None:
    draft = Draft(text="06050415820000" + "ab" * 140, alphabet=Alphabet.BINARY, esm_class=0x40)
    first, second = expand(draft, reference=1).pdus
    assert octets_of(first)[:12].hex() == "0b05041582000000030102" + "01"
    assert octets_of(second)[12:] == b"\xab" * 12
    (whole,) = expand(Draft(text="06050415820000ab", alphabet=Alphabet.BINARY, esm_class=0x40)).pdus
    assert octets_of(whole).hex() == "06050415820000ab"


@pytest.mark.parametrize(
    ("receipt", "value"),
    [
        (Receipt.NONE, 0),
        (Receipt.FINAL, 1),
        (Receipt.FAILURE, 2),
        (Receipt.SUCCESS, 3),
        (Receipt.INTERMEDIATE, 0x11),
    ],
)
def test_a_wish_for_receipts_is_registered_delivery(receipt: Receipt, value: int) -> None:
    assert expand(Draft(receipt=receipt)).pdus[0].fields["registered_delivery"] == value


def test_every_field_of_the_draft_arrives() -> None:
    draft = Draft(
        destination="4917012345678",
        source="Orbit",
        text="hi",
        dest_ton=2,
        source_npi=9,
        service_type="CMT",
        esm_class=3,
        protocol_id=65,
        priority=2,
        schedule="260301143000004+",
        validity="000001000000000R",
        replace_if_present=True,
        default_message_id=7,
        data_coding=0xF0,
    )
    decoded = decode(encode(expand(draft).pdus[0]))
    values = {row.name: decoded.field(row.name) for row in decoded.command.fields} if decoded.command else {}
    assert values == {
        "service_type": "CMT",
        "source_addr_ton": 5,
        "source_addr_npi": 9,
        "source_addr": "Orbit",
        "dest_addr_ton": 2,
        "dest_addr_npi": 1,
        "destination_addr": "4917012345678",
        "esm_class": 3,
        "protocol_id": 65,
        "priority_flag": 2,
        "schedule_delivery_time": "260301143000004+",
        "validity_period": "000001000000000R",
        "registered_delivery": 0,
        "replace_if_present_flag": 1,
        "data_coding": 0xF0,
        "sm_default_msg_id": 7,
        "sm_length": 2,
        "short_message": b"hi",
    }


def test_an_overridden_field_has_the_last_word_on_every_part() -> None:
    draft = Draft(text="a" * 161, fields={"esm_class": 1, "sm_length": 3})
    assert {pdu.fields["esm_class"] for pdu in expand(draft).pdus} == {1}
    assert {pdu.fields["sm_length"] for pdu in expand(draft).pdus} == {3}


def test_a_command_without_short_message_takes_the_text_as_payload() -> None:
    first, _ = expand(Draft(text="a" * 161, destination="1234567"), command="data_sm").pdus
    assert first.command == "data_sm"
    assert first.tlvs[0].value[:6].hex() == "050003000201"
    assert "protocol_id" not in first.fields
    assert encode(first)


def test_many_destinations_are_one_submit_multi() -> None:
    (pdu,) = expand(Draft(text="hi"), command="submit_multi", destinations=("4917012345", "list:staff")).pdus
    assert pdu.fields["dest_address"] == (
        {"dest_flag": 1, "dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": "4917012345"},
        {"dest_flag": 2, "dl_name": "staff"},
    )
    assert "destination_addr" not in pdu.fields
    assert encode(pdu)


def test_the_choice_of_ton_and_npi_is_the_users() -> None:
    chosen = address_type("Orbit", 0, None)
    assert (chosen.ton, chosen.npi) == (0, 0)
    assert destination_item("12345", 6, 1)["dest_addr_ton"] == 6


def test_what_cannot_be_laid_out_is_refused() -> None:
    with pytest.raises(DraftError, match="text: character 1"):
        expand(Draft(text="→", alphabet=Alphabet.GSM7))
