"""``smppconsole doctor``: the steps of a bind, and the status of the one that fails."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import Any

import pytest

from smppconsole.cli.doctor import step_status
from smppconsole.cli.status import Status
from smppconsole.console.centre_rules import BindRules, CentreRules, Login
from smppconsole.console.doctor import Examined
from tests.kit.centres import StartCentre
from tests.kit.terminal import Ran, Terminal

STEPS = ["resolve", "connect", "bind", "enquire_link", "unbind"]


@pytest.fixture
def examine(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("SECRET", "secret")

    def run(port: int, *more: object) -> Ran:
        login = ("--system-id", "me", "--password-env", "SECRET", "--response-timeout", "0.3")
        return terminal("doctor", "--host", "127.0.0.1", "--port", port, *login, *more)

    return run


def test_a_good_bind_goes_through_all_steps(examine: Any, start_centre: StartCentre) -> None:
    ran = examine(start_centre(), "--json")
    assert (ran.status, [step["step"] for step in ran.events]) == (0, STEPS)
    assert all(step["ok"] and step["ms"] >= 0 for step in ran.events)
    assert all(key in ran.events[0] for key in ("step", "ok", "ms", "detail", "finding", "advice"))


def test_it_stops_at_the_first_step_that_fails_with_advice(examine: Any, start_centre: StartCentre) -> None:
    ran = examine(start_centre(CentreRules(logins=(Login("me", "other"),))), "--json")
    assert (ran.status, [step["ok"] for step in ran.events]) == (1, [True, True, False])
    last = ran.events[-1]
    assert "ESME_RINVPASWD" in last["finding"]
    assert last["advice"]
    assert last["worth_a_try"]
    assert b"secret".hex() not in ran.out


def test_a_silent_centre_is_no_answer(examine: Any, start_centre: StartCentre) -> None:
    ran = examine(start_centre(CentreRules(bind=BindRules(delay=5))), "--json")
    assert (ran.status, ran.events[-1]["step"]) == (4, "bind")


def test_people_get_a_line_a_step_and_the_advice(examine: Any) -> None:
    ran = examine(1)
    assert ran.status == 3
    assert ran.out.splitlines()[0].startswith("ok      resolve")
    assert "FAILED  connect" in ran.out
    assert "        - " in ran.out


def test_people_see_the_evidence_of_each_step(examine: Any, start_centre: StartCentre) -> None:
    lines = [line.strip() for line in examine(start_centre()).out.splitlines()]
    assert any(line.startswith("addresses: 127.0.0.1:") for line in lines)
    assert any(line.startswith("sent      0000") and "2a2a2a2a2a2a" in line for line in lines)  # the password, masked
    assert any(line.startswith("received  0000") for line in lines)
    assert {"status: 0x00000000", "sc_interface_version: 3.4", "centre: SMPPCONSOLE"} <= set(lines)


def test_people_see_how_every_address_fared(examine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ends = [("127.0.0.1", 1), ("127.0.0.2", 1)]

    async def names(*_: object, **__: object) -> object:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", end) for end in ends]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", names)
    ran = examine(1)
    tried = [line.split()[1] for line in ran.out.splitlines() if line.strip().startswith("tried")]
    assert (ran.status, tried) == (3, ["127.0.0.1:1:", "127.0.0.2:1:"])


def test_a_capture_is_written(examine: Any, start_centre: StartCentre, tmp_path: Path) -> None:
    path = tmp_path / "bind.pcapng"
    examine(start_centre(), "--capture", path)
    octets = path.read_bytes()
    assert b"me\0******\0" in octets
    assert b"secret" not in octets


@pytest.mark.parametrize(
    ("step", "status"),
    [
        (Examined("unbind", True, 1.0), Status.DONE),
        (Examined("resolve", False, 1.0), Status.NO_CONNECTION),
        (Examined("bind", False, 1.0, {"status": 5}), Status.REFUSED),
        (Examined("bind", False, 1.0, cause="fin"), Status.NO_CONNECTION),
        (Examined("enquire_link", False, 1.0, cause="enquire-silent"), Status.NO_ANSWER),
        (Examined("enquire_link", False, 1.0, cause="enquire-refused"), Status.REFUSED),
        (Examined("unbind", False, 1.0, cause="unbind"), Status.NO_ANSWER),
    ],
)
def test_each_failure_has_its_status(step: Examined, status: Status) -> None:
    assert step_status(step) is status
