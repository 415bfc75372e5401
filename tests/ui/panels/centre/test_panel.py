"""The message centre in the window."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smppconsole.console.account import Account
from smppconsole.console.centre_rules import Fault
from smppconsole.console.workspace import Workspace
from smppconsole.ui.panels.centre.panel import CentrePanel
from tests.kit.screen import eventually, nameless


@pytest.fixture
async def panel(qtbot: QtBot) -> AsyncIterator[CentrePanel]:
    """Not started yet, on any free port."""
    workspace = Workspace()
    made = CentrePanel(workspace)
    made.port.set_value(0)
    made.resize(420, 800)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.leave()
    await workspace.close()


async def _bound(panel: CentrePanel) -> None:
    workspace = panel._workspace
    assert workspace.centre is not None
    engine = workspace.add(Account("a", "127.0.0.1", workspace.centre.port, "demo", reconnect=False))
    assert (await workspace.bind(engine.session_no, "x")).ok


async def test_it_starts_says_where_and_stops(panel: CentrePanel, qtbot: QtBot) -> None:
    assert panel.state.text() == "Off"
    assert panel.bind.isHidden()
    qtbot.mouseClick(panel.start, Qt.MouseButton.LeftButton)
    await eventually(lambda: "Listening on 127.0.0.1:" in panel.state.text())
    assert panel.light.state == "alive"
    with qtbot.waitSignal(panel.bind_asked, check_params_cb=lambda port, name, _pw: port > 0 and name == "demo"):
        qtbot.mouseClick(panel.bind, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.start, Qt.MouseButton.LeftButton)
    await eventually(lambda: panel.state.text() == "Off")
    assert nameless(panel) == []


async def test_a_port_that_is_taken_is_told_with_what_to_do(panel: CentrePanel, qtbot: QtBot) -> None:
    panel.toggle()
    await eventually(lambda: panel.centre)
    assert panel.centre is not None
    other = CentrePanel(Workspace())
    qtbot.addWidget(other)
    other.port.set_value(panel.centre.port)
    other.toggle()
    await eventually(lambda: not other.notice.isHidden())
    assert "Not started" in other.notice.words.text()
    other.leave()


async def test_who_binds_is_listed_and_can_be_delivered_to(panel: CentrePanel) -> None:
    panel.toggle()
    await eventually(lambda: panel.centre)
    await _bound(panel)
    await eventually(panel.mobile.send.isEnabled)
    assert panel.sessions.table.rows.cells(0)[0].text == "demo, transceiver"
    panel.mobile.text.setPlainText("Hallo")
    panel.mobile.send.click()
    lines = [panel.log.table.rows.cells(at)[1].text for at in range(panel.log.table.rows.rowCount())]
    assert lines[-1] == "mobile"
    assert "bound" in lines


async def test_rules_act_while_it_runs(panel: CentrePanel) -> None:
    panel.toggle()
    await eventually(lambda: panel.centre)
    assert panel.centre is not None
    panel.scenario.choice.choose("throttled")
    assert panel.centre.rules.name == "throttled"
    panel.form._set("answers.delay", 1.5)
    assert panel.centre.rules.answers.delay == 1.5
    assert panel.scenario.choice.currentText() == "Rules of your own"


async def test_a_fault_set_by_hand_is_shown_until_it_happens(panel: CentrePanel) -> None:
    panel.toggle()
    await eventually(panel.faults.trap.isEnabled)
    panel.faults.choice.choose(Fault.DOUBLE)
    panel.faults.trap.click()
    await eventually(panel.faults.remark.text)
    assert panel.faults.trap.isChecked()
    assert panel.centre is not None
    panel.centre.trap.spring()
    await eventually(lambda: not panel.faults.remark.text())


async def test_a_centre_started_elsewhere_is_shown_with_its_rules(panel: CentrePanel) -> None:
    from smppconsole.console.scenarios import scenario

    await panel._workspace.start_centre(scenario("deaf"), traced=False)
    await eventually(lambda: "Listening" in panel.state.text())
    assert panel.form.rules.link.deaf
    assert panel.scenario.choice.currentText() == "Deaf"
