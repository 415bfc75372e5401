"""What was sent."""

from __future__ import annotations

import time

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.compose.draft import Draft
from smppconsole.console.drafts import DraftShelf, Sent
from smppconsole.ui import words
from smppconsole.ui.panels.composer.sent_page import SentPage, card_of
from tests.kit.screen import nameless

HELLO, CODE = Draft("491", "Orbit", "hello"), Draft("492", "Orbit", "Your code")


@pytest.fixture
def page(qtbot: QtBot) -> SentPage:
    """Two messages."""
    shelf = DraftShelf()
    shelf.remember("Nordlink", HELLO, 1)
    shelf.remember("Tellus", CODE, 2)
    made = SentPage(shelf)
    qtbot.addWidget(made)
    made.resize(320, 400)
    made.show()
    return made


def test_the_newest_is_offered_first(page: SentPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.edit_asked) as told:
        page.edit.click()
    assert told.args == [CODE]
    with qtbot.waitSignal(page.send_asked) as sent:
        page.again.click()
    assert sent.args == [CODE]
    assert not nameless(page)


def test_search_looks_at_text_number_and_account(page: SentPage) -> None:
    page.search.setText("nord 491")
    assert page.list.card(0).title == "hello"
    page.search.setText("nobody")
    assert page.list.chosen_row == -1
    assert not page.edit.isEnabled()


def test_an_empty_history_offers_nothing(qtbot: QtBot) -> None:
    page = SentPage(DraftShelf())
    qtbot.addWidget(page)
    assert not page.again.isEnabled()


def test_a_row_says_when_where_and_in_how_many_parts() -> None:
    now = card_of(Sent(time.time(), "Tellus", 3, CODE))
    assert now.remark == "492"
    assert now.below.endswith(" on Tellus, 3 parts")
    assert card_of(Sent(86_400.0 * 365, "Tellus", 1, Draft())).below.startswith("197")
    assert card_of(Sent(0, "Tellus", 1, Draft())).title == "no text"


def test_parts_are_counted_in_the_language_of_the_window() -> None:
    words.choose("de")
    try:
        assert card_of(Sent(time.time(), "Tellus", 3, CODE)).below.endswith(" auf Tellus, 3 Teile")
    finally:
        words.choose("en")
