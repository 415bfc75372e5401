"""The window after the demonstration, for what its tools do there."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from smppconsole.console.workspace import Workspace
from smppconsole.ui.app import open_window, show_demo, shut_down
from smppconsole.ui.main_window import MainWindow
from tests.kit.screen import eventually


@pytest.fixture
async def window() -> AsyncIterator[MainWindow]:
    """Bound to a centre, three messages sent."""
    workspace = Workspace()
    made = open_window(workspace)
    made.show()
    await show_demo(made)
    workspace.store.publish()
    await eventually(lambda: made.cast.trace.live.model.rowCount() > 10)
    yield made
    await shut_down(made)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # Qt's own loop does not turn here
