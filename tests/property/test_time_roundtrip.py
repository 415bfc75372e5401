"""Times survive the trip."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from smppconsole.smpp.smpptime import Period, TimeKind, read_time, write_absolute, write_period, write_relative

QUARTERS = st.integers(-48, 48).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
MOMENTS = st.datetimes(datetime(1938, 1, 2), datetime(2037, 12, 30), timezones=QUARTERS)
TWO_DIGITS = st.integers(0, 99)


@given(MOMENTS)
def test_absolute_times_come_back_to_the_tenth_of_a_second(when: datetime) -> None:
    read = read_time(write_absolute(when))
    assert (read.kind, read.problem) == (TimeKind.ABSOLUTE, "")
    assert read.when == when.replace(microsecond=when.microsecond // 100_000 * 100_000)
    assert read.when is not None
    assert read.when.utcoffset() == when.utcoffset()


@given(st.datetimes(datetime(1939, 1, 2), datetime(2037, 12, 30), timezones=st.timezones()))
def test_any_zone_is_told_as_the_same_moment(when: datetime) -> None:
    read = read_time(write_absolute(when))
    assert read.when is not None
    assert abs(read.when - when) < timedelta(seconds=0.1)


@given(TWO_DIGITS, TWO_DIGITS, TWO_DIGITS, TWO_DIGITS, TWO_DIGITS, TWO_DIGITS)
def test_relative_times_come_back_in_their_parts(y: int, mo: int, d: int, h: int, mi: int, s: int) -> None:
    read = read_time(write_relative(y, mo, d, h, mi, s))
    assert read.period == Period(y, mo, d, h, mi, s)
    assert bool(read.problem) is (mo > 12 or d > 31 or h > 23 or mi > 59 or s > 59)


@given(st.timedeltas(timedelta(0), timedelta(days=99)))
def test_periods_come_back_to_the_second(length: timedelta) -> None:
    period = read_time(write_period(length)).period
    assert period is not None
    assert period.about == timedelta(days=length.days, seconds=length.seconds)
