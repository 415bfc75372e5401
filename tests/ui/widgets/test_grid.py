"""The plain table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.grid import Cell, Column, Grid

_COLUMNS = (Column("No.", 50, right=True, mono=True), Column("Words"), Column("Extra", 120, fold=400))


@pytest.fixture
def grid(qtbot: QtBot) -> Grid:
    """Rows whose words are their numbers."""
    made = Grid("x.grid", "Numbers", _COLUMNS, lambda row: (Cell(str(row)), Cell(f"row {row}"), Cell("more")), "None.")
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def test_the_model_keeps_qts_rules(grid: Grid, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(grid.rows, force_py=True)
    grid.rows.set_count(5)
    grid.rows.set_count(9)
    grid.rows.touch(2, 40)
    grid.rows.set_count(3)
    grid.rows.reset(4)
    assert grid.rows.rowCount() == 4


def test_cells_are_made_only_when_somebody_looks(qtbot: QtBot) -> None:
    made: list[int] = []

    def make(row: int) -> tuple[Cell, ...]:
        made.append(row)
        return (Cell("a"), Cell("b"), Cell("c"))

    grid = Grid("x.grid", "Many", _COLUMNS, make)
    qtbot.addWidget(grid)
    grid.resize(600, 240)
    grid.rows.set_count(100_000)
    grid.show()
    qtbot.waitExposed(grid)
    grid.grab()
    assert made
    assert len(set(made)) < 50


def test_columns_share_the_room_and_fold(grid: Grid) -> None:
    total = sum(grid.columnWidth(at) for at in range(3))
    assert total == grid.viewport().width()
    grid.resize(300, 300)
    assert grid.isColumnHidden(2)
    assert grid.columnWidth(0) + grid.columnWidth(1) == grid.viewport().width()


def test_what_is_selected_can_be_copied(grid: Grid, qtbot: QtBot) -> None:
    grid.rows.set_count(3)
    grid.selectRow(1)
    qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "1\trow 1\tmore"
    assert (grid.chosen_row, grid.chosen_rows) == (1, [1])


def test_a_row_can_be_opened_by_keyboard(grid: Grid, qtbot: QtBot) -> None:
    grid.rows.set_count(3)
    grid.selectRow(2)
    grid.setFocus()
    with qtbot.waitSignal(grid.opened, check_params_cb=lambda row: row == 2):
        qtbot.keyClick(grid, Qt.Key.Key_Return)


def test_all_words_are_told_on_hover(grid: Grid) -> None:
    grid.rows.set_count(1)
    assert grid.rows.data(grid.rows.index(0, 1), Qt.ItemDataRole.ToolTipRole) == "row 0"
    assert grid.full_height() > grid.horizontalHeader().height()
