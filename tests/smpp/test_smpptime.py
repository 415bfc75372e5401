"""Times: absolute, relative, of old centres, and those that cannot be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from smppconsole.smpp.smpptime import TimeKind, read_time, write_absolute, write_period, write_relative


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("260301143000004+", "2026-03-01T13:30:00+00:00"),
        ("260301143000020-", "2026-03-01T19:30:00+00:00"),
        ("260301143000000+", "2026-03-01T14:30:00+00:00"),
        ("260301143000000-", "2026-03-01T14:30:00+00:00"),
        ("380101000000000+", "1938-01-01T00:00:00+00:00"),
        ("371231235959900+", "2037-12-31T23:59:59.900000+00:00"),
        ("180711070003912+", "2018-07-11T04:00:03.900000+00:00"),
    ],
)
def test_absolute_times_are_local_with_their_distance_to_utc(text: str, utc: str) -> None:
    read = read_time(text)
    assert read.kind is TimeKind.ABSOLUTE
    assert read.when is not None
    assert read.when.astimezone(UTC).isoformat() == utc
    assert read.problem == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("000000010000000R", "1 hour"),
        ("000001000000000R", "1 day"),
        ("000007000000000R", "7 days"),
        ("020610233429000R", "2 years 6 months 10 days 23:34:29"),
        ("000000001000000R", "10 minutes"),
        ("000000000000000R", "no time at all"),
    ],
)
def test_relative_times_are_told_in_their_parts(text: str, words: str) -> None:
    read = read_time(text)
    assert (read.kind, read.words, read.problem) == (TimeKind.RELATIVE, words, "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("260229143000004+", "no such time: day is out of range for month"),
        ("261301143000004+", "no such time: month must be in 1..12"),
        ("260301243000004+", "no such time: hour must be in 0..23"),
        ("260301143000049+", "49 quarter hours from UTC; 48 is the most"),
        ("001300000000000R", "13 months: more than a relative time should say"),
        ("000001000000100R", "a relative time ends in 000R, not 100R"),
        ("260301143000004X", "a time ends in +, - or R, not 'X'"),
        ("2603011430000A4+", "a time is 15 digits and +, - or R"),
        ("tomorrow", "a time has 16 characters, not 8"),
        ("260231143000", "no such time: day is out of range for month"),
        ("٢٦٠٣٠١١٤٣٠٠٠٠٠٤+", "a time is 15 digits and +, - or R"),
    ],
)
def test_what_cannot_be_is_told(text: str, problem: str) -> None:
    assert read_time(text).problem == problem


def test_twelve_digits_are_the_clock_of_the_centre() -> None:
    for text in ("260301143000", "2603011430", "20260301143000"):
        read = read_time(text)
        assert (read.kind, read.words) == (TimeKind.LOCAL, "2026-03-01 14:30:00, clock of the centre")
        assert read.when == datetime(2026, 3, 1, 14, 30)


def test_an_empty_time_is_no_problem() -> None:
    assert read_time("").kind is TimeKind.EMPTY
    assert read_time("").problem == ""


def test_times_are_told_in_the_zone_of_the_reader() -> None:
    read = read_time("260301143000004+")
    assert read.words == "2026-03-01 14:30:00 UTC+01:00"
    assert read.words_in(ZoneInfo("America/New_York")).endswith("= 2026-03-01 08:30:00 UTC-05:00 here")
    assert read.words_in(None) == read.words
    assert read_time("000001000000000R").words_in(UTC) == "1 day"


def test_a_negative_offset_is_written_in_quarter_hours() -> None:
    assert write_absolute(datetime(2026, 3, 1, 14, 30, tzinfo=timezone(timedelta(hours=-5)))) == "260301143000020-"
    assert write_absolute(datetime(2026, 3, 1, 14, 30, 0, 500_000, tzinfo=UTC)) == "260301143000500+"


def test_an_offset_beyond_twelve_hours_is_told_in_utc() -> None:
    assert write_absolute(datetime(2026, 3, 1, 14, 30, tzinfo=timezone(timedelta(hours=13)))) == "260301013000000+"
    assert write_absolute(datetime(2026, 3, 1, 14, 30, tzinfo=timezone(timedelta(minutes=7)))) == "260301142300000+"


@pytest.mark.parametrize(
    "when", [datetime(2026, 3, 1), datetime(2040, 1, 1, tzinfo=UTC), datetime(1937, 1, 1, tzinfo=UTC)]
)
def test_what_sixteen_characters_cannot_say_is_refused(when: datetime) -> None:
    with pytest.raises(ValueError, match=r"zone|1938 to 2037"):
        write_absolute(when)


def test_periods_are_written_in_days_and_less() -> None:
    assert write_period(timedelta(days=2, hours=3, minutes=4, seconds=5)) == "000002030405000R"
    assert write_relative(years=1) == "010000000000000R"
    assert read_time(write_period(timedelta(days=40))).problem
    with pytest.raises(ValueError, match="negative"):
        write_period(timedelta(seconds=-1))
    with pytest.raises(ValueError, match="0 to 99"):
        write_relative(days=100)


def test_periods_can_be_compared() -> None:
    period = read_time("000101000000000R").period
    assert period is not None
    assert period.about == timedelta(days=31)
