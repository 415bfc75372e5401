"""Receipts in the styles of the field; our own reader must understand each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from smppconsole.console.centre_rules import ReceiptId, ReceiptRules, ReceiptStyle
from smppconsole.console.ledger import STATES, Message
from smppconsole.console.receipts_out import receipt_pdu, receipt_text, settle, wants_intermediate, wants_receipt
from smppconsole.smpp.encode import encode
from smppconsole.smpp.inspection import inspect

NOW = datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)


def message(state: str = "DELIVRD", text: str = "hello") -> Message:
    made = Message("1000000010", "me", "SENDER", (5, 0), "491701234567", (1, 1), text, 1, NOW)
    settle(made, state, NOW)
    return made


@pytest.mark.parametrize("style", list(ReceiptStyle))
@pytest.mark.parametrize("state", ["DELIVRD", "UNDELIV", "EXPIRED", "REJECTD"])
def test_every_style_is_read_back_by_text_alone(style: ReceiptStyle, state: str) -> None:
    pdu = receipt_pdu(message(state), ReceiptRules(style=style, tlvs=False))
    receipt = inspect(encode(pdu.with_sequence(1))).receipt
    assert receipt is not None
    assert receipt.message_id == "1000000010"
    assert receipt.state == STATES[state]


def test_the_standard_text_is_that_of_the_appendix() -> None:
    assert receipt_text(message(), ReceiptRules()) == (
        "id:1000000010 sub:001 dlvrd:001 submit date:2603011200 done date:2603011200 stat:DELIVRD err:000 text:hello"
    )


def test_tlvs_alone_are_enough() -> None:
    pdu = receipt_pdu(message("UNDELIV"), ReceiptRules(text=False))
    receipt = inspect(encode(pdu.with_sequence(1))).receipt
    assert receipt is not None
    assert (receipt.message_id, receipt.state, receipt.network_error) == ("1000000010", 5, (3, 1))


def test_addresses_are_swapped() -> None:
    fields = receipt_pdu(message(), ReceiptRules()).fields
    assert (fields["source_addr"], fields["destination_addr"]) == ("491701234567", "SENDER")
    assert (fields["source_addr_ton"], fields["dest_addr_ton"]) == (1, 5)
    assert fields["esm_class"] == 0x04


def test_an_intermediate_notification_says_so() -> None:
    assert receipt_pdu(message("ENROUTE"), ReceiptRules()).fields["esm_class"] == 0x20


def test_the_mark_can_be_left_out() -> None:
    assert receipt_pdu(message(), ReceiptRules(mark=False)).fields["esm_class"] == 0


def test_receipts_can_come_by_data_sm() -> None:
    pdu = receipt_pdu(message(), ReceiptRules(use_data_sm=True))
    assert pdu.command == "data_sm"
    assert inspect(encode(pdu.with_sequence(1))).receipt is not None


def test_the_id_is_told_in_another_base_in_text_and_tlv_alike() -> None:
    pdu = receipt_pdu(replace(message(), id="3B9ACA0A"), ReceiptRules(id=ReceiptId.HEX_TO_DECIMAL))
    receipt = inspect(encode(pdu.with_sequence(1))).receipt
    assert receipt is not None
    assert receipt.message_id == "1000000010"
    assert receipt.disagreements == ()


def test_letters_that_the_gsm_alphabet_moves_are_left_out_of_the_text() -> None:
    assert receipt_text(message(text="a@b$c_d€привет"), ReceiptRules()).endswith("text:a?b?c?d???????")


@pytest.mark.parametrize(
    ("wanted", "state", "sent"),
    [
        (0, "DELIVRD", False),
        (1, "DELIVRD", True),
        (1, "UNDELIV", True),
        (2, "DELIVRD", False),
        (2, "UNDELIV", True),
        (3, "DELIVRD", True),
        (3, "UNDELIV", False),
        (0x11, "DELIVRD", True),
        (0x04, "DELIVRD", False),
    ],
)
def test_only_what_was_asked_for_is_sent(wanted: int, state: str, sent: bool) -> None:
    assert wants_receipt(wanted, state) is sent


def test_the_intermediate_wish_is_a_bit_of_its_own() -> None:
    assert wants_intermediate(0x11)
    assert not wants_intermediate(0x01)


def test_a_failure_has_an_error_and_a_success_none() -> None:
    assert message("UNDELIV").error == "001"
    assert message().error == "000"
    failed = message("UNDELIV")
    settle(failed, "UNDELIV", NOW, "027")
    assert failed.error == "027"
