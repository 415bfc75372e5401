"""What can be done at a moment."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from smppconsole.compose.draft import Draft
from smppconsole.console.demo import demo
from smppconsole.ui.actions import BY_ID, NEEDS
from smppconsole.ui.main_window import MainWindow
from tests.kit.screen import eventually
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def _menu(window: MainWindow, title: str) -> QMenu:
    menu = next(one.menu() for one in window.cast.header.menus.actions() if one.text().replace("&", "") == title)
    assert isinstance(menu, QMenu)
    return menu


async def test_an_empty_window_meets_no_need_and_every_need_is_looked_at() -> None:
    async with opened_window() as window:
        assert window.abilities.held() == frozenset()
        assert set(window.abilities._needs()) == set(NEEDS)
        assert window.abilities.missing(BY_ID["send"]) == NEEDS["bound"]
        assert window.abilities.missing(BY_ID["new"]) == ""


async def test_after_the_demonstration_a_chosen_message_can_be_sent_again() -> None:
    async with opened_window() as window:
        await demo(window.workspace)
        table, store = window.cast.trace.live.table, window.workspace.store
        await eventually(lambda: table.trace.rowCount() == 18)
        table.choose(next(row for row in range(18) if store.command(row) == 4))
        held = window.abilities.held()
        assert held >= {"account", "bound", "row", "rows", "partner", "kin"}
        assert not held & {"capture", "filter", "redo"}
        window.cast.composer.show_draft(Draft("4917", "Orbit", "x"))
        window.cast.composer.undo()
        window.cast.trace.page.filters.filter_by("command == submit_sm")
        assert window.abilities.held() >= {"filter", "redo"}


async def test_an_open_menu_is_grey_where_nothing_can_be_done_and_says_why() -> None:
    async with opened_window() as window:
        menu, partner = _menu(window, "Trace"), window.menus.acts["partner"]
        menu.aboutToShow.emit()
        assert not partner.isEnabled()
        assert partner.toolTip() == NEEDS["partner"]
        assert window.menus.acts["statistics"].isEnabled()
        menu.aboutToHide.emit()
        assert all(action.isEnabled() for action in window.findChildren(QAction) if action.objectName()), "keys answer"


async def test_keys_that_can_do_nothing_say_what_is_missing() -> None:
    async with opened_window() as window:
        for action, need in (("send", "bound"), ("send_again", "row"), ("undo", "undo"), ("close_capture", "capture")):
            window.menus.acts[action].trigger()
            assert window.cast.trace.notice.text == NEEDS[need]


async def test_an_open_menu_ticks_what_is_on() -> None:
    async with opened_window() as window:
        window.deeds.do("theme_dark")
        window.deeds.do("keepalives")
        for title in ("View", "Trace"):
            _menu(window, title).aboutToShow.emit()
        ticked = {id for id, action in window.menus.acts.items() if action.isChecked()}
        assert ticked == {"panel_left", "panel_bottom", "panel_right", "theme_dark", "keepalives", "follow"}
        window.deeds.do("theme_light")
        await eventually(lambda: window.cast.appearance.done)
