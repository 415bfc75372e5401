"""The comparison in the window."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel

from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.tools.compare import ComparePanel
from tests.kit.screen import eventually
from tests.kit.window import filled

_MORE = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_ALONE = _MORE | QItemSelectionModel.SelectionFlag.Clear


def _sides(panel: ComparePanel) -> tuple[int | None, ...]:
    """The numbers of A and B."""
    return tuple(side.number if side is not None else None for side in (panel.left, panel.right))


def _comparing(window: MainWindow, row: int) -> ComparePanel:
    """The comparison, opened with a row chosen."""
    window.cast.trace.page.table.choose(row)
    window.deeds.do("compare")
    panel = window.deeds.tools.tool("compare").panel
    assert isinstance(panel, ComparePanel)
    return panel


async def test_two_pdus_chosen_one_after_the_other_are_compared(window: MainWindow) -> None:
    panel = _comparing(window, 2)
    window.cast.trace.page.table.choose(3)
    await eventually(lambda: _sides(panel) == (3, 4))
    assert panel.left is not None
    assert panel.left.over == window.cast.trace.page.terms.tag_of(window.workspace.store.session(2)).text


async def test_two_chosen_at_once_are_each_one_side(window: MainWindow) -> None:
    panel = _comparing(window, 1)
    table = window.cast.trace.page.table
    for row in (2, 4):
        table.selectionModel().select(table.model().index(row, 0), _MORE if row > 2 else _ALONE)
    window.deeds.tools.tool("compare").feed()
    assert _sides(panel) == (3, 5)


async def test_a_comparison_begins_anew_with_the_row_whose_menu_asks_for_it(window: MainWindow) -> None:
    panel = _comparing(window, 1)
    table = window.cast.trace.page.table
    table.choose(2)
    table.choose(3)
    window.deeds.do("compare_from")
    assert _sides(panel) == (4, None)
    table.choose(0)
    await eventually(lambda: _sides(panel) == (4, 1))


async def test_one_begun_before_it_is_made_has_the_row_it_was_asked_with_as_a(window: MainWindow) -> None:
    table, tools = window.cast.trace.page.table, window.deeds.tools
    table.choose(3)
    window.deeds.do("compare_from")
    assert "compare" not in tools.tools
    assert tools.shelf.is_empty("compare")
    table.choose(0)
    await filled(window)
    panel = tools.tool("compare").panel
    assert isinstance(panel, ComparePanel)
    await eventually(lambda: _sides(panel) == (4, 1))
