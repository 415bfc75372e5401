"""The tools in the window: opened by their actions, fed while they are seen."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from smppconsole.console.account import Account
from smppconsole.console.batch_run import Stage
from smppconsole.console.centre_rules import BindRules, CentreRules
from smppconsole.console.workspace import Workspace
from smppconsole.ui.app import open_window, show_demo, shut_down
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.panels.batch import BatchPanel
from smppconsole.ui.panels.centre import CentrePanel
from smppconsole.ui.panels.compare import ComparePanel
from smppconsole.ui.panels.doctor import DoctorPanel
from smppconsole.ui.panels.ladder import LadderPanel
from smppconsole.ui.panels.statistics import StatisticsPanel
from smppconsole.ui.tool_work import ToolWork
from tests.kit.screen import eventually

IDS = ("doctor", "centre", "batch", "statistics", "ladder", "compare")


@pytest.fixture
async def window() -> AsyncIterator[MainWindow]:
    """After the demonstration: bound to a centre, three messages sent."""
    workspace = Workspace()
    made = open_window(workspace)
    made.show()
    await show_demo(made)
    workspace.store.publish()
    await eventually(lambda: made.cast.trace.live.model.rowCount() > 10)
    yield made
    await shut_down(made)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # Qt's own loop does not turn here


def _panel(tools: ToolWork, id: str) -> object:
    return tools.panels[id]


async def test_nothing_is_made_before_it_is_asked_for(window: MainWindow) -> None:
    tools = window.deeds.tools
    assert tools.panels == {}
    assert tools.shelf.isHidden()
    for id in IDS:
        window.acts[id].trigger()
        assert tools.shelf.is_seen(id)
    assert tools.shelf.tabs.count() == len(IDS)


async def test_the_ladder_and_the_trace_follow_each_other(window: MainWindow) -> None:
    table = window.cast.trace.page.table
    table.choose(2)
    window.deeds.do("ladder")
    panel = _panel(window.deeds.tools, "ladder")
    assert isinstance(panel, LadderPanel)
    assert panel.view.count > 10
    panel.view._pick(0)
    assert table.chosen_row == 0
    panel.scope.set_value("message")
    table.choose(2)
    assert 2 <= panel.view.count <= 4


async def test_two_pdus_chosen_one_after_the_other_are_compared(window: MainWindow) -> None:
    table = window.cast.trace.page.table
    table.choose(2)
    window.deeds.do("compare")
    panel = _panel(window.deeds.tools, "compare")
    assert isinstance(panel, ComparePanel)
    table.choose(3)
    assert panel.left is not None
    assert panel.right is not None
    assert (panel.left.number, panel.right.number) == (3, 4)


async def test_statistics_count_the_trace_in_front(window: MainWindow) -> None:
    window.deeds.do("statistics")
    panel = _panel(window.deeds.tools, "statistics")
    assert isinstance(panel, StatisticsPanel)
    await eventually(lambda: panel.numbers and panel.numbers.done)
    assert panel.numbers is not None
    assert panel.numbers.seen == len(window.workspace.store)
    assert not panel.scope.isEnabled()


async def test_the_batch_sends_what_the_composer_holds(window: MainWindow) -> None:
    window.deeds.do("batch")
    panel = _panel(window.deeds.tools, "batch")
    assert isinstance(panel, BatchPanel)
    composer = window.cast.composer
    composer.show_draft(composer.draft.__class__("49170{n}", "Orbit", "No. {n}"))
    composer.changed.emit(composer.draft)
    panel.form.source.set_value("count")
    panel.form.amount.set_value(3)
    panel.form.rate.set_value(0)
    panel._show_buttons()
    assert panel.form.draft.text == "No. {n}"
    assert panel.send.isEnabled()
    panel.start()
    await eventually(lambda: panel.run and panel.run.stage is Stage.DONE)
    assert panel.run is not None
    assert panel.run.finished == 3


async def test_the_centre_of_the_window_is_shown_and_can_be_bound_to(window: MainWindow) -> None:
    window.deeds.do("centre")
    panel = _panel(window.deeds.tools, "centre")
    assert isinstance(panel, CentrePanel)
    assert "Listening" in panel.state.text()
    for count in (2, 3):
        panel.bind.click()
        await eventually(lambda count=count: panel.centre and len(panel.centre.sessions) == count)
    assert {"Message centre", "Message centre 2"} <= {view.account.name for view in window.cast.sessions.views()}


async def test_settings_that_the_doctor_found_can_be_kept(window: MainWindow) -> None:
    workspace = window.workspace
    port = await workspace.start_centre(CentreRules(bind=BindRules(transceiver=False)), traced=False)
    workspace.accounts.save(Account("Nordlink", "127.0.0.1", port, "demo"))
    await workspace.secrets.set("Nordlink", "secret")
    window.deeds.do("doctor")
    panel = _panel(window.deeds.tools, "doctor")
    assert isinstance(panel, DoctorPanel)
    panel.examine("Nordlink")
    await eventually(lambda: panel.tries)
    suggestions = dict(panel.cards["bind"].view.tries)
    panel._try(suggestions["as transmitter"])  # type: ignore[arg-type]
    await eventually(lambda: len(panel.tries) == 2)
    panel.notice.links["adopt"].click()
    await eventually(lambda: (workspace.accounts.get("Nordlink") or Account()).bind_as == "tx")
    assert (workspace.accounts.get("Nordlink") or Account()).reconnect
    assert "has these settings now" in window.cast.trace.notice.text


async def test_the_window_closes_with_every_tool_at_work(window: MainWindow) -> None:
    for id in IDS:
        window.deeds.do(id)
    batch = _panel(window.deeds.tools, "batch")
    assert isinstance(batch, BatchPanel)
    batch.form.source.set_value("count")
    batch.form.amount.set_value(5000)
    window.cast.composer.show_draft(window.cast.composer.draft.__class__("49170{n}", "Orbit", "x"))
    batch.form.show_draft(window.cast.composer.draft)
    batch.start()
    await eventually(lambda: batch.run and batch.run.sent_parts)
