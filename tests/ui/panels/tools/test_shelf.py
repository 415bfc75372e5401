"""The dock of tools."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget
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


def _show(shelf: ToolShelf, id: str, title: str, panel: QWidget) -> None:
    shelf.show_tool(id, title)
    if shelf.is_empty(id):
        shelf.put(id, panel)


def test_each_tool_has_a_tab_and_comes_to_the_front(shelf: ToolShelf, qtbot: QtBot) -> None:
    one, two = QLabel("one"), QLabel("two")
    _show(shelf, "a", "Ladder", one)
    _show(shelf, "b", "Batch", two)
    _show(shelf, "a", "Ladder", one)
    assert (shelf.front, shelf.tabs.count(), shelf.stack.currentWidget()) == ("a", 2, one)
    assert shelf.is_seen("a")
    assert not shelf.is_seen("b")
    with qtbot.waitSignal(shelf.turned, check_params_cb=lambda id: id == "b"):
        shelf.tabs.setCurrentIndex(1)


def test_a_tool_put_away_comes_back_and_an_empty_shelf_hides(shelf: ToolShelf, qtbot: QtBot) -> None:
    one, two = QLabel("one"), QLabel("two")
    _show(shelf, "a", "Ladder", one)
    _show(shelf, "b", "Batch", two)
    qtbot.mouseClick(shelf.away, Qt.MouseButton.LeftButton)
    assert shelf.front == "a"
    shelf.put_away("unknown")
    shelf.put_away("a")
    assert shelf.isHidden()
    _show(shelf, "b", "Batch", two)
    assert shelf.is_seen("b")


def test_an_empty_shelf_does_not_come_back_by_itself(shelf: ToolShelf) -> None:
    shelf.show()
    assert shelf.isHidden()


def test_it_can_be_taken_out_and_put_back(shelf: ToolShelf, qtbot: QtBot) -> None:
    _show(shelf, "a", "Ladder", QLabel("one"))
    qtbot.mouseClick(shelf.out, Qt.MouseButton.LeftButton)
    assert shelf.isFloating()
    qtbot.mouseClick(shelf.out, Qt.MouseButton.LeftButton)
    assert not shelf.isFloating()


def test_a_page_waits_for_its_panel_and_hands_the_keys_on(shelf: ToolShelf) -> None:
    shelf.show_tool("a", "Ladder")
    shelf.take_focus()
    assert shelf.is_empty("a")
    shelf.show_tool("b", "Batch")
    shelf.show_tool("a", "Ladder")
    shelf.take_focus()
    one, two = QLabel("one"), QLabel("two")
    one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    shelf.put("b", two)
    assert shelf.is_empty("a")
    assert not shelf.is_empty("b")
    shelf.put("a", one)
    assert shelf.stack.currentWidget() is one
    assert shelf.focusWidget() is one
    shelf.show_tool("b", "Batch")
    assert shelf.stack.currentWidget() is two
    assert not shelf.is_empty("never opened")
