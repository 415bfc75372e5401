"""A table of rows in a form: to add, move, remove, and read as texts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.controls import IconButton, LineField, named
from smppconsole.ui.widgets.row_table import TICKED, Cell, RowTable, typed_choice
from tests.kit.screen import found, nameless


def cells(name: str, says: str) -> Sequence[Cell]:
    kind = typed_choice(f"{name}_kind", f"{says}: kind", [("one", "one"), ("two", "two")])
    return kind, LineField(f"{name}_value", f"{says}: value"), named(QCheckBox(), f"{name}_on", f"{says}: on")


@pytest.fixture
def table(qtbot: QtBot) -> RowTable:
    made = RowTable("t", "Things", ("Kind", "Value", "On"), cells, "none yet")
    qtbot.addWidget(made)
    made.show_rows([("one", "1", TICKED), ("other", "2", "")])
    return made


def test_rows_come_back_as_they_were_shown(table: RowTable) -> None:
    assert table.rows == (("one", "1", TICKED), ("other", "2", ""))
    assert table.hint.isHidden()
    assert nameless(table) == []


def test_an_added_row_counts_when_something_stands_in_it(table: RowTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.edited):
        table.add.click()
    assert len(table.rows) == 2
    with qtbot.waitSignal(table.edited):
        found(table, "t_3_value", LineField).setText("3")
    assert table.rows[2] == ("", "3", "")


def test_a_row_moves_up_and_the_first_cannot(table: RowTable, qtbot: QtBot) -> None:
    assert not found(table, "t_up_1", IconButton).isEnabled()
    with qtbot.waitSignal(table.edited):
        found(table, "t_up_2", IconButton).click()
    assert [row[0] for row in table.rows] == ["other", "one"]


def test_without_rows_the_hint_stands_there(table: RowTable) -> None:
    found(table, "t_remove_2", IconButton).click()
    found(table, "t_remove_1", IconButton).click()
    assert (table.rows, table.hint.isHidden(), table.hint.text()) == ((), False, "none yet")


def test_return_in_a_cell_is_told(table: RowTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.entered):
        found(table, "t_1_value", LineField).returnPressed.emit()
    assert found(table, "t_add", QPushButton).accessibleName() == "Things: add a row"
