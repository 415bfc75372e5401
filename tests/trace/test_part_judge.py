"""Findings about parts of long messages."""

from __future__ import annotations

from smppconsole.trace.long_messages import LongMessages
from smppconsole.trace.part_judge import PartFinding, PartJudge
from tests.kit.pdus import octets

SECOND = 10**9


def part(number: int, text: bytes, total: int = 2, reference: int = 9) -> bytes:
    header = bytes((5, 0, 3, reference, total, number))
    return octets("deliver_sm", 1, esm_class=0x40, short_message=header + text)


def judged(*pdus: bytes, seconds: int = 1) -> tuple[list[PartFinding], PartJudge]:
    judge = PartJudge(LongMessages(), 60)
    found = [one for row, pdu in enumerate(pdus) for one in judge.add(row, pdu, row * seconds * SECOND, False, 0)]
    return found, judge


def test_parts_that_come_once_each_are_right() -> None:
    found, judge = judged(part(2, b"b"), part(1, b"a"), part(1, b"c"), part(2, b"d"), octets("deliver_sm", 2))
    assert found == list(judge.finish()) == []


def test_a_repeat_names_the_pdu_it_repeats() -> None:
    found, _ = judged(part(1, b"a"), part(1, b"a"))
    assert found == [PartFinding("part-repeated", "The part 1 of 2 with reference 9 came before, as PDU 1.", 1)]


def test_a_reference_used_again_is_told() -> None:
    found, judge = judged(part(1, b"a"), part(1, b"c"), part(2, b"d"))
    assert [(one.rule, one.row) for one in found] == [("reference-reused", 1)]
    assert found[0].text == (
        "Reference 9 comes again with another part 1, and 1 of 2 parts of the message before are missing."
    )
    assert list(judge.finish()) == []


def test_a_part_that_is_late_is_told_at_the_first_one() -> None:
    found, judge = judged(part(1, b"a", 3), part(1, b"x", 2, 10), part(2, b"y", 2, 10), seconds=50)
    assert found == [
        PartFinding("part-missing", "Of the message with reference 9, parts 2, 3 of 3 did not come within 60 s.", 0)
    ]
    assert list(judge.finish()) == []


def test_what_is_missing_at_the_end_is_told() -> None:
    found, judge = judged(part(1, b"a"), part(3, b"a", 3, 10))
    assert found == []
    assert [(one.text, one.row) for one in judge.finish()] == [
        ("Of the message with reference 9, part 2 of 2 is not in the trace.", 0),
        ("Of the message with reference 10, parts 1, 2 of 3 are not in the trace.", 1),
    ]
