"""The left half of a batch."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from smppconsole.ui.panels.tools.batch_buttons import BatchButtons
from smppconsole.ui.panels.tools.batch_form import BatchForm
from smppconsole.ui.panels.tools.batch_sheet import BatchSheet


def test_what_keeps_it_from_being_sent_is_in_sight_in_the_lowest_panel(qtbot: QtBot) -> None:
    form = BatchForm()
    sheet = BatchSheet(form, QLabel("On a session"), BatchButtons())
    qtbot.addWidget(sheet)
    sheet.resize(280, 240)
    sheet.show()
    form.read(Path("gone.csv"))
    problem = form.problem
    assert problem.isVisible()
    assert not problem.visibleRegion().isEmpty()
    assert sheet.rect().contains(problem.mapTo(sheet, problem.rect().bottomRight()))
    assert not sheet.area.isAncestorOf(problem)
