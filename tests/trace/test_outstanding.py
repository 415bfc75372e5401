from __future__ import annotations

from smppconsole.trace.outstanding import Outstanding
from tests.kit.pdus import octets
from tests.kit.traces import Tape, answer, submit

OUT = (0, True)


def asked(tape: Tape, *rows: int) -> Outstanding:
    outstanding = Outstanding(tape.published())
    for row in rows:
        outstanding.ask(row, OUT)
    return outstanding


def test_a_request_is_open_from_its_row_to_that_of_its_answer() -> None:
    tape = Tape()
    first, second = tape.out(submit(1)), tape.out(submit(2))
    tape.into(answer(2))
    last = tape.into(answer(1))
    after = tape.out(submit(3))
    outstanding = asked(tape, first, second)
    assert [outstanding.open_at(row, OUT) for row in (second, second + 1, last, after)] == [2, 2, 1, 0]
    assert not outstanding.unanswered


def test_an_answer_that_comes_later_is_taken_in_some_requests_at_a_time() -> None:
    tape = Tape()
    rows = [tape.out(submit(sequence)) for sequence in (1, 2, 3)]
    outstanding = asked(tape, *rows)
    outstanding.settle(99)
    assert outstanding.settled
    assert outstanding.missed == {4: 3}
    answered = tape.into(answer(1))
    tape.into(answer(3))
    assert not outstanding.settled
    outstanding.settle(2)
    assert not outstanding.settled
    outstanding.settle(2)
    assert outstanding.settled
    assert list(outstanding.unanswered) == [rows[1]]
    assert outstanding.missed == {4: 1}
    assert outstanding.open_at(answered + 1, OUT) == 2
    assert outstanding.open_at(answered + 2, OUT) == 1


def test_what_was_given_up_is_open_until_then_and_stays_unanswered() -> None:
    tape = Tape()
    row = tape.out(submit(1))
    tape.out(submit(2))
    tape.store.give_up(0, True, 4, 1)
    tape.out(submit(3))
    outstanding = asked(tape, row)
    assert outstanding.open_at(row + 1, OUT) == 1
    assert outstanding.open_at(row + 2, OUT) == 0
    assert list(outstanding.unanswered) == [row]


def test_with_its_session_a_request_closes_also_where_it_was_asked_before() -> None:
    tape = Tape()
    row = tape.out(submit(1))
    outstanding = asked(tape, row)
    tape.out(submit(2))
    tape.store.end_session(0)
    tape.out(submit(3))
    outstanding.settle(9)
    assert outstanding.open_at(row + 1, OUT) == 1
    assert outstanding.open_at(row + 2, OUT) == 0
    tape.into(answer(1))
    outstanding.settle(9)
    assert list(outstanding.unanswered) == [row]  # an answer of the next connection is not its answer


def test_a_late_answer_takes_a_request_off_those_without_one() -> None:
    tape = Tape()
    row = tape.out(octets("enquire_link", 1))
    tape.store.give_up(0, True, 0x15, 1)
    outstanding = asked(tape, row)
    assert list(outstanding.keepalives) == [row]
    tape.into(octets("enquire_link_resp", 1))
    outstanding.settle(9)
    assert not outstanding.unanswered
    assert not outstanding.keepalives
    assert outstanding.open_at(row + 5, OUT) == 0
