"""Menus that are opened at a place begin with a row that the keys are on: a screen reader says nothing of an open menu
until one is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu


def open_at(menu: QMenu, place: QPoint) -> None:
    """Open a menu at a place of the screen, the keys on its first row that can do something."""
    menu.popup(place)
    first = next((row for row in menu.actions() if row.isEnabled() and not row.isSeparator()), None)
    if first is not None:
        menu.setActiveAction(first)


def asked_for(view: QAbstractItemView, event: QContextMenuEvent) -> tuple[QModelIndex, QPoint]:
    """The cell whose menu is asked for, and where on the screen: below the mouse, or by the menu key the current one
    (Qt's own place is a heading's height too low then)."""
    if event.reason() != QContextMenuEvent.Reason.Keyboard:
        return view.indexAt(event.pos()), event.globalPos()
    index = view.currentIndex()
    view.scrollTo(index)
    return index, view.viewport().mapToGlobal(view.visualRect(index).center())
