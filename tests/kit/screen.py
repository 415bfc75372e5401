"""Widgets in tests: found by their names, and waited for with both event loops turning."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

W = TypeVar("W", bound=QWidget)
PATIENCE = 8.0


async def eventually(reached: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Turn Qt's loop and asyncio's until ``reached()`` is true."""
    async with asyncio.timeout(seconds):
        while not reached():
            QApplication.processEvents()
            await asyncio.sleep(0.005)
    QApplication.processEvents()


def found(inside: QWidget, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
    """The widget of that object name."""
    widget = inside.findChild(kind, name)
    assert widget is not None, f"{name} is missing"
    return widget


def move_mouse(widget: QWidget, place: QPoint) -> None:
    """The mouse comes over ``place`` of a widget, whatever other window stands there."""
    move = QEvent.Type.MouseMove
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    at, on_screen = QPointF(place), QPointF(widget.mapToGlobal(place))
    QApplication.sendEvent(widget, QMouseEvent(move, at, on_screen, buttons, buttons, keys))


class WindowsShown(QObject):
    """Names the windows that came up while it was a filter of the program's events: a part of a panel that is shown
    before it has a parent is a window for a moment, and takes the focus with it."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note, and let go on."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(watched.objectName() or type(watched).__name__)
        return False


def nameless(inside: QWidget) -> list[str]:
    """Controls that take the focus and lack an object name or an accessible name."""
    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
    controls = [one for kind in kinds for one in inside.findChildren(kind)]
    own = [one for one in controls if not isinstance(one.parent(), QAbstractItemView) and not _is_inner(one)]
    lacking = [one for one in own if not (one.objectName() and one.accessibleName())]
    return [f"{type(one).__name__} {one.objectName()}" for one in lacking]


def _is_inner(widget: QWidget) -> bool:
    """What Qt makes for itself: the list and the line of a choice, the button in the corner of a table."""
    above = widget.parent()
    return widget.objectName().startswith("qt_") or (above is not None and isinstance(above.parent(), QComboBox))
