"""The window as a screen reader tells it: whatever can take the focus says what it is and what it is called."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from smppconsole.ui import app
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.opening import make_application
from tests.kit.access import alike, unsaid
from tests.kit.every_action import first_row, put_away
from tests.kit.pictures import ACCOUNTS, LONG
from tests.kit.screen import eventually
from tests.kit.window import filled, opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROOMS = (
    "templates",
    "history",
    "find",
    "doctor",
    "centre",
    "batch",
    "statistics",
    "ladder",
    "compare",
    "findings",
    "notices",
)
WINDOWS = ("workbench", "settings", "guide", "about", "palette")
_DELIVER = 0x05


@pytest.fixture(autouse=True)
def _roles(qapp: QApplication) -> None:
    make_application()


async def settled(window: MainWindow) -> None:
    """What is made in steps is there."""
    await filled(window)
    for _ in range(5):
        await asyncio.sleep(0)
        QApplication.processEvents()


def others(window: MainWindow) -> Iterator[QWidget]:
    """Windows and sheets beside the main window."""
    for top in QApplication.topLevelWidgets():
        if top.isVisible() and top is not window:
            yield top
    yield from (dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())


async def test_whatever_takes_the_focus_says_what_it_is_in_every_room() -> None:
    found: dict[str, set[str]] = {}

    def hear(room: str, root: QWidget) -> None:
        if wrong := unsaid(root) | alike(root):
            found.setdefault(room, set()).update(wrong)

    async with opened_window() as window:
        hear("empty", window)
        await app.show_demo(window)
        for account in ACCOUNTS:
            window.workspace.accounts.save(account)
        window.show_sessions()
        window.cast.composer.show_draft(LONG)
        await eventually(lambda: first_row(window, _DELIVER) >= 0)
        window.cast.trace.live.table.choose(first_row(window, _DELIVER))
        hear("demo", window)
        for at in range(window.cast.inspector.head.tabs.count()):
            window.cast.inspector.head.tabs.setCurrentIndex(at)
            hear(f"inspector {at}", window.cast.inspector)
        window.deeds.accounts.do("provider", "TeleMessage")
        window.cast.accounts.form.more.click()
        await eventually(lambda: window.findChild(QWidget, "accounts.default_source"))
        hear("account", window)
        window.deeds.accounts.close_sheet()
        for room in ROOMS:
            window.deeds.do(room)
            await settled(window)
            hear(room, window)
        for room in WINDOWS:
            window.deeds.do(room)
            await settled(window)
            if room == "workbench":
                await eventually(window.deeds.workbench.bench.pages.isVisible)
            for top in others(window):
                hear(room, top)
            put_away(window)
        window.resize(1024, 640)
        await settled(window)
        hear("small", window)
    assert found == {}
