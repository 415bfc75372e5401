from __future__ import annotations

from smppconsole.trace.journeys import Journeys
from tests.kit.traces import Tape, answer, receipt, submit


def test_a_message_is_told_as_it_stands_when_it_is_asked_for() -> None:
    tape = Tape()
    tape.out(submit(1, "hello"))
    tape.into(answer(1, "A1"))
    journeys = Journeys(tape.published())
    journeys.finish()
    before = journeys.journey(0)
    tape.into(receipt(1, "A1"))
    tape.store.publish()
    journeys.finish()
    assert (before.parts[0].receipts, before.rows) == ((), (0, 1))
    (told,) = journeys.journey(0).parts[0].receipts
    assert (told.rule, told.state_word, told.row) == ("same text", "DELIVRD", 2)
