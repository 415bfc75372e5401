"""How fast a batch may go."""

from __future__ import annotations

import pytest

from smppconsole.console.pace import CALM, LEAST, LONGEST_REST, Pace


def test_without_a_wish_nothing_waits() -> None:
    pace = Pace()
    for at in range(5):
        assert pace.wait(float(at)) == 0
        pace.took(100, float(at))
    assert not pace.is_slowed


def test_a_rate_spaces_what_is_sent() -> None:
    pace, now, sent = Pace(10.0), 100.0, 0
    while now < 110:
        wait = pace.wait(now)
        if wait > 0:
            now += wait
        else:
            pace.took(1, now)
            sent += 1
    assert 100 <= sent <= 102


def test_a_late_wake_up_makes_no_great_burst() -> None:
    pace = Pace(100.0)
    pace.took(1, 0.0)
    sent = 0
    while pace.wait(60.0) <= 0:
        pace.took(1, 60.0)
        sent += 1
    assert sent <= 7


def test_a_refusal_for_speed_halves_the_rate_after_a_rest() -> None:
    pace = Pace(100.0)
    assert pace.slow_down(10.0, 80.0)
    assert (pace.rate, pace.wait(10.0)) == (50.0, 1.0)
    assert not pace.slow_down(10.2, 80.0), "one burst counts once"
    assert pace.slow_down(11.0, 80.0)
    assert (pace.rate, pace.wait(11.0)) == (25.0, 2.0)
    assert pace.times_slowed == 2


def test_a_batch_without_a_wish_goes_by_what_was_measured() -> None:
    pace = Pace()
    pace.slow_down(0.0, 300.0)
    assert pace.rate == 150.0
    assert pace.is_slowed


def test_rest_and_rate_have_their_bounds() -> None:
    pace, now = Pace(1.0), 0.0
    for _ in range(12):
        pace.slow_down(now, 1.0)
        now = pace.rests_until
    assert pace.rate == LEAST
    pace.slow_down(now, 1.0)
    assert pace.rests_until - now == LONGEST_REST


def test_calm_brings_the_wished_rate_back() -> None:
    pace, now = Pace(100.0), 0.0
    pace.slow_down(now, 0.0)
    before = pace.rate
    for _ in range(4):
        now += CALM + 1.1
        pace.wait(now)
        assert pace.rate >= before
        before = pace.rate
    assert pace.rate == pytest.approx(100.0)
    assert not pace.is_slowed
