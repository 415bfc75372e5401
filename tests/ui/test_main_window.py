"""The whole window: arranged, wired, closed in good order."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from smppconsole.console.demo import demo
from smppconsole.net import tasks
from smppconsole.smpp.finding import Severity
from smppconsole.ui.actions import ACTIONS
from tests.kit.screen import eventually, found, nameless
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


async def test_every_panel_is_there_by_its_name() -> None:
    async with opened_window() as window:
        for name in ("accounts", "trace", "inspector", "composer", "messages.list", "health", "status", "header"):
            assert found(window, name, QWidget).isVisible()


async def test_every_control_can_be_named_by_a_test_and_a_screen_reader() -> None:
    async with opened_window() as window:
        assert not nameless(window)


async def test_every_action_has_a_deed_or_is_one_of_the_traces_own_keys() -> None:
    async with opened_window() as window:
        assert {spec.id for spec in ACTIONS} <= window.deeds.known | window.cast.trace.page.acts.known
        assert set(window.menus.acts) == {spec.id for spec in ACTIONS}


async def test_what_happens_shows_everywhere() -> None:
    async with opened_window() as window:
        result = await demo(window.workspace)
        assert result.ok
        cast = window.cast
        await eventually(lambda: cast.trace.live.model.rowCount() == 18 and cast.messages.messages.rowCount() == 3)
        await eventually(lambda: cast.status.state.text() == "alive")
        assert [step.words for step in cast.messages.messages.message(0).steps] == ["accepted", "delivered"]
        assert cast.composer.send.isEnabled()
        row = next(row for row in range(18) if window.workspace.store.command(row) == 4)
        cast.trace.live.table.choose(row)
        assert cast.inspector.pdu is not None
        assert cast.inspector.pdu.title == "submit_sm"
        assert len(cast.trace.live.table.kin) >= 3


async def test_a_message_leads_to_its_row_and_a_filter_in_the_way_is_told() -> None:
    async with opened_window() as window:
        await demo(window.workspace)
        cast = window.cast
        await eventually(lambda: cast.messages.messages.rowCount() == 3)
        row = cast.messages.messages.message(2).row
        cast.messages.row_asked.emit(row)
        assert cast.trace.live.table.chosen_row == row
        cast.trace.live.filters.line.edit.setText("response")
        cast.messages.row_asked.emit(row)
        assert "hides" in cast.trace.notice.text


async def test_a_notice_stands_above_the_trace() -> None:
    async with opened_window() as window:
        window.say(Severity.ERROR, "Line closed by the peer.", ("again",))
        assert window.cast.trace.notice.text == "Line closed by the peer."
        window.say(Severity.NOTE, "")
        assert window.cast.trace.notice.text == ""


async def test_closing_asks_first_and_leaves_nothing_behind() -> None:
    async with opened_window() as window:
        await demo(window.workspace)
        asked: list[bool] = []
        window.closing.connect(lambda: asked.append(True))
        window.close()
        assert asked == [True]
        assert window.isVisible()
        held = weakref.ref(window)
    del window
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    QApplication.processEvents()
    gc.collect()
    assert not [widget for widget in QApplication.topLevelWidgets() if widget.objectName() == "window"]
    assert held() is None or not held().__dict__  # type: ignore[union-attr]
    assert len(tasks.running()) == 0
