from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smppconsole.trace.filter_plan import (
    COLUMNS,
    OCTETS,
    AllOf,
    AnyOf,
    BodyTerm,
    ColumnTerm,
    Inverse,
    both,
    chosen,
    each_pdu,
    either,
    inverse,
    slices,
    spread,
)
from smppconsole.trace.store import BLOCK, Store
from tests.kit.pdus import octets
from tests.kit.traces import Tape, submit

masks = st.lists(st.integers(0, 1), min_size=1, max_size=50).map(bytes)


@given(st.data())
def test_masks_are_joined_octet_by_octet(data: st.DataObject) -> None:
    one = data.draw(masks)
    other = bytes(data.draw(st.lists(st.integers(0, 1), min_size=len(one), max_size=len(one))))
    assert both(one, other) == bytes(a & b for a, b in zip(one, other, strict=True))
    assert either(one, other) == bytes(a | b for a, b in zip(one, other, strict=True))
    assert inverse(one) == bytes(1 - a for a in one)


@given(masks)
def test_answers_about_some_are_spread_over_all(wanted: bytes) -> None:
    answers = [bool(number % 3) for number in range(sum(wanted))]
    left = iter(answers)
    assert spread(wanted, answers) == bytes(one and next(left) for one in wanted)


def test_a_pdu_is_asked_about_with_its_command_and_session() -> None:
    tape, asked = Tape(session=7), list[tuple[bytes, int, int]]()
    tape.out(submit(1))
    tape.into(b"no PDU", lost=True)

    def test(pdu: bytes, command: int, session: int) -> bool:
        asked.append((pdu, command, session))
        return False

    assert list(chosen(BodyTerm(each_pdu(test)), tape.store, 0, 2)) == []
    assert asked == [(submit(1), 4, 7), (b"no PDU", 0, 7)]


def small() -> Store:
    tape = Tape()
    for number in range(10):
        tape.out(submit(number + 1))
    return tape.store


def even(asked: list[int]) -> BodyTerm:
    def test(pdu: bytes, _command: int, _session: int) -> bool:
        row = pdu[15] - 1
        asked.append(row)
        return row % 2 == 0

    return BodyTerm(each_pdu(test))


def below(limit: int) -> ColumnTerm:
    return ColumnTerm(lambda piece: bytes(int(piece.row + i < limit) for i in range(piece.stop - piece.start)))


def test_octets_are_read_only_where_columns_left_something() -> None:
    asked: list[int] = []
    plan = AllOf([even(asked), below(4)])
    assert list(chosen(plan, small(), 0, 10)) == [0, 2]
    assert asked == [0, 1, 2, 3]


def test_octets_are_read_only_where_columns_did_not_say_yes() -> None:
    asked: list[int] = []
    assert list(chosen(AnyOf([even(asked), below(6)]), small(), 0, 10)) == [0, 1, 2, 3, 4, 5, 6, 8]
    assert asked == [6, 7, 8, 9]


def test_nothing_is_read_for_commands_that_cannot_have_it() -> None:
    asked: list[int] = []
    term = BodyTerm(even(asked).find, frozenset({0x15}))
    assert list(chosen(term, small(), 0, 10)) == []
    assert asked == []


def test_the_dearest_part_is_the_cost() -> None:
    assert AllOf([below(1), below(2)]).cost == COLUMNS
    assert Inverse(AnyOf([below(1), even([])])).cost == OCTETS


def test_slices_end_at_blocks() -> None:
    store = Store()
    piece = octets("enquire_link", 1)
    store.extend([(piece, -1, 0, 0, 0)] * (BLOCK + 5))
    found = [(piece.row, piece.start, piece.stop) for piece in slices(store, BLOCK - 3, BLOCK + 5)]
    assert found == [(BLOCK - 3, BLOCK - 3, BLOCK), (BLOCK, 0, 5)]
    assert len(chosen(Inverse(below(0)), store, 0, BLOCK + 5)) == BLOCK + 5
