"""The sequence view in the window."""

from __future__ import annotations

from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.tools.ladder import LadderPanel
from tests.kit.screen import eventually


async def test_the_ladder_and_the_trace_follow_each_other(window: MainWindow) -> None:
    table = window.cast.trace.page.table
    table.choose(2)
    window.deeds.do("ladder")
    panel = window.deeds.tools.tool("ladder").panel
    assert isinstance(panel, LadderPanel)
    await eventually(lambda: panel.view.count > 10)
    panel.view._pick(0)
    assert table.chosen_row == 0
    panel.scope.set_value("message")
    table.choose(2)
    await eventually(lambda: 2 <= panel.view.count <= 4)
