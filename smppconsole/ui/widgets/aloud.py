"""What a screen reader is told at once, wherever the focus is.

Windows and macOS have announcements for that. On Linux only newer screen readers know those of Qt (Orca from 45 on);
all read out a notification that comes up, so there the words are the name of one, unseen, in the window they are about.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from smppconsole.ui.widgets.roles import Role, told_as

_ANNOUNCES = sys.platform in {"win32", "darwin"}
TOLD_BY_CHANGE = not _ANNOUNCES
"""Whether a screen reader reads name and description of what has the focus whenever they become others."""
_SOON = 800
"""Milliseconds: an account that is saved and bound keeps Orca busy for most of a second."""


def say_aloud(widget: QWidget, words: str, urgent: bool = False) -> None:
    """Have ``words`` read; what is ``urgent`` cuts short what is being read, where the system has that."""
    if _ANNOUNCES:
        event = QAccessibleAnnouncementEvent(widget, words)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)
    elif QAccessible.isActive():
        _voice(widget.window()).say(words)


def tell_place(widget: QWidget, words: str) -> None:
    """Where one is in a widget that is one thing to a screen reader: its description. On Linux that is read whenever it
    becomes another while the focus is there; elsewhere it is announced."""
    if words != widget.accessibleDescription():
        widget.setAccessibleDescription(words)
        if _ANNOUNCES and words:
            say_aloud(widget, words)


@told_as(Role.Notification)
class _Voice(QWidget):
    """A notification that nobody sees. It waits until what else changed has been told: of many changes at once a screen
    reader drops some."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("voice")
        self.hide()
        self._waiting: list[str] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._say)

    def say(self, words: str) -> None:
        """Say it with what waits; what it begins with need not be said before."""
        if words not in self._waiting:
            self._waiting = [one for one in self._waiting if not words.startswith(one.rstrip("."))]
            self._waiting.append(words)
        self._soon.start()

    def _say(self) -> None:
        self.setAccessibleName("\n".join(self._waiting))
        self._waiting.clear()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.ObjectShow))


def _voice(window: QWidget) -> _Voice:
    known = window.findChild(_Voice, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return known or _Voice(window)
