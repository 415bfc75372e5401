from __future__ import annotations

import pytest

from smppconsole.trace.batch import LOST, NOWHERE, OUTGOING
from smppconsole.trace.record import Ends
from smppconsole.trace.store import BLOCK, Mark, Store
from tests.kit.pdus import octets
from tests.kit.traces import ENDS, MS, START, Tape, answer, submit


def test_a_row_tells_what_was_appended() -> None:
    tape = Tape(session=3)
    row = tape.out(submit(7, "hello"))
    store = tape.store
    assert (len(store), row) == (1, 0)
    assert store.octets(row) == submit(7, "hello")
    assert (store.command(row), store.status(row), store.sequence(row)) == (4, 0, 7)
    assert (store.session(row), store.outgoing(row), store.time_ns(row), store.mono_ns(row)) == (3, True, START, 0)
    assert store.length(row) == len(submit(7, "hello"))
    assert (store.peer(row), store.round_trip_ns(row), store.is_open(row)) == (-1, -1, True)


def test_a_response_and_its_request_know_each_other() -> None:
    tape = Tape()
    request = tape.out(submit(1))
    tape.wait(30)
    response = tape.into(answer(1, "A1"))
    store = tape.store
    assert (store.peer(request), store.peer(response)) == (response, request)
    assert store.round_trip_ns(request) == store.round_trip_ns(response) == 31 * MS
    assert not store.is_open(request)
    assert store.open_requests() == []


def test_duplicates_and_foreign_answers_are_told_apart() -> None:
    tape = Tape()
    request = tape.out(submit(1))
    first = tape.into(answer(1))
    second, foreign = tape.into(answer(1)), tape.into(answer(99))
    store = tape.store
    assert store.flags(second) & Mark.DUPLICATE
    assert store.peer(second) == request
    assert store.peer(request) == first
    assert store.flags(foreign) & Mark.FOREIGN
    assert store.peer(foreign) == -1


def test_octets_that_are_no_pdu_are_rows_all_the_same() -> None:
    tape = Tape()
    short, lost, empty = tape.into(b"\0\0\0\x10"), tape.into(submit(1), lost=True), tape.into(b"")
    store = tape.store
    assert store.flags(short) & Mark.HEADLESS
    assert store.flags(lost) & Mark.LOST
    assert store.octets(empty) == b""
    assert [store.command(row) for row in (short, lost, empty)] == [0, 0, 0]
    assert not any(store.is_open(row) for row in range(3))


def test_the_end_of_a_session_marks_what_stays_unanswered() -> None:
    tape = Tape()
    row = tape.out(submit(1))
    assert tape.store.end_session(0) == [row]
    assert tape.store.flags(row) & Mark.ABANDONED
    assert tape.store.open_requests() == []
    assert tape.store.is_open(row)


def test_a_request_that_is_given_up_is_marked_until_its_answer_comes_after_all() -> None:
    tape = Tape(session=3)
    first, second = tape.out(submit(1)), tape.out(submit(2))
    tape.store.publish()
    assert tape.store.give_up(3, True, 4, 1) == first
    assert tape.store.give_up(3, True, 4, 9) == -1
    assert list(tape.store.given_up) == list(tape.store.settled) == [first]
    assert [bool(tape.store.flags(row) & Mark.ABANDONED) for row in (first, second)] == [True, False]
    late = tape.into(answer(1, "A1"))
    assert not tape.store.flags(first) & Mark.ABANDONED
    assert tape.store.peer(first) == late


def test_observers_hear_of_ranges_with_publish_alone() -> None:
    tape, heard = Tape(), []
    leave = tape.store.observe(lambda first, last: heard.append((first, last)))
    tape.store.publish()
    tape.out(submit(1))
    tape.out(submit(2))
    assert heard == []
    tape.store.publish()
    tape.out(submit(3))
    tape.store.publish()
    leave()
    leave()
    tape.out(submit(4))
    tape.store.publish()
    assert heard == [(0, 1), (2, 2)]
    assert tape.store.published == 4


def test_older_requests_that_were_answered_are_named_while_publishing() -> None:
    tape, settled = Tape(), []
    tape.store.observe(lambda first, last: settled.append(list(tape.store.settled)))
    tape.out(submit(1))
    tape.store.publish()
    tape.out(submit(2))
    tape.into(answer(2))
    tape.into(answer(1))
    tape.store.publish()
    assert settled == [[], [0]]


def test_marks_and_comments_stand_beside_a_row() -> None:
    tape = Tape()
    row = tape.out(submit(1))
    store = tape.store
    store.mark(row)
    store.comment(row, "look here")
    assert store.marked(row)
    assert store.flags(row) & Mark.OUTGOING
    assert store.comments == {row: "look here"}
    store.mark(row, False)
    store.comment(row, "")
    assert not store.marked(row)
    assert store.comments == {}


def test_a_record_is_all_of_a_row_with_its_ends() -> None:
    tape = Tape()
    tape.out(submit(1))
    row = tape.into(answer(1, "X"))
    record = tape.store.record(row)
    assert record.octets == answer(1, "X")
    assert (record.sender, record.receiver) == ("10.0.0.1:2775", "127.0.0.1:51000")
    assert record.ends == ENDS
    assert record.peer == 0
    assert [one.row for one in tape.store.records()] == [0, 1]


def test_a_session_without_a_description_has_no_ends() -> None:
    tape = Tape()
    row = tape.out(submit(1), session=9)
    assert tape.store.record(row).ends == Ends()


@pytest.mark.parametrize("count", [BLOCK - 1, BLOCK, BLOCK + 1])
def test_rows_go_on_across_blocks(count: int) -> None:
    store = Store()
    piece = octets("enquire_link", 1)
    for number in range(count):
        store.append(piece, time_ns=number, mono_ns=number, outgoing=True, session=0)
    last = store.append(answer(2), time_ns=count, mono_ns=count, outgoing=False, session=0)
    assert (len(store), store.time_ns(count - 1), store.octets(last)) == (count + 1, count - 1, answer(2))


@pytest.mark.parametrize("times", [1, 20_000])
def test_many_at_once_are_what_they_are_one_by_one(times: int) -> None:
    pieces = [
        (submit(1), OUTGOING),
        (answer(1, "A"), 0),
        (answer(1, "A"), 0),
        (b"\0\0", 0),
        (submit(5), LOST),
        (answer(77), 0),
        (octets("enquire_link", 2), OUTGOING),
    ] * times
    bulk, single = Store(), Store()
    bulk.extend([(said, NOWHERE, number, 0, flags) for number, (said, flags) in enumerate(pieces)])
    for number, (said, flags) in enumerate(pieces):
        single.append(
            said,
            time_ns=number,
            mono_ns=number,
            outgoing=bool(flags & OUTGOING),
            session=0,
            lost=bool(flags & LOST),
        )
    assert len(bulk) == len(single) == len(pieces)
    for one, other in zip(bulk.blocks, single.blocks, strict=True):
        for column in type(one).__slots__:
            assert getattr(one, column) == getattr(other, column), column
    assert bulk.octets(len(pieces) - 1) == pieces[-1][0]
    assert list(bulk.open_requests()) == list(single.open_requests())
