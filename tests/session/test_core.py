"""What both halves of a session share: the state and what it entails, by whose rules we send, how it ends."""

from __future__ import annotations

import pytest

from smppconsole.session.core import Core
from smppconsole.session.events import CloseReason, PduSent, StateChanged
from smppconsole.session.replies import AutoReply
from smppconsole.session.state import BOUND, Side, State, accepted_from, sendable
from smppconsole.session.timers import Timers
from smppconsole.session.window import Window
from smppconsole.smpp.spec.book import STANDARD


def core(version: int = 0x34) -> Core:
    return Core(Side.ESME, Timers(), Window(), version, AutoReply())


@pytest.mark.parametrize(
    ("ours", "theirs", "rules"),
    [
        (0x34, 0x34, 0x34),
        (0x34, 0x50, 0x34),
        (0x50, 0x34, 0x34),
        (0x50, 0x50, 0x50),
        (0x50, None, 0x34),
        (0x33, 0x50, 0x33),
        (0x34, 0x00, 0x00),
        (0x34, 0x33, 0x33),
    ],
)
def test_bound_sessions_go_by_the_elder_of_both_versions(ours: int, theirs: int | None, rules: int) -> None:
    shared = core(ours)
    shared.peer_version = theirs
    shared.move(State.BOUND_TRX, 0)
    assert shared.rules == rules


def test_before_the_bind_our_own_version_counts() -> None:
    shared = core(0x50)
    shared.move(State.OPEN, 0)
    assert shared.rules == 0x50


@pytest.mark.parametrize("state", State)
def test_what_may_pass_follows_the_state(state: State) -> None:
    shared = core()
    shared.move(state, 3.0)
    assert shared.accepted == accepted_from(Side.CENTRE, state)
    assert shared.sendable == sendable(Side.ESME, state)


def test_the_session_init_timer_runs_while_a_bind_is_awaited() -> None:
    shared = core()
    for state, since in ((State.OPEN, 1.0), (State.OUTBOUND, 2.0), (State.BOUND_RX, None)):
        shared.move(state, since or 9.0)
        assert shared.init_since == since


def test_a_state_is_told_once() -> None:
    shared = core()
    shared.move(State.OPEN, 0)
    shared.move(State.OPEN, 1)
    assert shared.events == [StateChanged(State.CLOSED, State.OPEN)]


def test_the_first_reason_to_end_stands() -> None:
    shared = core()
    shared.end(CloseReason.DEAD, "first")
    shared.end(CloseReason.FIN, "second")
    assert shared.ending == (CloseReason.DEAD, "first")


def test_what_is_put_out_is_sent_and_told() -> None:
    shared = core()
    shared.put(b"abc", 1.5)
    assert shared.chunks == [b"abc"]
    assert shared.events == [PduSent(b"abc", 1.5)]


def test_no_message_moves_the_state() -> None:
    shared = core()
    for state in BOUND:
        shared.move(state, 0)
        shared.passed(STANDARD.command_named("submit_sm_resp").id, 0, 0)
        assert shared.state is state
