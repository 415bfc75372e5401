"""What was asked about a message after it was sent."""

from __future__ import annotations

import pytest

from smppconsole.smpp.decode import decode
from smppconsole.trace.follow_ups import fate_told
from smppconsole.trace.journey import Fate, Journey
from smppconsole.trace.journeys import Journeys
from smppconsole.trace.record import Ends
from tests.kit.pdus import octets
from tests.kit.traces import ENDS, Tape, answer, receipt, submit


def _followed(tape: Tape) -> Journeys:
    journeys = Journeys(tape.published())
    journeys.finish()
    return journeys


def _only(tape: Tape) -> Journey:
    journeys = _followed(tape)
    assert len(journeys) == 1
    return journeys.journey(0)


def _accepted(**more: object) -> Tape:
    """A message that the centre took as A1."""
    tape = Tape(session=4)
    tape.out(submit(1, **more))
    tape.into(answer(1, "A1"))
    return tape


def _told(sequence: int, state: int, message_id: str = "A1") -> bytes:
    return octets("query_sm_resp", sequence, message_id=message_id, final_date="", message_state=state, error_code=0)


def _query(sequence: int, message_id: str = "A1") -> bytes:
    return octets("query_sm", sequence, message_id=message_id, source_addr="Orbit")


@pytest.mark.parametrize(
    ("state", "fate"),
    [(1, Fate.ON_ITS_WAY), (2, Fate.DELIVERED), (5, Fate.UNDELIVERED), (7, Fate.ACCEPTED), (200, Fate.ACCEPTED)],
)
def test_a_query_tells_what_became_of_a_message(state: int, fate: Fate) -> None:
    tape = _accepted()
    tape.out(_query(2))
    tape.into(_told(2, state))
    assert _only(tape).fate is fate


def test_a_message_that_asked_for_no_receipt_does_not_begin_to_wait_as_it_is_on_its_way() -> None:
    tape = _accepted(registered_delivery=0)
    tape.out(_query(2))
    tape.into(_told(2, 1))
    assert _followed(tape).waiting == 0


def test_what_a_receipt_said_is_not_undone_by_a_query() -> None:
    tape = _accepted()
    tape.into(receipt(1, "A1", "UNDELIV"))
    tape.out(_query(2))
    tape.into(_told(2, 1))
    journey = _only(tape)
    assert journey.fate is Fate.UNDELIVERED
    assert [one.state_word for one in journey.parts[0].follow_ups] == ["ENROUTE"]


def test_a_message_that_is_cancelled_waits_no_more_until_a_receipt_says_otherwise() -> None:
    tape = _accepted()
    tape.out(octets("cancel_sm", 2, message_id="A1", source_addr="Orbit", destination_addr="491713920012"))
    assert _followed(tape).waiting == 1
    tape.into(octets("cancel_sm_resp", 2))
    assert _followed(tape).waiting == 0
    assert _only(tape).fate is Fate.DELETED
    tape.into(receipt(1, "A1"))
    assert _only(tape).fate is Fate.DELIVERED


def test_a_refusal_changes_nothing_and_is_kept() -> None:
    tape = _accepted()
    tape.out(octets("cancel_sm", 2, message_id="A1"))
    tape.into(octets("cancel_sm_resp", 2, 0x11))
    journey = _only(tape)
    assert journey.fate is Fate.ACCEPTED
    (asked,) = journey.parts[0].follow_ups
    assert (asked.command, asked.status, asked.done) == ("cancel_sm", 0x11, False)


def test_a_new_text_is_read_in_the_alphabet_of_the_first() -> None:
    tape = Tape()
    first, second = "привет".encode("utf-16-be"), "пока".encode("utf-16-be")
    fields = {"source_addr": "Orbit", "destination_addr": "49", "registered_delivery": 1}
    tape.out(octets("submit_sm", 1, data_coding=8, short_message=first, **fields))  # type: ignore[arg-type]
    tape.into(answer(1, "A1"))
    tape.out(octets("replace_sm", 2, message_id="A1", source_addr="Orbit", short_message=second))
    assert _only(tape).text == "привет"
    tape.into(octets("replace_sm_resp", 2))
    journey = _only(tape)
    assert (journey.text, journey.parts[0].text) == ("пока", "привет")


def test_a_nack_refuses_and_a_session_that_ends_leaves_it_open() -> None:
    tape = _accepted()
    tape.out(_query(2))
    tape.into(octets("generic_nack", 2, 0x03))
    tape.out(_query(3))
    journeys = _followed(tape)
    assert [(one.status, one.lost) for one in journeys.journey(0).parts[0].follow_ups] == [(3, False), (0, False)]
    tape.store.end_session(4)
    assert journeys.step() == {0}
    assert [one.lost for one in journeys.journey(0).parts[0].follow_ups] == [False, True]
    assert journeys.step() == set()


def test_rows_of_requests_and_their_answers_lead_to_the_message() -> None:
    tape = _accepted()
    tape.out(_query(2))
    tape.into(_told(2, 1))
    other = tape.out(_query(3, "nobody"))
    journeys = _followed(tape)
    assert journeys.journey(0).rows == (0, 1, 2, 3)
    assert [journeys.message_of(row) for row in (2, 3, other)] == [0, 0, -1]


def test_the_latest_message_of_an_id_on_the_account_is_meant() -> None:
    tape = _accepted()
    tape.store.describe(9, Ends("DE TX", "127.0.0.1:52000", "10.0.0.2:2775", "Other"))
    tape.store.describe(5, ENDS)
    tape.out(submit(2, "the second"))
    tape.into(answer(2, "A1"))
    tape.out(submit(1, "elsewhere"), session=9)
    tape.into(answer(1, "A1"), session=9)
    tape.store.describe(4, ENDS)
    tape.out(_query(1), session=5)  # a later session of the account
    tape.into(_query(7))  # asked by the other side: not about what we sent
    journeys = _followed(tape)
    assert [len(journeys.journey(number).parts[0].follow_ups) for number in range(3)] == [0, 1, 0]


def test_an_answer_without_a_state_tells_nothing() -> None:
    assert fate_told(decode(octets("replace_sm_resp", 1))) is None
    assert fate_told(decode(octets("query_sm_resp", 1)[:16])) is None
