"""The dock of tools."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from smppconsole.ui.panels.tools.shelf import ToolShelf


@pytest.fixture
def shelf(qtbot: QtBot) -> ToolShelf:
    """In a window, nothing on it."""
    window = QMainWindow()
    window.setCentralWidget(QLabel("centre"))
    qtbot.addWidget(window)
    made = ToolShelf(window)
    window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, made)
    made.hide()
    window.resize(800, 600)
    window.show()
    made.setParent(window)
    made._held = window  # type: ignore[attr-defined]
    return made


def test_each_tool_has_a_tab_and_comes_to_the_front(shelf: ToolShelf, qtbot: QtBot) -> None:
    one, two = QLabel("one"), QLabel("two")
    shelf.show_tool("a", "Ladder", one)
    shelf.show_tool("b", "Batch", two)
    shelf.show_tool("a", "Ladder", one)
    assert (shelf.front, shelf.tabs.count(), shelf.stack.currentWidget()) == ("a", 2, one)
    assert shelf.is_seen("a")
    assert not shelf.is_seen("b")
    with qtbot.waitSignal(shelf.turned, check_params_cb=lambda id: id == "b"):
        shelf.tabs.setCurrentIndex(1)


def test_a_tool_put_away_comes_back_and_an_empty_shelf_hides(shelf: ToolShelf, qtbot: QtBot) -> None:
    one, two = QLabel("one"), QLabel("two")
    shelf.show_tool("a", "Ladder", one)
    shelf.show_tool("b", "Batch", two)
    qtbot.mouseClick(shelf.away, Qt.MouseButton.LeftButton)
    assert shelf.front == "a"
    shelf.put_away("unknown")
    shelf.put_away("a")
    assert shelf.isHidden()
    shelf.show_tool("b", "Batch", two)
    assert shelf.is_seen("b")


def test_an_empty_shelf_does_not_come_back_by_itself(shelf: ToolShelf) -> None:
    shelf.show()
    assert shelf.isHidden()


def test_it_can_be_taken_out_and_put_back(shelf: ToolShelf, qtbot: QtBot) -> None:
    shelf.show_tool("a", "Ladder", QLabel("one"))
    qtbot.mouseClick(shelf.out, Qt.MouseButton.LeftButton)
    assert shelf.isFloating()
    qtbot.mouseClick(shelf.out, Qt.MouseButton.LeftButton)
    assert not shelf.isFloating()
