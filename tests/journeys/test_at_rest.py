"""A window in which nothing goes on wakes the machine at most twice a second, and closes in time at any moment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from smppconsole.compose.draft import Draft
from smppconsole.console.account import Account
from smppconsole.console.demo import demo
from smppconsole.console.scenarios import scenario
from smppconsole.net import tasks
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.ui import style, theme
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.opening import make_application
from tests.kit.screen import eventually
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

IN_TIME, SLACK = 2.0, 2.0
"""Seconds that closing may take, and those a loaded machine may add."""
MOST_WAKES = 2.0


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    style.apply(make_application(), theme.LIGHT)


def wakes(window: MainWindow) -> dict[str, float]:
    """How often a second each timer that comes again wakes the program, by what it belongs to."""
    owners = [window, QApplication.instance(), *(one for one in vars(window.cast).values() if isinstance(one, QObject))]
    timers = {timer for owner in owners if owner is not None for timer in owner.findChildren(QTimer)}
    running = [timer for timer in timers if timer.isActive() and not timer.isSingleShot()]
    return {type(timer.parent()).__name__: 1000 / max(1, timer.interval()) for timer in running}


async def test_a_window_without_a_session_wakes_nobody() -> None:
    async with opened_window() as window:
        await eventually(lambda: not window.cast.pulse.running)
        await eventually(lambda: sum(wakes(window).values()) <= MOST_WAKES, seconds=20)


async def test_a_bound_session_at_rest_wakes_the_window_twice_a_second_at_most() -> None:
    async with opened_window() as window:
        await demo(window.workspace)
        await eventually(lambda: max(wakes(window).values()) <= MOST_WAKES, seconds=20)
        assert window.cast.sessions.any_busy


# --- closing at any moment


async def _binding(window: MainWindow, centre: Peer) -> None:
    window.cast.sessions.bind(centre.account(answers=False), "x")
    await eventually(lambda: centre.heard)


async def _bound(window: MainWindow, centre: Peer) -> None:
    window.cast.sessions.bind(centre.account(), "x")
    await eventually(lambda: window.abilities.held() >= {"bound"})


async def _sending(window: MainWindow, centre: Peer) -> None:
    await _bound(window, centre)
    for number in range(200):
        window.cast.sending.send(Draft(f"4917{number}", "Orbit", "unanswered"))


async def _reconnecting(window: MainWindow, centre: Peer) -> None:
    await _bound(window, centre)
    centre.hang_up()
    await eventually(lambda: (view := window.cast.sessions.view()) is not None and view.link.state == "dead")


class Peer:
    """A centre that answers binds and unbinds, if it is to, and nothing else."""

    def __init__(self, window: MainWindow, port: int) -> None:
        self.heard: list[bytes] = []
        self._window, self._port, self._answers = window, port, True
        self._writers: list[asyncio.StreamWriter] = []

    def account(self, *, answers: bool = True) -> str:
        """The name of an account of it."""
        self._answers = answers
        account = Account("Peer", "127.0.0.1", self._port, "peer", reconnect_first=60.0)
        self._window.workspace.accounts.save(replace(account, enquire_link=3600.0))
        self._window.show_sessions()
        return "Peer"

    def hang_up(self) -> None:
        """Close every connection."""
        for writer in self._writers:
            writer.close()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)
        names = {0x09: "bind_transceiver_resp", 0x06: "unbind_resp"}
        while True:
            try:
                head = await reader.readexactly(16)
                self.heard.append(head + await reader.readexactly(int.from_bytes(head[:4], "big") - 16))
            except (asyncio.IncompleteReadError, ConnectionError):
                return
            name = names.get(int.from_bytes(head[4:8], "big"))
            if name and self._answers:
                fields: dict[str, object] = {"system_id": "peer"} if name.startswith("bind") else {}
                writer.write(encode(Pdu(name, fields, sequence=int.from_bytes(head[12:16], "big"))))


@asynccontextmanager
async def _peer(window: MainWindow) -> AsyncIterator[Peer]:
    peer = Peer(window, 0)
    server = await asyncio.start_server(peer.serve, "127.0.0.1", 0)
    peer._port = server.sockets[0].getsockname()[1]
    yield peer
    peer.hang_up()
    server.close()


@pytest.mark.parametrize("moment", [_binding, _bound, _sending, _reconnecting], ids=lambda one: one.__name__.strip("_"))
async def test_it_closes_in_time_at_any_moment(moment: Callable[[MainWindow, Peer], Awaitable[None]]) -> None:
    opened = opened_window()
    window = await opened.__aenter__()
    async with _peer(window) as centre:
        await moment(window, centre)
        async with asyncio.timeout(IN_TIME + SLACK):
            await opened.__aexit__(None, None, None)
        unbinds = sum(pdu[4:8] == b"\x00\x00\x00\x06" for pdu in centre.heard)
        assert unbinds == (moment in {_bound, _sending})
    assert len(tasks.running()) == 0


async def test_it_closes_in_time_with_the_simulator_and_every_tool() -> None:
    async with opened_window() as window:
        await window.workspace.start_centre(scenario("plain"))
        for tool in ("doctor", "centre", "batch", "statistics", "ladder", "compare", "findings", "workbench", "guide"):
            window.do(tool)
            QApplication.processEvents()
    assert len(tasks.running()) == 0
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]
