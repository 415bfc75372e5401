"""The real program is closed at any moment, by its window, its keys or a signal: it ends in time, unbinds where it was
bound, leaves nothing behind, and what was not sent or saved is there at the next start."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from smppconsole.trace.capture import CaptureWriter
from smppconsole.ui import style, theme
from smppconsole.ui.opening import make_application
from tests.kit.closing_window import DRAFT, HALF_FILLED, NAMES
from tests.kit.peers import ROOT, NodeCentre
from tests.kit.screen import eventually, found
from tests.kit.traces import ENDS, MS, pairs
from tests.kit.window import opened_window
from tests.kit.wires import bind_resp

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX"),
    pytest.mark.qt_log_ignore("This plugin does not support"),
]

IN_TIME, SLACK = 2.0, 2.0
"""Seconds that closing may take, and those a loaded machine may add."""
_UNBIND = 6
_LARGE = 60_000


class Peer(threading.Thread):
    """A peer of plain sockets. It answers so many PDUs, then reads on or not, and answers no unbind."""

    def __init__(self, answers: int = 0, reads: bool = True, hangs_up: bool = False) -> None:
        super().__init__(daemon=True)
        self.unbinds = 0
        self._answers, self._reads, self._hangs_up = answers, reads, hangs_up
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._end = threading.Event()
        self.start()

    def run(self) -> None:
        """Serve one connection until it ends."""
        try:
            link, _ = self._server.accept()
        except OSError:
            return
        with link, link.makefile("rb") as read:
            while self._reads or self._answers:
                try:
                    head = read.read(16)
                    body = read.read(int.from_bytes(head[:4]) - 16) if len(head) == 16 else b""
                except OSError:
                    return
                if len(head) < 16:
                    return
                self.unbinds += int.from_bytes(head[4:8]) == _UNBIND
                if self._answers:
                    self._answers -= 1
                    link.sendall(bind_resp(head + body))
                    if self._hangs_up:
                        self._server.close()
                        return
            self._end.wait(20)

    def stop(self) -> None:
        """Let go."""
        self._end.set()
        self._server.close()
        self.join(5)


class Nowhere:
    """A port that lets no connection through: its queue is full, so that greetings are lost."""

    def __init__(self) -> None:
        self.unbinds = 0
        self._server = socket.create_server(("127.0.0.1", 0), backlog=0)
        self.port: int = self._server.getsockname()[1]
        self._waiting = [socket.socket() for _ in range(8)]
        for one in self._waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", self.port))

    def stop(self) -> None:
        """Let go."""
        for one in (*self._waiting, self._server):
            one.close()


class Node(NodeCentre):
    """A node-smpp centre."""

    @property
    def unbinds(self) -> int:
        """The unbinds it got."""
        return len(self.received("unbind", 1, seconds=2))


Host = Peer | Nowhere | Node


class Case(NamedTuple):
    """A moment, how the window is closed in it, who the peer is, and how many unbinds that peer sees."""

    moment: str
    way: str
    peer: Callable[[], Host] = Nowhere
    unbinds: int = 0


def _node() -> Node:
    return Node("--dlr", "-1")


def _throttling() -> Node:
    return Node("--dlr", "-1", "--throttle", "2")


def _silent() -> Peer:
    return Peer()


def _answering_binds_only() -> Peer:
    return Peer(answers=1)


def _deaf() -> Peer:
    return Peer(answers=1, reads=False)


def _hanging_up() -> Peer:
    return Peer(answers=1, hangs_up=True)


CASES = (
    Case("at_rest", "keys"),
    Case("connecting", "event"),
    Case("tls_greeting", "signal", _silent),
    Case("binding", "keys", _silent),
    Case("bound", "keys", _node, 1),
    Case("bound", "signal", _answering_binds_only, 1),
    Case("answers_outstanding", "event", _answering_binds_only, 1),
    Case("peer_not_reading", "signal", _deaf),
    Case("unbinding", "event", _answering_binds_only, 1),
    Case("reconnecting", "signal", _hanging_up),
    Case("waiting_for_outbind", "event"),
    Case("batch", "event", _node, 1),
    Case("batch_paused", "signal", _node, 1),
    Case("batch_throttled", "keys", _throttling, 1),
    Case("filtering", "event"),
    Case("finding", "signal"),
    Case("counting", "keys"),
    Case("saving", "event"),
    Case("opening", "signal"),
    Case("doctor", "event", _silent),
    Case("centre", "signal"),
    Case("notice", "keys"),
    Case("sheet_open", "signal"),
    Case("draft", "event"),
    Case("account_sheet", "event"),
)


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Callable[[Case], Ended]]:
    """Plays a case to its end, in a home of the test."""
    with ExitStack() as closing:

        def run(case: Case) -> Ended:
            peer = case.peer()
            closing.callback(peer.stop)
            if case.moment == "opening":
                _write_large(tmp_path / "large.pcapng")
            return _play(case, peer, tmp_path)

        yield run


class Ended(NamedTuple):
    """How a window came to its end: seconds it took, exit status, what was left, what it complained of, unbinds."""

    seconds: float
    status: int
    left: dict[str, list[str]]
    complaints: str
    unbinds: int


def _play(case: Case, peer: Host, folder: Path) -> Ended:
    command = [sys.executable, "-m", "tests.kit.closing_window", case.moment, case.way, str(peer.port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder, env=environment
    ) as window:
        assert window.stdout is not None
        reached = window.stdout.readline()
        begun = time.monotonic()
        if case.way in {"signal", "kill"}:
            window.send_signal(signal.SIGTERM if case.way == "signal" else signal.SIGKILL)
        out, err = window.communicate(timeout=30)
        seconds = time.monotonic() - begun
    assert reached, err
    complaints = err.replace("This plugin does not support propagateSizeHints()\n", "")  # of Qt's screen for tests
    unbinds = peer.unbinds if case.unbinds else 0
    return Ended(seconds, window.returncode, json.loads(out) if out else {}, complaints, unbinds)


def _write_large(path: Path) -> None:
    with CaptureWriter(path) as writer:
        for number, octets in enumerate(pdu for pair in pairs(_LARGE // 2) for pdu in pair):
            writer.write(octets, time_ns=number * MS, outgoing=not number % 2, session=0, ends=ENDS, hold=True)


def _name(case: Case) -> str:
    return f"{case.moment}-{case.way}-{getattr(case.peer, '__name__', '').strip('_').lower()}"


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_it_ends_in_time_unbinds_and_leaves_nothing(play: Callable[[Case], Ended], case: Case, tmp_path: Path) -> None:
    ended = play(case)
    assert (ended.status, ended.complaints) == (0, "")
    assert ended.left == {"tasks": [], "windows": []}
    assert ended.unbinds == case.unbinds
    assert ended.seconds < IN_TIME + SLACK
    assert not (tmp_path / "saved.csv").exists()


def test_every_moment_is_gone_through() -> None:
    assert {case.moment for case in CASES} == NAMES


@pytest.mark.parametrize("way", ["event", "kill"])
async def test_an_account_sheet_half_filled_is_there_again(
    play: Callable[[Case], Ended], qapp: QApplication, way: str
) -> None:
    play(Case("account_sheet", way))
    style.apply(make_application(), theme.LIGHT)
    async with opened_window() as window:
        assert found(window, "accounts.name", QLineEdit).text() == HALF_FILLED


async def test_a_draft_not_sent_is_there_again(play: Callable[[Case], Ended], qapp: QApplication) -> None:
    play(Case("draft", "signal"))
    style.apply(make_application(), theme.LIGHT)
    async with opened_window() as window:
        assert window.cast.composer.draft == DRAFT


async def test_a_killed_window_is_found_again_as_it_was(play: Callable[[Case], Ended], qapp: QApplication) -> None:
    assert play(Case("worked_in", "kill")).status == -signal.SIGKILL
    style.apply(make_application(), theme.LIGHT)
    async with opened_window() as window:
        cast, shelf = window.cast, window.deeds.tools.shelf
        assert cast.sessions.current == "Beta"
        assert cast.trace.live.filters.wish.text == 'text ~ "mine"'
        assert "gap" in cast.trace.columns.text()
        assert cast.composer.draft == DRAFT
        assert cast.side.kind == "sent"
        assert (shelf.ids, shelf.front) == (["findings", "statistics"], "statistics")
        assert window.deeds.workbench.bench.bench.raw == "00000010 00000015"
        assert window.room.left.isHidden()
        assert window.workspace.settings.text("theme") == "dark"
        assert window.workspace.settings.number("font_size") > 0
        assert window.workspace.saved_filters.kept == ("status != 0",)
        window.do("normal")  # as other tests expect it
        window.do("theme_light")
        await eventually(lambda: cast.appearance.done)
