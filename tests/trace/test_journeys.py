from __future__ import annotations

from random import Random

import pytest

from smppconsole.smpp.message_ids import ACCOUNT_RULES, rules_of
from smppconsole.smpp.segment import split
from smppconsole.smpp.udh import write_concatenation
from smppconsole.trace.journey import Fate, Journey
from smppconsole.trace.journeys import Journeys
from smppconsole.trace.record import Ends
from tests.kit.pdus import octets
from tests.kit.traces import ENDS, Tape, answer, receipt, submit

LONG = "Orbit maintenance tonight, your line stays up. " * 8


def followed(tape: Tape, rules: str = "auto") -> Journeys:
    journeys = Journeys(tape.published(), rules_of=lambda session: ACCOUNT_RULES[rules])
    journeys.finish()
    return journeys


def only(tape: Tape, rules: str = "auto") -> Journey:
    journeys = followed(tape, rules)
    assert len(journeys) == 1
    return journeys.journey(0)


def parts(reference: int = 7, first: int = 1) -> list[bytes]:
    pieces = split(LONG, "gsm7", 6)
    return [
        octets(
            "submit_sm",
            first + number,
            source_addr="Orbit",
            destination_addr="491713920012",
            esm_class=0x40,
            short_message=b"\x05" + write_concatenation(reference, len(pieces), number + 1) + piece,
        )
        for number, piece in enumerate(pieces)
    ]


def test_the_messages_that_wait_are_counted() -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.out(submit(2, registered_delivery=0))
    tape.out(submit(3))
    tape.out(submit(4))
    assert followed(tape).waiting == 4
    tape.into(answer(1, "A1"))
    tape.into(answer(2, "A2"))
    tape.into(answer(3, status=0x58))
    tape.into(answer(4))  # names no id: no receipt can be tied to it
    assert followed(tape).waiting == 1
    tape.into(receipt(1, "A1"))
    assert followed(tape).waiting == 0


def test_who_gets_no_answer_any_more_waits_no_more() -> None:
    tape = Tape(session=4)
    tape.out(submit(1))
    tape.out(submit(2))
    journeys = followed(tape)
    assert journeys.waiting == 2
    tape.store.end_session(4)
    assert journeys.step() == {0, 1}
    assert journeys.waiting == 0
    assert journeys.counts() == {Fate.UNANSWERED: 2}


def test_who_is_given_up_before_anybody_looked_does_not_wait() -> None:
    tape = Tape(session=4)
    tape.out(submit(1))
    tape.store.end_session(4)
    assert followed(tape).waiting == 0


@pytest.mark.parametrize("command", ["submit_sm", "data_sm", "submit_multi"])
def test_a_wish_for_a_receipt_is_seen_in_every_submission(command: str) -> None:
    for flags in (0, 1, 2, 4):
        tape = Tape()
        to = {"destination_addr": "49"} if command != "submit_multi" else {}
        tape.out(octets(command, 1, registered_delivery=flags, **to))  # type: ignore[arg-type]
        tape.into(octets(f"{command}_resp", 1, message_id="A1"))
        assert followed(tape).waiting == int(flags in (1, 2)), flags


def test_a_message_goes_from_waiting_over_accepted_to_delivered() -> None:
    tape = Tape()
    tape.out(submit(1, "hello"))
    assert only(tape).words == "waiting"
    tape.into(answer(1, "A1"))
    assert only(tape).words == "accepted"
    row = tape.into(receipt(1, "A1"))
    journey = only(tape)
    assert (journey.words, journey.text, journey.source, journey.destination) == (
        "delivered",
        "hello",
        "Orbit",
        "491713920012",
    )
    (seen,) = journey.receipts
    assert (seen.row, seen.rule, seen.state_word, seen.error, seen.doubt) == (row, "same text", "DELIVRD", "000", "")
    assert journey.rows == (0, 1, 2)


@pytest.mark.parametrize(
    ("stat", "fate"),
    [
        ("UNDELIV", Fate.UNDELIVERED),
        ("EXPIRED", Fate.EXPIRED),
        ("DELETED", Fate.DELETED),
        ("REJECTD", Fate.REJECTED),
        ("ENROUTE", Fate.ON_ITS_WAY),
        ("ACCEPTD", Fate.ACCEPTED),
        ("NONSENSE", Fate.UNKNOWN),
    ],
)
def test_a_receipt_says_what_became_of_it(stat: str, fate: Fate) -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.into(answer(1, "A1"))
    tape.into(receipt(1, "A1", stat))
    assert only(tape).fate is fate


def test_a_refusal_is_the_end() -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.into(answer(1, status=0x58))
    journey = only(tape)
    assert (journey.fate, journey.parts[0].status) == (Fate.REFUSED, 0x58)
    assert journey.fate.failed


def test_a_session_that_ends_leaves_a_message_without_an_answer() -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.store.end_session(0)
    assert only(tape).words == "no answer"


def test_a_nack_refuses_too() -> None:
    tape = Tape()
    tape.out(submit(5))
    tape.into(octets("generic_nack", 5, 3))
    assert only(tape).fate is Fate.REFUSED


def test_parts_of_a_long_text_are_one_message_in_whatever_order() -> None:
    sent = parts()
    tape = Tape()
    for pdu in (sent[2], sent[0], sent[1]):
        tape.out(pdu)
    journey = only(tape)
    assert journey.text == LONG
    assert [part.number for part in journey.parts] == [1, 2, 3]


def test_parts_that_fare_differently_are_told_in_numbers() -> None:
    tape = Tape()
    for pdu in parts():
        tape.out(pdu)
    tape.into(answer(1, "A"))
    tape.into(answer(2, "B"))
    tape.into(answer(3, status=0x0B))
    journey = only(tape)
    assert (journey.fate, journey.words) == (Fate.PARTLY, "2 of 3 accepted, 1 refused")
    tape.into(receipt(1, "A"))
    assert only(tape).words == "1 of 3 delivered, 1 accepted, 1 refused"


def test_a_part_that_was_never_sent_is_told() -> None:
    tape = Tape()
    tape.out(parts()[0])
    assert only(tape).words == "1 of 3 waiting, 2 not sent"


def test_a_reference_used_again_begins_another_message() -> None:
    tape = Tape()
    for pdu in [*parts(7, 1), *parts(7, 10)]:
        tape.out(pdu)
    journeys = followed(tape)
    assert [journeys.journey(number).text for number in range(len(journeys))] == [LONG, LONG]


def test_a_receipt_before_the_response_waits_for_it() -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.into(receipt(9, "A1"))
    assert followed(tape).rule_of(1) == ""
    tape.into(answer(1, "A1"))
    journeys = followed(tape)
    assert journeys.journey(0).fate is Fate.DELIVERED
    assert journeys.rule_of(1) == "same text"
    assert journeys.rule_of(0) is None


def test_several_receipts_of_one_message_are_all_kept_and_the_last_word_counts() -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.into(answer(1, "A1"))
    tape.into(receipt(1, "A1", "ENROUTE"))
    tape.into(receipt(2, "A1", "DELIVRD"))
    tape.into(receipt(3, "A1", "ENROUTE"))
    journey = only(tape)
    assert [seen.fate for seen in journey.receipts] == [Fate.ON_ITS_WAY, Fate.DELIVERED, Fate.ON_ITS_WAY]
    assert journey.fate is Fate.DELIVERED


def test_a_receipt_on_another_session_of_the_account_is_found() -> None:
    tape = Tape()
    tape.store.describe(1, ENDS._replace(title="NL RX", local="127.0.0.1:51001"))
    tape.out(submit(1))
    tape.into(answer(1, "A1"))
    tape.into(receipt(1, "A1"), session=1)
    assert only(tape).fate is Fate.DELIVERED


def test_the_same_id_at_another_provider_is_another_message() -> None:
    tape = Tape()
    tape.store.describe(1, Ends("T1", "127.0.0.1:9", "10.0.0.2:2775", "Tellus"))
    tape.out(submit(1))
    tape.into(answer(1, "1"))
    tape.into(receipt(1, "1"), session=1)
    journeys = followed(tape)
    assert journeys.journey(0).fate is Fate.ACCEPTED
    assert journeys.rule_of(2) == ""


@pytest.mark.parametrize(
    ("given", "receipted", "rules", "rule"),
    [
        ("A1B2", "a1b2", "auto", "case ignored"),
        ("000123", "123", "auto", "leading zeros ignored"),
        ("1F", "31", "hex-to-decimal", "hex then decimal"),
        ("31", "1F", "decimal-to-hex", "decimal then hex"),
        ("AB", "4142", "auto", "hex string of ASCII"),
    ],
)
def test_ids_that_differ_match_by_a_rule_with_a_name(given: str, receipted: str, rules: str, rule: str) -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.into(answer(1, given))
    tape.into(receipt(1, receipted))
    (seen,) = only(tape, rules).receipts
    assert seen.rule == rule


def test_forms_that_an_account_says_of_both_ids_tie_alone_and_the_rule_is_named() -> None:
    tape = Tape()
    for sequence, given in ((1, "101"), (2, "65")):
        tape.out(submit(sequence, to=f"49171392001{sequence}"))
        tape.into(answer(sequence, given))
    tape.into(receipt(1, "101", source="491713920012"))
    journeys = Journeys(tape.published(), rules_of=lambda session: rules_of("auto", "hex", "decimal"))
    journeys.finish()
    assert [journeys.journey(number).fate for number in range(2)] == [Fate.ACCEPTED, Fate.DELIVERED]
    assert journeys.journey(1).receipts[0].rule == "hex then decimal"


def test_number_bases_match_only_where_the_account_says_so() -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.into(answer(1, "1F"))
    tape.into(receipt(1, "31"))
    assert only(tape).receipts == ()


def test_addresses_that_do_not_fit_are_told_as_a_doubt() -> None:
    tape = Tape()
    tape.out(submit(1, to="491713920012"))
    tape.into(answer(1, "A1"))
    tape.into(receipt(1, "A1", source="4900000"))
    assert "addresses" in only(tape).receipts[0].doubt


def test_of_two_messages_with_one_id_the_one_with_the_addresses_is_meant() -> None:
    tape = Tape()
    for sequence, to in ((1, "491713920012"), (2, "491713920099")):
        tape.out(submit(sequence, to=to))
        tape.into(answer(sequence, "1"))
    tape.into(receipt(1, "1", source="491713920012"))
    journeys = followed(tape)
    assert [journeys.journey(number).fate for number in range(2)] == [Fate.DELIVERED, Fate.ACCEPTED]


def test_rows_lead_to_their_message() -> None:
    tape = Tape()
    tape.out(octets("enquire_link", 9))
    tape.out(submit(1))
    tape.into(answer(1, "A1"))
    tape.into(receipt(1, "A1"))
    tape.into(receipt(2, "unknown"))
    journeys = followed(tape)
    assert [journeys.message_of(row) for row in range(5)] == [-1, 0, 0, 0, -1]


def test_data_sm_is_a_message_outward_and_may_be_a_receipt_inward() -> None:
    text = b"id:D1 sub:001 dlvrd:001 submit date:2601011200 done date:2601011201 stat:DELIVRD err:000 text:x"
    payload = b"\x04\x24" + len(text).to_bytes(2, "big") + text
    report = octets("data_sm", 4, source_addr="49171", destination_addr="Orbit", esm_class=4) + payload
    tape = Tape()
    tape.out(octets("data_sm", 3, source_addr="Orbit", destination_addr="49171"))
    tape.into(octets("data_sm_resp", 3, message_id="D1"))
    tape.into(len(report).to_bytes(4, "big") + report[4:])
    assert only(tape).fate is Fate.DELIVERED


def test_steps_tell_which_messages_changed() -> None:
    tape = Tape()
    journeys = Journeys(tape.store)
    tape.out(submit(1))
    tape.out(submit(2))
    tape.published()
    assert journeys.step() == {0, 1}
    tape.into(answer(2, "B"))
    tape.published()
    assert journeys.step() == {1}
    assert journeys.step() == set()
    assert journeys.done
    assert journeys.counts() == {Fate.WAITING: 1, Fate.ACCEPTED: 1}


def test_any_order_of_events_gives_each_receipt_to_its_message() -> None:
    random = Random(7)
    tape, waiting = Tape(), []
    for sequence in range(1, 300):
        tape.out(submit(sequence, to=f"4917139{sequence:05}"))
        later = [answer(sequence, f"{sequence:X}"), receipt(sequence, f"{sequence:X}", source=f"4917139{sequence:05}")]
        waiting += random.sample(later, 2)
        random.shuffle(waiting)
        for _ in range(random.randrange(4)):
            if waiting:
                tape.into(waiting.pop())
    for pdu in waiting:
        tape.into(pdu)
    journeys = followed(tape)
    assert journeys.counts() == {Fate.DELIVERED: 299}
    assert all(journeys.journey(number).receipts[0].doubt == "" for number in range(299))


def test_receipts_nobody_asked_for_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smppconsole.trace.journeys._MOST_PENDING", 50)
    tape = Tape()
    for number in range(500):
        tape.into(receipt(number + 1, f"ID-{number}"))
    journeys = followed(tape)
    assert len(journeys._pending) <= 50
    assert {journeys.rule_of(row) for row in range(500)} == {""}


def test_a_receiver_with_a_sheet_of_its_own_brings_the_receipts_of_the_transmitter() -> None:
    tape = Tape(session=1, ends=Ends("NL TX", "127.0.0.1:1", "10.0.0.1:2775", "Nordlink"))
    tape.store.describe(2, Ends("NL RX", "127.0.0.1:2", "10.0.0.1:2775", "Nordlink in"))
    tape.out(submit(1))
    tape.into(answer(1, "A1"))
    tape.into(receipt(1, "A1"), session=2)
    journeys = Journeys(tape.published())
    journeys.finish()
    assert journeys.journey(0).fate is Fate.DELIVERED
