"""The size a window beside the main one opens with."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from smppconsole.ui import theme
from smppconsole.ui.place import FRAME


def open_sized(window: QWidget, width: int, height: int, near: QWidget | None = None) -> None:
    """Open it in this size at text size 100 %, larger with larger letters, but never larger than the screen: that of
    the window ``near`` it where there are several. Of one screen the window manager knows the free places better."""
    screen = (near or window).screen()
    free = screen.availableGeometry()
    room = free.size() - FRAME
    window.setMinimumSize(window.minimumSize().boundedTo(room))
    window.resize(QSize(theme.px(width), theme.px(height)).boundedTo(room))
    if near is not None and len(screen.virtualSiblings()) > 1:
        window.move(free.center() - window.rect().center())
