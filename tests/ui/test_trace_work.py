"""What the window does with traces."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from smppconsole.console import paths
from smppconsole.console.demo import demo
from smppconsole.trace.notes import notes_path
from tests.kit.screen import eventually, found
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


async def test_pdus_are_saved_copied_and_bundled_from_the_window() -> None:
    async with opened_window() as window:
        await demo(window.workspace)
        await eventually(lambda: window.cast.trace.live.model.rowCount() == 18)
        window.cast.trace.live.table.choose(2)
        window.deeds.do("ticket")
        sheet = found(window, "export", QDialog)
        assert sheet.isVisible()
        sheet.reject()
        window.deeds.do("copy_as.markdown")
        assert QGuiApplication.clipboard().text().startswith("- **Program**")
        assert "copied as Markdown" in window.cast.trace.notice.text


async def test_marks_of_the_live_trace_go_beside_its_capture() -> None:
    async with opened_window() as window:
        window.workspace.settings.set("capture_sessions", True)
        await demo(window.workspace)
        page = window.cast.trace.live
        await eventually(lambda: page.model.rowCount() == 18)
        page.table.choose(3)
        page.act("mark")
        (capture,) = paths.captures().glob("*.pcapng")
        await eventually(notes_path(capture).exists)
        assert '"row": 3' in notes_path(capture).read_text("utf-8")


async def test_a_capture_that_fails_is_said_and_goes_on_elsewhere() -> None:
    async with opened_window() as window:
        window.workspace.settings.set("capture_sessions", True)
        await demo(window.workspace)
        for file in paths.captures().iterdir():
            file.unlink()
        paths.captures().rmdir()
        engine = next(iter(window.workspace.engines.values()))
        engine.send(bytes.fromhex("00000010000000150000000000000001"))
        await eventually(lambda: "no longer written" in window.cast.trace.notice.text)
        await eventually(lambda: window.cast.status.writing.text() == "Not written")
        window.cast.status.recording_asked.emit()
        assert "removed" in window.cast.trace.notice.text
        window.cast.trace.notice.links["record_again"].click()
        assert "Every PDU goes into" in window.cast.trace.notice.text
        assert len(list(paths.captures().glob("*.pcapng"))) == 1


async def test_what_the_filter_hides_is_said() -> None:
    async with opened_window() as window:
        await demo(window.workspace)
        page = window.cast.trace.live
        await eventually(lambda: page.model.rowCount() == 18)
        page.filters.filter_by("response")
        page.go_to(2)
        assert "hides No. 3" in window.cast.trace.notice.text
