"""How rows leave the house."""

from __future__ import annotations

from smppconsole.smpp.finding import Finding, Severity
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.trace.exporting import MASKED_ONLY, Exporting, heading_of, note_of, told_of
from smppconsole.trace.mask import Masking
from tests.kit.pdus import octets
from tests.kit.traces import Tape, submit


def test_a_row_is_told_masked_with_its_note_and_what_was_judged() -> None:
    tape = Tape()
    row = tape.out(octets("bind_transceiver", 1, system_id="me", password="secret12"))
    tape.store.mark(row)
    tape.store.comment(row, "look")
    finding = Finding("bind-storm", Severity.WARNING, 0, 16, "3 binds")
    tape.store.judged[row] = (finding,)
    told, book, _ = told_of(tape.store, row, MASKED_ONLY)
    assert b"secret12" not in told.octets
    assert (told.note, told.judged, book) == ("marked, look", (finding,), STANDARD)
    assert note_of(tape.store, row) == "marked, look"


def test_each_session_is_read_by_its_own_tables() -> None:
    other = STANDARD.with_rows((), ())
    exporting = Exporting(book_of=lambda session: other if session else STANDARD)
    assert exporting.book_at(0) is STANDARD
    assert exporting.book_at(1) is other


def test_the_heading_ends_with_what_is_masked() -> None:
    told = list(heading_of(Exporting(Masking(numbers=True), heading=(("Account", "Nordlink"),))))
    assert told[0][0] == "Program"
    assert told[1:] == [("Account", "Nordlink"), ("Masked", "passwords, numbers")]


def test_masked_octets_are_as_long_as_before() -> None:
    tape = Tape()
    row = tape.out(submit(1, "secret words"))
    record = Exporting(Masking(text=True)).masked(tape.store.record(row))
    assert len(record.octets) == len(tape.store.octets(row))
    assert b"secret" not in record.octets
