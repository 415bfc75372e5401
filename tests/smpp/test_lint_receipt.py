"""Rules about receipts."""

from __future__ import annotations

from smppconsole.smpp.lint_examples import deliver, receipt, tlv
from smppconsole.smpp.reading import Reading
from tests.kit.judged import ids, words


def test_all_three_are_shown_where_text_and_tlvs_disagree() -> None:
    told = words(receipt(tlv(0x001E, "4142"), tlv(0x0427, "05"), tlv(0x0423, "030001")), "receipt-disagrees")
    assert told == [
        "receipted_message_id says AB, the text id:0123456789.",
        "message_state says UNDELIVERABLE, the text stat:DELIVRD.",
        "network_error_code says 1 (type 3), the text err:000.",
    ]


def test_a_message_of_a_phone_is_no_receipt() -> None:
    for text in (b"id:12", b"stat:ok id:1", b"text: hello"):
        assert ids(deliver(short_message=text)) == set()


def test_a_text_of_a_form_of_its_own_is_read_by_the_pattern_of_the_account() -> None:
    pdu = receipt(text=b"DLR 4711 DELIVRD")
    assert "receipt-without-id" in ids(pdu)
    assert ids(pdu, Reading(receipt_pattern=r"DLR (?P<id>\d+) (?P<stat>\w+)")) == set()


def test_acknowledgements_need_no_id() -> None:
    assert ids(deliver(esm_class=0x10, short_message=b"read")) == set()
    assert ids(deliver(esm_class=0x08, short_message=b"")) == set()
