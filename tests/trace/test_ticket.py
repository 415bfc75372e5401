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


def test_a_message_in_parts_is_told_whole_once() -> None:
    tape = Tape()
    rows = [
        tape.into(octets("deliver_sm", number, esm_class=0x40, short_message=bytes((5, 0, 3, 9, 2, number)) + text))
        for number, text in ((2, b"lo"), (1, b"Hel"))
    ]
    Judging(tape.store).finish()
    section = ticket(tape, rows).split("LONG MESSAGES\n")[1].split("PDUS IN SHORT")[0]
    assert section.splitlines() == [
        "  No. 1: part 2 of 2, reference 9 (8-bit header), with No. 2",
        '    whole text: "Hello"',
        "",
    ]
    masked = ticket(tape, rows, Exporting(Masking(text=True)))
    assert "Hello" not in masked
    assert "LONG MESSAGES" not in ticket(tape, [])


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
