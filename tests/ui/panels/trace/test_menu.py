"""The menu over a row."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.trace.export import FORMATS
from smppconsole.ui.panels.trace.menu import Cell, make_menu


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
    menu = make_menu(parent, Cell("out", "error or lost"), lambda _key: None, told.append)
    for words in ("Filter on this value: out", "Filter on this value as well", "Filter it out"):
        _run(menu, words)
    assert told == ["out", "(error or lost) and out", "(error or lost) and not out"]


def test_pdus_can_be_copied_in_every_form(parent: QWidget) -> None:
    told: list[str] = []
    menu = make_menu(parent, Cell("out"), told.append, lambda _text: None)
    copies = next(action.menu() for action in menu.actions() if action.text() == "Copy as")
    assert isinstance(copies, QMenu)
    for action in copies.actions():
        if not action.isSeparator():
            action.trigger()
    _run(menu, "Ticket bundle")
    kinds = ("hex", "code", "command", *(row.id for row in FORMATS))
    assert told == [*(f"copy_as.{kind}" for kind in kinds), "ticket"]


def test_entries_tell_their_keys_and_why_they_can_do_nothing(parent: QWidget) -> None:
    lacking = {"partner": "Choose a PDU that has a request or a response to go to."}
    menu = make_menu(parent, Cell("out"), lambda _key: None, lambda _text: None, lambda key: lacking.get(key, ""))
    entries = {action.text().partition("\t")[0]: action for action in menu.actions()}
    assert entries["Comment…"].text() == "Comment…\tC"
    assert entries["Filter on this value: out"].text().endswith("\tF")
    assert not entries["Go to partner"].isEnabled()
    assert entries["Go to partner"].toolTip() == lacking["partner"]
    assert entries["Mark"].isEnabled()


def test_what_is_compared_goes_by_how_many_rows_are_chosen(parent: QWidget) -> None:
    told: list[str] = []
    for chosen, words in ((1, "Compare with another"), (2, "Compare the two"), (3, "Compare with another")):
        _run(make_menu(parent, Cell("out", chosen=chosen), told.append, lambda _text: None), words)
    assert told == ["compare_from", "compare", "compare_from"]


def test_a_comment_that_is_there_is_edited(parent: QWidget) -> None:
    told: list[str] = []
    _run(make_menu(parent, Cell("out", comment="why"), told.append, lambda _text: None), "Edit the comment…")
    assert told == ["comment"]


def test_what_has_keys_shows_them(parent: QWidget) -> None:
    menu = make_menu(parent, Cell("status == 0x58 && out"), lambda _key: None, lambda _text: None)
    keyed = dict(action.text().partition("\t")[::2] for action in menu.actions())
    assert keyed["Filter on this value: status == 0x58 &&&& out"] == "F"
    assert (keyed["Go to partner"], keyed["Mark"], keyed["Send again"]) == ("P", "Space", "Ctrl+R")
    assert (keyed["Copy octets as hex"], keyed["Save as…"], keyed["Copy as"]) == ("Ctrl+Shift+C", "Ctrl+S", "")
