"""A PDU as named values."""

from __future__ import annotations

import pytest

from smppconsole.smpp.pdu import Pdu, Tlv


def test_what_is_left_out_is_empty() -> None:
    pdu = Pdu("enquire_link")
    assert (dict(pdu.fields), pdu.tlvs, pdu.status, pdu.sequence) == ({}, (), 0, 0)


def test_fields_that_nobody_named_cannot_be_shared_by_mistake() -> None:
    with pytest.raises(TypeError):
        Pdu("enquire_link").fields["x"] = 1  # type: ignore[index]


def test_another_sequence_number_leaves_the_rest() -> None:
    pdu = Pdu("submit_sm", {"source_addr": "1"}, (Tlv(1, b"x"),), 5)
    assert pdu.with_sequence(7) == Pdu("submit_sm", {"source_addr": "1"}, (Tlv(1, b"x"),), 5, 7)
    assert pdu.sequence == 0
