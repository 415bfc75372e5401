from __future__ import annotations

from smppconsole.trace.statistics import Statistics
from tests.kit.pdus import octets
from tests.kit.traces import Tape, answer, submit


def outages(tape: Tape) -> list[str]:
    statistics = Statistics(tape.published())
    statistics.finish()
    return [outage.words for outage in statistics.outages()]


def bound() -> Tape:
    tape = Tape()
    tape.out(octets("bind_transceiver", 1))
    tape.into(octets("bind_transceiver_resp", 1))
    return tape


def test_a_line_that_was_lost_is_told_with_what_was_open_and_when_it_was_back() -> None:
    tape = bound()
    tape.out(submit(2))
    tape.out(submit(3))
    tape.store.end_session(0)
    tape.wait(12_000)
    tape.out(octets("bind_transceiver", 1))
    assert outages(tape) == ["the line was lost without unbind, 2 requests were open"]
    tape.into(octets("bind_transceiver_resp", 1))
    assert outages(tape) == ["the line was lost without unbind, 2 requests were open; bound again 12.0 s later"]


def test_an_unbind_in_good_order_is_no_outage() -> None:
    tape = bound()
    tape.out(octets("unbind", 2))
    tape.into(octets("unbind_resp", 2))
    tape.store.end_session(0)
    assert outages(tape) == []


def test_an_unbind_before_all_was_answered_is_told() -> None:
    tape = bound()
    tape.out(submit(2))
    tape.out(octets("unbind", 3))
    tape.into(octets("unbind_resp", 3))
    tape.store.end_session(0)
    assert outages(tape) == ["the session ended, 1 request was open"]


def test_a_time_out_is_no_end_of_the_session() -> None:
    tape = bound()
    tape.out(submit(2))
    tape.store.give_up(0, True, 4, 2)
    tape.out(submit(3))
    tape.into(answer(3))
    assert outages(tape) == []


def test_a_refused_bind_was_never_up() -> None:
    tape = Tape()
    tape.out(octets("bind_transceiver", 1))
    tape.into(octets("bind_transceiver_resp", 1, 0x0E))
    tape.store.end_session(0)
    assert outages(tape) == []


def test_a_keep_alive_that_was_just_sent_is_no_outage_yet() -> None:
    tape = bound()
    tape.out(octets("enquire_link", 7))
    tape.into(submit(1))
    assert outages(tape) == []
    tape.wait(1500)
    tape.into(submit(2))
    assert outages(tape) == ["enquire_link 7 got no answer"]


def test_very_many_are_told_in_part() -> None:
    tape = bound()
    for sequence in range(2, 9):
        tape.out(octets("enquire_link", sequence))
    tape.store.end_session(0)
    statistics = Statistics(tape.published())
    statistics.finish()
    assert len(statistics.outages(3)) == 4  # of each kind
    assert statistics.outage_count == 8
