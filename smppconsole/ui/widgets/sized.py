"""The size a window beside the main one opens with."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from smppconsole.ui import theme
from smppconsole.ui.place import FRAME


def open_sized(window: QWidget, width: int, height: int) -> None:
    """Open it in this size at text size 100 %, larger with larger letters, but never larger than the screen."""
    free = window.screen().availableGeometry().size() - FRAME
    window.setMinimumSize(window.minimumSize().boundedTo(free))
    window.resize(QSize(theme.px(width), theme.px(height)).boundedTo(free))
