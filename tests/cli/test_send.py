"""``smppconsole send``: what is prepared before anybody is connected, and the pace."""

from __future__ import annotations

import argparse

import pytest

from smppconsole.cli import send
from smppconsole.cli.status import CommandError
from smppconsole.console.account import Account
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.spec.book import STANDARD
from tests.kit.centres import StartCentre
from tests.kit.terminal import Terminal


def prepared(*words: str) -> list[tuple[Pdu, ...]]:
    parser = argparse.ArgumentParser()
    send.add_options(parser)
    options = parser.parse_args(["--to", "491701234567", "--text", "x" * 200, *words])
    return list(send.prepare(options, Account(host="x"), STANDARD))


def test_each_message_has_a_reference_of_its_own() -> None:
    messages = prepared("--count", "3", "--carry", "udh16")
    references = [{bytes(pdu.fields["short_message"])[3:5] for pdu in message} for message in messages]  # type: ignore[arg-type]
    assert [len(message) for message in messages] == [2, 2, 2]
    assert all(len(reference) == 1 for reference in references)
    assert len(set.union(*references)) == 3


def test_what_would_be_refused_is_refused_at_once() -> None:
    with pytest.raises(CommandError, match=r"nothing was sent: source_addr: .*--anyway"):
        prepared("--from", "x" * 30)
    assert prepared("--from", "x" * 30, "--anyway")


def test_a_receiver_sends_nothing() -> None:
    parser = argparse.ArgumentParser()
    send.add_options(parser)
    options = parser.parse_args(["--to", "491701234567", "--text", "hi"])
    with pytest.raises(CommandError, match="a receiver may not send submit_sm"):
        send.prepare(options, Account(host="x", bind_as="rx"), STANDARD)


def test_messages_are_made_when_it_is_their_turn() -> None:
    parser = argparse.ArgumentParser()
    send.add_options(parser)
    options = parser.parse_args(["--to", "491701234567", "--text", "hi", "--count", str(10**12)])
    messages = send.prepare(options, Account(host="x"), STANDARD)
    assert [len(message) for message, _ in zip(messages, range(3), strict=False)] == [1, 1, 1]


@pytest.mark.parametrize("rate", ["0", "-1", "nan", "inf", "many"])
def test_a_rate_is_a_number_of_messages_a_second(rate: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        prepared("--rate", rate)
    assert "is no number of messages a second" in capsys.readouterr().err


def test_a_rate_spreads_the_messages(
    terminal: Terminal, start_centre: StartCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "x")
    port = start_centre()
    ran = terminal(
        "send", "--host", "127.0.0.1", "--port", port, "--system-id", "me", "--password-env", "SECRET", "--to", "4917",
        "--text", "hi", "--count", "4", "--rate", "50", "--json",
    )  # fmt: skip
    assert (ran.status, [event["message"] for event in ran.of("response")]) == (0, [1, 2, 3, 4])
    assert ran.kinds.index("response") < len(ran.kinds) - 1 - ran.kinds[::-1].index("sent")


def test_waiting_for_receipts_that_nobody_asked_for_is_said(
    terminal: Terminal, start_centre: StartCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "x")
    where = ("--host", "127.0.0.1", "--port", start_centre(), "--system-id", "me", "--password-env", "SECRET")
    ran = terminal("send", *where, "--to", "4917", "--text", "hi", "--wait-receipt", "0.1", "--json")
    assert (ran.status, "no receipt is asked for" in ran.err) == (5, True)
