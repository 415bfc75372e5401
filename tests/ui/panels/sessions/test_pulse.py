"""The beat of the figures."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.console.workspace import Workspace
from smppconsole.ui.panels.sessions import pulse as module
from smppconsole.ui.panels.sessions.pulse import Pulse
from smppconsole.ui.panels.sessions.sessions import Sessions
from tests.kit.pdus import octets
from tests.kit.traces import submit


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
    qtbot.waitUntil(lambda: pulse.figures().out_rate > 0)
    figures = pulse.figures()
    assert figures.out_rate == pytest.approx(10 * figures.in_rate)
    pulse.stop()
    assert not pulse.running


def test_without_a_session_the_figures_are_empty(pulse: Pulse) -> None:
    figures = pulse.figures()
    assert (figures.tag, figures.outstanding, figures.recording.state) == ("", 0, "none")
