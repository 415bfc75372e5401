"""Composer and messages at the right."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.trace.journeys import Journeys
from smppconsole.ui.models.message_model import MessageModel
from smppconsole.ui.panels.composer import Composer
from smppconsole.ui.panels.messages import MessageTable
from smppconsole.ui.panels.side import SidePanel
from tests.kit.traces import Tape


@pytest.fixture
def side(qtbot: QtBot) -> SidePanel:
    """A side of 320 by 800 pixels."""
    made = SidePanel(Composer(), MessageTable(MessageModel(Journeys(Tape().published()))))
    qtbot.addWidget(made)
    qtbot.addWidget(made.head)
    made.resize(320, 800)
    made.show()
    return made


def test_high_both_stand_below_each_other(side: SidePanel) -> None:
    assert side.composer.isVisible()
    assert side.messages.isVisible()
    assert not side.head.tabs.isTabVisible(1)


def test_low_they_are_tabs(side: SidePanel) -> None:
    side.set_low(True)
    assert side.composer.isVisible()
    assert not side.messages.isVisible()
    side.head.tabs.setCurrentIndex(1)
    assert side.messages.isVisible()
    assert not side.composer.isVisible()
    side.set_low(False)
    assert side.composer.isVisible()


def test_counts_stand_in_the_tab_and_beside_it(side: SidePanel) -> None:
    side.show_count(5, 1)
    assert side.head.tabs.tabText(1) == "Messages 5"
    assert side.waiting.text() == "1 waiting"
    side.show_count(0, 0)
    assert side.waiting.text() == ""
