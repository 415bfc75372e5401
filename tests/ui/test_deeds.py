"""Actions and the ways about the window."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from smppconsole.console.account import Account
from smppconsole.console.demo import demo
from smppconsole.ui import theme
from tests.kit.screen import eventually, found
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


async def test_the_theme_turns_and_the_text_grows() -> None:
    async with opened_window() as window:
        window.deeds.do("theme_dark")
        await eventually(lambda: theme.current() is theme.DARK)
        window.deeds.do("turn_theme")
        await eventually(lambda: theme.current() is theme.LIGHT)
        window.deeds.do("larger")
        await eventually(lambda: theme.scale() > 1)
        window.deeds.do("normal")
        await eventually(lambda: theme.scale() == 1)


async def test_panels_are_gone_to_and_walked() -> None:
    async with opened_window() as window:
        window.activateWindow()
        for action in ("to_trace", "to_inspector", "to_composer", "filter", "next_panel", "previous_panel", "help"):
            window.deeds.do(action)
            QApplication.processEvents()


async def test_the_palette_opens_and_carries_out() -> None:
    async with opened_window() as window:
        window.deeds.do("palette")
        assert window.palette_sheet.isVisible()
        window.palette_sheet.chosen.emit("theme_dark")
        await eventually(lambda: theme.current() is theme.DARK)


async def test_the_stall_meter_is_hidden_until_it_is_asked_for() -> None:
    async with opened_window() as window:
        assert not window.cast.status.stall.isVisible()
        window.deeds.do("stall_meter")
        assert window.cast.status.stall.isVisible()
        window.deeds.do("stall_meter")
        assert not window.cast.status.stall.isVisible()


async def test_m_walks_the_rows_of_a_message() -> None:
    async with opened_window() as window:
        await demo(window.workspace)
        table = window.cast.trace.live.table
        await eventually(lambda: table.trace.rowCount() == 18)
        store = window.workspace.store
        table.choose(next(row for row in range(18) if store.command(row) == 4))
        before = table.chosen_row
        window.deeds.do("kin")
        assert table.chosen_row > before
        window.deeds.do("follow")
        assert table.following.on
        window.deeds.do("copy_octets")
        assert QGuiApplication.clipboard().text().startswith("00 00 00")


async def test_the_traces_own_keys_go_to_the_page() -> None:
    async with opened_window() as window:
        window.deeds.do("keepalives")
        assert window.cast.trace.live.filters.keepalives.isChecked()


async def test_about_is_a_sheet_that_does_not_hold_the_loop() -> None:
    async with opened_window() as window:
        window.deeds.do("about")
        sheet = found(window, "about", QDialog)
        assert sheet.isVisible()
        sheet.reject()


async def test_the_keys_go_at_first_to_what_comes_first() -> None:
    async with opened_window() as window:
        first = window.focusWidget()
        assert first is not None
        assert first.objectName() == "accounts.first"
        window.workspace.accounts.save(Account("Nordlink", "127.0.0.1"))
        window.deeds.begin()
        assert window.focusWidget() is window.cast.trace.live.table


async def test_the_whole_screen_is_taken_and_given_back_and_the_menu_tells_it() -> None:
    async with opened_window() as window:
        window.deeds.do("full_screen")
        await eventually(window.isFullScreen)
        assert "full_screen" in window.abilities.on()
        window.deeds.do("full_screen")
        await eventually(lambda: not window.isFullScreen())


async def test_reset_layout_leaves_the_focus_where_it_was() -> None:
    async with opened_window() as window:
        await demo(window.workspace)
        window.cast.trace.live.table.choose(3)
        window.room.bottom.setFloating(True)
        window.deeds.do("to_inspector")
        await eventually(window.cast.inspector.tree.hasFocus)
        window.deeds.do("reset_layout")
        await eventually(window.cast.inspector.tree.hasFocus)
