from __future__ import annotations

from smppconsole.trace.journey import Fate
from smppconsole.trace.journey_columns import RULE_NAMES, Parts, Receipts


def test_parts_of_a_message_are_a_chain() -> None:
    parts = Parts()
    message = parts.add_message(3)
    parts.add(4, message, 1, wanted=True)
    other = parts.add_message(1)
    parts.add(5, other, 1, wanted=False)
    parts.chain(message)
    parts.add(9, message, 2, wanted=True)
    assert (message, other) == (0, 1)
    assert list(parts.next) == [2, -1, -1]
    assert [parts.of_row(row) for row in (3, 4, 5, 6, 9, 10)] == [-1, 0, 1, -1, 2, -1]


def test_a_message_waits_as_long_as_one_of_its_parts_does() -> None:
    parts = Parts()
    message = parts.add_message(2)
    parts.add(4, message, 1, wanted=True)
    parts.chain(message)
    parts.add(5, message, 2, wanted=True)
    other = parts.add_message(1)
    parts.add(6, other, 1, wanted=False)
    assert parts.waiting == 2
    parts.settle(2, Fate.ACCEPTED)  # and that was all it asked for
    assert parts.waiting == 1
    parts.settle(0, Fate.DELIVERED)
    parts.settle(1, Fate.ACCEPTED)
    assert parts.waiting == 1
    parts.want_no_more(1)
    assert parts.waiting == 0
    assert not parts.unanswered


def test_a_receipt_has_its_rule_once_its_part_is_found() -> None:
    receipts = Receipts()
    first, second = receipts.add(7), receipts.add(8)
    receipts.match(second, 5, 1, True, -1)
    assert [receipts.rule_of(row) for row in (7, 8, 9)] == ["", RULE_NAMES[1], None]
    assert (receipts.of_row(7), receipts.of_row(8), receipts.of_row(9)) == (first, second, -1)


def test_the_strictest_rule_comes_first() -> None:
    assert RULE_NAMES[0] == "same text"
