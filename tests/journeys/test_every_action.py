"""Every action of the window, one after another, while messages come and go: nothing fails, nothing is left over."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from smppconsole.compose.draft import Draft, Receipt
from smppconsole.console.demo import demo
from smppconsole.net import tasks
from smppconsole.ui import style, theme
from smppconsole.ui.actions import ACTIONS
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.opening import make_application
from tests.kit.every_action import put_away, steps
from tests.kit.screen import eventually
from tests.kit.traces import answer, submit
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROWS = 600


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    style.apply(make_application(), theme.LIGHT)


def _fill(window: MainWindow) -> None:
    store = window.workspace.store
    for number in range(ROWS // 2):
        status = 0x58 if number % 7 == 0 else 0
        times = {"time_ns": 1_800_000_000_000_000_000 + number, "mono_ns": number, "session": 9}
        store.append(submit(number, f"Your code is {number:06}"), outgoing=True, **times)
        store.append(answer(number, "" if status else f"A{number}", status), outgoing=False, **times)
    window.workspace.publish_soon()


class Strays(QObject):
    """Notes windows that nobody asked for: a part of a panel that is shown before it has a parent."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Sheets, menus, hints and the guide are windows rightly."""
        shown = event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and watched.windowType() in _PLAIN:
            self.seen.add(f"{type(watched).__name__} {watched.objectName()}")
        return False


_PLAIN = {Qt.WindowType.Window, Qt.WindowType.Widget}
_RIGHTLY = {"MainWindow window", "HelpWindow help", "Workbench workbench"}


async def _keep_sending(window: MainWindow) -> None:
    while True:
        window.cast.sending.send(Draft("4917139", "Orbit", "meanwhile", receipt=Receipt.FINAL))
        await asyncio.sleep(0.05)


async def _play(window: MainWindow) -> set[str]:
    """Do everything; the names of what was done."""
    await demo(window.workspace)
    _fill(window)
    await eventually(lambda: window.cast.trace.live.model.rowCount() > ROWS)
    sending = asyncio.ensure_future(_keep_sending(window))
    done = set()
    for step in steps(window):
        step.do()
        QApplication.processEvents()
        await asyncio.sleep(0)
        done.add(step.name)
        put_away(window)
    await eventually(lambda: window.cast.appearance.done)
    sending.cancel()
    return done


async def test_everything_can_be_done_while_messages_come_and_go() -> None:
    failed: list[str] = []
    stop = tasks.on_failure(lambda name, error: failed.append(f"{name}: {error!r}"))
    strays, app = Strays(), QApplication.instance()
    assert app
    app.installEventFilter(strays)
    async with opened_window() as window:
        done = await _play(window)
    app.removeEventFilter(strays)
    stop()
    assert strays.seen <= _RIGHTLY
    assert {f"action {spec.id}" for spec in ACTIONS if spec.id != "quit"} <= done
    assert not failed
    del window
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = [one.objectName() for one in QApplication.allWidgets() if one.isVisible()]
    assert not left
    assert not [one for one in QApplication.topLevelWidgets() if one.objectName() == "window"]
    assert len(tasks.running()) == 0
