"""The part of a scroll area that is scrolled, known to PySide without a search.

To hand out a widget that Qt made, PySide tries all the kinds of widgets there are, and makes each of them known to
Python first: seventy classes and their names, a fortieth of the start, for what is a plain widget. A child found by its
name is known for what it is, and is the same object from then on.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

_NAME = "qt_scrollarea_viewport"


def viewport_of(area: QAbstractScrollArea) -> QWidget:
    """The viewport of ``area``, asked for here the first time."""
    found = area.findChild(QWidget, _NAME, Qt.FindChildOption.FindDirectChildrenOnly)
    viewport = area.viewport()  # which keeps what was found; where Qt names it otherwise this is the search
    return viewport if found is None else found
