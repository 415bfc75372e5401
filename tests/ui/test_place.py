"""Where the window stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from smppconsole.ui import place
from smppconsole.ui.state_file import WINDOW, open_state

_SCREEN_WIDTH = 46
"""Where Qt's blob of a geometry says how wide the screen was."""


@pytest.fixture
def left(qtbot: QtBot) -> QMainWindow:
    """A window whose place was kept."""
    made = QMainWindow()
    qtbot.addWidget(made)
    made.setGeometry(30, 40, 600, 420)
    kept = open_state(WINDOW)
    place.keep(made, kept)
    kept.sync()
    return made


@pytest.fixture
def back(qtbot: QtBot) -> QMainWindow:
    """The one that comes after it."""
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


def test_it_comes_back_to_where_it_was(left: QMainWindow, back: QMainWindow) -> None:
    place.restore(back)
    assert back.geometry() == left.geometry()


def test_it_is_as_large_as_it_was_where_a_much_wider_screen_is_gone(left: QMainWindow, back: QMainWindow) -> None:
    kept = open_state(WINDOW)
    elsewhere = left.saveGeometry()
    elsewhere[_SCREEN_WIDTH : _SCREEN_WIDTH + 4] = (3 * left.screen().geometry().width()).to_bytes(4, "big")
    kept.setValue("geometry", elsewhere)
    kept.setValue("size", f"{kept.value('size')} maximised")
    kept.sync()
    assert not back.restoreGeometry(elsewhere)
    place.restore(back)
    assert back.size() == left.size()
    assert back.windowState() & Qt.WindowState.WindowMaximized


def test_it_is_never_larger_than_its_screen_with_a_frame_around_it_and_lies_on_it(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    free = window.screen().availableGeometry()
    window.setMinimumSize(free.size() + QSize(10, 10))
    window.resize(free.size() + QSize(400, 300))
    place.fit_screen(window)
    assert window.size() == free.size() - place.FRAME
    assert window.pos() == free.topLeft()
