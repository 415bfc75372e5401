"""The right side."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from smppconsole.console.drafts import DraftShelf
from smppconsole.trace.journeys import Journeys
from smppconsole.trace.store import Store
from smppconsole.ui.models.message_model import MessageModel
from smppconsole.ui.panels.composer.panel import Composer
from smppconsole.ui.panels.frame.side import COMPOSE, HISTORY, MESSAGES, TEMPLATES, SidePanel
from smppconsole.ui.panels.messages import MessageTable


@pytest.fixture
def side(qtbot: QtBot) -> SidePanel:
    """With room for the messages below."""
    messages = MessageTable(MessageModel(Journeys(Store())))
    made = SidePanel(Composer(), messages, DraftShelf())
    qtbot.addWidget(made)
    made.resize(320, 800)
    made.show()
    return made


def test_messages_stand_below_where_there_is_room(side: SidePanel) -> None:
    assert side.messages.isVisible()
    assert side.composer.isVisible()
    assert not side.head.tabs.isTabVisible(MESSAGES)


def test_its_heading_has_a_place_to_draw_it_by(side: SidePanel, qtbot: QtBot) -> None:
    head = side.head
    qtbot.addWidget(head)
    head.resize(320, head.height())
    head.show()
    place = QPoint(head.more.x() - 12, head.height() // 2)
    assert head.childAt(place) is None
    assert head.tabs.geometry().right() < place.x() - 8


def test_messages_are_a_tab_where_there_is_none(side: SidePanel) -> None:
    side.set_low(True)
    assert not side.messages.isVisible()
    side.head.tabs.setCurrentIndex(MESSAGES)
    assert side.messages.isVisible()
    assert not side.composer.isVisible()
    side.set_low(False)
    assert side.head.tabs.currentIndex() == COMPOSE
    assert side.composer.isVisible()


def test_keys_that_went_to_what_a_tab_hides_go_to_what_it_shows(side: SidePanel, qtbot: QtBot) -> None:
    side.take_head()
    side.set_low(True)
    side.activateWindow()
    text = side.composer.form.text
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    side.head.tabs.setCurrentIndex(MESSAGES)
    assert side.messages.hasFocus()
    side.head.tabs.setCurrentIndex(COMPOSE)
    assert text.hasFocus()


def test_templates_and_history_take_the_composers_place(side: SidePanel) -> None:
    side.head.tabs.setCurrentIndex(TEMPLATES)
    assert side.templates.isVisible()
    side.head.tabs.setCurrentIndex(HISTORY)
    assert side.sent.isVisible()
    assert not side.composer.isVisible()
    assert side.messages.isVisible()


def test_a_page_is_made_once_when_it_is_first_wanted(side: SidePanel) -> None:
    made: list[int] = []
    side.made.connect(made.append)
    assert side.above.count() == 1
    for tab in (HISTORY, COMPOSE, TEMPLATES, HISTORY):
        side.head.tabs.setCurrentIndex(tab)
    assert made == [HISTORY, TEMPLATES]
    assert side.sent.isVisible()
    assert not side.templates.isVisible()


def test_the_tabs_go_inside_where_no_dock_shows_them(side: SidePanel) -> None:
    side.take_head()
    assert side.isAncestorOf(side.head)
    assert side.head.isVisible()


def test_how_many_messages_wait_is_told(side: SidePanel) -> None:
    side.show_count(5, 2)
    assert side.head.tabs.tabText(MESSAGES) == "Messages 5"
    assert side.waiting.text() == "2 waiting"
    side.show_count(9000, 4000)
    assert side.waiting.text() == "4\u2009000 waiting"
    side.show_count(0, 0)
    assert side.head.tabs.tabText(MESSAGES) == "Messages"


def test_one_chooses_which_messages_are_shown(side: SidePanel) -> None:
    shown = []
    for at in range(side.kinds.count()):
        side.kinds.setCurrentIndex(at)
        shown.append((side.kinds.tabText(at), side.messages.messages.kind))
    assert shown == [("Messages", "all"), ("Sent", "sent"), ("Received", "received")]
    side.set_low(True)
    side.head.tabs.setCurrentIndex(MESSAGES)
    assert side.kinds.isVisible()
    assert side.kinds.tabText(0) == "All"


def test_the_history_makes_room_where_four_tabs_have_none(side: SidePanel) -> None:
    side.set_low(True)
    assert not side.head.tabs.isTabVisible(HISTORY)
    side.head.tabs.setTabVisible(HISTORY, True)
    side.head.tabs.setCurrentIndex(HISTORY)
    assert side.head.tabs.isTabVisible(HISTORY)
    side.head.tabs.setCurrentIndex(COMPOSE)
    assert not side.head.tabs.isTabVisible(HISTORY)
    side.resize(700, 400)
    assert side.head.tabs.isTabVisible(HISTORY)
