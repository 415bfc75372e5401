"""``smppconsole convert``: captures and hex into other forms."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from smppconsole.console.accounts import Account, AccountBook
from smppconsole.trace.capture import CaptureWriter, read_capture
from smppconsole.trace.record import Ends
from tests.kit.terminal import Terminal

ALIVE = bytes.fromhex("00000010000000150000000000000001")
BIND = bytes.fromhex("0000001f 00000009 00000000 00000001 6d6500 73656372657400 00 34 00 00 00".replace(" ", ""))
TEXT = (
    bytes.fromhex("0000003c00000004000000000000000200 0101 3439313500 0101 343931373031323334353600")
    + bytes.fromhex("00 00 00 00 00 01 00 00 00 0c")
    + b"secret words"
)


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    path = tmp_path / "talk.pcapng"
    ends = Ends("A", "127.0.0.1:51000", "127.0.0.1:2775", "Test")
    with CaptureWriter(path, keep_passwords=True) as writer:
        for number, octets in enumerate((BIND, ALIVE, TEXT)):
            writer.write(octets, time_ns=10**18 + number, outgoing=True, session=1, ends=ends)
    return path


def test_a_capture_becomes_json_lines_like_those_of_decode(terminal: Terminal, capture: Path, tmp_path: Path) -> None:
    ran = terminal("convert", capture, tmp_path / "out.jsonl")
    assert (ran.status, ran.out) == (0, "")
    told = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [pdu["command"] for pdu in told] == ["bind_transceiver", "enquire_link", "submit_sm"]
    assert (told[0]["from"], told[0]["to"]) == ("127.0.0.1:51000", "127.0.0.1:2775")
    assert "3 of 3 PDUs" in ran.err


def test_a_filter_takes_some(terminal: Terminal, capture: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert terminal("convert", capture, target, "--filter", "submit_sm").status == 0
    assert len(list(csv.reader(target.read_text("utf-8").splitlines()))) == 2


def test_passwords_are_always_masked_and_texts_and_numbers_on_request(
    terminal: Terminal, capture: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.pcapng"
    terminal("convert", capture, target)
    bind, _, text = [pdu.octets for pdu in read_capture(target)]
    assert (bind, text) == (BIND.replace(b"secret", b"******"), TEXT)
    terminal("convert", capture, target, "--mask", "numbers,text")
    text = list(read_capture(target))[-1].octets
    assert (len(text), b"secret" in text, b"4917012" in text) == (len(TEXT), False, False)


def test_hex_becomes_a_capture_and_text_goes_to_standard_output(terminal: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "out.pcapng"
    assert terminal("convert", "-", target, stdin=(ALIVE + TEXT).hex()).status == 0
    assert [pdu.octets for pdu in read_capture(target)] == [ALIVE, TEXT]
    ran = terminal("convert", target, "-", "--format", "markdown")
    assert (ran.status, "### " in ran.out) == (0, True)
    assert [told["hex"] for told in terminal("convert", target, "-").events] == [ALIVE.hex(), TEXT.hex()]


@pytest.mark.parametrize(
    ("target", "options", "words"),
    [
        ("out.docx", (), ".jsonl"),
        ("-", ("--format", "pcapng"), "not text"),
        ("out.csv", ("--filter", "command == ("), "--filter"),
        ("out.csv", ("--mask", "faces"), "faces"),
        ("no/such/folder/out.csv", (), "could not be written"),
    ],
)
def test_what_cannot_be_is_told(
    terminal: Terminal, capture: Path, tmp_path: Path, target: str, options: tuple[str, ...], words: str
) -> None:
    ran = terminal("convert", capture, target if target == "-" else tmp_path / target, *options)
    assert (ran.status, words in ran.err) == (2, True), ran
    assert ran.out == ""


def test_what_is_no_capture_and_has_no_hex_is_told(terminal: Terminal, tmp_path: Path) -> None:
    ran = terminal("convert", "-", tmp_path / "out.csv", stdin="nothing")
    assert (ran.status, "no SMPP" in ran.err) == (2, True)
    assert not (tmp_path / "out.csv").exists()


def test_a_ticket_has_the_account_without_secrets(terminal: Terminal, capture: Path, tmp_path: Path) -> None:
    AccountBook().save(Account(name="Nordlink", host="smsc.example", system_id="me", notes="pass: hunter2"))
    target = tmp_path / "case.ticket.txt"
    assert terminal("convert", capture, target, "--account", "Nordlink").status == 0
    text = target.read_text("utf-8")
    assert text.startswith("SMPP TICKET")
    assert 'host = "smsc.example"' in text
    assert "secret\0" not in text
    assert "hunter2" not in text
    ran = terminal("convert", capture, target, "--account", "Nobody")
    assert (ran.status, "no account is called 'Nobody'; saved are: 'Nordlink'" in ran.err) == (2, True)


def test_findings_over_more_than_one_pdu_are_filtered_and_told(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "twice.pcapng"
    ends = Ends("A", "127.0.0.1:51000", "127.0.0.1:2775", "Test")
    with CaptureWriter(path) as writer:
        for number, octets in enumerate((BIND, TEXT, TEXT)):
            writer.write(octets, time_ns=10**18 + number, outgoing=True, session=1, ends=ends)
    terminal("convert", path, tmp_path / "out.jsonl")
    told = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert "sequence-open" in [finding["id"] for finding in told[2]["findings"]]
    assert "sequence-open" not in [finding["id"] for finding in told[1]["findings"]]


def test_marks_and_comments_beside_a_capture_become_packet_comments(
    terminal: Terminal, capture: Path, tmp_path: Path
) -> None:
    notes = capture.with_name(capture.name + ".notes")
    notes.write_text('{"row": 2, "mark": true, "comment": "ask the provider"}\n', "utf-8")
    terminal("convert", capture, tmp_path / "out.pcapng", "--filter", "mark")
    (pdu,) = read_capture(tmp_path / "out.pcapng")
    assert pdu.octets == TEXT
    assert "marked, ask the provider" in pdu.comments
