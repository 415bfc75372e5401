"""The tools of the window: opened by their actions, made when first asked for, ended with the window."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from smppconsole.compose.draft import Draft
from smppconsole.console.workspace import Workspace
from smppconsole.ui.app import open_window, show_demo, shut_down
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.tools.batch import BatchPanel
from smppconsole.ui.tool_work import TOOLS
from tests.kit.screen import eventually, found

MOST = 125
"""Widgets that one step may make, the parts of tables counted: as many as the doctor has."""


@pytest.fixture
async def window() -> AsyncIterator[MainWindow]:
    """Bound to a centre, three messages sent."""
    made = open_window(Workspace())
    made.show()
    await show_demo(made)
    yield made
    await shut_down(made)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # Qt's own loop does not turn here


async def test_nothing_is_made_before_it_is_asked_for(window: MainWindow) -> None:
    work = window.deeds.tools
    assert work.tools == {}
    assert work.shelf.isHidden()
    for id in TOOLS:
        window.menus.acts[id].trigger()
        assert work.shelf.is_seen(id)
    assert work.shelf.tabs.count() == len(TOOLS)


async def test_what_was_made_while_the_window_rested_is_what_opens(window: MainWindow) -> None:
    work = window.deeds.tools
    for _step in work.prepare():
        assert work.shelf.isHidden()
        assert work.shelf.tabs.count() == 0
    made = {id: tool.panel for id, tool in work.tools.items()}
    assert made.keys() == TOOLS.keys()
    for id in TOOLS:
        window.deeds.do(id)
        await eventually(lambda id=id: work.shelf.stack.currentWidget() is made[id])
        assert [other for other, panel in made.items() if panel.isVisible()] == [id]


async def test_a_tool_asked_for_meanwhile_is_made_once(window: MainWindow) -> None:
    work = window.deeds.tools
    steps = work.prepare()
    next(steps)
    window.deeds.do("centre")
    panel = work.tool("centre").panel
    assert list(steps)
    assert work.tool("centre").panel is panel
    assert work.shelf.is_seen("centre")


@pytest.mark.parametrize("came_from", ["composer.destination", "the trace"])
async def test_a_tool_put_away_gives_the_keys_back(window: MainWindow, came_from: str) -> None:
    window.resize(1440, 900)
    await eventually(lambda: window.room.composer_place.settled)
    table, shelf = window.cast.trace.live.table, window.deeds.tools.shelf
    before = table if came_from == "the trace" else found(window, came_from, QLineEdit)
    await eventually(before.isVisible)
    before.setFocus()
    window.deeds.do("statistics")
    window.deeds.do("findings")
    shelf.away.click()
    assert shelf.isAncestorOf(QApplication.focusWidget())
    shelf.away.click()
    assert QApplication.focusWidget() is before


async def test_keys_that_came_from_what_is_gone_go_to_the_trace(window: MainWindow) -> None:
    window.deeds.to_accounts()
    window.deeds.do("statistics")
    window.room.left.hide()
    window.deeds.tools.shelf.away.click()
    assert QApplication.focusWidget() is window.cast.trace.live.table


async def test_the_tab_of_a_tool_comes_at_once_and_its_panel_in_turns_of_their_own(window: MainWindow) -> None:
    work = window.deeds.tools
    window.deeds.do("centre")
    window.deeds.do("statistics")
    assert [work.shelf.is_empty(id) for id in ("centre", "statistics")] == [True, True]
    assert (work.tools, work.shelf.tabs.count(), work.shelf.front) == ({}, 2, "statistics")
    assert not work.shelf.isHidden()
    await eventually(lambda: not work.shelf.is_empty("statistics"))
    assert work.shelf.is_empty("centre")  # what is in front comes first
    assert work.shelf.stack.currentWidget() is work.tools["statistics"].panel
    await eventually(lambda: not work.shelf.is_empty("centre"))
    assert work.shelf.front == "statistics"


async def test_no_step_of_making_makes_much(window: MainWindow) -> None:
    before, most = len(QApplication.allWidgets()), {"": 0}
    for step in window.deeds.prepare():
        assert step is None
        now = len(QApplication.allWidgets())
        newest = next(reversed(window.deeds.tools.tools), "the first")
        most[newest] = max(most.get(newest, 0), now - before)
        before = now
    assert window.deeds.workbench.bench.pages.count() == 2
    assert {after: made for after, made in most.items() if made > MOST} == {}


async def test_a_window_that_closes_makes_no_more_tools(window: MainWindow) -> None:
    window.deeds.do("batch")
    window.deeds.tools.close()
    for _turn in range(20):
        await asyncio.sleep(0)
        QApplication.processEvents()
    assert window.deeds.tools.tools == {}


def test_starting_the_window_imports_no_tool() -> None:
    listing = "[name for name in sys.modules if name.startswith('smppconsole.ui.tools.')]"
    code = f"import sys, smppconsole.ui.app, smppconsole.ui.deeds; print({listing})"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert out.stdout.strip() == "['smppconsole.ui.tools.tool']"


async def test_the_window_closes_with_every_tool_at_work(window: MainWindow) -> None:
    for id in TOOLS:
        window.deeds.do(id)
    batch = window.deeds.tools.tool("batch").panel
    assert isinstance(batch, BatchPanel)
    batch.form.source.set_value("count")
    batch.form.amount.set_value(5000)
    batch.form.show_draft(Draft("49170{n}", "Orbit", "x"))
    window.deeds.do("batch")
    window.cast.composer.show_draft(Draft("49170{n}", "Orbit", "x"))
    batch.form.show_draft(Draft("49170{n}", "Orbit", "x"))
    batch.start()
    await eventually(lambda: batch.run and batch.run.sent_parts)


async def test_an_escape_gives_the_keys_back_and_leaves_the_tool_open(window: MainWindow) -> None:
    table = window.cast.trace.page.table
    table.setFocus()
    window.deeds.do("findings")
    panel = window.deeds.tools.tool("findings").panel
    await eventually(lambda: panel.isAncestorOf(QApplication.focusWidget()))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert table.hasFocus()
    assert window.deeds.tools.shelf.is_seen("findings")


async def test_an_escape_in_the_composer_leads_to_the_trace(window: MainWindow) -> None:
    window.resize(1440, 900)
    await eventually(lambda: window.room.composer_place.settled)
    line = found(window, "composer.destination", QLineEdit)
    await eventually(line.isVisible)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert window.cast.trace.page.table.hasFocus()
