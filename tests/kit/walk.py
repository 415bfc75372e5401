"""Every word a window shows or tells a screen reader, gathered widget by widget."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

_ROWS = 40
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class Shown(NamedTuple):
    """A text, the widget it stands on, and as what."""

    widget: str
    kind: str
    text: str


def everything_said(root: QWidget) -> Iterator[Shown]:
    """Texts, tool tips, accessible names and descriptions, hints, headings and the first rows of every list."""
    for widget in (root, *root.findChildren(QWidget)):
        name = widget.objectName() or type(widget).__name__
        for kind, text in _of_widget(widget):
            if text:
                yield Shown(name, kind, text)
    for action in root.findChildren(QAction):
        yield Shown(action.objectName() or "action", "action", action.text())


def _of_widget(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "tooltip", widget.toolTip()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    if widget.isWindow():
        yield "title", widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        yield "hint", widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (("row", widget.itemText(at)) for at in range(widget.count()))
        yield "hint", widget.placeholderText()
    if isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(at)) for at in range(widget.count()))
    if isinstance(widget, QMenu):
        yield "menu", widget.title()
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView) and widget.model() is not None:
        yield from _of_model(widget.model())


def _of_model(model: QAbstractItemModel) -> Iterator[tuple[str, str]]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for column in range(columns):
        for role in _ROLES[:2]:
            yield "heading", str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
    for row in range(min(_ROWS, model.rowCount())):
        for column in range(columns):
            yield from _of_cell(model, model.index(row, column))


def _of_cell(model: QAbstractItemModel, index: QModelIndex) -> Iterator[tuple[str, str]]:
    for role in _ROLES:
        yield "cell", str(index.data(role) or "")
    flat = isinstance(model, QAbstractListModel | QAbstractTableModel) or index.column() > 0
    for row in range(0 if flat else min(_ROWS, model.rowCount(index))):
        for column in range(model.columnCount(index)):
            yield from _of_cell(model, model.index(row, column, index))
