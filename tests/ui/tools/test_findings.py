"""Findings in the window."""

from __future__ import annotations

from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.tools.findings import FindingsPanel
from tests.kit.screen import eventually


async def test_findings_are_those_of_the_trace_in_front(window: MainWindow) -> None:
    window.deeds.do("findings")
    panel = window.deeds.tools.tool("findings").panel
    assert isinstance(panel, FindingsPanel)
    await eventually(lambda: panel.done)
    panel.filter_asked.emit("finding")
    assert window.cast.trace.page.filters.line.edit.text() == "finding"
    panel.row_asked.emit(0)
