"""Keys that come into a list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.arrival import Arrival
from smppconsole.ui.widgets.grid import Cell, Column, Grid

_TAB = Qt.FocusReason.TabFocusReason


class _Room(QWidget):
    """A line that the keys come from, and a list."""

    def __init__(self, *, chooses: bool = True) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.grid = Grid("x.grid", "Numbers", (Column("No."),), lambda row: (Cell(str(row)),), "None.", chooses=chooses)
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.grid)

    @property
    def ringed(self) -> bool:
        """Whether the list shows the ring of the focus."""
        arrival = self.grid.findChild(Arrival)
        assert arrival is not None
        return arrival.is_ringed


def _shown(qtbot: QtBot, room: _Room, rows: int) -> _Room:
    qtbot.addWidget(room)
    room.grid.rows.set_count(rows)
    room.show()
    with qtbot.waitActive(room):
        room.activateWindow()
    room.line.setFocus()
    return room


@pytest.fixture
def room(qtbot: QtBot) -> _Room:
    return _shown(qtbot, _Room(), 3)


@pytest.fixture
def careful(qtbot: QtBot) -> _Room:
    """Where a chosen row makes a difference."""
    return _shown(qtbot, _Room(chooses=False), 3)


def test_the_first_row_is_chosen_and_the_next_key_goes_to_the_second(room: _Room, qtbot: QtBot) -> None:
    room.grid.setFocus(_TAB)
    assert room.grid.chosen_rows == [0]
    qtbot.keyClick(room.grid, Qt.Key.Key_Down)
    assert room.grid.chosen_rows == [1]
    assert not room.ringed


def test_the_row_that_was_chosen_stays_so(room: _Room) -> None:
    room.grid.selectRow(2)
    room.grid.setFocus(_TAB)
    assert room.grid.chosen_rows == [2]


def test_a_click_chooses_for_itself(room: _Room, qtbot: QtBot) -> None:
    place = QPoint(20, room.grid.viewport().height() - 2)
    qtbot.mouseClick(room.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert room.grid.chosen_rows == []


def test_an_empty_list_shows_the_ring_and_tells_why(room: _Room) -> None:
    room.grid.rows.set_count(0)
    assert room.grid.accessibleDescription() == "None."
    room.grid.setFocus(_TAB)
    assert room.ringed
    room.line.setFocus()
    assert not room.ringed


def test_rows_that_come_take_the_words_away(room: _Room) -> None:
    room.grid.rows.set_count(0)
    room.grid.rows.set_count(2)
    assert room.grid.accessibleDescription() == ""


@pytest.mark.parametrize(("key", "row"), [(Qt.Key.Key_Down, 0), (Qt.Key.Key_Up, 2), (Qt.Key.Key_End, 2)])
def test_where_no_row_is_chosen_by_coming_the_first_key_chooses(
    careful: _Room, qtbot: QtBot, key: Qt.Key, row: int
) -> None:
    careful.grid.setFocus(_TAB)
    assert (careful.grid.chosen_rows, careful.ringed) == ([], True)
    qtbot.keyClick(careful.grid, key)
    assert (careful.grid.chosen_rows, careful.ringed) == ([row], False)
