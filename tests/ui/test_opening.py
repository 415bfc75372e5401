"""The start: the program as Qt knows it, and the window as a frame before what it holds."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication

from smppconsole.console.settings import Settings
from smppconsole.console.workspace import Workspace
from smppconsole.ui import app, opening, place
from smppconsole.ui.widgets.controls import native_keys
from tests.kit.screen import WindowsShown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_program_has_a_name_and_does_not_quit_by_itself() -> None:
    made = opening.make_application()
    assert made is QApplication.instance()
    assert made.applicationDisplayName() == "SMPP Console"
    assert not made.quitOnLastWindowClosed()
    assert not made.windowIcon().isNull()


def test_a_frame_imports_nothing_of_what_the_window_holds() -> None:
    heavy = {"qasync", "smpplib", "smppconsole.console.workspace", "smppconsole.trace.store", "smppconsole.ui.cast"}
    listing = f"sorted({heavy} & set(sys.modules))"
    code = f"import sys, smppconsole.ui.opening; print({listing})"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert out.stdout.strip() == "[]"


async def test_a_frame_on_the_screen_is_furnished_without_another_window_and_without_a_jump(look: QApplication) -> None:
    workspace = Workspace()
    workspace.settings.set("capture_sessions", False)
    frame = opening.open_frame(Settings())
    frame.show()
    QApplication.processEvents()
    before = frame.geometry()
    assert not frame.is_furnished
    assert frame.header.isVisible()
    shown = WindowsShown()
    look.installEventFilter(shown)
    app.furnish(frame, workspace, workspace.open())
    QApplication.processEvents()
    look.removeEventFilter(shown)
    assert shown.names == []
    assert frame.geometry() == before
    assert frame.is_furnished
    assert frame.cast.trace.isVisible()
    assert frame.room.left.isVisible()
    placed = [dock.geometry() for dock in (frame.room.left, frame.room.bottom)]
    frame.room.reset()
    QApplication.processEvents()
    assert [dock.geometry() for dock in (frame.room.left, frame.room.bottom)] == placed, "as the design has it"
    await app.shut_down(frame)


def test_a_frame_begins_where_the_window_was_left(look: QApplication) -> None:
    frame = opening.open_frame(Settings())
    assert frame.size() == QSize(1440, 900).boundedTo(frame.screen().availableSize() - place.FRAME)
    frame.deleteLater()


def test_qt_speaks_with_the_window(look: QApplication) -> None:
    opening.speak("de")
    try:
        assert native_keys("Ctrl+O") == "Strg+O"
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    finally:
        opening.speak("en")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert native_keys("Ctrl+O") == "Ctrl+O"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
