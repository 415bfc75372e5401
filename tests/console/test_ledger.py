"""Message ids in every dress, and the messages found again by them."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from smppconsole.console import ledger
from smppconsole.console.centre_rules import IdStyle, ReceiptId
from smppconsole.console.ledger import Ids, Ledger, Message, receipt_id
from smppconsole.smpp.message_ids import matching_rule

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def message(message_id: str, destination: str = "49", source: str = "123") -> Message:
    return Message(message_id, "me", source, (1, 1), destination, (1, 1), "text", 1, NOW)


@pytest.mark.parametrize(
    ("style", "first"),
    [
        (IdStyle.DECIMAL, "1000000010"),
        (IdStyle.HEX, "3b9aca0a"),
        (IdStyle.HEX_CAPITALS, "3B9ACA0A"),
        (IdStyle.PADDED, "00000000001000000010"),
        (IdStyle.EMPTY, ""),
    ],
)
def test_ids_come_in_the_dress_of_the_rules(style: IdStyle, first: str) -> None:
    assert Ids(style, 1_000_000_010, random.Random(1)).new() == first


def test_long_ids_fill_the_field() -> None:
    assert len(Ids(IdStyle.LONG, 1, random.Random(1)).new()) == 64


def test_unpredictable_ids_are_the_same_for_the_same_seed() -> None:
    first, again = (Ids(IdStyle.UUID, 1, random.Random(7)).new() for _ in range(2))
    assert first == again
    assert len(first) == 36


@pytest.mark.parametrize(
    ("style", "given", "receipted", "rule"),
    [
        (ReceiptId.SAME, "abc", "abc", "same text"),
        (ReceiptId.HEX_TO_DECIMAL, "3B9ACA0A", "1000000010", "hex then decimal"),
        (ReceiptId.DECIMAL_TO_HEX, "1000000010", "3B9ACA0A", "decimal then hex"),
        (ReceiptId.PADDED, "4711", "0000004711", "leading zeros ignored"),
        (ReceiptId.HEX_TO_DECIMAL, "no number", "no number", "same text"),
    ],
)
def test_receipts_name_ids_in_their_own_way(style: ReceiptId, given: str, receipted: str, rule: str) -> None:
    assert receipt_id(style, given) == receipted
    assert matching_rule(given, receipted, (rule,)) == rule


def test_a_message_is_found_by_id_and_source() -> None:
    book = Ledger()
    book.add(message("1"))
    assert book.find("1", "123") is not None
    assert book.find("1", "other") is None
    assert book.find("2", "123") is None


def test_pending_messages_are_found_between_their_addresses() -> None:
    book = Ledger()
    first, second, third = message("1"), message("2"), message("3", "48")
    for one in (first, second, third):
        book.add(one)
    second.state = "DELIVRD"
    assert book.pending("123", "49") == [first]
    assert book.pending("123", "49", "OTHER") == []


def test_messages_without_ids_are_kept_apart() -> None:
    book = Ledger()
    book.add(message(""))
    book.add(message(""))
    assert len(list(book)) == 2


def test_the_oldest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "KEPT", 3)
    book = Ledger()
    for number in range(10):
        book.add(message(str(number)))
    assert [one.id for one in book] == ["7", "8", "9"]
    assert book.taken == 10
