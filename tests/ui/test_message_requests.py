"""What a message's own menu does, against the practice centre."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTextEdit

from smppconsole.compose.draft import Draft, Receipt
from smppconsole.console.scenarios import scenario
from smppconsole.smpp.finding import Severity
from smppconsole.ui.answers import Answer
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.message_requests import answers_told
from smppconsole.ui.models.message_row import incoming_key, sent_key
from smppconsole.ui.panels.frame.dialogs import Sheet
from tests.kit.screen import eventually, found
from tests.kit.window import opened_window, practising

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
async def window() -> AsyncIterator[MainWindow]:
    """Bound to a centre that has taken one message."""
    async with opened_window() as made:
        await practising(made)
        made.cast.sending.send(Draft("491713920012", "Orbit", "hello", receipt=Receipt.FINAL))
        await eventually(
            lambda: len(made.workspace.journeys) and made.workspace.journeys.journey(0).parts[0].message_id
        )
        yield made


def _notice(window: MainWindow) -> str:
    return window.cast.trace.notice.text


async def test_the_state_of_a_message_is_asked_and_told(window: MainWindow) -> None:
    window.deeds.requests.query(window.workspace.journeys.journey(0))
    await eventually(lambda: "query_sm of" in _notice(window))
    assert _notice(window).endswith(": on its way (ENROUTE, 1).")


async def test_cancelling_asks_first_and_tells_the_answer(window: MainWindow) -> None:
    window.deeds.requests.ask_cancel(window.workspace.journeys.journey(0))
    found(window, "cancel", Sheet).yes.click()
    await eventually(lambda: "cancel_sm of" in _notice(window))


async def test_a_text_is_replaced_by_one_that_fits(window: MainWindow) -> None:
    sheet = window.deeds.requests.ask_replace(window.workspace.journeys.journey(0))
    text = found(sheet, "replace.text", QTextEdit)
    text.setPlainText("x" * 300)
    assert not sheet.yes.isEnabled()
    text.setPlainText("another")
    sheet.yes.click()
    await eventually(lambda: "replace_sm of" in _notice(window))


async def test_the_menu_copies_ids_and_edits_again(window: MainWindow) -> None:
    menu = window.deeds.requests.open_menu(0, QPoint(0, 0))
    rows = {action.text(): action for action in menu.actions() if action.text()}
    rows["Copy its ids"].trigger()
    assert QGuiApplication.clipboard().text() == window.workspace.journeys.journey(0).parts[0].message_id
    rows["Edit as a new message"].trigger()
    assert window.cast.composer.draft.text == "hello"
    rows["Unfold"].trigger()
    assert window.cast.messages.unfolded == 0


async def test_without_a_session_nothing_is_sent(window: MainWindow) -> None:
    journey = window.workspace.journeys.journey(0)
    window.cast.sessions.toggle()
    await eventually(lambda: not window.cast.sessions.engine().is_bound)  # type: ignore[union-attr]
    window.deeds.requests.query(journey)
    assert "not bound" in _notice(window)


async def test_what_became_of_every_part_is_told(window: MainWindow) -> None:
    window.cast.sending.send(Draft("491713920012", "Orbit", "part after part " * 25))
    journeys = window.workspace.journeys
    await eventually(lambda: len(journeys) > 1 and all(part.message_id for part in journeys.journey(1).parts))
    parts = journeys.journey(1).parts
    window.deeds.requests.query(journeys.journey(1))
    await eventually(lambda: f"of all {len(parts)} parts: on its way" in _notice(window))


def test_answers_that_differ_are_told_part_by_part() -> None:
    one, other = Answer(Severity.NOTE, "state DELIVERED (2)"), Answer(Severity.WARNING, "no answer, time-out")
    assert answers_told("query_sm", {"a": one}, 1) == "query_sm of a: state DELIVERED (2)."
    assert answers_told("query_sm", {"a": one}, 2) == "query_sm of a: state DELIVERED (2)."
    assert answers_told("query_sm", {"a": one, "b": one}, 2) == "query_sm of all 2 parts: state DELIVERED (2)."
    told = answers_told("query_sm", {"a": one, "b": other, "c": one}, 3)
    assert told == "query_sm of a, c: state DELIVERED (2). query_sm of b: no answer, time-out."


async def test_what_came_in_is_answered_from_its_menu(window: MainWindow) -> None:
    centre, inbox = window.workspace.centre, window.workspace.journeys.inbox
    assert centre is not None
    centre.send_mobile("STOP", "491701234567", "80123")
    await eventually(lambda: len(inbox) == 1)
    menu = window.deeds.requests.open_menu(incoming_key(0), QPoint(10, 10))
    acts = {action.text(): action for action in menu.actions()}
    acts["Copy its text"].trigger()
    assert QGuiApplication.clipboard().text() == "STOP"
    acts["Reply"].trigger()
    draft = window.cast.composer.draft
    assert (draft.destination, draft.source, draft.text) == ("491701234567", "80123", "")
    menu.close()


async def test_what_waits_is_counted_beside_the_list(window: MainWindow) -> None:
    await eventually(lambda: window.workspace.journeys.waiting == 0)
    assert window.cast.side.waiting.text() == ""
    window.workspace.centre.use(scenario("silent"))  # type: ignore[union-attr]  # it was started above
    window.cast.sending.send(Draft("491713920012", "Orbit", "hello", receipt=Receipt.FINAL))
    await eventually(lambda: window.cast.side.waiting.text() == "1 waiting")


async def test_what_cannot_be_asked_is_grey_and_says_why(window: MainWindow) -> None:
    window.cast.sending.send(Draft("491713920012", "Orbit", "part after part " * 25))
    journeys = window.workspace.journeys
    await eventually(lambda: len(journeys) > 1 and all(part.message_id for part in journeys.journey(1).parts))
    menu = window.deeds.requests.open_menu(sent_key(1), QPoint(0, 0))
    rows = {action.text(): action for action in menu.actions() if action.text()}
    assert rows["Query its state (query_sm)"].isEnabled()
    assert not rows["Replace its text (replace_sm)…"].isEnabled()
    assert "several" in rows["Replace its text (replace_sm)…"].toolTip()
    menu.close()
