"""Statistics in the window."""

from __future__ import annotations

from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.tools.statistics import StatisticsPanel
from tests.kit.screen import eventually


async def test_statistics_count_the_trace_in_front(window: MainWindow) -> None:
    window.deeds.do("statistics")
    panel = window.deeds.tools.tools["statistics"].panel
    assert isinstance(panel, StatisticsPanel)
    await eventually(lambda: panel.numbers and panel.numbers.done)
    assert panel.numbers is not None
    assert panel.numbers.seen == len(window.workspace.store)
    assert not panel.scope.isEnabled()
