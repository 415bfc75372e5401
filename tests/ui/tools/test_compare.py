"""The comparison in the window."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel

from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.tools.compare import ComparePanel
from tests.kit.screen import eventually

_MORE = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_ALONE = _MORE | QItemSelectionModel.SelectionFlag.Clear


async def test_two_pdus_chosen_one_after_the_other_are_compared(window: MainWindow) -> None:
    table = window.cast.trace.page.table
    table.choose(2)
    window.deeds.do("compare")
    panel = window.deeds.tools.tool("compare").panel
    assert isinstance(panel, ComparePanel)
    table.choose(3)
    await eventually(lambda: panel.left and panel.right)
    assert panel.left is not None
    assert panel.right is not None
    assert (panel.left.number, panel.right.number) == (3, 4)


async def test_two_chosen_at_once_are_each_one_side(window: MainWindow) -> None:
    table = window.cast.trace.page.table
    table.choose(1)
    window.deeds.do("compare")
    panel = window.deeds.tools.tool("compare").panel
    assert isinstance(panel, ComparePanel)
    model = table.model()
    for row in (2, 4):
        table.selectionModel().select(model.index(row, 0), _MORE if row > 2 else _ALONE)
    window.deeds.tools.tool("compare").feed()
    assert panel.left is not None
    assert panel.right is not None
    assert (panel.left.number, panel.right.number) == (3, 5)


async def test_a_comparison_begins_anew_with_the_row_whose_menu_asks_for_it(window: MainWindow) -> None:
    table = window.cast.trace.page.table
    table.choose(1)
    window.deeds.do("compare")
    table.choose(2)
    panel = window.deeds.tools.tool("compare").panel
    assert isinstance(panel, ComparePanel)
    table.choose(3)
    window.deeds.do("compare_from")
    assert panel.left is not None
    assert (panel.left.number, panel.right) == (4, None)
    table.choose(0)
    await eventually(lambda: panel.right is not None and panel.right.number == 1)
