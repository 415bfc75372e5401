"""The judge at work on a store."""

from __future__ import annotations

import pytest

from smppconsole.trace import judging
from smppconsole.trace.judging import Judging
from tests.kit.pdus import octets
from tests.kit.traces import Tape, answer, submit


def bound(tape: Tape, session: int = 0) -> Tape:
    tape.out(octets("bind_transceiver", 1, system_id="me", interface_version=0x34), session)
    tape.into(octets("bind_transceiver_resp", 1, system_id="centre"), session)
    return tape


def ids(tape: Tape) -> dict[int, list[str]]:
    return {row: [finding.id for finding in found] for row, found in tape.store.judged.items()}


def test_what_is_found_stands_beside_its_row() -> None:
    tape = bound(Tape())
    tape.out(submit(2))
    tape.out(submit(2))
    changed = Judging(tape.store).finish()
    assert changed == {3}
    assert ids(tape) == {3: ["sequence-open"]}


def test_slices_find_the_same_as_one_go() -> None:
    tape = bound(Tape())
    for number in range(2, 40):
        tape.out(submit(number // 2))
        tape.into(answer(number // 2, "same"))
    whole = Judging(tape.store)
    whole.finish()
    told = ids(tape)
    tape.store.judged.clear()
    sliced = Judging(tape.store)
    while not sliced.done:
        sliced.step(3)
    assert ids(tape) == told


def test_a_file_s_end_tells_what_nobody_answered() -> None:
    tape = bound(Tape())
    tape.out(submit(2))
    tape.wait(20_000)
    tape.out(octets("enquire_link", 3))
    tape.into(octets("enquire_link_resp", 3))
    assert Judging(tape.store).finish() == {2}
    assert ids(tape) == {2: ["unanswered"]}


def test_a_session_that_connects_again_begins_anew() -> None:
    tape = bound(Tape())
    tape.out(submit(2))
    tape.store.end_session(0)
    bound(tape)
    tape.out(submit(2))
    tape.into(answer(2, "m2"))
    judge = Judging(tape.store)
    judge.step()
    assert judge.done
    assert ids(tape) == {2: ["unanswered"]}
    assert "connection ended" in tape.store.judged[2][0].text


def test_octets_that_are_no_pdu_keep_the_rows_in_step() -> None:
    tape = bound(Tape())
    tape.into(b"rubbish" * 4, lost=True)
    tape.into(answer(9, "m"))
    Judging(tape.store).finish()
    assert ids(tape) == {3: ["answer-to-nothing"]}


def test_findings_beyond_the_limit_are_counted_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "MOST_JUDGED", 2)
    tape = bound(Tape())
    for number in range(10, 15):
        tape.into(answer(number, "m"))
    judge = Judging(tape.store)
    judge.finish()
    assert (len(tape.store.judged), judge.left_out) == (2, 3)


def test_a_request_that_was_given_up_is_told_and_so_is_its_late_answer() -> None:
    tape = bound(Tape())
    request = tape.out(submit(2))
    judge = Judging(tape.store)
    judge.step()
    tape.store.give_up(0, True, 4, 2)
    assert not judge.done
    assert judge.step() == {request}
    assert ids(tape) == {request: ["unanswered"]}
    tape.wait(1500)
    late = tape.into(answer(2, "A2"))
    assert judge.step() == {request, late}
    assert ids(tape) == {late: ["answer-late"]}
    assert "came 1.5 s after its request" in tape.store.judged[late][0].text


def test_a_late_answer_that_is_there_already_is_told_all_the_same() -> None:
    tape = bound(Tape())
    tape.out(submit(2))
    tape.store.give_up(0, True, 4, 2)
    late = tape.into(answer(2, "A2"))
    Judging(tape.store).finish()
    assert ids(tape) == {late: ["answer-late"]}


def test_an_enquire_link_after_one_that_was_given_up_overlaps_with_nothing() -> None:
    tape = bound(Tape())
    tape.out(octets("enquire_link", 2))
    tape.store.give_up(0, True, 0x15, 2)
    tape.wait(40)
    tape.out(octets("enquire_link", 3))
    Judging(tape.store).step()
    assert ids(tape) == {2: ["unanswered"]}
