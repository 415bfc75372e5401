"""Messages and their stations."""

from __future__ import annotations

from pytestqt.modeltest import ModelTester

from smppconsole.trace.journeys import Journeys
from smppconsole.ui.models.message_model import ALL, RECEIVED, SENT, MessageModel
from smppconsole.ui.models.message_row import NONE, incoming_key, sent_key
from tests.kit.pdus import octets
from tests.kit.traces import ENDS, Tape, answer, deliver, receipt, submit


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


def test_who_never_got_an_answer_is_told_no_time() -> None:
    tape = Tape(session=4)
    tape.out(submit(2))
    tape.store.end_session(4)
    assert _model(tape).message(0).time == ""


def test_messages_of_both_ways_stand_in_the_order_they_began(qtmodeltester: ModelTester) -> None:
    tape = Tape()
    tape.out(submit(1, "first"))
    tape.into(deliver(1, "STOP"))
    model = _model(tape)
    qtmodeltester.check(model, force_py=True)
    tape.into(deliver(2, "HELP"))
    tape.out(submit(2, "second"))
    tape.published()
    model.update(model.journeys.step(), model.journeys.inbox.take_changed())
    told = {}
    for kind in (ALL, SENT, RECEIVED):
        model.show_kind(kind)
        told[kind] = [model.message(at).text for at in range(model.rowCount())]
    assert told == {
        ALL: ["second", "HELP", "STOP", "first"],
        SENT: ["second", "first"],
        RECEIVED: ["HELP", "STOP"],
    }


def test_a_message_is_found_by_its_key_where_it_is_shown() -> None:
    tape = Tape()
    tape.out(submit(1, "first"))
    tape.into(deliver(1, "STOP"))
    tape.out(submit(2, "second"))
    model = _model(tape)
    keys = (sent_key(1), incoming_key(0), sent_key(0), NONE)
    assert [model.position_of(key) for key in keys] == [0, 1, 2, -1]
    assert model.position_of(incoming_key(1)) == -1
    model.show_kind(SENT)
    assert [model.position_of(key) for key in keys] == [0, -1, 1, -1]
    model.show_kind(RECEIVED)
    assert [model.position_of(key) for key in keys] == [-1, 0, -1, -1]


def test_what_came_in_says_from_whom_and_what_we_answered() -> None:
    tape = Tape()
    tape.into(deliver(1, "STOP"))
    model = _model(tape)
    assert str(model.data(model.index(0, 0))) == "STOP, from 491713920012: received, not answered"
    tape.out(octets("deliver_sm_resp", 1))
    tape.published()
    model.update(model.journeys.step(), model.journeys.inbox.take_changed())
    assert [step.words for step in model.message(0).steps] == ["received", "answered"]


def test_what_the_centre_told_when_asked_is_a_station_too() -> None:
    tape = Tape()
    tape.out(submit(1, "hello", registered_delivery=0))
    tape.into(answer(1, "A1"))
    tape.out(octets("replace_sm", 2, message_id="A1", short_message=b"other"))
    tape.into(octets("replace_sm_resp", 2))
    assert _steps(tape) == ["accepted"]
    assert _model(tape).message(0).text == "other"
    tape.out(octets("cancel_sm", 3, message_id="A1"))
    tape.into(octets("cancel_sm_resp", 3))
    assert _steps(tape) == ["accepted", "cancelled"]
    assert _model(tape).message(0).time == "5 ms"


def test_what_is_asked_later_does_not_make_a_message_last_longer() -> None:
    tape = Tape()
    tape.out(submit(1, "hello"))
    tape.into(answer(1, "A1"))
    tape.into(receipt(1, "A1"))
    tape.wait(5000)
    tape.out(octets("query_sm", 2, message_id="A1"))
    tape.into(octets("query_sm_resp", 2, message_id="A1", final_date="", message_state=2, error_code=0))
    assert _model(tape).message(0).time == "2 ms"


def test_of_several_sessions_the_one_a_message_went_over_is_told() -> None:
    tape = Tape()
    tape.out(submit(1, "hello"))
    assert "over" not in _model(tape).message(0).words
    tape.store.describe(1, ENDS._replace(title="NL RX"))
    assert _model(tape).message(0).words.splitlines()[1] == "over NL TX"
