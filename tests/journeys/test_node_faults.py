"""Every other way in which the node-smpp centre can be hard to deal with, against ``send`` and ``listen``.

Its faults by destination, and what it does to receipts, are in test_send_to_node.
"""

from __future__ import annotations

import contextlib
import signal
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from smppconsole.console.account import Account
from smppconsole.console.accounts import AccountBook
from tests.kit.peers import NodeCentre
from tests.kit.programs import StartProgram
from tests.kit.terminal import Ran, Terminal

pytestmark = pytest.mark.peer

Run = Callable[..., Ran]
RECEIPTS = ("--receipt", "final", "--wait-receipt", "5")


@pytest.fixture
def run(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SECRET", "password")

    def run(centre: NodeCentre, command: str, *more: str) -> Ran:
        where = ("--host", "127.0.0.1", "--port", centre.port, "--system-id", "smppclient", "--password-env", "SECRET")
        message = ("--to", "491701234567", "--text", "hello", "--response-timeout", "2") if command == "send" else ()
        return terminal(command, *where, *message, *more, "--json")

    return run


@contextlib.contextmanager
def nothing_lost(centre: NodeCentre, ran: Ran) -> Iterator[None]:
    """What was said to be sent is what arrived, and everything has an end."""
    yield
    assert len(ran.of("sent")) == len(centre.received("submit_sm", len(ran.of("sent"))))
    assert len(ran.of("response")) + len(ran.of("unanswered")) == len(ran.of("sent"))
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("options", "status", "matched"),
    [
        (("--id", "HEX"), 0, "same text"),
        (("--id", "dec", "--dlr-id", "dec2hex"), 5, None),  # unless the account says so
        (("--id", "long"), 0, "same text"),
        (("--id", "empty"), 5, None),
        (("--dlr-text", "raw"), 0, "same text"),
        (("--dlr-stat", "ACCEPTD"), 0, "same text"),
    ],
)
def test_message_ids_and_receipts_of_every_style(
    node_centre: Any, run: Run, options: tuple[str, ...], status: int, matched: str | None
) -> None:
    centre = node_centre("--dlr", "30", *options)
    wait = ("--wait-receipt", "0.5") if status else ()
    with nothing_lost(centre, ran := run(centre, "send", *RECEIPTS, *wait)):
        assert ran.status == status, ran
        assert [receipt["matched_by"] for receipt in ran.of("receipt")] == [matched], ran


def test_ids_that_the_receipt_writes_in_hexadecimal_are_tied_where_the_account_says_so(
    node_centre: Any, run: Run
) -> None:
    centre = node_centre("--dlr", "30", "--dlr-id", "dec2hex")
    AccountBook().save(Account(name="Odd", host="127.0.0.1", receipt_id_rule="decimal-to-hex"))
    with nothing_lost(centre, ran := run(centre, "send", "--account", "Odd", *RECEIPTS)):
        assert (ran.status, ran.of("receipt")[0]["matched_by"]) == (0, "decimal then hex")


@pytest.mark.parametrize(
    ("word", "state"),
    [("UNDELIV", "UNDELIVERABLE"), ("EXPIRED", "EXPIRED"), ("REJECTD", "REJECTED"), ("DELETED", "DELETED")],
)
def test_a_message_that_was_not_delivered_is_told_with_its_state(
    node_centre: Any, run: Run, word: str, state: str
) -> None:
    centre = node_centre("--dlr", "30", "--dlr-stat", word)
    with nothing_lost(centre, ran := run(centre, "send", *RECEIPTS)):
        assert (ran.status, ran.of("receipt")[0]["state"]) == (5, state)


def test_throttling_slows_the_rest_down_and_says_so(node_centre: Any, run: Run) -> None:
    centre = node_centre("--throttle", "3")
    with nothing_lost(centre, ran := run(centre, "send", "--count", "4", "--window", "1")):
        names = [answer["status_name"] for answer in ran.of("response")]
        assert names == ["ESME_ROK", "ESME_ROK", "ESME_RTHROTTLED", "ESME_ROK"]
        assert ran.status == 1
        (slowed,) = ran.of("slowed")
        assert (slowed["status_name"], slowed["seconds"]) == ("ESME_RTHROTTLED", 1.0)


def test_a_queue_that_is_full_slows_down_as_well(node_centre: Any, run: Run) -> None:
    centre = node_centre("--window", "1", "--resp-delay", "100")
    with nothing_lost(centre, ran := run(centre, "send", "--count", "3", "--window", "3")):
        names = sorted(answer["status_name"] for answer in ran.of("response"))
        assert names == ["ESME_RMSGQFUL", "ESME_RMSGQFUL", "ESME_ROK"]
        assert {event["status_name"] for event in ran.of("slowed")} == {"ESME_RMSGQFUL"}


def test_answers_out_of_order_find_their_requests(node_centre: Any, run: Run) -> None:
    centre = node_centre("--resp-jitter", "150", "--fragment", "7:1")
    with nothing_lost(centre, ran := run(centre, "send", "--count", "20", "--window", "20")):
        assert ran.status == 0
        answered = [answer["message"] for answer in ran.of("response")]
        assert sorted(answered) == list(range(1, 21))


def test_a_centre_deaf_to_enquire_link_is_told_dead(node_centre: Any, run: Run) -> None:
    centre = node_centre("--deaf-enquire", "--resp-delay", "60000")
    slow = ("--enquire-link", "0.2", "--response-timeout", "0.4")
    ran = run(centre, "send", *slow)
    assert ran.status == 4
    assert [event["cause"] for event in ran.of("error")][:1] != ["framing"]


@pytest.mark.parametrize(
    ("options", "status", "cause"),
    [
        (("--unbind", "50"), 0, "unbind-them"),
        (("--drop", "50"), 3, "fin"),
        (("--raw", "0000000880000004@50"), 3, "framing"),
        (("--raw", "474554202f@50"), 3, "framing"),
    ],
)
def test_every_end_while_listening_is_told_apart(
    node_centre: Any, run: Run, options: tuple[str, ...], status: int, cause: str
) -> None:
    ran = run(node_centre(*options), "listen", "--seconds", "5")
    assert (ran.status, ran.of("closed")[0]["cause"]) == (status, cause)


@pytest.mark.parametrize("options", [("--fragment", "1:1"), ("--coalesce", "60"), ("--enquire", "20")], ids=" ".join)
def test_messages_arrive_whole_however_they_come(node_centre: Any, run: Run, options: tuple[str, ...]) -> None:
    centre = node_centre("--mo", "30:6", *options)
    ran = run(centre, "listen", "--seconds", "1.5")
    assert ran.status == 0
    assert len(ran.of("message")) == 7  # one of the six is in two parts
    assert len(centre.received("deliver_sm_resp", 7)) == 7


def test_notifications_are_told(node_centre: Any, run: Run) -> None:
    ran = run(node_centre("--alert", "40"), "listen", "--seconds", "0.5")
    told = ran.of("message")
    assert {(event["command"], event["source"]) for event in told} == {("alert_notification", "491701234567")}


@pytest.mark.parametrize(
    ("octets", "cause"),
    [
        ("00000010000099990000000000000007", "unknown-command"),
        ("00000010000000040000000000000007", "wrong-side"),
        ("0000001080000004000000000000004d", "foreign"),
        ("00000011800000040000000000000001" + "00", "wrong-command"),
    ],
)
def test_what_the_centre_should_not_have_said_is_told_and_survived(
    node_centre: Any, run: Run, octets: str, cause: str
) -> None:
    ran = run(node_centre("--raw", f"{octets}@50"), "listen", "--seconds", "0.4")
    assert (ran.status, [event["cause"] for event in ran.of("error")]) == (0, [cause])
    assert ran.of("error")[0]["hex"] == octets


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_an_outbind_is_waited_for_and_answered_with_a_bind(
    node_centre: Any, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "password")
    login = ("--system-id", "smppclient", "--password-env", "SECRET", "--bind-as", "rx")
    listener = start_program("listen", "--outbind", "0", *login, "--once", "--seconds", "20", "--json")
    port = listener.until("listening")["port"]
    centre = node_centre("--outbind", f"127.0.0.1:{port}", "--mo", "50:1", "--unbind", "500")
    assert listener.until("outbind")["system_id"] == "NODESMSC"
    assert listener.until("bound")["system_id"] == "NODESMSC"
    assert listener.until("message")["text"].startswith("MO hello")
    assert listener.finish() == 0
    assert listener.kinds[-1] == "closed"
    assert len(centre.received("bind_receiver")) == 1
    assert b"outbind\0".hex() not in "".join(listener.lines)  # the centre's password


def test_an_outbind_of_another_centre_gets_no_bind(
    node_centre: Any, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "password")
    monkeypatch.setenv("THEIRS", "of another")
    login = ("--system-id", "smppclient", "--password-env", "SECRET", "--bind-as", "rx")
    whom = ("--outbind-id", "NODESMSC", "--outbind-password-env", "THEIRS")
    listener = start_program("listen", "--outbind", "0", *whom, *login, "--seconds", "1", "--json")
    centre = node_centre("--outbind", f"127.0.0.1:{listener.until('listening')['port']}")
    assert "another password" in listener.until("turned_away")["words"]
    assert listener.finish() == 3  # nobody else came
    assert centre.received("bind_receiver", 0) == []


def test_a_stranger_does_not_end_the_wait_nor_does_the_end_of_a_session(
    node_centre: Any, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "password")
    login = ("--system-id", "smppclient", "--password-env", "SECRET", "--bind-as", "rx")
    listener = start_program("listen", "--outbind", "0", *login, "--json")
    port = listener.until("listening")["port"]
    with socket.create_connection(("127.0.0.1", port)) as scan:
        scan.sendall(b"GET / HTTP/1.0\r\n\r\n")
        away = listener.until("turned_away")
        assert (away["cause"], away["address"]) == ("outbind-text", f"127.0.0.1:{scan.getsockname()[1]}")
    for _ in range(2):
        node_centre("--outbind", f"127.0.0.1:{port}", "--mo", "50:1", "--unbind", "300")
        assert listener.until("message")["text"].startswith("MO hello")
        assert "unbound by the peer" in listener.until("closed")["reason"]
        assert listener.until("listening")["port"] == port
    listener.process.send_signal(signal.SIGINT)
    assert listener.finish() == 130


def test_an_outbind_that_does_not_come_is_told(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "password")
    login = ("--system-id", "smppclient", "--password-env", "SECRET")
    ran = terminal("listen", "--outbind", f"127.0.0.1:{free_port()}", *login, "--seconds", "0.1", "--json")
    assert (ran.status, ran.of("error")[0]["cause"]) == (3, "outbind")


def test_a_port_that_is_taken_is_told(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "password")
    login = ("--system-id", "smppclient", "--password-env", "SECRET")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = terminal("listen", "--outbind", port, *login, "--seconds", "1", "--json")
    assert (ran.status, "is in use" in ran.out) == (3, True)
