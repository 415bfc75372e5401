"""``request``, ``listen``, ``doctor`` and ``send`` over TLS against the node-smpp message centre."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.kit.peers import NodeCentre
from tests.kit.programs import StartProgram
from tests.kit.terminal import Ran, Terminal
from tests.kit.wires import CERTIFICATES

pytestmark = pytest.mark.peer

BIG = "Concatenated part " + "abcdefghij" * 20


@pytest.fixture(scope="module")
def centre() -> Iterator[NodeCentre]:
    running = NodeCentre("--dlr", "-1")
    yield running
    running.stop()


@pytest.fixture
def run(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("SECRET", "password")

    def run(port: int, *words: str) -> Ran:
        login = ("--system-id", "smppclient", "--password-env", "SECRET", "--response-timeout", "2", "--json")
        return terminal(*words, "--host", "127.0.0.1", "--port", port, *login)

    return run


@pytest.mark.parametrize(
    ("words", "command", "status"),
    [
        (("query", "--message-id", "77", "--from", "4915"), "query_sm", 0),
        (("cancel", "--message-id", "77", "--from", "4915", "--to", "4917"), "cancel_sm", 0),
        (("replace", "--message-id", "77", "--from", "4915", "--text", "new"), "replace_sm", 1),
        (("data", "--to", "491701234567", "--text", "hi"), "data_sm", 0),
        (("multi", "--to", "491701234567,list:FRIENDS", "--text", "hi"), "submit_multi", 0),
        (("raw", "00000010 00000015 00000000 00000009"), "enquire_link", 0),
    ],
)
def test_each_request_is_understood(
    centre: NodeCentre, run: Any, words: tuple[str, ...], command: str, status: int
) -> None:
    before = len(centre.received(command))
    ran = run(centre.port, "request", *words)
    assert (ran.status, ran.of("response")[0]["command"]) == (status, f"{command}_resp")
    assert len(centre.received(command, before + 1)) == before + 1


def test_several_destinations_arrive_as_they_were_named(centre: NodeCentre, run: Any) -> None:
    before = len(centre.received("submit_multi"))
    run(centre.port, "request", "multi", "--to", "491701234567,Shop,list:FRIENDS", "--text", "hi")
    told = centre.received("submit_multi", before + 1)[-1]["dest_address"]
    assert [one.get("destination_addr", one.get("dl_name")) for one in told] == ["491701234567", "Shop", "FRIENDS"]


def test_messages_of_every_kind_arrive_readable(node_centre: Any, run: Any) -> None:
    ran = run(node_centre("--mo", "15:6").port, "listen", "--seconds", "0.6")
    told = ran.of("message")
    assert ran.status == 0
    assert [message["text"] for message in told[:2]] == ["MO hello ¡ 0x00 0", "MO Привет 你好 😀"]
    parts = [message for message in told if message.get("parts") == 2]
    assert "".join(part["text"] for part in sorted(parts, key=lambda part: part["part"])) == BIG
    texts = {message["text"] for message in told}
    assert {"payload " * 60, "Latin1 éèüß"} <= texts


def test_the_doctor_finds_the_node_centre_well(centre: NodeCentre, run: Any) -> None:
    ran = run(centre.port, "doctor")
    assert (ran.status, [step["ok"] for step in ran.events]) == (0, [True] * 5)
    assert ran.events[2]["detail"]["centre"] == "NODESMSC"


@pytest.fixture(scope="module")
def tls_centre() -> Iterator[NodeCentre]:
    running = NodeCentre("--tls", f"{CERTIFICATES / 'centre-key.pem'}:{CERTIFICATES / 'centre.pem'}")
    yield running
    running.stop()


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (("--tls", "verify", "--tls-ca", str(CERTIFICATES / "authority.pem")), 0, "TLSv1.3"),
        (("--tls", "insecure"), 0, "NOTHING"),
        (("--tls", "verify"), 3, "certificate"),
        (("--tls", "off"), 3, "TLS"),
    ],
)
def test_tls_is_spoken_and_checked_as_asked(
    tls_centre: NodeCentre, run: Any, options: tuple[str, ...], status: int, words: str
) -> None:
    ran = run(tls_centre.port, "send", "--to", "491701234567", "--text", "hi", *options)
    assert (ran.status, words in ran.out) == (status, True), ran


def test_tls_at_a_centre_without_it_is_told(centre: NodeCentre, run: Any) -> None:
    ran = run(centre.port, "send", "--to", "4917", "--text", "hi", "--tls", "insecure", "--connect-timeout", "1")
    assert (ran.status, ran.of("error")[0]["step"]) == (3, "tls")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
def test_ctrl_c_while_waiting_for_receipts_unbinds_and_ends_with_130(
    centre: NodeCentre, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "password")
    where = ("--host", "127.0.0.1", "--port", centre.port, "--system-id", "smppclient", "--password-env", "SECRET")
    message = ("--to", "491701234567", "--text", "hi", "--receipt", "final", "--wait-receipt", "60")
    sender = start_program("send", *where, *message, "--json")
    sender.until("response")
    sender.process.send_signal(signal.SIGINT)
    assert sender.finish() == 130
    assert (sender.kinds[-2:], sender.err) == (["unbound", "closed"], "")
