"""What gives way where the window is small."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from smppconsole.ui.main_window import MainWindow
from tests.kit.screen import eventually
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


async def _resize(window: MainWindow, width: int, height: int) -> None:
    window.resize(width, height)
    QApplication.processEvents()
    await eventually(lambda: window.room.composer_place.settled)
    for _ in range(3):
        QApplication.processEvents()


async def test_at_its_full_size_everything_stands_in_its_place() -> None:
    async with opened_window(1440, 900) as window:
        cast, room = window.cast, window.room
        assert not cast.accounts.is_rail
        assert cast.health.isVisible()
        assert room.left.width() == 228
        assert 312 <= room.right.width() <= 330
        assert cast.messages.isVisible()
        assert cast.inspector.hex.columns == 16


async def test_below_1240_accounts_become_a_rail() -> None:
    async with opened_window() as window:
        await _resize(window, 1200, 900)
        assert window.cast.accounts.is_rail
        assert window.room.left.width() == 84
        assert not window.cast.health.isVisible()
        window.room.toggle_rail()
        assert not window.cast.accounts.is_rail
        await _resize(window, 1440, 900)
        assert not window.cast.accounts.is_rail
        assert window.room.left.width() >= 200


async def test_below_1040_the_composer_is_a_tab_of_the_inspector() -> None:
    async with opened_window() as window:
        await _resize(window, 1024, 640)
        tabs = window.cast.inspector.head.tabs
        assert tabs.tabText(tabs.count() - 1) == "Compose"
        assert not window.room.right.isVisible()
        window.room.show_composer()
        assert window.cast.composer.isVisible()
        assert window.cast.composer.send.isVisible()
        await _resize(window, 1440, 900)
        assert "Compose" not in [tabs.tabText(at) for at in range(tabs.count())]
        assert window.cast.composer.isVisible()


async def test_below_800_high_messages_are_a_tab_and_below_680_the_strip_joins_the_tabs() -> None:
    async with opened_window() as window:
        await _resize(window, 1440, 760)
        assert window.cast.side.head.tabs.isTabVisible(1)
        assert not window.cast.health.isVisible()
        await _resize(window, 1440, 640)
        assert window.cast.inspector._flat


async def test_status_text_and_light_never_go() -> None:
    async with opened_window() as window:
        await _resize(window, 1024, 640)
        status = window.cast.status
        assert status.light.isVisible()
        assert status.state.isVisible()
        assert status.words.isVisible()


async def test_a_sheet_gets_its_room_and_gives_it_back() -> None:
    async with opened_window() as window:
        window.deeds.do("new_account")
        assert window.room.left.width() == 320
        window.deeds.accounts.close_sheet()
        QApplication.processEvents()
        assert window.room.left.width() == 228


async def test_panels_are_switched_remembered_and_reset() -> None:
    async with opened_window() as window:
        window.room.toggle(window.room.bottom)
        assert not window.room.bottom.isVisible()
    async with opened_window() as window:
        assert not window.room.bottom.isVisible()
        window.deeds.do("reset_layout")
        assert window.room.bottom.isVisible()


async def test_reset_brings_back_what_was_drawn_out_moved_or_put_behind_another() -> None:
    async with opened_window() as window:
        room, shelf = window.room, window.deeds.tools.shelf
        docks = (room.left, room.bottom, room.right)
        window.deeds.do("statistics")
        window.deeds.do("reset_layout")
        QApplication.processEvents()
        before = [dock.geometry() for dock in docks]
        for dock in (*docks, shelf):
            dock.setFloating(True)
        room.right.move(5000, 5000)
        window.deeds.do("reset_layout")
        QApplication.processEvents()
        assert [dock.geometry() for dock in docks] == before
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, room.left)
        window.tabifyDockWidget(room.bottom, room.right)
        window.deeds.do("reset_layout")
        QApplication.processEvents()
        assert [dock.geometry() for dock in docks] == before
        assert shelf in window.tabifiedDockWidgets(room.bottom)


async def test_a_key_goes_to_a_panel_that_floats() -> None:
    async with opened_window() as window:
        window.room.right.setFloating(True)
        window.deeds.do("to_composer")
        await eventually(window.cast.composer.form.source.hasFocus)
        window.deeds.do("to_trace")
        await eventually(window.cast.trace.page.table.hasFocus)


async def test_the_accounts_are_drawn_by_their_heading_which_makes_room_for_a_sheet() -> None:
    async with opened_window() as window:
        head = window.cast.accounts.head
        assert window.room.left.titleBarWidget() is head
        assert head.isVisible()
        window.deeds.do("new_account")
        QApplication.processEvents()
        assert not head.isVisible()
        assert window.cast.accounts.mapTo(window.room.left, QPoint(0, 0)).y() == 0
        window.deeds.accounts.close_sheet()
        QApplication.processEvents()
        assert window.cast.accounts.mapTo(window.room.left, QPoint(0, 0)).y() == head.height()


@pytest.mark.parametrize(("width", "height"), [(1024, 640), (1100, 700), (1440, 900), (1920, 1080), (3840, 2160)])
async def test_no_panel_is_squeezed_at_any_size(width: int, height: int) -> None:
    async with opened_window(width, height) as window:
        await _resize(window, width, height)
        cast = window.cast
        assert window.size().width() == width
        assert cast.trace.width() >= 440
        assert cast.trace.live.table.height() >= 120
        assert cast.inspector.height() >= 180


async def test_side_panels_come_back_to_their_widths_with_the_text() -> None:
    async with opened_window(1920, 1080) as window:
        room, appearance = window.room, window.cast.appearance
        QApplication.processEvents()
        before = (room.left.width(), room.right.width())
        for size in (5, 0):
            for _ in range(size or 1):
                appearance.resize(1 if size else 0)
                await eventually(lambda: appearance.done)
                QApplication.processEvents()
        await eventually(lambda: abs(room.left.width() - before[0]) < 12 and abs(room.right.width() - before[1]) < 12)


async def test_a_window_that_becomes_low_leaves_the_trace_its_share() -> None:
    async with opened_window(1440, 900) as window:
        assert window.room.bottom.height() > 300
        await _resize(window, 1024, 640)
        await eventually(lambda: window.room.bottom.height() <= 280)
        await _resize(window, 1440, 900)
        await eventually(lambda: window.room.bottom.height() > 300)


async def test_accounts_that_float_are_a_whole_list_however_small_the_window_is() -> None:
    async with opened_window(1100, 700) as window:
        room, accounts = window.room, window.cast.accounts
        assert accounts.is_rail
        room.left.setFloating(True)
        await eventually(lambda: not accounts.is_rail)
        room.left.setFloating(False)
        await eventually(lambda: accounts.is_rail)


async def test_a_small_window_keeps_no_empty_place_for_the_composer_of_a_large_one() -> None:
    async with opened_window() as window:
        assert window.room.right.isVisible()
    async with opened_window(1000, 700) as window:
        assert window.room.right.isHidden()
        await _resize(window, 1440, 900)
        await eventually(window.room.right.isVisible)


async def test_keys_that_went_to_a_panel_that_is_hidden_go_to_the_trace() -> None:
    async with opened_window() as window:
        window.deeds.do("to_inspector")
        await eventually(window.cast.inspector.tree.hasFocus)
        window.deeds.do("panel_bottom")
        await eventually(window.cast.trace.live.table.hasFocus)
