"""The menu over a row of the trace."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.trace.export import FORMATS
from smppconsole.ui.panels.trace_menu import make_menu
from tests.kit.screen import found


class Desk:
    """Something to open menus over, that writes down what was chosen."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.acts: list[str] = []
        self.filters: list[str] = []

    def menu(self, wanted: str = "out", before: str = "") -> QMenu:
        """The menu over a cell."""
        return make_menu(self.window, wanted, before, self.acts.append, self.filters.append)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    """A desk where nothing was chosen yet."""
    return Desk(qtbot)


def _action(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == words)


def _filters(menu: QMenu) -> list[QAction]:
    return [action for action in menu.actions() if action.text().startswith("Filter ")]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Go to partner", "partner"),
        ("Next of this message", "kin"),
        ("Edit and resend", "edit_resend"),
        ("Copy octets as hex", "copy"),
        ("Ticket bundle…", "ticket"),
    ],
)
def test_each_row_asks_for_its_own_act(desk: Desk, words: str, key: str) -> None:
    _action(desk.menu(), words).trigger()
    assert (desk.acts, desk.filters) == ([key], [])


def test_every_format_can_be_copied_as(desk: Desk) -> None:
    menu = desk.menu()
    copies = found(menu, "trace.menu.copy", QMenu).actions()
    for action in copies:
        action.trigger()
    assert [action.text() for action in copies] == [row.title for row in FORMATS]
    assert desk.acts == [f"copy_as.{row.id}" for row in FORMATS]


def test_an_empty_filter_line_is_filled_with_the_value_or_all_others(desk: Desk) -> None:
    for action in _filters(desk.menu("sequence == 7")):
        action.trigger()
    assert desk.filters == ["sequence == 7", "not (sequence == 7)"]


def test_what_is_filtered_already_can_be_kept_beside_the_value(desk: Desk) -> None:
    for action in _filters(desk.menu("out", "lost or foreign")):
        action.trigger()
    assert desk.filters == ["out", "(lost or foreign) and out", "(lost or foreign) and not out"]


def test_a_long_value_is_shown_short_and_filtered_on_whole(desk: Desk) -> None:
    wanted = f'text == "{"x" * 100}"'
    action = _filters(desk.menu(wanted))[0]
    shown = action.text().removeprefix("Filter on this value: ")
    assert len(shown) == 48
    assert shown.endswith("x…")
    action.trigger()
    assert desk.filters == [wanted]


def test_an_ampersand_in_a_value_is_no_letter_to_press(desk: Desk) -> None:
    assert _filters(desk.menu('text == "a&b"'))[0].text() == 'Filter on this value: text == "a&&b"'
