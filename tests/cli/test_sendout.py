"""Messages on their way: which part each answer and receipt belongs to, and what it comes to."""

from __future__ import annotations

import os
import socket
from typing import Any, BinaryIO

import pytest

from smppconsole.console.centre_rules import AnswerRules, CentreRules, Fault, IdStyle, ReceiptRules, Rule
from tests.kit.centres import StartCentre
from tests.kit.programs import StartProgram
from tests.kit.terminal import Ran, Terminal
from tests.kit.wires import bind_resp


@pytest.fixture
def send(terminal: Terminal, start_centre: StartCentre, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("SECRET", "x")

    def run(rules: CentreRules, *more: str, to: str = "491701234567") -> Ran:
        where = ("--host", "127.0.0.1", "--port", start_centre(rules), "--system-id", "me", "--password-env", "SECRET")
        wait = ("--receipt", "final", "--wait-receipt", "0.5", "--response-timeout", "0.4")
        return terminal("send", *where, *wait, "--to", to, "--text", "hi", "--json", *more)

    return run


def rules(**receipts: Any) -> CentreRules:
    return CentreRules(receipts=ReceiptRules(**{"delay": 0.02, **receipts}))


def test_a_receipt_before_the_answer_waits_for_it(send: Any) -> None:
    ran = send(rules(before_response=True))
    assert (ran.status, [kind for kind in ran.kinds if kind in ("response", "receipt")]) == (0, ["response", "receipt"])
    assert ran.of("receipt")[0]["matched_by"] == "same text"


@pytest.mark.parametrize(
    ("state", "status"),
    [("DELIVRD", 0), ("ACCEPTD", 0), ("UNDELIV", 5), ("EXPIRED", 5), ("REJECTD", 5), ("DELETED", 5), ("ENROUTE", 5)],
)
def test_the_state_in_the_receipt_decides(send: Any, state: str, status: int) -> None:
    assert send(rules(states=(state,))).status == status


def test_a_receipt_that_does_not_come_is_told(send: Any) -> None:
    ran = send(rules(send=False))
    assert (ran.status, "1 of 1 receipts did not come" in ran.of("error")[0]["words"]) == (5, True)


def test_a_receipt_of_no_message_of_ours_is_told_as_such(send: Any) -> None:
    ran = send(CentreRules(answers=AnswerRules(ids=IdStyle.EMPTY), receipts=ReceiptRules(delay=0.02)))
    assert ran.status == 5
    assert [event["matched_by"] for event in ran.of("receipt")] == [None]
    assert ran.of("receipt")[0]["part"] is None


def test_the_worst_of_several_parts_is_the_status(send: Any) -> None:
    throttled = CentreRules(answers=AnswerRules(throttle_every=3), receipts=ReceiptRules(delay=0.02))
    ran = send(throttled, "--count", "3")
    assert (ran.status, [event["command_status"] for event in ran.of("response")]) == (1, [0, 0, 0x58])


def test_several_destinations_of_which_one_is_refused_are_a_refusal(
    terminal: Terminal, start_centre: StartCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "x")
    port = start_centre(CentreRules(rules=(Rule(destination="*0001", status=0x0B),)))
    where = ("--host", "127.0.0.1", "--port", port, "--system-id", "me", "--password-env", "SECRET")
    ran = terminal("request", "multi", *where, "--to", "491701230001,491701230002", "--text", "hi", "--json")
    (answer,) = ran.of("response")
    assert (ran.status, answer["command_status"], answer["fields"]["no_unsuccess"]) == (1, 0, 1)


def test_a_connection_that_ends_among_many_messages_is_told_once(
    terminal: Terminal, start_centre: StartCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "x")
    port = start_centre(CentreRules(rules=(Rule(fault=Fault.RESET),)))
    ran = terminal(
        "send", "--host", "127.0.0.1", "--port", port, "--system-id", "me", "--password-env", "SECRET", "--to", "4917",
        "--text", "hi", "--count", 10**9, "--window", "1", "--json",
    )  # fmt: skip
    assert ran.status == 3
    (told,) = [event["words"] for event in ran.of("error") if "not sent" in event["words"]]
    assert told.endswith("and all after it were not sent: the connection is gone")


@pytest.mark.skipif(os.name == "nt", reason="pipes of Windows hold more")
def test_the_link_is_served_while_nobody_reads_and_nothing_is_left_out(
    start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "secret")
    many = 400
    with socket.create_server(("127.0.0.1", 0)) as door:
        where = ("--host", "127.0.0.1", "--port", door.getsockname()[1], "--system-id", "me")
        message = ("--to", "491701234567", "--text", "x" * 100, "--count", many)
        program = start_program("send", *where, "--password-env", "SECRET", *message, "--json")
        line, _ = door.accept()
        with line, line.makefile("rb") as requests:
            line.settimeout(10)
            line.sendall(bind_resp(next_pdu(requests)))
            for _ in range(many):
                line.sendall(submit_sm_resp(next_pdu(requests)))
            line.sendall(ENQUIRE_LINK)
            assert {next_pdu(requests)[4:8].hex() for _ in range(2)} == {"80000015", "00000006"}
            line.sendall(bytes.fromhex("0000001080000006000000000000") + (many + 2).to_bytes(2))
        assert program.finish() == 0
    assert (program.kinds.count("sent"), program.kinds.count("response")) == (many, many)
    assert program.kinds[-2:] == ["unbound", "closed"]
    assert program.err == ""


ENQUIRE_LINK = bytes.fromhex("00000010000000150000000000000001")


def next_pdu(stream: BinaryIO) -> bytes:
    length = stream.read(4)
    return length + stream.read(int.from_bytes(length) - 4)


def submit_sm_resp(request: bytes) -> bytes:
    return bytes.fromhex("000000128000000400000000") + request[12:16] + b"1\0"
