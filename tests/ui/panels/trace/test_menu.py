"""The menu over a row."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.trace.export import FORMATS
from smppconsole.ui.panels.trace.menu import make_menu


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """Where the menu hangs."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _run(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()


def test_the_value_can_be_filtered_on_added_and_filtered_out(parent: QWidget) -> None:
    told: list[str] = []
    menu = make_menu(parent, "out", "error or lost", lambda _key: None, told.append)
    for words in ("Filter on this value: out", "Filter on this value as well", "Filter it out"):
        _run(menu, words)
    assert told == ["out", "(error or lost) and out", "(error or lost) and not out"]


def test_pdus_can_be_copied_in_every_form(parent: QWidget) -> None:
    told: list[str] = []
    menu = make_menu(parent, "out", "", told.append, lambda _text: None)
    copies = next(action.menu() for action in menu.actions() if action.text() == "Copy as")
    assert isinstance(copies, QMenu)
    for action in copies.actions():
        action.trigger()
    _run(menu, "Ticket bundle")
    assert told == [*(f"copy_as.{row.id}" for row in FORMATS), "ticket"]


def test_what_has_keys_shows_them(parent: QWidget) -> None:
    menu = make_menu(parent, "status == 0x58 && out", "", lambda _key: None, lambda _text: None)
    keyed = dict(action.text().partition("\t")[::2] for action in menu.actions())
    assert keyed["Filter on this value: status == 0x58 &&&& out"] == "F"
    assert (keyed["Go to partner"], keyed["Mark"], keyed["Send again"]) == ("P", "Space", "Ctrl+R")
    assert (keyed["Copy octets as hex"], keyed["Save as…"], keyed["Copy as"]) == ("Ctrl+Shift+C", "Ctrl+S", "")
