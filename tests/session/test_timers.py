"""The pulse of a link: when to ask, what counts as life, when it is dead."""

from __future__ import annotations

from math import inf

from smppconsole.session.timers import Pulse, Timers

ENQUIRE, ENQUIRE_RESP, SUBMIT_RESP = 0x15, 0x80000015, 0x80000004
TIMERS = Timers(enquire_link=30, missed_limit=3)


def bound(now: float = 0.0) -> Pulse:
    pulse = Pulse()
    pulse.start(now)
    return pulse


def test_the_first_question_comes_an_interval_after_the_bind() -> None:
    assert bound(5).next_probe(TIMERS) == 35


def test_anything_heard_puts_the_question_off() -> None:
    pulse = bound()
    pulse.heard(20, SUBMIT_RESP)
    assert pulse.next_probe(TIMERS) == 50


def test_asking_at_an_interval_whatever_passes_can_be_wanted() -> None:
    pulse = bound()
    pulse.heard(20, SUBMIT_RESP)
    assert pulse.next_probe(Timers(enquire_link=30, enquire_only_when_idle=False)) == 30


def test_an_interval_of_nothing_never_asks() -> None:
    assert bound().next_probe(Timers(enquire_link=0)) == inf


def test_one_question_at_a_time() -> None:
    pulse = bound()
    pulse.asked(7, 30)
    assert pulse.next_probe(TIMERS) == inf
    assert pulse.reading().waiting_since == 30


def test_an_answer_is_measured_and_counted() -> None:
    pulse = bound()
    pulse.asked(7, 30)
    pulse.heard(30.25, ENQUIRE_RESP)
    pulse.answered(7, 0.25)
    reading = pulse.reading()
    assert (reading.asked, reading.answered, reading.missed) == (1, 1, 0)
    assert reading.waiting_since is None
    assert reading.last_round_trip == 0.25
    assert reading.last_heard == 30.25
    assert pulse.next_probe(TIMERS) == 60.25


def test_silence_is_a_miss_and_three_in_a_row_are_death() -> None:
    pulse = bound()
    for number, at in ((1, 30), (2, 60), (3, 90)):
        assert not pulse.is_dead(TIMERS)
        pulse.asked(number, at)
        pulse.unanswered(number)
    assert pulse.missed == 3
    assert pulse.is_dead(TIMERS)
    assert not pulse.is_dead(Timers(missed_limit=0))


def test_any_sign_of_life_clears_the_misses() -> None:
    pulse = bound()
    pulse.asked(1, 30)
    pulse.unanswered(1)
    pulse.heard(45, SUBMIT_RESP)
    assert pulse.missed == 0


def test_a_question_that_was_not_answered_while_other_things_were_is_no_miss() -> None:
    pulse = bound()
    pulse.asked(1, 30)
    pulse.heard(31, SUBMIT_RESP)
    pulse.unanswered(1)
    assert pulse.missed == 0
    assert pulse.next_probe(TIMERS) == 61


def test_a_second_question_by_hand_does_not_take_the_place_of_the_first() -> None:
    pulse = bound()
    pulse.asked(1, 30)
    pulse.asked(2, 31)
    pulse.answered(2, 0.1)
    assert pulse.reading().waiting_since == 30
    assert pulse.reading().asked == 2


def test_inactivity_counts_from_the_last_business_where_keep_alives_are_none() -> None:
    pulse = bound(1)
    strict = Timers()
    assert pulse.inactive_since(strict) == 1
    pulse.heard(5, SUBMIT_RESP)
    pulse.heard(9, ENQUIRE)
    assert pulse.inactive_since(strict) == 5
    assert pulse.inactive_since(Timers(keepalive_is_activity=True)) == 9
