"""The size a window beside the main one opens with."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from smppconsole.ui import theme


def open_sized(window: QWidget, width: int, height: int) -> None:
    """Open it in this size at text size 100 %, larger with larger letters, but never larger than the screen."""
    wished = QSize(theme.px(width), theme.px(height))
    window.resize(wished.boundedTo(window.screen().availableGeometry().size()))
