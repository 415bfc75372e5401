"""Every way a link dies and every way an answer goes astray, each told apart: on the session's card, in the notice, in
the trace's rows, and by ``send`` on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from PySide6.QtWidgets import QApplication

from smppconsole.console.account import Account
from smppconsole.ui import style, theme
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.opening import make_application
from tests.kit import partings
from tests.kit.partings import Parting, peer_that
from tests.kit.person import Person
from tests.kit.screen import eventually
from tests.kit.terminal import Ran, Terminal
from tests.kit.window import opened_window
from tests.kit.wires import certificate


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    make_application()
    style.apply(qapp, theme.LIGHT)


class End(NamedTuple):
    """One way: what the peer does, what the account says about it, and what is told."""

    parting: Parting
    light: str
    card: str
    words: str
    account: Mapping[str, Any] = MappingProxyType({})
    tls: bool = False


QUICK = {"response_timeout": 0.2, "unbind_timeout": 0.2}
ENDS = {
    "unbind": End(partings.unbind, "dead", "unbound", "the peer sent unbind; it was answered"),
    "FIN": End(partings.close, "dead", "FIN", "the peer closed the connection (FIN), without unbind"),
    "RST": End(partings.reset, "dead", "RST", "the peer reset the connection (RST), without unbind"),
    "cut off": End(partings.half_a_pdu, "dead", "FIN", "(FIN) in the middle of a PDU, without unbind"),
    "close_notify": End(partings.end_tls, "dead", "TLS closed", "closed TLS in good order (close_notify)", tls=True),
    "truncated": End(partings.close, "dead", "TLS broke", "without ending TLS: octets may have been cut off", tls=True),
    "damaged": End(
        partings.damage_tls, "dead", "TLS broke", "TLS broke: decryption failed or bad record mac", tls=True
    ),
    "framing": End(partings.garbage, "dead", "framing", "(the characters 'HTTP'); no PDU is that long"),
    "silent": End(
        partings.silence,
        "dead",
        "silent",
        "2 enquire_links in a row got no answer and nothing else was heard",
        {**QUICK, "enquire_link": 0.2, "enquire_link_response": 0.2, "missed_limit": 2},
    ),
    "inactive": End(
        partings.never,
        "off",
        "inactive",
        "no message came for 0.5 s, so we sent unbind; the peer answered it",
        {**QUICK, "inactivity": 0.5, "enquire_link": 0.0},
    ),
}


async def bound(window: MainWindow, port: int, *, tls: bool, **changes: Any) -> Person:
    """A person at the window with an account of that peer, bound, who has sent one message."""
    secure = {"host": "localhost", "tls": "verify", "tls_ca": certificate("authority")} if tls else {}
    settings = {"host": "127.0.0.1", "system_id": "me", "reconnect": False, **secure, **changes}
    window.workspace.accounts.save(Account("Peer", port=port, **settings))
    window.cast.sessions.bind("Peer", "password")
    person = Person(window)
    await eventually(lambda: person.light() == "alive")
    await person.send("hello")
    return person


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
async def test_each_end_of_a_link_is_told_as_what_it_is(end: End) -> None:
    with peer_that(end.parting, tls=end.tls) as port:
        async with opened_window() as window:
            person = await bound(window, port, tls=end.tls, **end.account)
            await eventually(lambda: person.light() == end.light)
            view = window.cast.sessions.view("Peer")
            assert view is not None
            assert view.detail == end.card
            assert end.words in view.words
            await eventually(lambda: end.words in person.notice())
            await eventually(lambda: person.messages() == ["hello, to 491701230000: no answer"])


def test_no_two_ends_are_told_alike() -> None:
    assert len({end.words for end in ENDS.values()}) == len(ENDS)


async def test_an_end_of_our_own_wish_is_told_without_an_alarm() -> None:
    with peer_that(partings.never) as port:
        async with opened_window() as window:
            person = await bound(window, port, tls=False, response_timeout=0.1)
            await eventually(lambda: person.messages() == ["hello, to 491701230000: no answer"])
            window.cast.sessions.toggle("Peer")
            await eventually(lambda: person.light() == "off")
            view = window.cast.sessions.view("Peer")
            assert view is not None
            assert (view.detail, view.words) == ("", "unbound: we sent unbind; the peer answered it")


async def test_an_unbind_that_nobody_answers_ends_by_our_own_time_out() -> None:
    with peer_that(partings.silence) as port:
        async with opened_window() as window:
            person = await bound(window, port, tls=False, unbind_timeout=0.2)
            window.cast.sessions.toggle("Peer")
            await eventually(lambda: "no answer to it in 0.2 s" in person.notice())
            view = window.cast.sessions.view("Peer")
            assert view is not None
            assert (view.link.state, view.detail) == ("off", "no answer")


def rows(window: MainWindow) -> list[tuple[str, str]]:
    """Command and status of each row, as they stand in the trace's cells."""
    model = window.cast.trace.live.model
    return [(model.shown(row).command, model.shown(row).status.words) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("parting", "asked", "answers", "fate"),
    [
        (partings.late, "", [("submit_sm_resp", "OK, late")], "accepted, waiting"),
        (partings.twice, "", [("submit_sm_resp", "OK"), ("submit_sm_resp", "Answered twice")], "accepted, waiting"),
        (partings.foreign, "No answer", [("submit_sm_resp", "Answers nothing")], "no answer"),
        (partings.of_another_command, "No answer", [("data_sm_resp", "Answers another")], "no answer"),
        (partings.never, "No answer", [], "no answer"),
    ],
    ids=["late", "double", "foreign", "another command", "missing"],
)
async def test_late_double_foreign_and_missing_answers_are_told_apart_in_the_rows(
    parting: Parting, asked: str, answers: list[tuple[str, str]], fate: str
) -> None:
    with peer_that(parting) as port:
        async with opened_window() as window:
            person = await bound(window, port, tls=False, response_timeout=0.3)
            await eventually(lambda: rows(window)[2:] == [("submit_sm", asked), *answers])
            await eventually(lambda: person.messages() == [f"hello, to 491701230000: {fate}"])
            assert person.light() == "alive"


@pytest.mark.parametrize(
    ("parting", "row"),
    [
        (partings.half_a_pdu, ("cut off", "10 of 48 octets of a PDU came")),
        (partings.garbage, ("lost framing", "HTTP/1.1 200 OK....")),
    ],
)
async def test_octets_that_are_no_pdu_say_what_there_was(parting: Parting, row: tuple[str, str]) -> None:
    with peer_that(parting) as port:
        async with opened_window() as window:
            await bound(window, port, tls=False)
            model = window.cast.trace.live.model
            await eventually(lambda: model.rowCount() > 3)
            assert (model.shown(3).command, model.shown(3).text) == row


Send = Callable[..., Ran]


@pytest.fixture
def send(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Send:
    monkeypatch.setenv("SECRET", "password")

    def run(port: int, *, tls: bool) -> Ran:
        where = ("--host", "localhost" if tls else "127.0.0.1", "--port", port, "--system-id", "me")
        secure = ("--tls", "verify", "--tls-ca", certificate("authority")) if tls else ()
        options = ("--password-env", "SECRET", "--response-timeout", "0.4", *secure)
        return terminal("send", *where, *options, "--to", "491701234567", "--text", "hello", "--json")

    return run


@pytest.mark.parametrize("end", [end for end in ENDS.values() if not end.account], ids=lambda end: end.card)
def test_the_terminal_says_the_same_of_each_end(send: Send, end: End) -> None:
    with peer_that(end.parting, tls=end.tls) as port:
        ran = send(port, tls=end.tls)
    assert ran.status == 3
    assert end.words in ran.of("closed")[0]["reason"]
    assert "1 request without an answer" in ran.of("closed")[0]["reason"]


@pytest.mark.parametrize(
    ("parting", "status", "told"),
    [
        (partings.twice, 0, "a second answer; its request has been answered before"),
        (partings.foreign, 4, "no request of ours has that number"),
        (partings.of_another_command, 4, "our request of that number is of another command"),
        (partings.never, 4, ""),
    ],
    ids=["double", "foreign", "another command", "missing"],
)
def test_the_terminal_tells_stray_answers_apart(send: Send, parting: Parting, status: int, told: str) -> None:
    with peer_that(parting) as port:
        ran = send(port, tls=False)
    assert ran.status == status
    assert [event["words"].partition(": ")[2] for event in ran.of("error")] == ([told] if told else [])
    assert len(ran.of("unanswered")) == (status == 4)


def test_the_terminal_tells_a_late_answer_as_late(send: Send) -> None:
    with peer_that(partings.late) as port:
        ran = send(port, tls=False)
    assert ran.kinds.index("unanswered") < ran.kinds.index("response")
    assert ran.of("response")[0]["late"] is True
