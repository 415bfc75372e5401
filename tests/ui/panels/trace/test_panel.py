"""The traces in their tabs."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.trace.panel import EMPTY_LIVE, TracePanel
from smppconsole.ui.panels.trace.terms import TraceTerms
from tests.kit.screen import nameless
from tests.kit.traces import Tape, submit

TERMS = TraceTerms(lambda _session: SessionTag("NL", "blue"), lambda _session: AS_USUAL)


@pytest.fixture
def panel(qtbot: QtBot) -> TracePanel:
    """An empty live trace."""
    made = TracePanel(Tape().store, TERMS)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def test_the_empty_trace_says_what_to_do(panel: TracePanel) -> None:
    assert panel.page.empty.text() == EMPTY_LIVE
    assert panel.page.empty.isVisible()


def test_a_capture_gets_a_tab_and_can_be_closed_the_live_one_not(panel: TracePanel) -> None:
    tape = Tape()
    tape.out(submit(1))
    page = panel.add_page("incident.pcapng", tape.published(), TERMS)
    assert panel.page is page
    assert panel.tabs.tabText(1) == "incident.pcapng"
    panel.close_page(1)
    assert panel.page is panel.live
    panel.close_page(0)
    assert panel.tabs.count() == 1


def test_the_button_stops_and_starts_following(panel: TracePanel) -> None:
    panel.pause.click()
    assert not panel.page.table.following.on
    assert panel.pause.isChecked()
    panel.pause.click()
    assert panel.page.table.following.on
    assert not panel.pause.isChecked()


def test_its_signals_are_those_of_the_page_in_front(panel: TracePanel, qtbot: QtBot) -> None:
    tape = Tape()
    tape.out(submit(1))
    page = panel.add_page("x", tape.published(), TERMS)
    with qtbot.waitSignal(panel.picked) as told:
        page.table.choose(0)
    assert told.args == [0]
    panel.notice.say(Severity.ERROR, "refused", ("again",))
    with qtbot.waitSignal(panel.asked) as asked:
        panel.notice.links["again"].click()
    assert asked.args == ["notice.again"]
    panel.close_all()


def test_all_controls_have_names(panel: TracePanel) -> None:
    assert not nameless(panel)
