"""Tools, sheets and windows that are opened and closed again leave no widget, no object, no task and no file behind."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from smppconsole.console.account import Account
from smppconsole.ui import style, theme
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.opening import make_application
from tests.kit.every_action import put_away
from tests.kit.screen import eventually
from tests.kit.traces import fill
from tests.kit.window import filled, opened_window

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="open files are counted in /proc"),
    pytest.mark.qt_log_ignore("This plugin does not support"),
]

OPENED = (
    *("doctor", "centre", "batch", "statistics", "ladder", "compare", "findings", "notices", "workbench"),
    *("settings", "help", "about", "palette", "export", "edit_account", "new_account", "export_accounts"),
)
"""What opens something; ids of actions."""
_FIRST, _ROUNDS = 2, 5


async def _round(window: MainWindow) -> None:
    shelf = window.deeds.tools.shelf
    for action in OPENED:
        window.do(action)
        await filled(window)
        if action == "workbench":
            await eventually(window.deeds.workbench.bench.pages.isVisible)
        QApplication.processEvents()
        await asyncio.sleep(0)
        put_away(window)
        for tool in shelf.ids:
            shelf.put_away(tool)
        window.deeds.accounts.close_sheet()
        QApplication.processEvents()


def _there() -> Counter[str]:
    """Widgets, objects of Qt that Python knows, tasks and open files, by their kinds."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    found = Counter(f"widget {type(one).__name__}" for one in QApplication.allWidgets())
    found.update(f"object {type(one).__name__}" for one in gc.get_objects() if isinstance(one, QObject))
    found.update(f"task {task.get_name()}" for task in asyncio.all_tasks())
    found["file"] = len(list(Path("/proc/self/fd").iterdir()))
    return found


async def test_what_is_opened_and_closed_leaves_nothing(qapp: QApplication) -> None:
    style.apply(make_application(), theme.LIGHT)
    async with opened_window() as window:
        window.workspace.accounts.save(Account("Alpha", "a.example", system_id="me"))
        window.show_sessions()
        fill(window.workspace.store, 40)
        QApplication.processEvents()
        window.cast.trace.live.table.choose(0)
        for _ in range(_FIRST):
            await _round(window)
        before = _there()
        for _ in range(_ROUNDS):
            await _round(window)
        more = _there() - before
        assert {kind: count for kind, count in more.items() if count >= _ROUNDS} == {}
