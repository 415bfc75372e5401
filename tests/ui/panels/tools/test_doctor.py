"""The bind doctor in the window."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from smppconsole.console.account import Account
from smppconsole.console.centre_rules import BindRules, CentreRules
from smppconsole.console.workspace import Workspace
from smppconsole.ui.panels.tools.doctor import DoctorPanel
from smppconsole.ui.panels.tools.doctor_run import DoctorRun
from tests.kit.screen import eventually, found, nameless


@pytest.fixture
async def panel(qtbot: QtBot) -> AsyncIterator[DoctorPanel]:
    """With an account of a centre that knows no transceivers, and one that cannot be found."""
    workspace = Workspace()
    port = await workspace.start_centre(CentreRules(bind=BindRules(transceiver=False)), traced=False)
    account = Account("Nordlink", "127.0.0.1", port, "demo")
    run = DoctorRun(workspace)
    run.give_password("Nordlink", "secret")
    made = DoctorPanel(run)
    qtbot.addWidget(made)
    made.resize(420, 700)
    made.show()
    made.show_accounts([account, Account("Tellus", "gone.invalid", 2775, "demo", tls="verify")], "Nordlink")
    yield made
    run.stop()
    await workspace.close()


def test_without_an_account_it_says_what_is_missing(qtbot: QtBot) -> None:
    made = DoctorPanel(DoctorRun(Workspace()))
    qtbot.addWidget(made)
    made.show()
    assert "Add an account" in made.empty.text()
    assert not made.start.isEnabled()


async def test_a_refused_bind_shows_steps_causes_and_tries(panel: DoctorPanel, qtbot: QtBot) -> None:
    assert panel.choice.currentData() == "Nordlink"
    qtbot.mouseClick(panel.start, Qt.MouseButton.LeftButton)
    await eventually(lambda: panel.tries)
    states = {step: card.view.state for step, card in panel.cards.items() if not card.isHidden()}
    assert states == {
        "resolve": "good",
        "connect": "good",
        "bind": "failed",
        "enquire_link": "skipped",
        "unbind": "skipped",
    }
    assert "Bind failed" in panel.notice.text
    assert found(panel, "doctor.bind.advice1").isVisible()
    assert nameless(panel) == []


async def test_the_step_that_failed_comes_into_view_with_its_advice(panel: DoctorPanel) -> None:
    panel.resize(420, 300)
    panel.examine("Nordlink")
    await eventually(lambda: panel.tries)
    advice, area = found(panel, "doctor.bind.advice1"), found(panel, "doctor.scroll", QScrollArea)
    await eventually(lambda: area.viewport().rect().contains(advice.mapTo(area.viewport(), advice.rect().center())))
    card = panel.cards["bind"]
    assert card.title.palette().windowText().color() == panel.cards["connect"].title.palette().windowText().color()


async def test_a_try_that_works_can_be_kept(panel: DoctorPanel, qtbot: QtBot) -> None:
    panel.examine("Nordlink")
    await eventually(lambda: panel.tries)
    press = next(one for one in panel.cards["bind"].findChildren(QPushButton) if one.text() == "as transmitter")
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    await eventually(lambda: len(panel.tries) == 2)
    assert "Tried as transmitter." in panel.notice.text
    assert panel.tried.isVisible()
    assert panel.table.rows.rowCount() == 2
    with qtbot.waitSignal(panel.adopt_asked, check_params_cb=lambda account: account.bind_as == "tx"):
        qtbot.mouseClick(panel.notice.links["adopt"], Qt.MouseButton.LeftButton)


async def test_the_result_is_copied_as_text(panel: DoctorPanel, qtbot: QtBot) -> None:
    assert not panel.copy.isEnabled()
    panel.examine("Nordlink")
    await eventually(lambda: panel.tries)
    qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    text = QApplication.clipboard().text()
    assert "FAILED  Bind" in text
    assert "73 65 63 72 65 74" not in text


async def test_the_button_stops_what_is_under_way(panel: DoctorPanel, qtbot: QtBot) -> None:
    panel.examine("Nordlink")
    await eventually(lambda: panel.start.text() == "Stop")
    qtbot.mouseClick(panel.start, Qt.MouseButton.LeftButton)
    assert panel.start.text() == "Examine"
    assert panel.notice.text.startswith("Stopped.")
    await eventually(lambda: not panel.run.is_running)


async def test_tls_has_a_card_only_where_it_is_on(panel: DoctorPanel) -> None:
    panel.run.give_password("Tellus", "secret")
    panel.examine("Tellus")
    await eventually(lambda: panel.tries)
    assert panel.cards["resolve"].view.state == "failed"
    assert panel.cards["tls"].view.state == "skipped"
    assert not panel.cards["tls"].isHidden()
