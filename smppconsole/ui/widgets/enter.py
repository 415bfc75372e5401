"""Enter presses the button that has the focus, as the space bar does: Qt has that in dialogs alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def presses(event: QKeyEvent) -> bool:
    """Whether a key is Enter alone."""
    return event.key() in _ENTER and event.modifiers() in _PLAIN


class EnterButton(QAbstractButton):
    """A button that is painted by its own class."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        self.click() if presses(event) else super().keyPressEvent(event)


class EnterPushButton(QPushButton):
    """A button that the style paints."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        self.click() if presses(event) else super().keyPressEvent(event)
