from __future__ import annotations

from smppconsole.trace.rows import BLOCK, Block, Mark, Rows
from tests.kit.traces import Tape, submit


def test_a_block_has_its_full_size_from_the_start() -> None:
    block = Block()
    assert {len(getattr(block, column)) for column in Block.__slots__} == {BLOCK}
    assert sum(len(bytes(memoryview(getattr(block, column)))) for column in Block.__slots__) == 57 * BLOCK


def test_marks_fit_into_an_octet() -> None:
    assert sum(Mark) == 255


def test_no_rows_are_none() -> None:
    assert len(Rows()) == 0
    assert list(Rows().records()) == []


def test_a_range_of_rows_comes_as_records() -> None:
    tape = Tape()
    for number in range(5):
        tape.out(submit(number + 1))
    assert [record.sequence for record in tape.store.records(1, 3)] == [2, 3]
