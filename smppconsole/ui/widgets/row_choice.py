"""Choosing rows: from code, whatever keys are held down at that moment, and without the headings looking on."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QAbstractItemView, QTableView

_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


def select_row(view: QAbstractItemView, index: QModelIndex) -> None:
    """Make a row the current one and the only one selected.

    ``setCurrentIndex`` of a view with extended selection asks the keyboard: with Ctrl still down, as after a shortcut,
    it moves the current row and selects nothing.
    """
    view.selectionModel().setCurrentIndex(index, _ALONE)


def keep_headings_out(table: QTableView) -> None:
    """Let the headings know nothing of what is selected: before they are painted they would ask of every row whether
    it is, which takes seconds where all of many rows are."""
    headings = table.horizontalHeader()
    headings.setSelectionModel(QItemSelectionModel(table.model(), headings))
