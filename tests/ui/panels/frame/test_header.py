"""The head of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.panels.frame.header import Header
from tests.kit.screen import nameless


def test_its_buttons_ask_for_actions(qtbot: QtBot) -> None:
    header = Header()
    qtbot.addWidget(header)
    header.resize(1440, 40)
    header.show()
    told: list[str] = []
    header.asked.connect(told.append)
    for button in (header.left, header.bottom, header.right, header.contrast, header.search):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told == ["panel_left", "panel_bottom", "panel_right", "turn_theme", "palette"]
    assert not nameless(header)


def test_the_search_field_gives_way(qtbot: QtBot) -> None:
    header = Header()
    qtbot.addWidget(header)
    widths = []
    for width in (1440, 1100, 1024):
        header.give_way(width)
        widths.append(header.search.width())
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 3
    assert not header.grab().isNull()


def test_it_knows_where_the_palette_opens(qtbot: QtBot) -> None:
    window = QWidget()
    header = Header()
    header.setParent(window)
    qtbot.addWidget(window)
    window.resize(1440, 100)
    header.resize(1440, 40)
    window.show()
    assert header.search_box.width() == header.search.width()


def test_the_switches_give_way_to_the_menus(qtbot: QtBot) -> None:
    header = Header()
    qtbot.addWidget(header)
    for words in ("File", "Edit", "View", "Session", "Message", "Trace", "Help"):
        header.menus.addMenu(words)
    seen = {}
    for width in (900, 500):
        header.resize(width, 40)
        header.give_way(width)
        header.show()
        seen[width] = header.left.isVisible(), header.menus.width() >= header.menus.sizeHint().width()
    assert seen == {900: (True, True), 500: (False, True)}
