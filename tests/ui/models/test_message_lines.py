"""What is inside a message."""

from __future__ import annotations

from smppconsole.trace.journeys import Journeys
from smppconsole.ui.models.message_lines import clock, lines_of
from smppconsole.ui.models.message_model import duration
from tests.kit.pdus import octets
from tests.kit.traces import Tape, answer, receipt, submit


def _lines(tape: Tape, wanted: bool = True) -> list[str]:
    journeys = Journeys(tape.published())
    journeys.finish()
    made = lines_of(journeys.journey(0), tape.store, wanted, tape.now + 4 * 10**9, duration)
    return [f"{line.words}{f', {line.remark}' if line.remark else ''}" for line in made]


def test_what_waits_says_since_when() -> None:
    tape = Tape()
    row = tape.out(submit(1))
    since = clock(tape.store.time_ns(row))
    assert _lines(tape) == [f"Waits for its answer since {since}, 4.0 s"]
    tape.into(answer(1, "A1"))
    assert _lines(tape)[1].startswith("Waits for its receipt since ")
    assert len(_lines(tape, wanted=False)) == 1


def test_a_receipt_names_the_rule_that_tied_it() -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.into(answer(1, "00a1"))
    tape.into(receipt(1, "A1", "UNDELIV"))
    assert _lines(tape) == ["Accepted, id 00a1, 1 ms", "Undelivered, tied by: leading zeros ignored, 2 ms"]


def test_a_refusal_says_its_status() -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.into(answer(1, status=0x58))
    assert _lines(tape) == ["Refused: Throttled (0x58), 1 ms"]


def test_parts_are_numbered_and_those_not_seen_counted() -> None:
    tape = Tape()
    for number in (1, 2):
        header = bytes((5, 0, 3, 0x5C, 3, number))
        fields = {"esm_class": 0x40, "destination_addr": "49", "source_addr": "x"}
        tape.out(octets("submit_sm", number, short_message=header + b"text", **fields))  # type: ignore[arg-type]
    tape.into(answer(1))
    told = _lines(tape, wanted=False)
    assert told[0] == "Part 1 of 3: accepted without an id, 2 ms"
    assert told[1].startswith("Part 2 of 3: waits for its answer since ")
    assert told[2] == "1 part was not seen"


def test_what_was_asked_about_it_stands_inside_in_its_order() -> None:
    tape = Tape()
    tape.out(submit(1, "hello"))
    tape.into(answer(1, "A1"))
    tape.out(octets("query_sm", 2, message_id="A1"))
    tape.into(octets("query_sm_resp", 2, message_id="A1", final_date="", message_state=1, error_code=0))
    tape.out(octets("replace_sm", 3, message_id="A1", short_message=b"other"))
    tape.into(octets("replace_sm_resp", 3))
    tape.out(octets("cancel_sm", 4, message_id="A1"))
    row = tape.into(octets("cancel_sm_resp", 4, 0x11))
    tape.out(octets("query_sm", 5, message_id="A1"))
    since, waits = clock(tape.store.time_ns(1)), clock(tape.store.time_ns(row + 1))
    assert _lines(tape) == [
        "Accepted, id A1, 1 ms",
        "query_sm: on its way (ENROUTE), 3 ms",
        "replace_sm: the text is “other” now, 5 ms",
        "cancel_sm refused: Cancel failed (0x11), 7 ms",
        f"query_sm: waits for its answer since {waits}",
        f"Waits for its receipt since {since}, 4.0 s",
    ]


def test_a_message_that_is_cancelled_says_that_no_receipt_came() -> None:
    tape = Tape(session=4)
    tape.out(submit(1))
    tape.into(answer(1, "A1"))
    tape.out(octets("cancel_sm", 2, message_id="A1"))
    tape.into(octets("cancel_sm_resp", 2))
    tape.out(octets("query_sm", 3, message_id="A1"))
    tape.store.end_session(4)
    told = ["cancel_sm: cancelled, 3 ms", "query_sm: no answer came", "No receipt came so far"]
    assert _lines(tape)[1:] == told
    tape.into(receipt(9, "A1", "DELETED"))
    assert _lines(tape)[-1].startswith("Deleted, tied by: same text")
