"""Choosing a row from code, whatever keys are held down at that moment."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QAbstractItemView

_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


def select_row(view: QAbstractItemView, index: QModelIndex) -> None:
    """Make a row the current one and the only one selected.

    ``setCurrentIndex`` of a view with extended selection asks the keyboard: with Ctrl still down, as after a shortcut,
    it moves the current row and selects nothing.
    """
    view.selectionModel().setCurrentIndex(index, _ALONE)
