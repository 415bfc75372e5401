"""Asks for a file to open or to save, beside the work: the dialog opens, and goes on by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from smppconsole.ui.widgets.controls import named


def ask_open(parent: QWidget, name: str, title: str, kinds: str, then: Callable[[Path], object]) -> None:
    """Let the user choose a file that is there."""
    dialog = named(QFileDialog(parent, title), name, title)
    dialog.setNameFilter(kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def ask_save(parent: QWidget, name: str, title: str, kinds: str, suffix: str, then: Callable[[Path], object]) -> None:
    """Let the user choose where a file goes; ``suffix`` is added where none is typed."""
    dialog = named(QFileDialog(parent, title), name, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kinds)
    dialog.setDefaultSuffix(suffix)
    _open(dialog, then)


def _open(dialog: QFileDialog, then: Callable[[Path], object]) -> None:
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
