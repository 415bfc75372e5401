"""Asking for files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.panels.frame.file_asking import ask_open, ask_save
from tests.kit.screen import found


def test_a_file_to_open_is_handed_on(qtbot: QtBot, tmp_path: Path) -> None:
    parent, chosen = QWidget(), []
    qtbot.addWidget(parent)
    ask_open(parent, "x.open", "Open", "All (*)", chosen.append)
    dialog = found(parent, "x.open", QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFile
    dialog.fileSelected.emit(str(tmp_path / "a.csv"))
    dialog.reject()
    assert chosen == [tmp_path / "a.csv"]


def test_a_file_to_save_has_its_suffix(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    ask_save(parent, "x.save", "Save", "Tables (*.csv)", "csv", lambda _path: None)
    dialog = found(parent, "x.save", QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert dialog.defaultSuffix() == "csv"
    dialog.reject()
