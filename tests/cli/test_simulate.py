"""``smppconsole simulate``: the behaviour its options describe, and what it tells."""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import pytest

from smppconsole.cli import simulate
from smppconsole.cli.output import Output
from smppconsole.cli.status import CommandError
from smppconsole.console.centre_rules import CentreRules, Login
from smppconsole.console.recorder import Recorder
from smppconsole.session.events import Event, PduReceived, PduSent, PeerFault
from tests.kit.terminal import Terminal


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    simulate.add_options(parser)
    return parser.parse_args(words)


def test_it_listens_on_loopback_and_the_usual_port_unless_told() -> None:
    told = options()
    assert (told.listen, told.port) == ("127.0.0.1", 2775)
    assert simulate.rules_of(told) == CentreRules()


def test_logins_are_those_named() -> None:
    rules = simulate.rules_of(options("--login", "me:secret", "--login", "you:a:b", "--login", "anybody"))
    assert rules.logins == (Login("me", "secret"), Login("you", "a:b"), Login("anybody", ""))


def test_scenario_rules_and_seed(tmp_path: Path) -> None:
    assert simulate.rules_of(options("--scenario", "throttled", "--seed", "7")).seed == 7
    path = tmp_path / "mine.toml"
    path.write_text('name = "mine"\n[answers]\ndelay = 0.5\n')
    assert simulate.rules_of(options("--rules", str(path))).answers.delay == 0.5


@pytest.mark.parametrize("text", ["answers = 3", "[answers]\nno_such = 1", "not toml"])
def test_rules_that_cannot_be_are_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(CommandError, match=r"mine\.toml"):
        simulate.rules_of(options("--rules", str(path)))


def test_it_tells_where_it_listens_and_ends_when_the_time_is_over(terminal: Terminal) -> None:
    ran = terminal("simulate", "--port", "0", "--seconds", "0.05", "--json")
    (event,) = ran.of("listening")
    assert (ran.status, event["address"], event["port"] > 0) == (0, "127.0.0.1", True)
    assert "listening  127.0.0.1:" in terminal("simulate", "--port", "0", "--seconds", "0.05").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--port", "99999"), "a port lies between 0 and 65535, not 99999"),
        (("--tls-key", "k.pem"), "say --tls-cert"),
        (("--tls-client-ca", "ca.pem"), "say --tls-cert"),
    ],
)
def test_what_cannot_be_is_wrong_usage(terminal: Terminal, words: tuple[str, str], told: str) -> None:
    ran = terminal("simulate", "--seconds", "0.05", *words)
    assert (ran.status, ran.out, told in ran.err) == (2, "", True), ran


def tapped(*events: Event) -> list[dict[str, object]]:
    """What is printed of events as the centre records them."""
    stream = io.StringIO()
    Recorder(simulate.Tap(Output(True, stream)), 3).take(events, 0.0)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_traffic_is_told_and_not_kept() -> None:
    bind = bytes.fromhex("0000001d000000090000000000000001") + b"me\0secret\0\0\x34\0\0\0"
    (event,) = tapped(PduReceived(bind, 0.0))
    assert (event["event"], event["session"], event["command"]) == ("received", 3, "bind_transceiver")
    assert event["hex"] == bind.replace(b"secret", b"******").hex()
    stream = io.StringIO()
    tap = simulate.Tap(Output(False, stream))
    Recorder(tap, 3).take([PduReceived(bind, 0.0)] * 40, 0.0)
    assert len(tap) == 0


def test_keep_alives_are_left_out_and_broken_octets_are_errors() -> None:
    assert tapped(PduSent(bytes.fromhex("00000010000000150000000000000001"), 0.0)) == []
    told = tapped(PeerFault("framing", "", b"\0\0\0\3", 0.0), PeerFault("framing", "", bytes(20), 0.0))
    assert [event["event"] for event in told] == ["error", "error"]
