"""The makers of examples."""

from __future__ import annotations

from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.lint import lint
from smppconsole.smpp.lint_examples import bind, data, deliver, made, octets, receipt, submit, tlv


def test_the_ordinary_pdus_break_no_rule_but_what_they_leave_out() -> None:
    for pdu in (submit(), deliver(), receipt(), bind()):
        assert lint(decode(encode(pdu))) == []
    assert [finding.id for finding in lint(decode(encode(data())))] == ["data-without-payload"]


def test_fields_and_tlvs_are_changed_as_told() -> None:
    pdu = submit(tlv(0x0204, "0001"), data_coding=8)
    assert (pdu.fields["data_coding"], pdu.fields["source_addr"], pdu.tlvs[0].value) == (8, "MyShop", b"\0\x01")
    assert bind("bind_receiver").command == "bind_receiver"
    assert made("enquire_link", status=8).status == 8


def test_octets_have_their_length_unless_another_is_told() -> None:
    assert octets(0x15) == "00000010000000150000000000000001"
    assert octets(0x80000004, "3100", length=5, sequence=2) == "00000005800000040000000000000002" + "3100"
