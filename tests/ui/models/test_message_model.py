"""Messages and their stations."""

from __future__ import annotations

from pytestqt.modeltest import ModelTester

from smppconsole.trace.journeys import Journeys
from smppconsole.ui.models.message_model import MessageModel, duration
from tests.kit.pdus import octets
from tests.kit.traces import Tape, answer, receipt, submit


def _model(tape: Tape) -> MessageModel:
    journeys = Journeys(tape.published())
    journeys.finish()
    return MessageModel(journeys, now_ns=lambda: tape.now)


def _steps(tape: Tape) -> list[str]:
    return [step.words for step in _model(tape).message(0).steps]


def test_a_message_goes_from_sent_to_delivered() -> None:
    tape = Tape()
    tape.out(submit(1, "hello"))
    assert _steps(tape) == ["sent"]
    tape.into(answer(1, "A1"))
    assert _steps(tape) == ["accepted", "waiting"]
    tape.into(receipt(1, "A1"))
    assert _steps(tape) == ["accepted", "delivered"]


def test_a_refusal_says_its_code() -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.into(answer(1, status=0x0B))
    row = _model(tape).message(0)
    assert [step.words for step in row.steps] == ["refused"]
    assert row.time == "0x0B"


def test_parts_that_fare_differently_are_counted() -> None:
    tape = Tape()
    for number in (1, 2, 3):
        header = bytes((5, 0, 3, 0x5C, 3, number))
        fields = {"esm_class": 0x40, "registered_delivery": 1, "destination_addr": "49", "source_addr": "x"}
        tape.out(octets("submit_sm", number, short_message=header + b"text", **fields))  # type: ignore[arg-type]
    tape.into(answer(1, "A1"))
    tape.into(answer(2, "A2"))
    tape.into(answer(3, status=0x58))
    assert _steps(tape) == ["2 of 3 accepted", "waiting"]


def test_without_a_wish_for_receipts_accepted_is_the_end() -> None:
    tape = Tape()
    tape.out(submit(1, registered_delivery=0))
    tape.into(answer(1, "A1"))
    assert _steps(tape) == ["accepted"]


def test_undelivered_and_unanswered_fail_with_their_words() -> None:
    tape = Tape(session=4)
    tape.out(submit(1))
    tape.into(answer(1, "A1"))
    tape.into(receipt(1, "A1", "EXPIRED"))
    assert _steps(tape) == ["accepted", "expired"]
    tape.into(receipt(2, "A1", "UNKNOWN"))
    assert _steps(tape) == ["accepted", "state unknown"]
    tape.out(submit(2))
    tape.store.end_session(4)
    assert _steps(tape) == ["no answer"]


def test_the_newest_stands_on_top_and_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    tape = Tape()
    tape.out(submit(1, "first"))
    model = _model(tape)
    qtmodeltester.check(model, force_py=True)
    tape.out(submit(2, "second"))
    tape.published()
    model.update(model.journeys.step())
    assert [model.message(at).text for at in range(2)] == ["second", "first"]
    assert "second" in str(model.data(model.index(0, 0)))
    assert model.forget_waiting(0, 1)


def test_durations_are_told_as_exactly_as_they_are_worth() -> None:
    assert [duration(s) for s in (0.21, 9.9, 42.4, 600.0, 86_400.0)] == ["0.2 s", "9.9 s", "42 s", "10 min", "24 h"]
