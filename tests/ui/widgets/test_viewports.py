"""Viewports, known to PySide without a search."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QListView, QScrollArea, QTableView, QTextEdit
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets import viewports
from smppconsole.ui.widgets.viewports import viewport_of

KNOWN = """
from PySide6.QtWidgets import QApplication, QDialog, QTableView, QTextEdit
from smppconsole.ui.widgets.viewports import viewport_of
application = QApplication(["x", "-platform", "offscreen"])
for area in (QTableView(), QTextEdit()):
    viewport_of(area)
print("QWizard" in (kind.__name__ for kind in QDialog.__subclasses__()))
"""


@pytest.mark.parametrize("kind", [QScrollArea, QTableView, QListView, QTextEdit])
def test_it_is_the_viewport_that_qt_tells_of(kind: type[QAbstractScrollArea], qtbot: QtBot) -> None:
    area = kind()
    qtbot.addWidget(area)
    assert viewport_of(area) is area.viewport() is viewport_of(area)


def test_it_is_found_by_another_name_too(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewports, "_NAME", "other")
    area = QScrollArea()
    qtbot.addWidget(area)
    assert viewport_of(area) is area.viewport()


def test_no_other_kinds_of_widgets_are_made_known_for_it() -> None:
    done = subprocess.run([sys.executable, "-c", KNOWN], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "False"
