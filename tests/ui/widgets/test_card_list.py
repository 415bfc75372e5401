"""A list of things to take up again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smppconsole.ui import theme
from smppconsole.ui.widgets.card_list import Card, CardList
from tests.kit.screen import move_mouse

CARDS = (Card("Login code", "49{number}", "Your code is {code}"), Card("Long " * 99, "", "a\nb"))


def _list(qtbot: QtBot) -> CardList:
    made = CardList("x.list", "Things", "Nothing yet.")
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    return made


def test_the_first_row_is_chosen_and_told(qtbot: QtBot) -> None:
    made = _list(qtbot)
    with qtbot.waitSignal(made.chosen) as told:
        made.show_cards(CARDS)
    assert told.args == [0]
    assert made.chosen_row == 0
    assert made.model().data(made.model().index(0, 0)) == "Login code, 49{number}, Your code is {code}"
    assert not made.grab().isNull()


def test_nothing_to_show_is_said(qtbot: QtBot) -> None:
    made = _list(qtbot)
    with qtbot.waitSignal(made.chosen) as told:
        made.show_cards(())
    assert told.args == [-1]
    assert made.chosen_row == -1
    made.set_empty("None found.")
    assert not made.grab().isNull()


def test_keys_open_and_delete(qtbot: QtBot) -> None:
    made = _list(qtbot)
    made.show_cards(CARDS)
    with qtbot.waitSignal(made.deleted) as told:
        qtbot.keyClick(made, Qt.Key.Key_Delete)
    assert told.args == [0]
    qtbot.keyClick(made, Qt.Key.Key_Down)
    assert made.chosen_row == 1
    with qtbot.waitSignal(made.opened) as opened:
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert opened.args == [1]


def test_the_row_under_the_mouse_and_the_one_chosen_have_grounds_of_their_own(qtbot: QtBot) -> None:
    made = _list(qtbot)
    made.show_cards((*CARDS, CARDS[0]))
    rows = [made.visualRect(made.model().index(row, 0)) for row in range(3)]
    move_mouse(made.viewport(), rows[1].center())
    image = made.viewport().grab().toImage()
    grounds = [image.pixelColor(6, row.top() + 2).name().upper() for row in rows]
    look = theme.LIGHT
    chosen = look.sel if made.hasFocus() else look.sel_idle
    assert grounds == [chosen, look.hover, look.surface]


def test_words_of_an_empty_list_that_find_no_room_stand_on_hover(qtbot: QtBot) -> None:
    made = CardList("test.list", "List", "Nothing is here yet, and what will be here one day is told at length. " * 3)
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.show()
    made.grab()
    assert made.toolTip() == ""
    made.resize(300, 40)
    made.grab()
    assert made.toolTip().startswith("Nothing is here yet")
    made.show_cards(CARDS)
    assert made.toolTip() == ""
