"""What is known of one PDU serves all that are alike, and is what the rules say of each."""

from __future__ import annotations

import pytest

from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.finding import Finding, worst_of
from smppconsole.smpp.lint import lint
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.trace import verdicts
from smppconsole.trace.moments import moment
from smppconsole.trace.store import Store
from smppconsole.trace.verdicts import Verdicts, Worst
from tests.kit.generate import generate_pdus
from tests.kit.traces import START, Tape, submit


def by_the_rules(store: Store, row: int) -> set[str]:
    decoded = decode(store.octets(row))
    found = lint(decoded, now=moment(store.time_ns(row)))
    return {finding.id for finding in (*decoded.faults, *found)}


def test_every_row_is_told_as_the_rules_tell_it() -> None:
    tape = Tape()
    for pdu in generate_pdus(3, 400):
        tape.out(pdu)
    store, asked = tape.published(), Verdicts()
    for row in [*range(len(store)), *range(len(store))]:
        assert asked.broken(store, row) == by_the_rules(store, row)
        assert asked.broken(store, row) == {finding.id for finding in asked.findings(store, row)}


def test_those_that_are_alike_are_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[Decoded] = []

    def count(decoded: Decoded, reading: Reading, **more: object) -> list[Finding]:
        judged.append(decoded)
        return lint(decoded, reading)

    monkeypatch.setattr(verdicts, "lint", count)
    tape = Tape()
    for sequence in range(1, 50):
        tape.out(submit(sequence, f"Your code is {sequence}", to=f"49171{sequence:08}"))
    store, asked = tape.published(), Verdicts()
    assert len({asked.broken(store, row) for row in range(len(store))}) == 1
    assert len(judged) == 1


def test_a_time_is_judged_by_when_its_row_was_seen() -> None:
    store = Store()
    pdu = submit(1, validity_period="280301143000000+")
    for years in (0, 3):
        store.append(pdu, time_ns=START + years * 365 * 86_400 * 10**9, mono_ns=0, outgoing=True, session=0)
    asked = Verdicts()
    assert ["time-passed" in asked.broken(store, row) for row in range(2)] == [False, True]


def test_sessions_that_read_otherwise_are_judged_apart() -> None:
    tape = Tape()
    tape.out(submit(1, "me@example.com"))
    tape.out(submit(1, "me@example.com"), session=1)
    asked = Verdicts(lambda session: Reading(default_alphabet="ascii" if session else "gsm7"))
    store = tape.published()
    assert asked.broken(store, 0) != asked.broken(store, 1)


def test_what_is_no_pdu_is_told_by_its_first_fault() -> None:
    tape = Tape()
    tape.into(b"HTTP/1.1 400 Bad Request", lost=True)
    asked = Verdicts()
    assert asked.broken(tape.store, 0) == {"command-length"} == {one.id for one in asked.findings(tape.store, 0)}


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "_MOST_KINDS", 4)
    tape = Tape()
    for sequence in range(1, 20):
        tape.out(submit(sequence, validity_period=f"odd {sequence}"))
    store, asked = tape.published(), Verdicts()
    assert all("time-format" in asked.broken(store, row) for row in range(len(store)))
    assert all(len(known) <= 4 for known in asked._known.values())


def test_the_worst_is_that_of_all_findings() -> None:
    asked = Worst()
    for reading in (AS_USUAL, Reading(default_alphabet="latin1")):
        for pdu in [*generate_pdus(3, 200), *generate_pdus(3, 200), b"", b"short"]:
            decoded = decode(pdu)
            assert asked.of(pdu, reading, STANDARD) == worst_of((*decoded.faults, *lint(decoded, reading)))


def test_the_worst_of_those_that_are_alike_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[Decoded] = []

    def count(decoded: Decoded, reading: Reading, **more: object) -> list[Finding]:
        judged.append(decoded)
        return lint(decoded, reading)

    monkeypatch.setattr(verdicts, "lint", count)
    asked = Worst()
    for sequence in range(1, 50):
        asked.of(submit(sequence, f"Your code is {sequence}"), AS_USUAL, STANDARD)
    assert len(judged) == 1
