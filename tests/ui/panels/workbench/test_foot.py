"""The foot of the workbench: what may be done, and why not."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from smppconsole.compose.bench import Bench, look
from smppconsole.compose.workbench import Sheet
from smppconsole.console.account import Account
from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.ui.panels.sessions.view import SessionView
from smppconsole.ui.panels.workbench.foot import WorkbenchFoot

VIEW = SessionView(1, Account("Nordlink", "h"), LinkStatus(LinkState.ALIVE), True)
SOUND = look(Bench(Sheet("enquire_link")))
REFUSED = look(Bench(Sheet("query_sm", {"message_id": "7" * 70})))


def test_nothing_can_be_sent_without_a_bound_session(qtbot: QtBot) -> None:
    foot = WorkbenchFoot()
    qtbot.addWidget(foot)
    foot.show_looked(SOUND)
    assert not foot.send.isEnabled()
    assert "not bound" in foot.send.toolTip()
    foot.ask_send(False)
    assert foot.verdict.text() == foot.send.toolTip()
    foot.show_sessions([VIEW], "Nordlink")
    assert foot.send.isEnabled()
    assert foot.send.toolTip() == ""


def test_the_refused_is_sent_by_another_button(qtbot: QtBot) -> None:
    foot = WorkbenchFoot()
    qtbot.addWidget(foot)
    asked: list[bool] = []
    foot.send_asked.connect(asked.append)
    foot.show_sessions([VIEW], "Nordlink")
    foot.show_looked(REFUSED)
    foot.ask_send(False)
    assert asked == []
    foot.anyway.click()
    assert asked == [True]
    foot.show_looked(SOUND)
    assert foot.anyway.isHidden()
    foot.ask_send(True)
    assert asked == [True, True]


def test_what_is_offered_anyway_stays_until_the_next_change(qtbot: QtBot) -> None:
    foot = WorkbenchFoot()
    qtbot.addWidget(foot)
    foot.show_sessions([VIEW], "Nordlink")
    foot.show_looked(SOUND)
    foot.offer_anyway(True)
    foot.show_sessions([VIEW], "Nordlink")
    assert not foot.anyway.isHidden()
    assert foot.anyway.isEnabled()
    foot.show_looked(SOUND)
    assert foot.anyway.isHidden()


def test_it_copies_in_three_ways(qtbot: QtBot) -> None:
    foot = WorkbenchFoot()
    qtbot.addWidget(foot)
    asked: list[str] = []
    foot.copy_asked.connect(asked.append)
    menu = foot.copy.menu()
    assert menu is not None
    for action in menu.actions():
        action.trigger()
    assert asked == ["hex", "code", "command"]


def test_the_verdict_is_told_with_its_words(qtbot: QtBot) -> None:
    foot = WorkbenchFoot()
    qtbot.addWidget(foot)
    foot.show_looked(REFUSED)
    assert foot.verdict.accessibleName() == f"Verdict: {foot.verdict.text()}"
