"""A label for those who do not see what a choice is: on Linux a screen reader is told a choice by its value, and what
it is by its label alone. Where the eye needs none there is one that is never shown."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QComboBox, QLabel, QWidget


def label_unseen(choice: QComboBox) -> None:
    """Give ``choice`` a label beside it, of its accessible name, unless it has one or another system tells its name."""
    beside = choice.parentWidget()
    if beside is None or sys.platform in {"win32", "darwin"}:
        return
    known = next((one for one in beside.children() if isinstance(one, QLabel) and one.buddy() is choice), None)
    if known is None:
        _label(choice, beside)
    elif known.objectName() == _name(choice):
        known.setText(choice.accessibleName())


def _label(choice: QComboBox, beside: QWidget) -> None:
    made = QLabel(choice.accessibleName(), beside)
    made.setObjectName(_name(choice))
    made.setBuddy(choice)
    made.hide()
    choice.destroyed.connect(made.deleteLater)


def _name(choice: QComboBox) -> str:
    return f"{choice.objectName()}.unseen"
