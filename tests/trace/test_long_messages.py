"""Rows of a trace that are one long message: any order, repeats, references used again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.lint_examples import data, deliver, made, submit, tlv
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.reassembly import Part, part_of
from smppconsole.trace.long_messages import MOST_REPEATS, LongMessages


def part(number: int, text: bytes, reference: int = 1, total: int = 2, **fields: str) -> bytes:
    header = bytes((5, 0, 3, reference, total, number))
    return encode(submit(esm_class=0x40, short_message=header + text, **fields))


def placed(*octets: bytes) -> list[int]:
    """The message of each row, numbered as they are found."""
    messages = LongMessages()
    for row, each in enumerate(octets):
        messages.add(row, each)
    return [messages.message_of(row) for row in range(len(octets))]


def reader(*octets: bytes) -> Callable[[int], Part | None]:
    return lambda row: part_of(decode(octets[row]), origin=row + 1)


def test_parts_of_one_reference_are_one_message_in_any_order() -> None:
    assert placed(part(2, b"b"), encode(submit()), part(1, b"a")) == [0, -1, 0]


def test_a_reference_is_free_again_when_its_message_is_complete() -> None:
    assert placed(part(1, b"a"), part(2, b"b"), part(1, b"c"), part(2, b"d")) == [0, 0, 1, 1]


def test_a_reference_used_again_too_early_is_told_with_what_is_missing() -> None:
    messages = LongMessages()
    messages.add(0, part(1, b"a"))
    again = messages.add(1, part(1, b"c"))
    assert again is not None
    assert (again.displaced, again.repeats) == (1, None)
    assert [messages.message_of(row) for row in (0, 1)] == [0, 1]


def test_the_same_part_again_is_a_repeat_and_says_of_which_row() -> None:
    messages = LongMessages()
    told = [messages.add(row, octets) for row, octets in enumerate([part(1, b"a"), part(1, b"a"), part(2, b"b")])]
    assert [one and one.repeats for one in told] == [None, 0, None]
    assert messages.size(0) == 3


def test_a_repeat_of_a_complete_message_stays_with_it() -> None:
    assert placed(part(1, b"a"), part(2, b"b"), part(2, b"b")) == [0, 0, 0]


def test_a_message_whose_every_part_comes_again_is_sent_twice() -> None:
    assert placed(part(1, b"a"), part(2, b"b"), part(1, b"a"), part(2, b"b")) == [0, 0, 1, 1]
    assert placed(part(1, b"a"), part(2, b"b"), part(2, b"b"), part(1, b"a"), part(1, b"a")) == [0, 0, 1, 1, 1]


def test_what_seemed_a_repeat_belongs_to_the_message_whose_other_part_is_new() -> None:
    assert placed(part(1, b"a"), part(2, b"ok"), part(2, b"ok"), part(1, b"c")) == [0, 0, 1, 1]


def test_a_repeat_stays_a_repeat_where_the_new_message_has_the_same_part_otherwise() -> None:
    assert placed(part(1, b"a"), part(2, b"ok"), part(1, b"a"), part(1, b"c"), part(2, b"d")) == [0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    "other",
    [
        part(2, b"b", reference=2),
        part(2, b"b", total=3),
        part(2, b"b", destination_addr="491701111111"),
        part(2, b"b", source_addr="Other"),
        encode(submit(tlv(0x020C, "0001"), tlv(0x020E, "02"), tlv(0x020F, "02"), short_message=b"b")),
    ],
)
def test_what_differs_is_another_message(other: bytes) -> None:
    assert placed(part(1, b"a"), other) == [0, 1]


def test_directions_and_centres_are_kept_apart() -> None:
    messages = LongMessages()
    for row, (outgoing, centre) in enumerate([(True, "a"), (False, "a"), (True, "b"), (True, "a")]):
        messages.add(row, part(1 + row // 3, b"a"), 0, outgoing, centre)
    assert [messages.message_of(row) for row in range(4)] == [0, 1, 2, 0]


def test_every_command_that_carries_text_may_be_a_part() -> None:
    header = bytes((5, 0, 3, 1, 2, 1))
    to = {"dest_flag": 1, "dest_addr_ton": 1, "dest_addr_npi": 1, "destination_addr": "49170"}
    multi = Pdu("submit_multi", {"number_of_dests": 1, "dest_address": (to,), "esm_class": 64, "short_message": header})
    payload = data(tlv(0x0424, header.hex()), esm_class=0x40)
    assert placed(encode(deliver(esm_class=0x40, short_message=header)), encode(payload)) == [0, 1]
    assert placed(encode(multi.with_sequence(1))) == [0]


def test_octets_without_a_segment_are_no_parts() -> None:
    assert placed(b"", encode(made("enquire_link")), encode(submit(short_message=b"\x00\x03 chance"))) == [-1, -1, -1]


def test_a_message_is_put_together_from_its_rows() -> None:
    octets = [part(3, b"!", total=3), part(1, b"Hel", total=3), part(1, b"Hel", total=3)]
    messages = LongMessages()
    for row, each in enumerate(octets):
        messages.add(row, each)
    whole = messages.assembly(messages.message_of(2), reader(*octets))
    assert whole is not None
    assert (whole.text, whole.missing, whole.order) == ("Hel!", (2,), (3, 1))
    assert [one.origin for one in whole.repeats] == [3]
    assert messages.assembly(-1, reader(*octets)) is None


def test_very_many_repeats_are_not_all_read() -> None:
    octets = part(1, b"a")
    messages = LongMessages()
    for row in range(MOST_REPEATS + 50):
        messages.add(row, octets)
    read: list[int] = []

    def look(row: int) -> Part | None:
        read.append(row)
        return part_of(decode(octets))

    whole = messages.assembly(0, look)
    assert whole is not None
    assert len(whole.repeats) == MOST_REPEATS
    assert len(read) == MOST_REPEATS + 1
    assert messages.size(0) == MOST_REPEATS + 50
    assert messages.message_of(MOST_REPEATS + 49) == 0


def test_what_is_missing_is_told_once_when_it_is_overdue() -> None:
    messages = LongMessages()
    messages.add(0, part(1, b"a", total=3), 100)
    messages.add(1, part(1, b"b", reference=2), 200)
    messages.add(2, part(2, b"b", reference=2), 200)
    assert [(left.row, left.segment.reference, left.missing) for left in messages.overdue(150)] == [(0, 1, (2, 3))]
    assert messages.overdue(None) == []


def test_a_part_that_comes_late_is_taken_all_the_same() -> None:
    messages = LongMessages()
    messages.add(0, part(1, b"a"), 100)
    assert len(messages.overdue(200)) == 1
    messages.add(1, part(2, b"b"), 300)
    assert messages.message_of(1) == 0


def test_only_so_many_messages_are_remembered() -> None:
    messages = LongMessages()
    for row in range(5000):
        messages.add(row, part(1, b"a", destination_addr=str(490000 + row)))
    assert len(messages._under_way) == len(messages._awaited) == 4096
    messages.add(5000, part(2, b"b", destination_addr="490000"))
    assert messages.message_of(5000) == 5000
