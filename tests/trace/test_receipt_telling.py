"""What a receipt says, told."""

from __future__ import annotations

from smppconsole.smpp.encode import encode
from smppconsole.smpp.inspection import inspect
from smppconsole.smpp.lint_examples import receipt, tlv
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.receipt import ReceiptReading
from smppconsole.trace.receipt_telling import receipt_object, receipt_words


def read(pdu: Pdu) -> ReceiptReading:
    found = inspect(encode(pdu, anyway=True)).receipt
    assert found is not None
    return found


def test_the_object_has_what_counts_and_the_fields_as_they_stand() -> None:
    told = receipt_object(read(receipt()))
    assert {name: told[name] for name in ("kind", "marked", "message_id", "id_from", "state", "state_name")} == {
        "kind": "delivery receipt",
        "marked": True,
        "message_id": "0123456789",
        "id_from": "text",
        "state": 2,
        "state_name": "DELIVERED",
    }
    assert (told["state_word"], told["error"], told["error_from"], told["final"]) == ("DELIVRD", "000", "text", True)
    assert told["fields"]["done"] == "2603011431"
    assert told["done_words"].startswith("2026-03-01 14:31:00")
    assert (told["network_error"], told["problems"], told["disagreements"]) == (None, [], [])


def test_tlvs_come_first_and_what_differs_is_told() -> None:
    told = receipt_object(read(receipt(tlv(0x001E, "4100"), tlv(0x0427, "05"), tlv(0x0423, "030005"))))
    assert (told["message_id"], told["id_from"], told["state"], told["network_error"]) == ("A", "TLV", 5, [3, 5])
    assert len(told["disagreements"]) == 3


def test_people_read_it_in_lines() -> None:
    lines = list(receipt_words(read(receipt())))
    assert lines[0] == "delivery receipt of message 0123456789: DELIVRD (DELIVERED), error 000"
    assert any(line.startswith("done 2603011431: 2026-03-01 14:31:00") for line in lines)
    bare = list(receipt_words(read(receipt(tlv(0x0427, "02"), text=b""))))
    assert bare == ["delivery receipt of message without an id: DELIVERED"]
