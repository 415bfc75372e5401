"""Choosing a row from code."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QListView, QTableView
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.row_choice import keep_headings_out, select_row


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


def test_headings_are_painted_without_asking_every_row_whether_it_is_selected(qtbot: QtBot) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(QStringListModel(["a", "b"], table))
    keep_headings_out(table)
    table.selectAll()
    assert len(table.selectionModel().selectedRows()) == 2
    assert not table.horizontalHeader().selectionModel().hasSelection()
