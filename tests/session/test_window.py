"""Sequence numbers, places in the window, deadlines, and what became of a request."""

from __future__ import annotations

from math import inf

import pytest

from smppconsole.session.events import Stray
from smppconsole.session.state import GENERIC_NACK
from smppconsole.session.window import REMEMBERED, SEQUENCE_TOP, Deadlines, Memory, Ticket, Window

SUBMIT, QUERY, RESP = 0x00000004, 0x00000003, 0x80000000


def launched(window: Window, now: float = 0.0, seconds: float = 10.0, command_id: int = SUBMIT) -> Ticket:
    ticket = Ticket(window.next_number(), command_id, windowed=True)
    window.open(ticket)
    window.launch(ticket, now, seconds)
    return ticket


def test_numbers_begin_at_one_and_count_up() -> None:
    window = Window()
    assert [launched(window).sequence for _ in range(3)] == [1, 2, 3]


def test_after_the_highest_number_comes_one() -> None:
    window = Window(first=SEQUENCE_TOP)
    assert [launched(window).sequence for _ in range(3)] == [SEQUENCE_TOP, 1, 2]


def test_a_number_that_is_still_open_is_passed_over() -> None:
    window = Window(first=SEQUENCE_TOP - 1)
    window.open(Ticket(SEQUENCE_TOP, SUBMIT, windowed=True))
    window.open(Ticket(1, SUBMIT, windowed=True))
    assert [launched(window).sequence for _ in range(3)] == [SEQUENCE_TOP - 1, 2, 3]


def test_looking_at_the_next_number_does_not_use_it_up() -> None:
    window = Window()
    assert window.next_number() == window.next_number() == 1


def test_a_window_is_at_least_one() -> None:
    with pytest.raises(ValueError, match="the least is 1"):
        Window(0)


def test_a_full_window_has_no_room_and_an_answer_makes_some() -> None:
    window = Window(2)
    launched(window)
    assert window.has_room(0)
    launched(window)
    assert not window.has_room(0)
    window.answer(1, SUBMIT | RESP)
    assert window.has_room(0)
    assert window.in_flight == 1


def test_the_queue_is_served_in_order() -> None:
    window = Window(1)
    first = launched(window)
    for octets in (b"a", b"b"):
        ticket = Ticket(window.next_number(), SUBMIT, windowed=True)
        window.open(ticket)
        window.queue(ticket, octets)
    assert window.unqueue(0) is None
    window.answer(first.sequence, SUBMIT | RESP)
    assert not window.has_room(0), "a newcomer does not overtake the queue"
    ticket = window.unqueue(0)
    assert ticket is not None
    assert ticket.octets == b"a"
    assert window.queued == 1


def test_a_hold_keeps_the_queue_until_it_ends() -> None:
    window = Window(1)
    ticket = Ticket(1, SUBMIT, windowed=True)
    window.open(ticket)
    window.queue(ticket, b"")
    window.hold(5.0)
    window.hold(3.0)
    assert window.release_at() == 5.0
    assert window.unqueue(4.9) is None
    assert window.unqueue(5.0) is ticket
    assert window.release_at() == inf


def test_a_rate_spreads_the_requests_and_makes_up_for_a_late_wake_up_but_little() -> None:
    window = Window(100, rate=50)
    launched(window, 0.0)
    assert not window.has_room(0.009)
    assert window.has_room(0.01)
    launched(window, 0.02)
    assert not window.has_room(0.029)
    launched(window, 5.0)
    assert not window.has_room(5.005), "an idle second is not saved up"
    waiting = Ticket(window.next_number(), SUBMIT, windowed=True)
    window.open(waiting)
    window.queue(waiting, b"")
    assert window.unqueue(5.0) is None
    assert window.release_at() == pytest.approx(5.01)
    assert window.unqueue(window.release_at()) is waiting


def test_an_answer_fits_by_number_and_family() -> None:
    window = Window()
    ticket = launched(window)
    assert window.answer(1, QUERY | RESP) is Stray.WRONG_COMMAND
    assert window.answer(2, SUBMIT | RESP) is Stray.FOREIGN
    assert window.answer(1, SUBMIT | RESP) is ticket
    assert window.answer(1, SUBMIT | RESP) is Stray.DUPLICATE
    assert window.answer(1, QUERY | RESP) is Stray.WRONG_COMMAND


def test_a_generic_nack_fits_by_number_alone() -> None:
    window = Window()
    ticket = launched(window)
    assert window.answer(0, GENERIC_NACK) is Stray.FOREIGN
    assert window.answer(1, GENERIC_NACK) is ticket
    assert window.answer(1, GENERIC_NACK) is Stray.DUPLICATE


def test_an_answer_to_a_request_that_was_never_sent_is_foreign() -> None:
    window = Window(1)
    ticket = Ticket(1, SUBMIT, windowed=True)
    window.open(ticket)
    window.queue(ticket, b"")
    assert window.answer(1, SUBMIT | RESP) is Stray.FOREIGN
    assert window.is_open(1)


def test_an_answer_after_the_deadline_is_late_once_and_then_a_duplicate() -> None:
    window = Window()
    ticket = launched(window, seconds=10)
    assert window.expire(9.9) == []
    assert window.expire(10) == [ticket]
    assert window.in_flight == 0
    assert window.answer(1, QUERY | RESP) is Stray.WRONG_COMMAND
    assert window.answer(1, SUBMIT | RESP) is ticket
    assert ticket.expired
    assert window.answer(1, SUBMIT | RESP) is Stray.DUPLICATE


def test_a_number_used_again_by_hand_forgets_its_first_life() -> None:
    window = Window()
    launched(window)
    window.answer(1, SUBMIT | RESP)
    again = Ticket(1, SUBMIT, windowed=True)
    window.open(again)
    window.launch(again, 1, 10)
    window.expire(11)
    assert window.answer(1, SUBMIT | RESP) is again


def test_dropping_the_queue_leaves_what_is_in_flight() -> None:
    window = Window(1)
    flying = launched(window)
    waiting = Ticket(window.next_number(), SUBMIT, windowed=True)
    window.open(waiting)
    window.queue(waiting, b"")
    assert window.drop_queue() == [waiting]
    assert window.drop_all() == [flying]
    assert window.in_flight == window.queued == 0
    assert not flying.open


def test_the_earliest_of_deadlines_of_different_length_is_found() -> None:
    deadlines = Deadlines()
    assert deadlines.next() == inf
    long, short = Ticket(1, SUBMIT, True, sent_at=0), Ticket(2, SUBMIT, True, sent_at=1)
    deadlines.add(long, 10)
    deadlines.add(short, 3)
    assert deadlines.next() == 4
    short.open = False
    assert deadlines.next() == 10
    assert deadlines.due(10) == [long]
    assert deadlines.next() == inf


def test_what_is_due_comes_out_in_the_order_of_the_deadlines() -> None:
    deadlines = Deadlines()
    tickets = [
        Ticket(1, SUBMIT, True, sent_at=0),
        Ticket(2, SUBMIT, True, sent_at=1),
        Ticket(3, SUBMIT, True, sent_at=2),
    ]
    for ticket, seconds in zip(tickets, (10, 3, 10), strict=True):
        deadlines.add(ticket, seconds)
    assert [ticket.sequence for ticket in deadlines.due(11)] == [2, 1]


def test_a_time_out_of_nothing_is_no_deadline() -> None:
    deadlines = Deadlines()
    deadlines.add(Ticket(1, SUBMIT, True, sent_at=0), 0)
    assert deadlines.next() == inf


def test_one_unanswered_request_does_not_keep_the_answered_ones_behind_it() -> None:
    window = Window(10)
    launched(window, seconds=1e9)
    for _ in range(20_000):
        window.answer(launched(window, seconds=1e9).sequence, SUBMIT | RESP)
    assert sum(len(line) for line in window.deadlines._lines.values()) < 2_000


def test_memory_is_bounded_and_keeps_the_last() -> None:
    memory: Memory[int] = Memory(limit=10)
    for number in range(1, 101):
        memory.keep(number, number)
    assert memory.find(100) == 100
    assert memory.find(91) == 91
    assert memory.find(80) is None
    memory.forget(100)
    assert memory.find(100) is None


def test_a_late_answer_is_late_once_however_much_came_after_it() -> None:
    window = Window()
    launched(window, seconds=1)
    window.expire(1)
    window.answer(1, SUBMIT | RESP)
    for _ in range(2 * REMEMBERED + 2):
        window.answer(launched(window).sequence, SUBMIT | RESP)
    assert window.answer(1, SUBMIT | RESP) is Stray.FOREIGN
