"""Octets opened in the workbench: the sheet says the same octets again, or nobody claims it does."""

from __future__ import annotations

from random import Random

from smppconsole.compose.opened import open_octets, sheet_of
from smppconsole.compose.workbench import TlvLine, make
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu, Tlv
from tests.kit.generate import generate_pdus, mutate


def test_every_pdu_opens_as_a_sheet_that_says_the_same_octets() -> None:
    for octets in generate_pdus(20_261_125, 400):
        opened = open_octets(octets)
        assert opened.sheet is not None
        assert make(opened.sheet).octets == octets


def test_a_mutilated_pdu_opens_only_where_the_sheet_says_the_same() -> None:
    random = Random(20_261_126)
    for octets in generate_pdus(20_261_127, 400):
        mutant = mutate(random, octets)
        opened = open_octets(mutant)
        assert opened.sheet is not None or opened.why
        if opened.sheet is not None:
            assert make(opened.sheet).octets == mutant


def test_a_wrong_length_stays_wrong() -> None:
    octets = (99).to_bytes(4) + encode(Pdu("enquire_link", sequence=5))[4:]
    sheet = open_octets(octets).sheet
    assert sheet is not None
    assert (sheet.claimed, sheet.sequence) == ("99", "5")


def test_octets_of_no_command_stay_octets() -> None:
    opened = open_octets(bytes.fromhex("00000010000000990000000000000001"))
    assert opened.sheet is None
    assert "octets" in opened.why


def test_a_message_opens_as_text_where_it_is_one() -> None:
    pdu = Pdu("submit_sm", {"short_message": b"h\0i"})
    assert sheet_of(pdu).words["short_message"] == "text:h@i"
    with_header = Pdu("submit_sm", {"esm_class": 0x40, "short_message": bytes.fromhex("05000301020168")})
    assert sheet_of(with_header).words["short_message"] == "05 00 03 01 02 01 68"
    assert sheet_of(with_header).words["esm_class"] == "0x40"


def test_tlvs_open_by_name_where_their_value_can_be_typed() -> None:
    tlvs = (Tlv(0x0204, b"\0\7"), Tlv(0x0204, b"\7"), Tlv(0x1401, b"12"), Tlv(0x001E, b"a"))
    assert sheet_of(Pdu("submit_sm", {}, tlvs)).tlvs == (
        TlvLine("user_message_reference", "7"),
        TlvLine("user_message_reference", "hex:07"),
        TlvLine("0x1401", "31 32"),
        TlvLine("receipted_message_id", "hex:61"),
    )
