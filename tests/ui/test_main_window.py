"""The whole window: arranged, wired, closed in good order."""

from __future__ import annotations

import gc
import time
import weakref
from collections import Counter
from collections.abc import Iterable
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.console.demo import demo
from smppconsole.net import tasks
from smppconsole.smpp.finding import Severity
from smppconsole.ui.actions import ACTIONS
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.sessions import pulse as pulse_module
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


FEW = 2
"""Events of the minute that have other reasons: what was left to be painted when it began."""


class Idle(QObject):
    """What happens to widgets, by kind of event and the name of the widget, and what is told to screen readers."""

    KINDS = (QEvent.Type.ToolTipChange, QEvent.Type.Paint, QEvent.Type.LayoutRequest)

    def __init__(self) -> None:
        super().__init__()
        self.told: Counter[tuple[str, str]] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in self.KINDS and isinstance(watched, QWidget):
            self.told[event.type().name, watched.objectName()] += 1
        return False


async def _after(window: MainWindow, seconds: Iterable[float], monkeypatch: pytest.MonkeyPatch) -> Idle:
    """The figures looked at so many seconds after the last answer, with nothing else going on."""
    view = window.cast.sessions.view()
    assert view is not None
    assert view.link.last_answer_at is not None
    window.cast.pulse.stop()
    idle, answered = Idle(), view.link.last_answer_at
    await eventually(lambda: not window.cast.composer._pause.isActive())  # a draft is yet to be counted and checked
    for _turn in range(5):
        QApplication.processEvents()
    QApplication.instance().installEventFilter(idle)  # type: ignore[union-attr]
    for second in seconds:
        clock = SimpleNamespace(time=lambda second=second: answered + second, monotonic=time.monotonic)
        monkeypatch.setattr(pulse_module, "time", clock)
        window.show_figures()
        for _turn in range(3):
            QApplication.processEvents()
    QApplication.instance().removeEventFilter(idle)  # type: ignore[union-attr]
    return idle


async def test_seconds_in_which_nothing_changes_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened_window() as window:
        await demo(window.workspace)
        await eventually(lambda: window.cast.status.state.text() == "alive")
        await _after(window, (125, 125, 125), monkeypatch)
        idle = await _after(window, range(125, 175), monkeypatch)
        assert window.cast.status.words.text().endswith("2 min ago")
        assert {what: count for what, count in idle.told.items() if count > FEW} == {}


async def test_a_second_more_since_the_last_answer_repaints_the_status_bar_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with opened_window() as window:
        await demo(window.workspace)
        await eventually(lambda: window.cast.status.state.text() == "alive")
        await _after(window, (11, 11, 11), monkeypatch)
        idle = await _after(window, range(12, 72), monkeypatch)
        changes = 7  # of "10 s ago" to "70 s ago" in steps of ten
        painted = {name: count for (kind, name), count in idle.told.items() if kind == "Paint"}
        assert 0 < painted["status.words"] <= changes
        others = ("accounts", "trace", "inspector", "composer", "health", "header")
        assert [name for name in others if painted.get(name, 0) > FEW] == []
        assert idle.told["LayoutRequest", "window"] <= FEW
        assert sum(count for (kind, _), count in idle.told.items() if kind == "ToolTipChange") <= FEW


async def test_a_window_that_is_minimised_or_hidden_does_not_count_seconds() -> None:
    async with opened_window() as window:
        await demo(window.workspace)
        pulse = window.cast.pulse
        await eventually(lambda: pulse.running)
        window.showMinimized()
        await eventually(lambda: not pulse.running)
        pulse.wake()
        assert not pulse.running
        window.showNormal()
        await eventually(lambda: pulse.running)
        window.hide()
        assert not pulse.running
        window.show()
        assert pulse.running


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
        window.say(Severity.ERROR, "Line closed by the peer.", ("again",), ("link", "Nordlink"))
        assert window.cast.trace.notice.text == "Line closed by the peer."
        window.say(Severity.NOTE, "", about=("link", "Nordlink"))
        assert window.cast.trace.notice.text == ""


async def test_what_an_action_lacks_is_said_until_it_is_there() -> None:
    async with opened_window() as window:
        await demo(window.workspace)
        table = window.cast.trace.live.table
        await eventually(lambda: table.trace.rowCount() == 18)
        table.clearSelection()
        window.do("copy_octets")
        assert window.cast.trace.notice.text == "Choose a PDU in the trace first."
        table.choose(0)
        assert window.cast.trace.notice.text == ""


async def test_esc_in_the_trace_puts_the_notice_away_and_then_clears_the_filter(qtbot: QtBot) -> None:
    async with opened_window() as window:
        page = window.cast.trace.live
        page.filters.filter_by("command == submit_sm")
        window.say(Severity.NOTE, "Copied.")
        qtbot.keyClick(page.table, Qt.Key.Key_Escape)
        assert (window.cast.trace.notice.text, page.filters.wish.text) == ("", "command == submit_sm")
        qtbot.keyClick(page.table, Qt.Key.Key_Escape)
        assert page.filters.wish.text == ""


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
