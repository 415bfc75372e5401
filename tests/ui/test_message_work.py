"""Messages by actions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from smppconsole.compose.draft import Draft
from smppconsole.console.demo import demo
from smppconsole.ui.main_window import MainWindow
from tests.kit.screen import eventually, found
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

HELLO = Draft("491713920012", "Orbit", "hello")


def _submits(window: MainWindow) -> list[int]:
    store = window.workspace.store
    return [row for row in range(len(store)) if store.command(row) == 4]


async def _bound(window: MainWindow) -> None:
    await demo(window.workspace)
    await eventually(lambda: window.cast.trace.live.model.rowCount() == 18)
    await eventually(window.cast.composer.send.isEnabled)


async def test_the_button_sends_and_the_answer_comes() -> None:
    async with opened_window() as window:
        await _bound(window)
        window.cast.composer.show_draft(HELLO)
        window.cast.composer.send.click()
        assert len(_submits(window)) == 5
        await eventually(lambda: window.cast.messages.messages.rowCount() == 4)
        await eventually(lambda: window.cast.messages.messages.message(0).steps[0].words == "accepted")


async def test_the_chosen_message_is_edited_and_sent_again() -> None:
    async with opened_window() as window:
        await _bound(window)
        row = _submits(window)[0]
        window.cast.trace.live.table.choose(row)
        window.deeds.messages.edit()
        assert window.cast.composer.draft.text == "Hello from smppconsole"
        window.deeds.do("send_again")
        store = window.workspace.store
        assert store.octets(_submits(window)[-1])[16:] == store.octets(row)[16:]


async def test_the_chosen_message_is_sent_with_its_header_announced() -> None:
    async with opened_window() as window:
        await _bound(window)
        window.cast.trace.live.table.choose(_submits(window)[0])
        window.deeds.messages.send_with_udhi()
        assert len(_submits(window)) == 5


async def test_a_pdu_without_a_message_is_told() -> None:
    async with opened_window() as window:
        await _bound(window)
        window.cast.trace.live.table.choose(0)
        window.deeds.messages.edit()
        assert "no message to edit" in window.cast.trace.notice.text


async def test_the_draft_is_copied_as_code_and_as_a_command_line() -> None:
    async with opened_window() as window:
        await _bound(window)
        window.cast.composer.show_draft(HELLO)
        window.deeds.do("copy_code")
        assert "smpplib" in QGuiApplication.clipboard().text()
        window.deeds.do("copy_command")
        assert QGuiApplication.clipboard().text().startswith("smppconsole send")


async def test_a_production_account_is_asked_about_over_the_window() -> None:
    async with opened_window() as window:
        await _bound(window)
        engine = window.cast.sessions.engine()
        assert engine is not None
        engine.account = replace(engine.account, production=True)
        window.cast.composer.show_draft(HELLO)
        window.deeds.do("send")
        sheet = found(window, "guard", QDialog)
        assert len(_submits(window)) == 4
        sheet.accept()
        assert len(_submits(window)) == 5


async def test_a_new_message_begins_empty() -> None:
    async with opened_window() as window:
        window.cast.composer.show_draft(HELLO)
        window.deeds.do("new")
        assert window.cast.composer.draft.text == ""
