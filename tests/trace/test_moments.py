"""Nanoseconds of the epoch, told."""

from __future__ import annotations

from datetime import UTC, datetime

from smppconsole.trace.moments import clock, full_time, iso_time, moment

WHEN = 1_795_395_317_123_456_789


def test_utc_to_the_microsecond() -> None:
    assert iso_time(WHEN) == "2026-11-23T00:55:17.123456Z"
    assert iso_time(None) is None


def test_as_a_value_to_the_second() -> None:
    assert moment(WHEN) == datetime(2026, 11, 23, 0, 55, 17, tzinfo=UTC)


def test_as_the_clock_on_the_wall_says_it() -> None:
    local = datetime.fromtimestamp(WHEN // 10**9).astimezone()
    assert clock(WHEN) == f"{local:%H:%M:%S}.123"
    assert datetime.fromisoformat(full_time(WHEN)) == local.replace(microsecond=123456)


def test_the_first_second_of_the_epoch_is_a_time() -> None:
    assert iso_time(0) == "1970-01-01T00:00:00.000000Z"
