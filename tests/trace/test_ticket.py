"""The ticket bundle."""

from __future__ import annotations

from smppconsole.smpp.decode import decode
from smppconsole.trace.exporting import Exporting
from smppconsole.trace.judging import Judging
from smppconsole.trace.mask import Masking
from smppconsole.trace.ticket import ticket_pieces
from tests.kit.pdus import octets
from tests.kit.traces import Tape, answer, submit


def ticket(tape: Tape, rows: list[int], exporting: Exporting | None = None) -> str:
    return "".join(ticket_pieces(tape.store, rows, exporting or Exporting()))


def test_it_says_who_when_what_is_wrong_and_every_pdu_in_words_and_hex() -> None:
    tape = Tape()
    tape.out(octets("bind_transceiver", 1, system_id="me", password="secret12", interface_version=0x34))
    tape.into(octets("bind_transceiver_resp", 1, system_id="centre"))
    tape.out(submit(2, "hello"))
    tape.into(answer(9, "A1"))
    Judging(tape.store).finish()
    text = ticket(tape, [2, 3], Exporting(heading=(("Account Nordlink", 'host = "a"\nport = 1'),)))
    assert text.startswith("SMPP TICKET\nProgram: smppconsole ")
    assert 'Account Nordlink:\n  host = "a"\n  port = 1\n' in text
    assert "PDUs: 2 of 4\n" in text
    assert "Session NL TX: 127.0.0.1:51000 → 10.0.0.1:2775\n" in text
    assert "answer-to-nothing" in text.split("PDUS IN SHORT")[0]
    assert f"octets: {submit(2, 'hello').hex()}\n" in text
    assert 'text: "hello"' in text


def test_nothing_wrong_is_said_as_such() -> None:
    tape = Tape()
    row = tape.out(octets("enquire_link", 1))
    assert "FINDINGS\n  none\n" in ticket(tape, [row])


def test_masked_octets_still_decode() -> None:
    tape = Tape()
    row = tape.out(submit(1, "secret words", to="491713920012"))
    text = ticket(tape, [row], Exporting(Masking(numbers=True, text=True)))
    assert "secret" not in text
    assert "491713920012" not in text
    last = bytes.fromhex(text.rsplit("octets: ", 1)[1])
    assert decode(last).field("destination_addr") == "491000000012"
