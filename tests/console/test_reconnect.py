"""Pauses between tries: doubling, bounded, spread, never shorter than the peer asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smppconsole.console.reconnect import SPREAD, Backoff


def test_pauses_double_up_to_the_longest() -> None:
    backoff = Backoff(5, 60, lambda: 0.5)
    assert [backoff.next() for _ in range(6)] == [5, 10, 20, 40, 60, 60]


def test_a_success_begins_from_the_first_pause_again() -> None:
    backoff = Backoff(5, 60, lambda: 0.5)
    backoff.next()
    backoff.next()
    backoff.reset()
    assert backoff.next() == 5


@given(st.floats(0, 1), st.integers(0, 200))
def test_chance_spreads_a_pause_by_a_fifth_either_way(chance: float, tries: int) -> None:
    backoff = Backoff(5, 300, lambda: chance)
    for _ in range(tries):
        backoff.next()
    pause = backoff.next()
    assert 5 * (1 - SPREAD) <= pause <= 300


@given(st.floats(0, 1))
def test_the_peers_wish_is_the_least(chance: float) -> None:
    assert Backoff(1, 300, lambda: chance).next(30) >= 30
