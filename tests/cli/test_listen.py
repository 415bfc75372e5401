"""``smppconsole listen``: what arrives, and how it ends."""

from __future__ import annotations

from typing import Any

import pytest

from smppconsole.console.centre_rules import CentreRules, LinkRules, MobileRule
from tests.kit.centres import StartCentre
from tests.kit.terminal import Ran, Terminal


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
