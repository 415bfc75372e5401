"""The findings of a store, counted."""

from __future__ import annotations

from smppconsole.trace.finding_tally import FindingTally, Tallied
from smppconsole.trace.judging import Judging
from tests.kit.pdus import octets
from tests.kit.traces import Tape, answer, submit

FAULTY = submit(2)[:-3]


def counted(tape: Tape) -> dict[str, Tallied]:
    tally = FindingTally(tape.published())
    while not tally.done:
        tally.step(3)
    return {one.finding.id: one for one in tally.rows()}


def test_a_rule_is_counted_once_a_row_and_knows_its_first() -> None:
    tape = Tape()
    tape.out(octets("enquire_link", 1))
    usual = set(counted(tape))
    for sequence in (2, 3, 4):
        tape.out(submit(sequence, validity_period="nonsense"))
    told = counted(tape)
    assert usual == set()
    assert told
    assert {(one.first, one.count) for one in told.values()} == {(1, 3)}


def test_slices_count_the_same_as_one_go() -> None:
    tape = Tape()
    for sequence in range(1, 20):
        tape.out(submit(sequence, validity_period="nonsense" if sequence % 2 else ""))
    whole = FindingTally(tape.published())
    whole.step(1000)
    sliced = FindingTally(tape.store)
    sliced.step(4)
    assert (sliced.seen, sliced.done) == (4, False)
    while not sliced.done:
        sliced.step(4)
    assert sliced.rows() == whole.rows() != []


def test_new_rows_are_counted_on_top() -> None:
    tape = Tape()
    tape.out(submit(1, validity_period="nonsense"))
    tally = FindingTally(tape.published())
    tally.step()
    before = {one.finding.id: one.count for one in tally.rows()}
    tape.out(submit(2, validity_period="nonsense"))
    tape.published()
    assert not tally.done
    tally.step()
    assert {one.finding.id: one.count for one in tally.rows()} == {name: 2 * count for name, count in before.items()}


def test_what_the_conversation_breaks_is_told_once_however_often_one_asks() -> None:
    tape = Tape()
    tape.out(octets("bind_transceiver", 1, system_id="me", interface_version=0x34))
    tape.into(octets("bind_transceiver_resp", 1, system_id="centre"))
    tape.out(submit(2))
    tape.out(submit(2))
    tally = FindingTally(tape.published())
    tally.step()
    Judging(tape.store).finish()
    tally.rows()
    (found,) = [one for one in tally.rows() if one.finding.id == "sequence-open"]
    assert (found.first, found.count) == (3, 1)


def test_the_worst_stand_first_then_the_most_frequent() -> None:
    tape = Tape()
    tape.into(answer(1, "x" * 70))
    for sequence in (2, 3):
        tape.out(submit(sequence, validity_period="nonsense", protocol_id=255, data_coding=0xF7))
    tape.out(FAULTY)
    tally = FindingTally(tape.published())
    tally.step()
    ranks = [(one.finding.severity.rank, -one.count) for one in tally.rows()]
    assert len(set(ranks)) > 1
    assert ranks == sorted(ranks)


def test_of_a_pdu_that_was_lost_only_its_first_fault_counts() -> None:
    tape = Tape()
    tape.into(FAULTY, lost=True)
    assert sum(one.count for one in counted(tape).values()) <= 1
    whole = Tape()
    whole.into(submit(2, validity_period="nonsense"), lost=True)
    assert counted(whole) == {}
