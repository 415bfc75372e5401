from __future__ import annotations

from smppconsole.trace.filter import parse
from tests.kit.traces import Tape, answer, submit


def test_a_time_of_day_is_one_of_the_day_of_the_trace() -> None:
    tape = Tape()
    tape.out(submit(1))
    store = tape.published()
    assert list(parse("time >= 00:00").rows(store)) == [0]
    assert list(parse("time > 23:59:59").rows(store)) == []


def test_a_session_goes_by_its_number_its_title_or_its_account() -> None:
    tape = Tape(session=12)
    tape.out(submit(1))
    store = tape.published()
    for text in ("session == 12", 'session == "NL TX"', "session == Nordlink", "session ~ nord", "session in (1, 12)"):
        assert list(parse(text).rows(store)) == [0], text
    assert list(parse("session !~ nord").rows(store)) == []


def test_round_trips_are_there_only_where_there_was_an_answer() -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.out(submit(2))
    tape.into(answer(2))
    store = tape.published()
    assert list(parse("round_trip >= 0").rows(store)) == [1, 2]
    assert list(parse("round_trip != 5s").rows(store)) == [1, 2]


def test_a_command_that_contains_nothing_known_takes_no_row() -> None:
    tape = Tape()
    tape.out(submit(1))
    assert list(parse("command ~ nothing").rows(tape.published())) == []
    assert list(parse("command !~ nothing").rows(tape.store)) == [0]
