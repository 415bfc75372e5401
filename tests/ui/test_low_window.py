"""What has the height of a very low window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smppconsole.ui.main_window import MainWindow
from tests.kit.screen import eventually
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LOW, LOWEST = (1000, 480), (1000, 360)


def _squeeze(window: MainWindow, width: int, height: int) -> None:
    window.setMinimumSize(1, 1)
    window.resize(width, height)


async def test_the_composer_and_a_tool_have_a_low_window_to_themselves_while_they_are_in_front() -> None:
    async with opened_window() as window:
        cast = window.cast
        _squeeze(window, *LOW)
        await eventually(lambda: not cast.trace.is_folded and cast.inspector.isVisible())
        window.deeds.do("to_composer")
        await eventually(lambda: cast.trace.is_folded)
        assert cast.trace.tabs.isVisible()
        assert cast.composer.height() > 200
        window.deeds.do("to_trace")
        await eventually(lambda: not cast.trace.is_folded)
        window.deeds.do("statistics")
        await eventually(lambda: cast.trace.is_folded)
        window.deeds.do("to_inspector")
        await eventually(lambda: not cast.trace.is_folded)
        assert cast.trace.live.table.isVisible()


async def test_notices_are_read_while_the_trace_is_folded() -> None:
    async with opened_window() as window:
        _squeeze(window, *LOW)
        window.deeds.do("to_composer")
        await eventually(lambda: window.cast.trace.is_folded)
        window.deeds.do("send")
        assert window.cast.trace.notice.isVisible()


async def test_in_the_lowest_window_trace_and_inspector_take_turns(qtbot: QtBot) -> None:
    async with opened_window() as window:
        cast = window.cast
        _squeeze(window, *LOWEST)
        await eventually(lambda: cast.inspector.is_folded and not cast.trace.is_folded)
        assert cast.inspector.head.isVisible()
        tabs = cast.inspector.head.tabs
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(0).center())
        await eventually(lambda: cast.trace.is_folded and not cast.inspector.is_folded)
        qtbot.mouseClick(cast.trace.tabs, Qt.MouseButton.LeftButton, pos=cast.trace.tabs.tabRect(0).center())
        await eventually(lambda: cast.inspector.is_folded and not cast.trace.is_folded)
        window.deeds.do("to_inspector")
        await eventually(lambda: cast.trace.is_folded and cast.inspector.pages.height() > 60)
        window.resize(1440, 900)
        await eventually(lambda: not cast.trace.is_folded and not cast.inspector.is_folded)


async def test_the_filter_is_at_hand_again_where_search_or_composer_took_its_place() -> None:
    async with opened_window() as window:
        page = window.cast.trace.live
        _squeeze(window, *LOW)
        window.deeds.do("find")
        await eventually(lambda: page.filters.isHidden() and page.find_bar.isVisible())
        window.deeds.do("to_composer")
        await eventually(lambda: window.cast.trace.is_folded)
        window.deeds.do("filter")
        await eventually(page.filters.line.edit.hasFocus)
        assert not page.find_bar.isVisible()


async def test_the_composer_takes_the_height_it_lacks_and_gives_it_back() -> None:
    async with opened_window() as window:
        cast, bottom = window.cast, window.room.bottom
        window.resize(1024, 640)
        await eventually(lambda: 230 < bottom.height() < 270)
        before = bottom.height()
        window.deeds.do("to_composer")
        await eventually(lambda: bottom.height() > 320)
        form = cast.composer.form
        assert form.visibleRegion().boundingRect().height() == form.height()
        window.deeds.do("to_inspector")
        await eventually(lambda: bottom.height() == before)


async def test_a_border_drawn_meanwhile_stays_where_it_was_drawn() -> None:
    async with opened_window() as window:
        bottom = window.room.bottom
        window.resize(1024, 640)
        window.deeds.do("to_composer")
        await eventually(lambda: bottom.height() > 320)
        window.resizeDocks([bottom], [290], Qt.Orientation.Vertical)
        await eventually(lambda: bottom.height() == 290)
        window.deeds.do("to_inspector")
        await eventually(lambda: not window.cast.inspector.is_guest_in_front)
        await eventually(lambda: not window.room.low_window._given)
        assert bottom.height() == 290


async def test_in_a_low_window_the_rows_come_before_the_inspector_which_opens_by_key_and_by_press(qtbot: QtBot) -> None:
    async with opened_window() as window:
        inspector, table = window.cast.inspector, window.cast.trace.live.table
        tabs, fold = inspector.head.tabs, inspector.head.fold
        _squeeze(window, *LOW)
        await eventually(lambda: inspector.is_folded and fold.isVisible())
        rows_alone = table.viewport().height()
        window.deeds.do("to_inspector")
        await eventually(lambda: not inspector.is_folded and inspector.pages.height() > 100)
        assert inspector.tree.hasFocus()
        assert 60 < table.viewport().height() < rows_alone
        qtbot.keyClick(inspector.tree, Qt.Key.Key_Escape)
        await eventually(lambda: inspector.is_folded and table.hasFocus())
        for press in (fold.click, lambda: tabs.tabBarClicked.emit(tabs.currentIndex())):
            press()
            await eventually(lambda: not inspector.is_folded)
            press()
            await eventually(lambda: inspector.is_folded)
        window.resize(1440, 900)
        await eventually(lambda: not inspector.is_folded and fold.isHidden() and inspector.pages.height() > 240)


async def test_an_inspector_beside_the_trace_is_not_folded() -> None:
    async with opened_window() as window:
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, window.room.bottom)
        _squeeze(window, *LOW)
        await eventually(lambda: window.cast.trace.notice.lines[0]._brief)
        await eventually(lambda: not window.room.low_window._soon.isActive())
        assert not window.cast.inspector.is_folded
        assert window.cast.inspector.head.fold.isHidden()
