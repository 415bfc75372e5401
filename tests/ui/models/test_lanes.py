"""Lanes of the gutter."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from smppconsole.ui.models.lanes import LANES, LaneLine, Lanes
from tests.kit.pdus import octets
from tests.kit.traces import Tape, answer, submit


def _lanes(tape: Tape) -> Lanes:
    lanes = Lanes(tape.store)
    lanes.advance(len(tape.published()))
    return lanes


def test_a_request_holds_the_lowest_free_lane_until_its_answer() -> None:
    tape = Tape()
    for sequence in (1, 2, 3):
        tape.out(submit(sequence))
    tape.into(answer(2))
    tape.out(submit(4))
    lanes = _lanes(tape)
    assert [lanes.lane(row) for row in range(5)] == [0, 1, 2, 1, 1]


def test_more_than_four_outstanding_have_no_line() -> None:
    tape = Tape()
    for sequence in range(1, 7):
        tape.out(submit(sequence))
    lanes = _lanes(tape)
    assert [lanes.lane(row) for row in range(6)] == [0, 1, 2, 3, -1, -1]
    assert len(lanes.lines(0, 5)) == LANES


def test_lines_that_only_pass_through_are_found() -> None:
    tape = Tape()
    tape.out(submit(1))
    for sequence in range(2, 700):
        tape.out(submit(sequence))
        tape.into(answer(sequence))
    last = tape.into(answer(1))
    lanes = _lanes(tape)
    assert LaneLine(0, 0, last) in lanes.lines(600, 610)
    assert lanes.held_before(601)[0] == 0


def test_an_open_request_runs_on_and_an_abandoned_one_does_not() -> None:
    tape = Tape(session=1)
    row = tape.out(submit(1))
    lanes = _lanes(tape)
    assert lanes.lines(0, 0) == [LaneLine(0, row, -1)]
    assert lanes.is_waiting(row)
    tape.store.end_session(1)
    assert not lanes.is_waiting(row)


def test_a_request_nobody_answered_for_a_minute_gives_its_lane_up() -> None:
    tape = Tape()
    for sequence in range(1, 5):
        tape.out(submit(sequence))
    tape.wait(61_000)
    row = tape.out(submit(9))
    assert _lanes(tape).lane(row) == 0


class _OneByOne(Lanes):
    """Takes no row together with others."""

    def _advance_at_once(self, first: int, stop: int) -> int:
        return 0


_WHAT_PASSES = st.lists(
    st.tuples(st.sampled_from(("exchange", "ask", "answer the oldest", "notify", "give up")), st.integers(1, 90)),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(_WHAT_PASSES, st.lists(st.integers(1, 400), max_size=8))
def test_rows_at_once_get_the_lanes_they_get_one_by_one(passing: list[tuple[str, int]], looks: list[int]) -> None:
    tape = Tape()
    _play(tape, passing)
    store = tape.published()
    quick, slow = Lanes(store), _OneByOne(store)
    for stop in sorted({min(len(store), sum(looks[:at])) for at in range(len(looks) + 1)} | {len(store)}):
        quick.advance(stop)
        slow.advance(stop)
    assert [quick.lane(row) for row in range(len(store))] == [slow.lane(row) for row in range(len(store))]
    for row in range(0, len(store) + 1, 37):
        assert quick.held_before(row) == slow.held_before(row)


def _play(tape: Tape, passing: list[tuple[str, int]]) -> None:
    sequence, waiting = 0, list[int]()
    for what, times in passing:
        for _ in range(times):
            sequence += 1
            if what == "notify":
                tape.into(octets("alert_notification", sequence))
            elif what == "answer the oldest" and waiting:
                tape.into(answer(waiting.pop(0)))
            elif what == "give up":
                tape.wait(30_000)
            else:
                tape.out(submit(sequence))
                if what == "exchange":
                    tape.into(answer(sequence))
                else:
                    waiting.append(sequence)
