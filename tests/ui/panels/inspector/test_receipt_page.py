"""The inspector's page about a receipt."""

from __future__ import annotations

from smppconsole.smpp.encode import encode
from smppconsole.smpp.inspection import inspect
from smppconsole.smpp.lint_examples import deliver, receipt, tlv
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.receipt import ReceiptReading
from smppconsole.ui.panels.inspector.receipt_page import receipt_page, receipt_title


def read(pdu: Pdu) -> ReceiptReading:
    found = inspect(encode(pdu, anyway=True)).receipt
    assert found is not None
    return found


def test_it_says_what_became_of_which_message_and_when() -> None:
    words = receipt_page(read(receipt()))
    assert "<b class='ok'>DELIVRD</b> delivery receipt of message 0123456789" in words
    assert "<td>done</td><td></td><td>2603011431</td><td>2026-03-01 14:31:00" in words


def test_text_and_tlvs_stand_beside_each_other_and_what_differs_is_told() -> None:
    words = receipt_page(read(receipt(tlv(0x001E, "4142433100"), tlv(0x0427, "05"), tlv(0x0423, "030005"))))
    assert "<b class='err'>UNDELIVERABLE</b>" in words
    assert "<td>id</td><td>ABC1</td><td>0123456789</td>" in words
    assert "<td>err</td><td>5</td><td>000</td><td>error 5 of network type 3</td>" in words
    assert "<p class='warn'>message_state says UNDELIVERABLE, the text stat:DELIVRD</p>" in words


def test_tlvs_alone_are_a_receipt_too() -> None:
    words = receipt_page(read(receipt(tlv(0x001E, "414200"), tlv(0x0427, "02"), text=b"")))
    assert "<td>stat</td><td>2 DELIVERED</td><td></td><td></td>" in words


def test_one_that_esm_class_does_not_announce_is_told_as_such() -> None:
    words = receipt_page(read(receipt(esm_class=0)))
    assert "esm_class does not say that it is one." in words


def test_words_of_a_peer_are_no_markup() -> None:
    words = receipt_page(read(receipt(text=b"id:<img> stat:<b>UNDELIV err:1 text:<i>")))
    assert "<img" not in words
    assert "<i>" not in words


def test_only_receipts_have_the_tab() -> None:
    assert receipt_title(inspect(encode(deliver())).receipt) == ""
    assert receipt_title(read(receipt())) == "Receipt"


def test_it_says_which_message_it_belongs_to_or_that_none_was_found() -> None:
    reading = read(receipt())
    assert "It belongs to the message of No. 5, tied by: same text." in receipt_page(reading, "same text", 5)
    assert "<p class='warn'>No message with this id was seen" in receipt_page(reading, "")
    assert "message of No." not in receipt_page(reading)
    assert "No message with this id" not in receipt_page(reading)
