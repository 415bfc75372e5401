"""The row under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.row_hover import RowHover
from tests.kit.screen import move_mouse


def test_the_mouse_moves_and_leaves(qtbot: QtBot) -> None:
    table = QTableWidget(3, 2)
    table.setObjectName("x")
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.show()
    hover = RowHover(table)
    middle = table.visualRect(table.model().index(1, 1)).center()
    move_mouse(table.viewport(), QPoint(1, 1))
    move_mouse(table.viewport(), middle)
    assert hover.row == 1
    assert hover.index.column() == 0
    QApplication.sendEvent(table.viewport(), QEvent(QEvent.Type.Leave))
    assert hover.row == -1
