"""The light in words, and every way a link ends told apart."""

from __future__ import annotations

import time

import pytest

from smppconsole.console.account import Account
from smppconsole.console.linkstatus import LinkState
from smppconsole.console.linkwords import alive_words, closed_words, in_wall_time, light_of
from smppconsole.session.events import Closed, CloseReason
from smppconsole.session.state import State
from smppconsole.session.timers import KeepAlive, Running


def test_every_end_has_words_of_its_own() -> None:
    told = [closed_words(Closed(reason, "")) for reason in CloseReason]
    assert len(set(told)) == len(told)


def test_what_was_left_open_is_told() -> None:
    words = closed_words(Closed(CloseReason.RESET, "evidence", (4, 5), (6,)))
    assert words == ("lost: evidence; 2 requests without an answer: the centre may have taken them; 1 never sent")
    assert "1 request without an answer: the centre may have taken it" in closed_words(
        Closed(CloseReason.FIN, "", (4,))
    )


def test_a_bound_link_says_as_what_and_to_whom() -> None:
    assert alive_words(State.BOUND_RX, Account(host="h", port=1)) == "bound as receiver to h:1"


def test_timers_are_told_by_the_wall_clock() -> None:
    assert in_wall_time(Running(session_init=5.0, pause=2.0), 1000.0) == Running(session_init=1005.0, pause=1002.0)


def light(pulse: KeepAlive, now: float, state: LinkState = LinkState.ALIVE) -> tuple[LinkState, str]:
    status = light_of(state, "words", pulse, now, 10.0)
    return status.state, status.words


def test_a_probe_under_way_is_alive_until_it_takes_too_long() -> None:
    pulse = KeepAlive(asked=1, waiting_since=100.0, last_heard=90.0)
    assert light(pulse, 102.0) == (LinkState.ALIVE, "words")
    assert light(pulse, 106.0) == (LinkState.LATE, "nothing heard for 16 s, 0 enquire_link missed")


def test_a_missed_probe_is_late() -> None:
    assert light(KeepAlive(missed=1, last_heard=50.0), 100.0)[0] is LinkState.LATE


@pytest.mark.parametrize("state", [LinkState.OFF, LinkState.BINDING, LinkState.DEAD])
def test_only_a_living_link_can_be_late(state: LinkState) -> None:
    assert light(KeepAlive(missed=2, last_heard=50.0), 100.0, state)[0] is state


def test_figures_are_those_of_the_pulse() -> None:
    status = light_of(LinkState.ALIVE, "w", KeepAlive(3, 2, 0, None, 0.25, 95.0, 7), 100.0, 10.0, 1.5)
    assert (status.asked, status.answered, status.peer_asked, status.last_round_trip) == (3, 2, 7, 0.25)
    assert status.retry_in == 1.5
    assert status.last_answer_at is not None
    assert abs(time.time() - 5 - status.last_answer_at) < 1
