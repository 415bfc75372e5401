"""A message that came in, as a row of the list."""

from __future__ import annotations

from smppconsole.trace.journeys import Journeys
from smppconsole.ui.models.incoming_row import incoming_row
from smppconsole.ui.models.message_lines import clock
from smppconsole.ui.models.message_row import MessageRow
from tests.kit.pdus import octets
from tests.kit.traces import START, Tape, deliver, deliver_parts


def _row(tape: Tape) -> MessageRow:
    journeys = Journeys(tape.published())
    journeys.finish()
    return incoming_row(journeys.inbox.message(0), tape.store)


def test_it_says_whence_and_when() -> None:
    tape = Tape()
    tape.into(deliver(1, "first\nsecond"))
    row = _row(tape)
    assert (row.text, row.party, row.time, row.row) == ("first second", "491713920012", clock(START), 0)
    assert row.words.startswith("491713920012 → 80123\nfirst")


def test_what_we_refused_says_why() -> None:
    tape = Tape()
    tape.into(deliver(1))
    tape.out(octets("deliver_sm_resp", 1, 0x64))
    row = _row(tape)
    assert [step.words for step in row.steps] == ["received", "refused by us: Temporary error"]
    assert row.lines[0].words == f"Received at {clock(START)}, refused by us: Temporary error (0x64)"


def test_parts_and_what_is_missing_stand_inside() -> None:
    tape = Tape()
    for pdu in deliver_parts("abc")[:2]:
        tape.into(pdu)
    tape.out(octets("deliver_sm_resp", 1))
    row = _row(tape)
    assert [step.words for step in row.steps] == ["2 of 3 parts came", "not answered"]
    assert [line.words for line in row.lines] == [
        f"Part 1 of 3 at {clock(START)}, answered",
        f"Part 2 of 3 at {clock(START)}, not answered",
        "1 part did not come",
    ]
    assert [line.row for line in row.lines] == [0, 1, 0]
