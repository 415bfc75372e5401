"""What came in from phones."""

from __future__ import annotations

from smppconsole.trace.inbox import Inbox
from smppconsole.trace.journeys import Journeys
from tests.kit.pdus import octets
from tests.kit.traces import Tape, answer, deliver, deliver_parts, receipt, submit


def followed(tape: Tape) -> Inbox:
    journeys = Journeys(tape.published())
    journeys.finish()
    return journeys.inbox


def test_what_is_no_receipt_came_from_a_phone() -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.into(answer(1, "A1"))
    tape.into(receipt(1, "A1"))
    row = tape.into(deliver(2, "STOP"))
    tape.into(octets("data_sm", 3, source_addr="49", destination_addr="1"))
    inbox = followed(tape)
    assert [inbox.message(at).text for at in range(len(inbox))] == ["STOP", ""]
    stop = inbox.message(0)
    assert (stop.source, stop.destination, stop.total, inbox.first_row(0)) == ("491713920012", "80123", 1, row)


def test_what_we_send_as_a_centre_did_not_come_in() -> None:
    tape = Tape()
    tape.out(deliver(1))
    tape.into(submit(2))
    assert len(followed(tape)) == 0


def test_times_in_a_text_do_not_make_a_receipt_of_it() -> None:
    tape = Tape()
    tape.into(deliver(1, "8:00, 9:00, 10:00 or 11:00?"))
    assert len(followed(tape)) == 1


def test_a_message_waits_for_our_answer() -> None:
    tape = Tape()
    tape.into(deliver(1))
    assert followed(tape).message(0).unanswered == 1
    tape.out(octets("deliver_sm_resp", 1))
    assert followed(tape).message(0).unanswered == 0


def test_what_we_do_not_take_is_told() -> None:
    tape = Tape()
    tape.into(deliver(1))
    row = tape.out(octets("deliver_sm_resp", 1, 0x64))
    (part,) = followed(tape).message(0).parts
    assert (part.answer_row, part.status) == (row, 0x64)
    assert followed(tape).message(0).refused == 1


def test_parts_are_one_message_in_whatever_order_they_come() -> None:
    tape = Tape()
    for at in (2, 0, 1):
        tape.into(deliver_parts("abc")[at])
    inbox = followed(tape)
    assert len(inbox) == 1
    assert inbox.message(0).text == "abc"
    assert [part.number for part in inbox.message(0).parts] == [3, 1, 2]
    assert [inbox.message_of(row) for row in range(3)] == [0, 0, 0]


def test_missing_parts_are_told_by_their_numbers() -> None:
    tape = Tape()
    tape.into(deliver_parts("abcd")[1])
    told = followed(tape).message(0)
    assert (told.total, told.missing) == (4, (1, 3, 4))


def test_the_same_long_message_twice_is_two_messages() -> None:
    tape = Tape()
    for pdu in deliver_parts("ab") * 2:
        tape.into(pdu)
    inbox = followed(tape)
    assert [inbox.message(at).text for at in range(len(inbox))] == ["ab", "ab"]


def test_messages_that_are_new_or_changed_are_told_once() -> None:
    tape = Tape()
    for pdu in deliver_parts("ab"):
        tape.into(pdu)
    tape.into(deliver(3))
    journeys = Journeys(tape.published())
    journeys.finish()
    assert journeys.inbox.take_changed() == {0, 1}
    tape.out(octets("deliver_sm_resp", 2))
    tape.published()
    journeys.finish()
    assert journeys.inbox.take_changed() == {0}
    assert journeys.inbox.take_changed() == set()
