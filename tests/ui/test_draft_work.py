"""Drafts in a whole window: templates, history, copies, undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from smppconsole.compose.draft import Draft
from smppconsole.ui.panels.frame.side import COMPOSE, HISTORY, TEMPLATES
from tests.kit.window import opened_window

DRAFT = Draft("491713920012", "Orbit", "hello")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


async def test_a_template_goes_from_the_form_and_back(qtbot: QtBot) -> None:
    async with opened_window() as window:
        cast = window.cast
        cast.composer.show_draft(DRAFT)
        window.deeds.do("templates")
        assert cast.side.head.tabs.currentIndex() == TEMPLATES
        cast.side.templates.name.setText("Hello")
        cast.side.templates.save.click()
        window.deeds.do("new")
        cast.side.templates.use.click()
        assert cast.composer.draft == DRAFT
        assert cast.side.head.tabs.currentIndex() == COMPOSE


async def test_what_was_sent_is_remembered(qtbot: QtBot) -> None:
    async with opened_window() as window:
        cast = window.cast
        window.deeds.do("history")
        assert cast.side.head.tabs.currentIndex() == HISTORY
        cast.sending.sent.emit(DRAFT)
        assert cast.side.sent.list.card(0).title == "hello"
        cast.side.sent.edit.click()
        assert cast.composer.draft == DRAFT


async def test_the_message_is_copied_as_hex_part_by_part(qtbot: QtBot) -> None:
    async with opened_window() as window:
        window.cast.composer.show_draft(Draft("491713920012", "Orbit", "x" * 161))
        window.deeds.do("copy_hex")
        lines = QGuiApplication.clipboard().text().splitlines()
        assert len(lines) == 2
        assert lines[0].startswith("00 00 00 ")
        assert "2 PDUs as hex" in window.cast.trace.notice.text
        window.cast.composer.show_draft(Draft("491713920012", "Orbit", "x" * 40_000))
        window.deeds.do("copy_hex")
        assert "Not copied" in window.cast.trace.notice.text


async def test_undo_and_redo_are_those_of_the_whole_form(qtbot: QtBot) -> None:
    async with opened_window() as window:
        composer = window.cast.composer
        composer.show_draft(DRAFT)
        composer.form.destination.setFocus()
        qtbot.keyClicks(composer.form.destination, "77")
        qtbot.keyClick(composer.form.destination, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert composer.draft == DRAFT
        window.deeds.do("redo")
        assert composer.draft.destination == "49171392001277"


async def test_undo_is_seen_and_comes_from_no_other_form() -> None:
    async with opened_window() as window:
        composer, tabs = window.cast.composer, window.cast.side.head.tabs
        composer.show_draft(DRAFT)
        window.do("templates")
        window.do("undo")
        assert composer.draft == Draft()
        assert tabs.tabText(tabs.currentIndex()) == "Compose"
        composer.redo()
        window.do("new_account")
        window.cast.accounts.form.rows["bind_as"].setFocus()
        window.do("undo")
        assert composer.draft == DRAFT
        assert "go to the composer first" in window.cast.trace.notice.text


async def test_the_menu_of_the_composer_does_what_it_says(qtbot: QtBot) -> None:
    async with opened_window() as window:
        told: list[str] = []
        window.deeds.drafts.open_menu(told.append)
        menu = window.cast.side.findChild(QMenu)
        assert menu is not None
        for row in menu.actions():
            row.trigger()
        assert "save_template" in told
        assert set(told) <= window.deeds.known
