from __future__ import annotations

from smppconsole.trace.journey import Fate, Journey, PartSeen, ReceiptSeen


def part(number: int, fate: Fate, *receipts: ReceiptSeen) -> PartSeen:
    return PartSeen(number * 10, number, 2, "text", number * 10 + 1, 0, "", fate, receipts)


def journey(*parts: PartSeen, total: int = 2) -> Journey:
    return Journey(0, 0, "a", "b", "text", 0, total, parts)


def test_parts_alike_are_told_in_a_word() -> None:
    assert journey(part(1, Fate.DELIVERED), part(2, Fate.DELIVERED)).words == "delivered"
    assert journey(part(1, Fate.ON_ITS_WAY), part(2, Fate.ON_ITS_WAY)).words == "on its way"


def test_parts_unlike_are_counted_with_successes_first() -> None:
    told = journey(part(1, Fate.EXPIRED), part(2, Fate.DELIVERED))
    assert (told.fate, told.words) == (Fate.PARTLY, "1 of 2 delivered, 1 expired")


def test_what_failed_is_known() -> None:
    assert [fate for fate in Fate if fate.failed] == [
        Fate.REFUSED,
        Fate.UNDELIVERED,
        Fate.EXPIRED,
        Fate.DELETED,
        Fate.REJECTED,
        Fate.UNANSWERED,
    ]


def test_rows_and_receipts_come_in_the_order_of_the_trace() -> None:
    late = ReceiptSeen(99, "same text", Fate.DELIVERED, "DELIVRD", "", 0)
    early = ReceiptSeen(50, "same text", Fate.ON_ITS_WAY, "ENROUTE", "", 0)
    told = journey(part(1, Fate.DELIVERED, late), part(2, Fate.ON_ITS_WAY, early))
    assert told.receipts == (early, late)
    assert told.rows == (10, 11, 20, 21, 50, 99)
