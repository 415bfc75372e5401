"""The health of a link over time."""

from __future__ import annotations

from smppconsole.session.events import Answered, StateChanged, Unanswered, Why
from smppconsole.session.state import State
from smppconsole.ui.models.health_log import HealthLog


class _Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def _answered(seconds: float) -> Answered:
    return Answered(1, 0x15, b"", 0, seconds, False)


def test_round_trips_and_misses_stand_in_their_order() -> None:
    log = HealthLog(_Clock())
    log.take((_answered(0.018), Unanswered(2, 0x15, Why.TIMEOUT), _answered(0.022)))
    assert log.trips() == [18.0, None, 22.0]
    assert (log.missed, log.missed_at, log.median) == (1, 1000.0, 20.0)


def test_other_answers_are_no_heartbeat() -> None:
    log = HealthLog(_Clock())
    log.take((Answered(1, 0x04, b"", 0, 0.1, False),))
    assert log.trips() == []
    assert log.median is None


def test_the_median_is_that_of_the_last_hour() -> None:
    clock = _Clock()
    log = HealthLog(clock)
    log.take((_answered(5.0),))
    clock.now += 4000
    log.take((_answered(0.010),))
    assert log.median == 10.0


def test_bound_since_is_when_the_bind_was_answered() -> None:
    log = HealthLog(_Clock())
    log.take((StateChanged(State.OPEN, State.BOUND_TRX),))
    assert log.bound_since == 1000.0
    log.take((StateChanged(State.BOUND_TRX, State.CLOSED),))
    assert log.bound_since is None
