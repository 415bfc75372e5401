from __future__ import annotations

from smppconsole.smpp.udh import write_concatenation
from smppconsole.trace.columns import COLUMNS, cells, milliseconds, summary_of
from smppconsole.trace.moments import clock
from tests.kit.pdus import octets
from tests.kit.traces import START, Tape, answer, receipt, submit


def row_of(tape: Tape, row: int) -> dict[str, str]:
    return {column.id: cell for column, cell in zip(COLUMNS, cells(tape.store.record(row)), strict=True)}


def test_a_row_is_told_in_cells() -> None:
    tape = Tape()
    tape.out(submit(1, "hello"))
    told = row_of(tape, 0)
    assert told == {
        "number": "1",
        "time": clock(START),
        "direction": "→",
        "session": "NL TX",
        "command": "submit_sm",
        "sequence": "1",
        "status": "waiting",
        "route": "Orbit → 491713920012",
        "text": "hello",
        "round_trip": "",
    }


def test_answers_tell_their_status_their_id_and_how_long_they_took() -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.out(submit(2))
    tape.wait(30)
    tape.into(answer(1, "A1"))
    tape.into(answer(2, status=0x58))
    assert [row_of(tape, row)["status"] for row in range(4)][:3] == ["", "", "OK"]
    assert (row_of(tape, 2)["text"], row_of(tape, 2)["round_trip"]) == ("id A1", "32")
    refused = row_of(tape, 3)
    assert (refused["text"], refused["status"][-1]) == ("0x58 ESME_RTHROTTLED", "y")


def test_a_receipt_tells_its_state_and_a_part_its_number() -> None:
    tape = Tape()
    tape.into(receipt(1, "A1", "EXPIRED"))
    part = b"\x05" + write_concatenation(5, 3, 2) + b"part two"
    tape.out(submit(2, part.decode("latin-1"), esm_class=0x40))
    assert (row_of(tape, 0)["status"], row_of(tape, 0)["text"]) == ("EXPIRED", "id A1")
    assert row_of(tape, 1)["text"] == "2/3 part two"


def test_what_is_odd_is_told_in_words() -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.into(answer(1))
    tape.into(answer(1))
    tape.into(answer(9))
    tape.into(b"\0")
    tape.into(b"rubbish of a lost stream", lost=True)
    strange = octets("enquire_link", 5)
    tape.out(strange[:4] + b"\0\0\x99\x99" + strange[8:])
    tape.out(submit(6))
    tape.store.end_session(0)
    assert "has its answer" in row_of(tape, 2)["text"]
    assert "nothing that was asked" in row_of(tape, 3)["text"]
    assert [row_of(tape, row)["command"] for row in (4, 5, 6)] == ["too short", "no PDU", "0x00009999"]
    assert row_of(tape, 4)["sequence"] == row_of(tape, 5)["sequence"] == ""
    assert row_of(tape, 7)["status"] == "no answer"


def test_short_round_trips_have_fractions() -> None:
    assert [milliseconds(one) for one in (-1, 420_000, 9_999_999, 10_000_000)] == ["", "0.42", "10.00", "10"]


def test_a_summary_is_made_once() -> None:
    tape = Tape()
    tape.out(submit(1))
    assert summary_of(tape.store.record(0)) is summary_of(tape.store.record(0))
