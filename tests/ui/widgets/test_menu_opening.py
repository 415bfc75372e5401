"""Menus that are opened at a place begin with a row that the keys are on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QTableWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.menu_opening import asked_for, open_at

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def menu(qtbot: QtBot) -> QMenu:
    made = QMenu()
    qtbot.addWidget(made)
    return made


def test_the_keys_are_on_the_first_row_that_can_do_something(menu: QMenu) -> None:
    menu.addSeparator()
    menu.addAction("Not now").setEnabled(False)
    row = menu.addAction("Copy")
    open_at(menu, QPoint(0, 0))
    assert menu.activeAction() is row


def test_a_menu_without_such_a_row_opens_all_the_same(menu: QMenu) -> None:
    menu.addAction("Not now").setEnabled(False)
    open_at(menu, QPoint(0, 0))
    assert menu.isVisible()
    assert menu.activeAction() is None


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_the_menu_is_that_of_the_cell_that_is_meant_below_a_heading_too(
    qtbot: QtBot, reason: QContextMenuEvent.Reason
) -> None:
    table = QTableWidget(4, 2)
    qtbot.addWidget(table)
    table.show()
    table.setCurrentCell(1, 1)
    below = table.visualRect(table.model().index(2, 0)).center()
    event = QContextMenuEvent(reason, below, table.viewport().mapToGlobal(below))
    index, place = asked_for(table, event)
    meant = (2, 0) if reason is QContextMenuEvent.Reason.Mouse else (1, 1)
    assert (index.row(), index.column()) == meant
    assert table.visualRect(index).contains(table.viewport().mapFromGlobal(place))
