"""A whole window in a test: opened over a workspace of its own, closed in good order."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from smppconsole.console.workspace import Workspace
from smppconsole.ui.app import open_window, shut_down
from smppconsole.ui.main_window import MainWindow
from tests.kit.screen import eventually


@asynccontextmanager
async def opened_window(width: int = 1440, height: int = 900) -> AsyncIterator[MainWindow]:
    """A window of some size, shown; key stores are not asked."""
    workspace = Workspace()
    workspace.secrets._find = lambda: None
    workspace.settings.set("capture_sessions", False)
    window = open_window(workspace)
    window.resize(width, height)
    window.show()
    QApplication.processEvents()
    try:
        yield window
    finally:
        await shut_down(window)
        del window
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # no loop of Qt runs that would


async def practising(window: MainWindow) -> None:
    """Start the practice centre in a window, and wait until its account is bound."""
    window.deeds.do("simulator")
    await eventually(lambda: (engine := window.cast.sessions.engine()) is not None and engine.is_bound)


async def filled(window: MainWindow) -> None:
    """Wait until every tool that is open has its panel, which is made in turns of its own."""
    shelf = window.deeds.tools.shelf
    await eventually(lambda: not any(map(shelf.is_empty, shelf.ids)))
