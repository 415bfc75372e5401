"""The grip over the edge of a dock."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from smppconsole.ui.widgets.dock_grip import DockGrip

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
AREAS = Qt.DockWidgetArea


@pytest.mark.parametrize(
    ("area", "drag"),
    [
        (AREAS.LeftDockWidgetArea, QPoint(60, 0)),
        (AREAS.RightDockWidgetArea, QPoint(-60, 0)),
        (AREAS.BottomDockWidgetArea, QPoint(0, -60)),
    ],
)
def test_dragging_makes_the_dock_larger(qtbot: QtBot, area: AREAS, drag: QPoint) -> None:
    window, dock = QMainWindow(), QDockWidget("dock")
    window.setCentralWidget(QWidget())
    dock.setWidget(QWidget())
    window.addDockWidget(area, dock)
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    QApplication.processEvents()
    way = Qt.Orientation.Vertical if area == AREAS.BottomDockWidgetArea else Qt.Orientation.Horizontal
    window.resizeDocks([dock], [150], way)
    QApplication.processEvents()
    grip = DockGrip(window, dock)
    assert grip.isVisible()
    assert min(grip.width(), grip.height()) == 7
    before = dock.width() * dock.height()
    middle = grip.rect().center()
    qtbot.mousePress(grip, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(grip, middle + drag)
    QApplication.processEvents()
    assert dock.width() * dock.height() > before
    dock.hide()
    assert not grip.isVisible()


def test_a_dock_that_is_deleted_is_no_longer_followed(qtbot: QtBot) -> None:
    window, dock, other = QMainWindow(), QDockWidget("dock"), QWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(other)
    window.addDockWidget(AREAS.LeftDockWidgetArea, dock)
    grip = DockGrip(window, dock)
    delete(dock)
    assert not grip.eventFilter(other, QEvent(QEvent.Type.Hide))
