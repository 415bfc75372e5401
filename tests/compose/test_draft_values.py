"""Drafts as plain values: nothing lost, nothing raised."""

from __future__ import annotations

import json

import pytest

from smppconsole.compose.draft import Alphabet, Carry, Draft, Receipt
from smppconsole.compose.draft_values import as_values, draft_from
from smppconsole.smpp.pdu import Tlv

FULL = Draft(
    "491713920012",
    "Orbit",
    "hello →\n{name}",
    source_ton=5,
    dest_npi=0,
    alphabet=Alphabet.UCS2,
    data_coding=0,
    carry=Carry.SAR,
    receipt=Receipt.FINAL,
    esm_class=0x40,
    validity="000002000000000R",
    replace_if_present=True,
    tlvs=(Tlv(0x1401, b"\x00\xff"), Tlv(0x0424, b"")),
    fields={"registered_delivery": 17, "service_type": "CMT", "short_message": b"\x01"},
    default_alphabet="latin1",
)


@pytest.mark.parametrize("draft", [Draft(), Draft("49", "x", "hi"), FULL])
def test_a_draft_survives_a_file(draft: Draft) -> None:
    assert draft_from(json.loads(json.dumps(as_values(draft)))) == draft


def test_an_empty_draft_says_nothing() -> None:
    assert as_values(Draft()) == {}


def test_what_is_not_understood_stays_empty() -> None:
    strange = {
        "text": 7,
        "carry": "pigeon",
        "esm_class": True,
        "data_coding": "x",
        "tlvs": [[1], ["a", "00"], [5, "0g"], [5, "0a"], 3],
        "fields": {"a": {"hex": "zz"}, "b": 1},
        "unheard": 1,
        "replace_if_present": 1,
    }
    assert draft_from(strange) == Draft(tlvs=(Tlv(5, b"\x0a"),), fields={"a": b"", "b": 1})
    assert draft_from({"tlvs": 3, "fields": 3}) == Draft()


def test_values_no_file_can_hold_are_left_out() -> None:
    draft = Draft(fields={"dest_address": ({"dest_flag": 1},), "priority_flag": 1})
    assert as_values(draft) == {"fields": {"priority_flag": 1}}
