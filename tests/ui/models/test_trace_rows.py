"""Rows of the trace as they are painted."""

from __future__ import annotations

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.models.trace_rows import RowMaker, SessionTag, TraceRow, clock, milliseconds
from tests.kit.pdus import octets
from tests.kit.traces import START, Tape, answer, receipt, submit

TAG = SessionTag("NL TX", "blue")


def _made(tape: Tape, row: int, later_ns: int = 0) -> TraceRow:
    store = tape.published()
    now = tape.now - START + later_ns
    return RowMaker(store, lambda _session: TAG, lambda _session: AS_USUAL, now_ns=lambda: now).row(row)


def test_a_request_says_from_to_and_text() -> None:
    tape = Tape()
    row = _made(tape, tape.out(submit(7, "Your code is 482 913.")))
    assert (row.command, row.sequence, row.tone, row.outgoing) == ("submit_sm", "7", "request", True)
    assert (row.route, row.to, row.text) == ("Orbit → 491713920012", "491713920012", "Your code is 482 913.")
    assert row.tag == TAG
    assert row.status.words == ""


def test_a_response_says_ok_its_id_and_the_round_trip() -> None:
    tape = Tape()
    tape.out(submit(7))
    row = _made(tape, tape.into(answer(7, "7F3A01C9")))
    assert (row.status.icon, row.status.words, row.text) == ("check", "OK", "id 7F3A01C9")
    assert row.round_trip == "1.0"
    assert not row.failed


def test_a_refusal_stands_out_with_its_words_and_code() -> None:
    tape = Tape()
    tape.out(submit(7))
    row = _made(tape, tape.into(answer(7, status=0x58)))
    assert (row.status.words, row.status.token, row.failed) == ("Throttled", "err", True)
    assert row.text.startswith("0x58  ")


def test_a_receipt_says_what_became_of_the_message() -> None:
    tape = Tape()
    row = _made(tape, tape.into(receipt(1, "7F3A01C9")))
    assert (row.status.icon, row.status.words, row.text) == ("receipt", "Delivered", "id 7F3A01C9")
    failed = _made(tape, tape.into(receipt(2, "7F3A01C9", "UNDELIV")))
    assert (failed.status.token, failed.status.words) == ("err", "Undelivered")


def test_an_open_request_waits_then_is_late() -> None:
    tape = Tape()
    row = tape.out(octets("enquire_link", 9))
    assert _made(tape, row).tone == "keepalive"
    assert _made(tape, row, 2_500_000_000).status.words == "Waiting, 2 s"
    late = _made(tape, row, 7_000_000_000)
    assert (late.status.words, late.status.icon, late.text) == ("Late, 7 s", "warning", "No answer yet")
    assert late.tone == "request"


def test_what_answers_nothing_or_twice_is_told_apart() -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.into(answer(1))
    assert _made(tape, tape.into(answer(1))).status.words == "Answered twice"
    assert _made(tape, tape.into(answer(99))).status.words == "Answers nothing"


def test_octets_that_are_no_pdu_are_rows_too() -> None:
    tape = Tape()
    assert _made(tape, tape.into(b"\0\0\0")).command == "too short"
    assert _made(tape, tape.into(b"GET / HTTP/1.1\r\n\r\n", lost=True)).command == "lost framing"
    strange = _made(tape, tape.into(bytes.fromhex("00000010 000000AA 00000000 00000001")))
    assert strange.command == "0x000000AA"
    assert strange.alarm


def test_a_bind_says_whom_it_names_and_never_a_password() -> None:
    tape = Tape()
    bind = octets("bind_transceiver", 1, system_id="orbit", password="secret", interface_version=0x34)
    row = _made(tape, tape.out(bind))
    assert row.text == "system_id orbit, version 3.4"


def test_a_part_wears_a_chip() -> None:
    tape = Tape()
    header = bytes.fromhex("0500035C0302")
    long = octets("submit_sm", 1, esm_class=0x40, destination_addr="49", short_message=header + b"part two")
    assert _made(tape, tape.out(long)).chip == "2/3"


def test_a_session_that_ended_leaves_no_answer() -> None:
    tape = Tape(session=3)
    row = tape.out(submit(1))
    tape.store.end_session(3)
    assert _made(tape, row).status.words == "No answer"


def test_times_and_trips_in_few_characters() -> None:
    assert clock(START + 661_000_000).endswith(".661")
    assert [milliseconds(value) for value in (0.04, 1.25, 9.94, 9.96, 1204.0)] == ["0.0", "1.2", "9.9", "10", "1204"]


def test_the_answer_to_a_query_says_the_state_first() -> None:
    tape = Tape()
    tape.out(octets("query_sm", 7, message_id="A1"))
    told = octets("query_sm_resp", 7, message_id="A1", final_date="", message_state=5, error_code=0)
    row = _made(tape, tape.into(told))
    assert (row.status.words, row.text) == ("OK", "Undelivered, id A1")
    assert _made(tape, tape.into(told[:16])).text == ""
