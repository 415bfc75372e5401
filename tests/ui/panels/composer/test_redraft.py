"""From a PDU back to a draft."""

from __future__ import annotations

import pytest

from smppconsole.compose.draft import Alphabet, Carry, Draft, Receipt
from smppconsole.compose.expand import expand
from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Tlv
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.panels.composer.redraft import draft_of, with_udhi
from tests.kit.pdus import octets

DRAFTS = (
    Draft("491713920012", "Orbit", "hello", receipt=Receipt.FINAL),
    Draft("491713920012", "Orbit", "привет 😀", validity="000001000000000R", service_type="CMT"),
    Draft("491713920012", "Orbit", "x" * 300, carry=Carry.PAYLOAD, tlvs=(Tlv(0x1401, b"12"),)),
    Draft("491713920012", "", "00ff10", alphabet=Alphabet.BINARY, priority=2, fields={"registered_delivery": 0x0C}),
)


@pytest.mark.parametrize("draft", DRAFTS)
def test_what_was_sent_is_sent_the_same_again(draft: Draft) -> None:
    sent = encode(expand(draft).pdus[0], anyway=True)
    again = draft_of(sent, AS_USUAL)
    assert again is not None
    assert encode(expand(again).pdus[0], anyway=True) == sent


def test_a_part_of_a_long_text_gives_its_own_text() -> None:
    part = encode(expand(Draft("49", "x", "a" * 400, carry=Carry.UDH8), 7).pdus[1])
    draft = draft_of(part, AS_USUAL)
    assert draft is not None
    assert draft.text == "a" * 153
    assert draft.esm_class == 0


def test_a_pdu_without_a_text_is_no_draft() -> None:
    assert draft_of(octets("enquire_link", 1), AS_USUAL) is None
    assert with_udhi(octets("enquire_link", 1)) is None


def test_announcing_the_header_changes_one_bit() -> None:
    wire = octets("submit_sm", 1, destination_addr="49", short_message=b"\x05\x00\x03\x01\x02\x01hi")
    changed = with_udhi(wire)
    assert changed is not None
    assert decode(changed).field("esm_class") == 0x40
    assert sum(a != b for a, b in zip(changed, wire, strict=True)) == 1
