"""The beat of the figures."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.console.account import Account
from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.console.workspace import Workspace
from smppconsole.ui.panels.sessions import pulse as module
from smppconsole.ui.panels.sessions.pulse import Pulse
from smppconsole.ui.panels.sessions.sessions import Sessions
from smppconsole.ui.panels.sessions.view import SessionView
from tests.kit.pdus import octets
from tests.kit.traces import submit

NOW = 1_700_000_000.0


@pytest.fixture
def pulse(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Pulse:
    """A beat every ten milliseconds over an empty workspace."""
    monkeypatch.setattr(module, "_BEAT", 10)
    workspace = Workspace()
    return Pulse(workspace.store, Sessions(workspace))


def _append(pulse: Pulse, wire: bytes, outgoing: bool) -> None:
    pulse._store.append(wire, time_ns=1, mono_ns=1, outgoing=outgoing, session=1)


def test_it_beats_while_something_comes_and_stops_by_itself(pulse: Pulse, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pulse.beat):
        pulse.wake()
    assert pulse.running
    qtbot.waitUntil(lambda: not pulse.running, timeout=8000)


def test_messages_are_counted_by_direction_without_keep_alives(pulse: Pulse, qtbot: QtBot) -> None:
    pulse.wake()
    qtbot.wait(30)
    for sequence in range(1, 11):
        _append(pulse, submit(sequence), True)
        _append(pulse, octets("enquire_link", 100 + sequence), True)
    _append(pulse, octets("deliver_sm", 1), False)
    qtbot.waitUntil(lambda: pulse.figures(pulse._sessions.view()).out_rate > 0)
    figures = pulse.figures(pulse._sessions.view())
    assert figures.out_rate == pytest.approx(10 * figures.in_rate)
    pulse.stop()
    assert not pulse.running


def test_without_a_session_the_figures_are_empty(pulse: Pulse) -> None:
    figures = pulse.figures(pulse._sessions.view())
    assert (figures.tag, figures.outstanding, figures.recording.state) == ("", 0, "none")


def _bound(pulse: Pulse, link: LinkStatus) -> None:
    """One session, bound, as its light is."""
    view = SessionView(1, Account("a", "h"), link, busy=True)
    sessions = pulse._sessions
    sessions.views = lambda: [view]  # type: ignore[method-assign]
    sessions.view = lambda: view  # type: ignore[method-assign]


@pytest.mark.parametrize(
    ("link", "least", "most"),
    [
        (LinkStatus(LinkState.ALIVE, last_answer_at=NOW - 4.5), 1, 1000),
        (LinkStatus(LinkState.ALIVE, last_answer_at=NOW - 20.5), 9000, 10_000),
        (LinkStatus(LinkState.ALIVE, last_answer_at=NOW - 200), 30_000, 60_000),
        (LinkStatus(LinkState.ALIVE), 60_000, 60_000),
        (LinkStatus(LinkState.ALIVE, last_answer_at=NOW - 20.5, waiting=True), 1000, 1000),
        (LinkStatus(LinkState.LATE, last_answer_at=NOW - 200), 1000, 1000),
        (LinkStatus(LinkState.DEAD, retry_in=12), 1000, 1000),
        (LinkStatus(LinkState.WAITING, door="127.0.0.1:2775"), 60_000, 60_000),
    ],
)
def test_at_rest_it_waits_until_the_clock_alone_changes_something(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch, link: LinkStatus, least: int, most: int
) -> None:
    monkeypatch.setattr(module.time, "time", lambda: NOW)
    _bound(pulse, link)
    assert least <= pulse._resting() <= most


def test_a_keep_alive_is_shown_at_once_and_leads_to_one_beat_more(
    pulse: Pulse, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sessions, "any_busy", True)
    _bound(pulse, LinkStatus(LinkState.ALIVE))
    pulse.wake()
    qtbot.waitUntil(lambda: pulse._rests, timeout=8000)
    beats: list[int] = []
    pulse.beat.connect(lambda: beats.append(1))
    _append(pulse, octets("enquire_link", 1), True)
    pulse.wake()
    assert len(beats) == 1
    qtbot.waitUntil(lambda: pulse._rests, timeout=8000)
    assert len(beats) == 2
    pulse.stop()


def test_where_nobody_can_see_it_it_does_not_beat_and_seen_again_at_once(pulse: Pulse, qtbot: QtBot) -> None:
    pulse.wake()
    pulse.set_seen(False)
    assert not pulse.running
    with qtbot.assertNotEmitted(pulse.beat):
        for sequence in range(1, 100):
            _append(pulse, submit(sequence), True)
            pulse.wake()
    with qtbot.waitSignal(pulse.beat):
        pulse.set_seen(True)
    assert pulse.running
    qtbot.waitUntil(lambda: len(pulse._marks) > 1, timeout=8000)
    assert pulse._rates == (0.0, 0.0)  # what came meanwhile did not come in this moment
    pulse.stop()
