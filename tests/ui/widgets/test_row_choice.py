"""Choosing a row from code."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QListView
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.row_choice import select_row


def test_a_key_that_is_still_down_changes_nothing(qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setModel(QStringListModel(["a", "b", "c"], view))
    QTest.keyPress(view, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    for row in (1, 2):
        select_row(view, view.model().index(row, 0))
        assert [index.row() for index in view.selectedIndexes()] == [row]
    QTest.keyRelease(view, Qt.Key.Key_Control)
