"""A panel with a foot in less height than it needs."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.section import bare_scrolled
from smppconsole.ui.widgets.squeezed import Squeezed


@pytest.fixture
def panel() -> QWidget:
    """A form of 600 pixels that scrolls, wrapped words below it, a button at the foot."""
    form, made = QWidget(), QWidget()
    form.setMinimumHeight(600)
    words, foot = QLabel("What is wrong with it, told at length. " * 6), QPushButton("Send")
    words.setWordWrap(True)
    foot.setObjectName("foot")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(bare_scrolled(form), 1)
    column.addWidget(words)
    column.addWidget(foot)
    return made


def _foot_below(area: Squeezed, panel: QWidget) -> int:
    """Pixels from the foot's lower edge to that of what is seen; negative where it is out of sight."""
    foot = panel.findChild(QPushButton, "foot")
    assert isinstance(foot, QPushButton)
    return area.viewport().height() - foot.mapTo(area.viewport(), foot.rect().bottomLeft()).y() - 1


def test_the_foot_stays_in_sight_as_long_as_it_can(panel: QWidget, qtbot: QtBot) -> None:
    area = Squeezed(panel, wraps=True)
    qtbot.addWidget(area)
    area.resize(300, 400)
    area.show()
    assert _foot_below(area, panel) == 0
    assert not area.verticalScrollBar().maximum()
    area.resize(300, 250)
    assert _foot_below(area, panel) == 0


def test_what_is_too_low_for_it_is_scrolled(panel: QWidget, qtbot: QtBot) -> None:
    area = Squeezed(panel, wraps=True)
    qtbot.addWidget(area)
    area.resize(300, 60)
    area.show()
    assert area.verticalScrollBar().maximum() > 0
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert _foot_below(area, panel) == 0
