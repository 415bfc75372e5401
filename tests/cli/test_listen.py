"""``smppconsole listen``: what arrives, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
from typing import Any

import pytest

from smppconsole.console.centre_rules import CentreRules, LinkRules, MobileRule
from tests.kit.centres import StartCentre
from tests.kit.programs import StartProgram
from tests.kit.terminal import Ran, Terminal
from tests.kit.wires import bind_resp


@pytest.fixture
def listen(terminal: Terminal, start_centre: StartCentre, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("SECRET", "secret")

    def run(rules: CentreRules, *more: str) -> Ran:
        where = ("--host", "127.0.0.1", "--port", start_centre(rules), "--system-id", "me", "--password-env", "SECRET")
        return terminal("listen", *where, "--json", *more)

    return run


def test_messages_of_the_peer_are_told_as_they_arrive(listen: Any) -> None:
    rule = MobileRule("Grüße 😀", source="491701234567", destination="1234", after=0.02, every=0.02, times=3)
    ran = listen(CentreRules(mobile=(rule,)), "--seconds", "0.3")
    assert ran.status == 0
    assert ran.kinds == ["connected", "bound", "message", "message", "message", "unbound", "closed"]
    told = ran.of("message")[0]
    assert (told["command"], told["source"], told["destination"], told["text"]) == (
        "deliver_sm", "491701234567", "1234", "Grüße 😀",
    )  # fmt: skip
    assert bytes.fromhex(told["hex"])[4:8] == b"\0\0\0\5"


def test_a_notification_is_a_message(listen: Any) -> None:
    ran = listen(CentreRules(link=LinkRules(alert_every=0.05)), "--seconds", "0.15")
    assert {event["command"] for event in ran.of("message")} == {"alert_notification"}


@pytest.mark.parametrize(
    ("link", "status", "cause"),
    [
        (LinkRules(unbind_after=0.05), 0, "unbind-them"),
        (LinkRules(drop_after=0.05), 3, "fin"),
        (LinkRules(drop_after=0.05, reset=True), 3, "reset"),
    ],
)
def test_the_end_by_the_peer_is_told_apart(listen: Any, link: LinkRules, status: int, cause: str) -> None:
    ran = listen(CentreRules(link=link), "--seconds", "5")
    assert (ran.status, ran.of("closed")[0]["cause"]) == (status, cause)


def test_keep_alives_are_told_from_both_sides(listen: Any) -> None:
    ran = listen(CentreRules(link=LinkRules(enquire_link=0.05)), "--seconds", "0.3", "--enquire-link", "0.1")
    assert {event["sender"] for event in ran.of("enquire_link")} >= {"peer"}


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes without a signal")
def test_messages_are_answered_while_nobody_reads_what_is_printed(
    start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "secret")
    body = b"\0\1\1" + b"1\0" + b"\1\1" + b"2\0" + bytes(9) + b"\x64" + b"x" * 100
    head, many = (16 + len(body)).to_bytes(4) + bytes.fromhex("0000000500000000"), 600
    with socket.create_server(("127.0.0.1", 0)) as door:
        where = ("--host", "127.0.0.1", "--port", door.getsockname()[1], "--system-id", "me")
        program = start_program("listen", *where, "--password-env", "SECRET", "--json")
        line, _ = door.accept()
        with line, line.makefile("rb") as answers:
            line.settimeout(10)
            line.sendall(bind_resp(line.recv(1000)))
            for number in range(1, many + 1):
                line.sendall(head + number.to_bytes(4) + body)
            told = [answers.read(17) for _ in range(many)]
            assert [int.from_bytes(one[12:16]) for one in told] == list(range(1, many + 1))
            program.process.send_signal(signal.SIGTERM)
            assert answers.read(16)[4:8].hex() == "00000006"
            line.sendall(bytes.fromhex("000000108000000600000000") + (2).to_bytes(4))
            assert program.process.wait(10) == 130
    assert program.finish() == 130
    assert "lines of the output were not read by anybody" in program.err
