"""What a widget says on hover and aloud, set where it says something else now: each setting is an event to Qt and to a
screen reader, which a figure that is looked at each second should not cost while it stays what it was."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def set_tip(widget: QWidget, words: str) -> None:
    """What is said on hover."""
    if widget.toolTip() != words:
        widget.setToolTip(words)


def set_description(widget: QWidget, words: str) -> None:
    """What a screen reader says after the name."""
    if widget.accessibleDescription() != words:
        widget.setAccessibleDescription(words)
