"""What is drawn out of the window can be seen and taken hold of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui import theme
from smppconsole.ui.widgets.dock import Dock

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def dock(qtbot: QtBot) -> Iterator[Dock]:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = Dock("left", "Accounts", window)
    made.setTitleBarWidget(QLabel("Accounts"))
    made.setWidget(QWidget())
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, made)
    window.show()
    yield made
    made.hide()


def test_a_line_is_around_it_while_it_floats_and_only_then(dock: Dock, qtbot: QtBot) -> None:
    dock.setFloating(True)
    assert dock.contentsMargins() == QMargins(1, 1, 1, 1)
    edge = dock.grab().toImage().pixelColor(0, dock.height() // 2)
    assert edge == theme.current().colour("field")
    dock.setFloating(False)
    qtbot.waitUntil(lambda: dock.contentsMargins() == QMargins(0, 0, 0, 0))


def test_it_is_never_higher_than_the_screen_so_that_its_edges_are_on_it(dock: Dock, qtbot: QtBot) -> None:
    free = dock.screen().availableGeometry().height()
    dock.setFloating(True)
    dock.resize(300, free + 400)
    dock.topLevelChanged.emit(True)
    qtbot.waitUntil(lambda: dock.height() < free)


def test_an_escape_that_nothing_in_it_has_a_use_for_leads_out(dock: Dock, qtbot: QtBot) -> None:
    line = QLineEdit()
    dock.setWidget(line)
    line.show()
    with qtbot.waitSignal(dock.escaped):
        qtbot.keyClick(line, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(dock.escaped):
        qtbot.keyClick(line, Qt.Key.Key_F4)
