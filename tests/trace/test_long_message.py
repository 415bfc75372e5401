"""What a part tells of the long message that it belongs to."""

from __future__ import annotations

from smppconsole.smpp.reassembly import Assembly, Part, join
from smppconsole.smpp.segment import Segment
from smppconsole.trace.long_message import MOST_TEXT, LongMessage, long_message_at
from smppconsole.trace.long_messages import LongMessages
from tests.kit.pdus import octets


def part(number: int, text: bytes, origin: int) -> Part:
    return Part(Segment(9, 3, number, "udh16"), text, origin=origin)


def told(number: int, assembly: Assembly, size: int = 0) -> LongMessage:
    own = next(one for one in (*assembly.parts.values(), *assembly.repeats) if one.origin == number)
    return LongMessage(number, own.segment, assembly, size or len(assembly.parts) + len(assembly.repeats))


BROKEN = join([part(3, b"!", 4), part(1, b"Hel", 6), part(1, b"Hel", 8)])


def test_it_names_the_other_parts_what_is_missing_and_what_came_twice() -> None:
    assert list(told(6, BROKEN).words()) == [
        "part 1 of 3, reference 9 (16-bit header), with No. 4",
        "part 2 of 3 missing",
        "part 1 came more than once",
        'whole text: "Hel!"',
    ]
    told_object = told(6, BROKEN).as_object()
    assert (told_object["numbers"], told_object["missing"], told_object["order"]) == ([6, None, 4], [2], [3, 1])
    assert (told_object["repeats"], told_object["complete"]) == ([{"part": 1, "number": 8}], False)


def test_a_repeat_says_of_what_and_leaves_the_text_to_the_others() -> None:
    again = told(8, BROKEN)
    assert (again.is_repeat, again.text) == (True, None)
    assert "a repeat of No. 6" in list(again.words())


def test_a_text_longer_than_any_phone_takes_is_not_told_by_each_part() -> None:
    assert told(4, join([part(3, b"x" * (MOST_TEXT + 1), 4)])).text is None
    assert told(4, join([part(3, b"x" * MOST_TEXT, 4)])).text == "x" * MOST_TEXT


def test_repeats_that_were_not_read_count_too() -> None:
    assert told(6, BROKEN, size=500).repeats == 498


def test_a_row_that_is_no_part_or_cannot_be_read_tells_nothing() -> None:
    messages = LongMessages()
    messages.add(5, octets("submit_sm", 1, esm_class=0x40, short_message=bytes((5, 0, 3, 9, 2, 1)) + b"Hi"))
    assert long_message_at(4, messages, lambda _row: None) is None
    assert long_message_at(5, messages, lambda _row: None) is None
    found = long_message_at(5, messages, lambda row: part(2, b"Hi", row + 1))
    assert found is not None
    assert (found.number, found.assembly.total) == (6, 3)
