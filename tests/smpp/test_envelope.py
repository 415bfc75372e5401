"""What stands on the outside of a message is what taking it apart tells."""

from __future__ import annotations

from random import Random

import pytest

from smppconsole.smpp.decode import decode
from smppconsole.smpp.envelope import envelope
from smppconsole.smpp.pdu import Pdu, Tlv
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.summary import summarise, summarise_decoded
from smppconsole.smpp.udh import Segment
from tests.kit.generate import generate_pdus, mutate
from tests.kit.pdus import octets
from tests.kit.rules_page import octets as octets_of
from tests.smpp.test_likeness import messages, requests

READINGS = [AS_USUAL, *(Reading(default_alphabet=name) for name in ("latin1", "gsm7-packed", "ucs2", "utf8"))]
READINGS += [Reading(receipt_pattern=r"id:(?P<id>\w+) (?P<stat>\w+)"), Reading(alphabets="4 gsm7, 8 latin1")]


def agrees(pdu: bytes, reading: Reading = AS_USUAL) -> bool:
    """Whether there is an envelope; that it tells what the slow way tells is asserted."""
    slow, told = summarise_decoded(decode(pdu), reading), envelope(pdu, reading)
    assert summarise(pdu, reading=reading) == slow, pdu.hex()
    if told is None:
        return False
    assert told[:5] == (slow.source, slow.destination, slow.text, slow.segment, slow.is_receipt), pdu.hex()
    if slow.receipt is not None and told.plain:
        assert slow.message_id in slow.text
    return True


@pytest.mark.parametrize("reading", READINGS, ids=str)
def test_messages_of_every_kind_tell_the_same(reading: Reading) -> None:
    assert sum(agrees(pdu, reading) for pdu in messages(23, 400)) > 150


def test_so_do_generated_pdus_and_what_accidents_leave_of_them() -> None:
    random = Random(8)
    for pdu in [*generate_pdus(29, 400), *messages(31, 400), *requests(33, 600)]:
        agrees(pdu)
        agrees(mutate(random, pdu))


def test_a_part_tells_which_it_is() -> None:
    for header, segment in (
        ("050003070201", Segment(7, 2, 1, "udh8")),
        ("06080401070302", Segment(263, 3, 2, "udh16")),
    ):
        pdu = octets("submit_sm", 1, esm_class=0x40, short_message=bytes.fromhex(header) + b"hi")
        assert agrees(pdu)
        assert envelope(pdu) == ("", "", "hi", segment, False, True)


def test_receipts_and_what_only_counts_are_read_over() -> None:
    for tlv in (Tlv(0x0204, b"\1\2"), Tlv(0x001E, b"4711\0"), Tlv(0x0427, b"\2")):
        pdu = octets_of(
            Pdu("deliver_sm", {"esm_class": 4, "short_message": b"id:4711 stat:DELIVRD"}, (tlv,), sequence=1)
        )
        told = envelope(pdu)
        assert told is not None
        assert (told.text, told.is_receipt, told.plain) == ("id:4711 stat:DELIVRD", True, False)


def test_the_first_payload_is_the_text() -> None:
    payloads = (Tlv(0x0424, b"one"), Tlv(0x0424, b"two"))
    pdu = octets_of(Pdu("submit_sm", {"short_message": b"none"}, payloads, sequence=1))
    assert agrees(pdu)
    told = envelope(pdu)
    assert told is not None
    assert told.text == "one"


@pytest.mark.parametrize("tag", [0x020C, 0x020E, 0x020F])
def test_what_decides_about_the_text_is_left_to_decode(tag: int) -> None:
    assert envelope(octets_of(Pdu("submit_sm", {"short_message": b"x"}, (Tlv(tag, b"\1"),), sequence=1))) is None


def test_other_commands_and_short_octets_have_none() -> None:
    assert envelope(octets("submit_sm_resp", 1, message_id="x")) is None
    assert envelope(b"") is None
    assert envelope(octets("submit_sm", 1)[:-1]) is None
