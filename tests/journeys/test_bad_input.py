"""Whatever goes wrong on the way to a message says what happened and what to look at, and ends with its own status."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from smppconsole.console.centre_rules import AnswerRules, BindRules, CentreRules, Fault, Login, Rule
from tests.kit.centres import StartCentre
from tests.kit.terminal import Ran, Terminal

Send = Callable[..., Ran]


@pytest.fixture
def send(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Send:
    monkeypatch.setenv("SECRET", "secret")

    def run(*more: object, host: str = "127.0.0.1", to: str = "491701234567", text: str = "hi") -> Ran:
        patience = ("--connect-timeout", "0.5", "--response-timeout", "0.4")
        message = ("--to", to, "--text", text, "--json")
        return terminal(
            "send", "--host", host, "--system-id", "me", "--password-env", "SECRET", *patience, *message, *more
        )

    return run


def advice_of(ran: Ran) -> list[str]:
    """What to look at, of the one error there is."""
    (error,) = ran.of("error")
    return list(error["advice"])


@pytest.fixture
def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def peer() -> Iterator[Callable[[bytes | None], int]]:
    """``peer(octets)``: the port of a peer that says ``octets`` to whoever comes and closes; None stays silent."""
    servers: list[socket.socket] = []
    held: list[socket.socket] = []

    def serve(server: socket.socket, octets: bytes | None) -> None:
        try:
            joined, _ = server.accept()
        except OSError:
            return
        held.append(joined)
        joined.recv(1000)
        if octets is not None:
            joined.sendall(octets)
            joined.shutdown(socket.SHUT_WR)

    def start(octets: bytes | None) -> int:
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)
        threading.Thread(target=serve, args=(server, octets), daemon=True).start()
        return int(server.getsockname()[1])

    yield start
    for one in servers + held:
        one.close()


def test_a_name_that_does_not_exist(send: Send) -> None:
    ran = send(host="no-such-host.invalid")
    assert (ran.status, ran.kinds) == (3, ["error"])
    assert "no-such-host.invalid" in ran.of("error")[0]["words"]
    assert advice_of(ran)


def test_a_closed_port(send: Send, closed_port: int) -> None:
    ran = send("--port", closed_port)
    assert (ran.status, ran.kinds) == (3, ["error"])
    assert f"nothing listens on port {closed_port}" in ran.of("error")[0]["words"]
    assert advice_of(ran)


def test_a_silent_peer(send: Send, peer: Any) -> None:
    ran = send("--port", peer(None))
    assert ran.status == 4
    assert "silent" in ran.of("error")[0]["words"]
    assert any("TLS" in line for line in advice_of(ran))


def test_a_peer_that_closes(send: Send, peer: Any) -> None:
    ran = send("--port", peer(b""))
    assert ran.status == 3
    assert "closed it without answering the bind" in ran.of("error")[0]["words"]
    assert any("allow-list" in line for line in advice_of(ran))


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (bytes.fromhex("00000021 80000009 000000"), "within a PDU"),
        (bytes.fromhex("00000003 80000009 00000000 00000001"), "command_length says 3"),
        (bytes.fromhex("ffffffff 80000009 00000000 00000001"), "command_length says 4294967295"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "HTTP"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "SSH"),
        (bytes.fromhex("15030300020246"), "TLS"),
    ],
)
def test_a_peer_that_answers_with_something_else(send: Send, peer: Any, octets: bytes, words: str) -> None:
    ran = send("--port", peer(octets))
    assert ran.status == 3, ran
    assert words in ran.out
    assert octets.hex() in ran.out  # no octet is lost


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (CentreRules(logins=(Login("me", "other"),)), "ESME_RINVPASWD"),
        (CentreRules(logins=(Login("you", "secret"),)), "ESME_RINVSYSID"),
        (CentreRules(bind=BindRules(refuse=-1)), "ESME_RBINDFAIL"),
        (CentreRules(bind=BindRules(transceiver=False)), "ESME_RINVCMDID"),
    ],
)
def test_a_refused_bind(send: Send, start_centre: StartCentre, rules: CentreRules, words: str) -> None:
    ran = send("--port", start_centre(rules))
    assert ran.status == 1
    assert words in ran.of("error")[0]["words"]
    assert advice_of(ran)


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (Fault.HALF, 3, "within a PDU"),
        (Fault.SHORT_LENGTH, 3, "command_length"),
        (Fault.HUGE_LENGTH, 3, "command_length"),
        (Fault.UNKNOWN_COMMAND, 0, "unknown-command"),
        (Fault.UNKNOWN_TLV, 0, '"command_status": 0'),
        (Fault.TLV_PAST_END, 0, '"command_status": 0'),
        (Fault.SILENCE, 4, "no answer in time"),
        (Fault.RESET, 3, "reset"),
        (Fault.CLOSE, 3, "FIN"),
        (Fault.GARBAGE, 3, "error"),
        (Fault.TEXT, 3, "error"),
    ],
)
def test_a_fault_in_the_answer_to_a_message(
    send: Send, start_centre: StartCentre, fault: Fault, status: int, words: str
) -> None:
    ran = send("--port", start_centre(CentreRules(rules=(Rule(fault=fault),))))
    assert ran.status == status, ran
    assert words in ran.out
    assert ran.events[-1]["event"] == "closed"


def test_an_answer_in_pieces_is_an_answer(send: Send, start_centre: StartCentre) -> None:
    assert send("--port", start_centre(CentreRules(rules=(Rule(fault=Fault.PIECES),)))).status == 0


def test_a_slow_centre_is_waited_for(send: Send, start_centre: StartCentre) -> None:
    ran = send("--port", start_centre(CentreRules(answers=AnswerRules(delay=0.2))))
    assert (ran.status, ran.of("response")[0]["round_trip_ms"] >= 190) == (0, True)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--system-id", "x" * 17), "system_id"),
        (("--system-type", "x" * 13), "system_type"),
        (("--address-range", "x" * 41), "address_range"),
        (("--from", "x" * 21), "source_addr"),
        (("--service-type", "x" * 6), "service_type"),
        (("--validity", "tomorrow"), "validity_period"),
        (("--schedule", "1" * 17), "schedule_delivery_time"),
        (("--carry", "single", "--text", "x" * 300), "short_message"),
        (("--alphabet", "gsm7", "--text", "Привет"), "text"),
        (("--alphabet", "binary", "--text", "xyz"), "text"),
        (("--tlv", "user_message_reference:31323334"), "user_message_reference"),
        (("--protocol-id", "256"), "protocol_id"),
        (("--to", "4917012345678901234567"), "destination_addr"),
    ],
)
def test_what_the_standard_does_not_allow_is_refused_before_anybody_is_connected(
    send: Send, closed_port: int, options: tuple[str, ...], words: str
) -> None:
    ran = send("--port", closed_port, *options)
    assert (ran.status, ran.out) == (2, ""), ran
    assert words in ran.err


def test_what_is_refused_can_be_sent_anyway(send: Send, start_centre: StartCentre) -> None:
    ran = send("--port", start_centre(None), "--from", "x" * 25, "--anyway")
    assert b"x" * 25 + b"\0" in bytes.fromhex(ran.of("sent")[0]["hex"])


def test_a_capture_that_cannot_be_written_is_told_before_anything_is_sent(
    send: Send, closed_port: int, tmp_path: Path
) -> None:
    occupied = tmp_path / "notes.txt"
    occupied.write_text("not a capture")
    ran = send("--port", closed_port, "--capture", occupied)
    assert (ran.status, ran.out) == (2, "")
    assert occupied.read_text() == "not a capture"


def test_a_port_in_use_is_told(terminal: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        ran = terminal("simulate", "--port", server.getsockname()[1], "--json")
    assert (ran.status, "in use" in ran.err) == (3, True)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--scenario", "no-such"), "no-such"),
        (("--rules", "not-there.toml"), "not-there.toml"),
        (("--tls-cert", "not-there.pem"), "not-there.pem"),
    ],
)
def test_a_centre_that_cannot_be_is_told(terminal: Terminal, options: tuple[str, str], words: str) -> None:
    ran = terminal("simulate", "--port", "0", *options)
    assert (ran.status, words in ran.err) == (2, True), ran
