"""Nanoseconds of the epoch, told: as a value, as a time of day, as a date with its zone."""

from __future__ import annotations

from datetime import UTC, datetime


def moment(time_ns: int) -> datetime:
    """The time as an aware value, to the second."""
    return datetime.fromtimestamp(time_ns // 10**9, UTC)


def clock(time_ns: int) -> str:
    """Local time of day to the millisecond, "10:42:01.340"."""
    local = datetime.fromtimestamp(time_ns // 10**9)
    return f"{local:%H:%M:%S}.{time_ns // 1_000_000 % 1000:03d}"


def full_time(time_ns: int) -> str:
    """Local date and time to the microsecond, with the zone: "2026-03-14T10:42:01.340000+01:00"."""
    local = datetime.fromtimestamp(time_ns // 10**9).astimezone()
    return local.replace(microsecond=time_ns // 1000 % 1_000_000).isoformat(timespec="microseconds")


def iso_time(time_ns: int | None) -> str | None:
    """Nanoseconds of the epoch as ISO 8601 in UTC, to the microsecond."""
    if time_ns is None:
        return None
    seconds, rest = divmod(time_ns, 1_000_000_000)
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}.{rest // 1000:06}Z"
