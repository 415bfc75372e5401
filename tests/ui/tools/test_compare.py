"""The comparison in the window."""

from __future__ import annotations

from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.tools.compare import ComparePanel
from tests.kit.screen import eventually


async def test_two_pdus_chosen_one_after_the_other_are_compared(window: MainWindow) -> None:
    table = window.cast.trace.page.table
    table.choose(2)
    window.deeds.do("compare")
    panel = window.deeds.tools.tools["compare"].panel
    assert isinstance(panel, ComparePanel)
    table.choose(3)
    await eventually(lambda: panel.left and panel.right)
    assert panel.left is not None
    assert panel.right is not None
    assert (panel.left.number, panel.right.number) == (3, 4)
