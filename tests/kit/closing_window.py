"""The whole program in a process of its own, brought to some moment and closed there:
``python -m tests.kit.closing_window MOMENT WAY PORT``.

WAY is how it is closed: ``event`` (the window's own), ``keys`` (Ctrl+Q), ``signal`` (SIGTERM, which whoever started it
sends), ``kill`` (SIGKILL, likewise). A line of JSON on stdout tells that the moment is reached, another what was left
when all had ended.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
import traceback
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from smppconsole.__main__ import main as program
from smppconsole.compose.bench import Bench
from smppconsole.compose.draft import Draft
from smppconsole.console.account import Account
from smppconsole.console.batch_progress import Stage
from smppconsole.console.door import Door
from smppconsole.net import tasks
from smppconsole.smpp.finding import Severity
from smppconsole.ui import app
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.tools.batch import BatchPanel
from smppconsole.ui.panels.tools.doctor import DoctorPanel
from smppconsole.ui.panels.trace.columns import ColumnWish
from smppconsole.ui.state_file import STATE, open_state
from smppconsole.ui.widgets.number_field import NumberField
from tests.kit.screen import found
from tests.kit.traces import fill

DRAFT = Draft("491713920012", "Orbit", "Not sent yet")
HALF_FILLED = "Half a provider"
_PASSWORD = "password"
_ROWS = 200_000
_PATIENCE = 15.0


class Moments:
    """Brings one window to a moment; ``port`` is that of the peer, ``folder`` where files may lie."""

    def __init__(self, window: MainWindow, port: int, folder: Path) -> None:
        self.window, self.cast, self.port, self.folder = window, window.cast, port, folder

    async def until(self, reached: Callable[[], object]) -> None:
        """Qt's own loop runs below this one: nothing else need be turned."""
        end = time.monotonic() + _PATIENCE
        while not reached():
            assert time.monotonic() < end, self.words()
            await asyncio.sleep(0.005)

    def bind(self, **changes: object) -> None:
        """Save an account of the peer and bind it."""
        wishes = {"reconnect_first": 60.0, "enquire_link": 3600.0, "window": 10, **changes}
        account = Account("Peer", "127.0.0.1", self.port, "smppclient", **wishes)  # type: ignore[arg-type]
        self.window.workspace.accounts.save(account)
        self.window.show_sessions()
        self.cast.sessions.bind("Peer", _PASSWORD)

    def words(self) -> str:
        """What is told of the link."""
        view = self.cast.sessions.view()
        return f"{view.link.state} {view.link.words}" if view is not None else ""

    def fill(self) -> None:
        """Put very many rows into the trace."""
        fill(self.window.workspace.store, _ROWS)

    # --- on the way to a bound session, and away from it

    async def at_rest(self) -> None:
        """Nothing at all."""

    async def connecting(self) -> None:
        self.bind()
        await self.until(lambda: "connecting to" in self.words())

    async def tls_greeting(self) -> None:
        self.bind(tls="verify")
        await self.until(lambda: "connect:" in self.words())

    async def binding(self) -> None:
        self.bind()
        await self.until(lambda: "waiting for the answer" in self.words())

    async def bound(self) -> None:
        self.bind()
        await self.until(lambda: "bound" in self.window.abilities.held())

    async def unbinding(self) -> None:
        await self.bound()
        self.cast.sessions.toggle()
        await asyncio.sleep(0)

    async def reconnecting(self) -> None:
        self.bind()
        await self.until(lambda: self.words().startswith("dead"))

    async def waiting_for_outbind(self) -> None:
        self.window.workspace.accounts.save(Account("Peer", "127.0.0.1", self.port, "smppclient"))
        self.window.show_sessions()
        self.cast.sessions.bind("Peer", _PASSWORD, door=Door("127.0.0.1", 0))
        await self.until(lambda: "waiting for an outbind" in self.words())

    async def answers_outstanding(self) -> None:
        await self.bound()
        for number in range(200):
            self.cast.sending.send(Draft(f"4917{number:08}", "Orbit", "unanswered"))

    async def peer_not_reading(self) -> None:
        """So much is on its way to a peer that does not read that nothing more goes out."""
        self.bind(window=1000)
        await self.until(lambda: "bound" in self.window.abilities.held())
        (engine,) = self.window.workspace.engines.values()
        for _ in range(200):
            engine.send_raw(bytes.fromhex("00010000000000040000000000000001").ljust(1 << 16, b"?"))
        link = engine.connection.link if engine.connection is not None else None
        assert link is not None
        await self.until(lambda: not link._writable.is_set())

    # --- in a batch

    async def batch(self) -> BatchPanel:
        await self.bound()
        self.cast.composer.show_draft(Draft("491713920112", "Orbit", "To many"))
        self.window.do("batch")
        panel = self.window.deeds.tools.tool("batch").panel
        assert isinstance(panel, BatchPanel)
        panel.form.source.set_value("count")
        panel.form._turn("count")
        found(panel, "batch.count", NumberField).set_value(100_000)
        panel.form.rate.set_value(200)
        await self.until(panel.send.isEnabled)
        panel.send.click()
        await self.until(lambda: panel.run is not None and panel.run.finished > 5)
        return panel

    async def batch_paused(self) -> None:
        panel = await self.batch()
        panel.pause.click()
        run = panel.run
        assert run is not None
        await self.until(lambda: run.stage is Stage.PAUSED)

    async def batch_throttled(self) -> None:
        panel = await self.batch()
        run = panel.run
        assert run is not None
        await self.until(lambda: "slow" in run.words or run.words)

    # --- work in the trace

    async def filtering(self) -> None:
        self.fill()
        self.cast.trace.live.filters.filter_by('text ~ "no such text"')
        await self.until(lambda: not self.cast.trace.live.filter.done)

    async def finding(self) -> None:
        self.fill()
        bar = self.cast.trace.live.find_bar
        bar.open()
        bar.line.setText("no such text")
        await self.until(lambda: not bar.done)

    async def counting(self) -> None:
        self.fill()
        self.window.do("statistics")
        self.window.deeds.tools.tool("statistics")
        await asyncio.sleep(0.02)

    async def saving(self) -> None:
        self.fill()
        self.cast.exports.save(self.cast.trace.live, self.folder / "saved.csv")
        await asyncio.sleep(0.02)

    async def opening(self) -> None:
        page = self.cast.captures.open(self.folder / "large.pcapng")
        await self.until(lambda: page.model.rowCount() > 0)

    # --- other work

    async def doctor(self) -> None:
        self.window.workspace.accounts.save(Account("Peer", "127.0.0.1", self.port, "smppclient"))
        self.window.show_sessions()
        self.cast.sessions.choose("Peer")
        self.window.do("doctor")
        tool = self.window.deeds.tools.tool("doctor")
        panel, run = tool.panel, tool.run  # type: ignore[attr-defined]
        assert isinstance(panel, DoctorPanel)
        run._passwords["Peer"] = _PASSWORD
        panel.start.click()
        await self.until(lambda: run.is_running)
        await asyncio.sleep(0.2)

    async def centre(self) -> None:
        """A message centre with a client from this window."""
        self.window.do("simulator")
        await self.until(lambda: "bound" in self.window.abilities.held())

    # --- something open

    async def notice(self) -> None:
        self.window.say(Severity.WARNING, "Something wants to be seen to.", ("edit", "again"))

    async def sheet_open(self) -> None:
        self.window.do("settings")
        await self.until(lambda: any(one.isVisible() for one in self.window.findChildren(QDialog)))

    async def draft(self) -> None:
        self.cast.composer.show_draft(DRAFT)

    async def worked_in(self) -> None:
        """Somebody has made the window their own; all of it is written down."""
        window, cast = self.window, self.cast
        for name in ("Alpha", "Beta"):
            window.workspace.accounts.save(Account(name, "a.example", system_id="me"))
        window.show_sessions()
        cast.sessions.choose("Beta")
        window.workspace.saved_filters.keep("status != 0")
        for action in ("larger", "theme_dark", "findings", "statistics"):
            window.do(action)
        cast.trace.live.filters.filter_by('text ~ "mine"')
        cast.trace.set_columns(ColumnWish().turn("gap"))
        cast.composer.show_draft(DRAFT)
        cast.side.show_kind("sent")
        window.deeds.workbench.bench.show_bench(Bench(raw="00000010 00000015", is_raw=True))
        window.room.left.hide()
        await self.until(lambda: cast.appearance.done and "00000015" in str(open_state(STATE).value("workbench")))
        await asyncio.sleep(1.0)  # what came last is written down as soon as nothing more comes

    async def account_sheet(self) -> None:
        self.window.do("new_account")
        form = self.cast.accounts.form
        found(form, "accounts.name", QLineEdit).setText(HALF_FILLED)
        await self.until(lambda: HALF_FILLED in str(open_state(STATE).value("sheet")))


_NO_MOMENTS = {"until", "bind", "words", "fill", "worked_in"}
NAMES = frozenset(name for name in vars(Moments) if not name.startswith("_")) - _NO_MOMENTS


def _moment(name: str, window: MainWindow, port: int) -> Awaitable[object]:
    made: Awaitable[object] = getattr(Moments(window, port, Path.cwd()), name)()
    return made


def _tell(**said: object) -> None:
    print(json.dumps(said), flush=True)


def _close_event(window: MainWindow) -> None:
    window.close()


def _keys(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)


WAYS: Mapping[str, Callable[[MainWindow], object]] = MappingProxyType(
    {"event": _close_event, "keys": _keys, "signal": lambda _: None, "kill": lambda _: None}
)


async def _drive(moment: str, way: str, port: int) -> None:
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
    window.workspace.secrets._find = lambda: None  # type: ignore[method-assign]
    try:
        await _moment(moment, window, port)
    except BaseException:
        traceback.print_exc()
        os._exit(3)
    _tell(reached=moment)
    QTimer.singleShot(0, window, lambda: WAYS[way](window))  # a key turns Qt's loop, which no task may


def main() -> int:
    """The program's exit status; what was left of it is told before."""
    moment, way, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    live = app._live

    async def watched(*wishes: object) -> int:
        driving = asyncio.ensure_future(_drive(moment, way, port))
        status = await live(*wishes)  # type: ignore[arg-type]
        left = [task.get_name() for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        await driving
        windows = [type(one).__name__ for one in QApplication.topLevelWidgets() if one.isVisible()]
        _tell(tasks=left + [task.get_name() for task in tasks.running()], windows=windows)
        return status

    app._live = watched  # type: ignore[assignment]
    return program([])


if __name__ == "__main__":
    sys.exit(main())
