"""Menus that are opened at a place begin with a row that the keys are on: a screen reader says nothing of an open menu
until one is."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu


def open_at(menu: QMenu, place: QPoint, at: QAction | None = None) -> None:
    """Open a menu at a place of the screen, the keys on ``at`` or on its first row that can do something."""
    menu.popup(place)
    rows = (row for row in menu.actions() if row.isEnabled() and not row.isSeparator())
    first = at or next(rows, None)
    if first is not None:
        menu.setActiveAction(first)
