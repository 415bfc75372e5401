"""The composer at the right or as a tab, by the width of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from smppconsole.ui.main_window import MainWindow
from tests.kit.screen import eventually
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


async def _resize(window: MainWindow, width: int, height: int) -> None:
    window.resize(width, height)
    QApplication.processEvents()
    await eventually(lambda: window.room.composer_place.settled)


def _widgets(dock: QDockWidget) -> int:
    return len(dock.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly))


async def test_the_composer_changes_its_place_after_the_new_size_is_drawn() -> None:
    async with opened_window() as window:
        window.resize(1000, 640)
        QApplication.processEvents()
        assert window.room.right.isVisible()
        assert not window.room.composer_place.settled
        await eventually(lambda: window.room.composer_place.settled)
        assert not window.room.right.isVisible()
        assert window.updatesEnabled()


async def test_who_wants_the_composer_meanwhile_has_it_at_once() -> None:
    async with opened_window() as window:
        window.resize(1000, 640)
        QApplication.processEvents()
        window.room.show_composer()
        assert window.room.composer_place.settled
        assert window.cast.inspector.head.tabs.tabText(window.cast.inspector.head.tabs.currentIndex()) == "Compose"


async def test_moving_to_and_fro_leaves_nothing_behind() -> None:
    async with opened_window() as window:
        await _resize(window, 1000, 640)
        await _resize(window, 1440, 900)
        before = _widgets(window.room.right)
        for _ in range(3):
            await _resize(window, 1000, 640)
            await _resize(window, 1440, 900)
        assert _widgets(window.room.right) == before


async def test_the_tabs_of_its_heading_can_be_pressed_and_nothing_lies_over_them() -> None:
    async with opened_window() as window:
        for width, height in ((1440, 900), (1000, 640), (1440, 900)):
            await _resize(window, width, height)
        tabs = window.cast.side.head.tabs
        place = tabs.mapTo(window.room.right, tabs.tabRect(0).center())
        assert window.room.right.childAt(place) is tabs
