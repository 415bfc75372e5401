"""SMPP's 16-character times, and the 12 digits of old centres.

Absolute "YYMMDDhhmmsstnnp", relative "YYMMDDhhmmss000R" (SMPP 3.4, 7.1.1). Reading is total: a time that cannot be is
told in ``problem``. Two-digit years from 38 on are of the last century (3.4, appendix C).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import StrEnum

from smppconsole.smpp.said import counted, joined, said
from smppconsole.values import dataclass

_PIVOT = 38
_MOST_QUARTERS = 48
_QUARTER = timedelta(minutes=15)
_ABSOLUTE = re.compile(r"(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d)(\d\d)([+-])", re.ASCII)
_RELATIVE = re.compile(r"(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d\d)R", re.ASCII)
_SHORT = re.compile(r"(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?", re.ASCII)
_LONG_YEAR = re.compile(r"(\d\d\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)", re.ASCII)


class TimeKind(StrEnum):
    """What sort of time a text is."""

    EMPTY = "empty"
    ABSOLUTE = "absolute"
    RELATIVE = "relative"
    LOCAL = "local"  # digits without a zone: the centre's clock
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Period:
    """A relative time as written: its parts are added to the centre's clock, months being months."""

    years: int
    months: int
    days: int
    hours: int
    minutes: int
    seconds: int

    @property
    def about(self) -> timedelta:
        """A length to compare with, months taken as 30 days and years as 365."""
        days = 365 * self.years + 30 * self.months + self.days
        return timedelta(days=days, hours=self.hours, minutes=self.minutes, seconds=self.seconds)

    @property
    def words(self) -> str:
        """ "2 years 6 months 10 days 23:34:29", "1 hour" and the like."""
        spoken: list[str] = list(_units((self.years, self.months, self.days, 0, 0, 0)))
        if (self.hours > 0) + (self.minutes > 0) + (self.seconds > 0) > 1:
            spoken.append(f"{self.hours:02}:{self.minutes:02}:{self.seconds:02}")
        else:
            spoken.extend(_units((0, 0, 0, self.hours, self.minutes, self.seconds)))
        return joined(" ", spoken) if spoken else said("no time at all")


def _units(counts: tuple[int, ...]) -> Iterator[str]:
    """Those of years, months, days, hours, minutes and seconds that are not 0, in words."""
    years, months, days, hours, minutes, seconds = counts
    if years:
        yield counted("1 year", "{count} years", years)
    if months:
        yield counted("1 month", "{count} months", months)
    if days:
        yield counted("1 day", "{count} days", days)
    if hours:
        yield counted("1 hour", "{count} hours", hours)
    if minutes:
        yield counted("1 minute", "{count} minutes", minutes)
    if seconds:
        yield counted("1 second", "{count} seconds", seconds)


@dataclass(frozen=True, slots=True)
class SmppTime:
    """A time read. ``when`` is set for absolute times (aware) and for local ones (naive), ``period`` for relative ones.

    ``words`` is for people; ``problem`` is empty where nothing is wrong.
    """

    kind: TimeKind
    words: str
    problem: str = ""
    when: datetime | None = None
    period: Period | None = None

    def words_in(self, zone: tzinfo | None) -> str:
        """The words, with an absolute time told in the reader's ``zone`` as well."""
        if zone is None or self.kind is not TimeKind.ABSOLUTE or self.when is None:
            return self.words
        return said("{words} = {stamp} here", words=said(self.words), stamp=_stamp(self.when.astimezone(zone)))


def read_time(text: str) -> SmppTime:
    """Read the text of a time field, its NUL left out."""
    if not text:
        return SmppTime(TimeKind.EMPTY, "")
    if match := _ABSOLUTE.fullmatch(text):
        return _absolute(match)
    if match := _RELATIVE.fullmatch(text):
        return _relative(match)
    if match := _SHORT.fullmatch(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        return _local(_century(year), month, day, hour, minute, second)
    if match := _LONG_YEAR.fullmatch(text):
        year, month, day, hour, minute, second = (int(part) for part in match.groups())
        return _local(year, month, day, hour, minute, second)
    return SmppTime(TimeKind.WRONG, "", _why_wrong(text))


def _absolute(match: re.Match[str]) -> SmppTime:
    year, month, day, hour, minute, second, tenth, quarters = (int(part) for part in match.groups()[:8])
    offset = _QUARTER * (quarters if match[9] == "+" else -quarters)
    try:
        when = datetime(_century(year), month, day, hour, minute, second, 100_000 * tenth)
    except ValueError as error:
        return SmppTime(TimeKind.ABSOLUTE, "", said("no such time: {error}", error=error))
    if quarters > _MOST_QUARTERS:
        problem = said("{quarters} quarter hours from UTC; 48 is the most", quarters=quarters)
        return SmppTime(TimeKind.ABSOLUTE, _stamp(when), problem)
    aware = when.replace(tzinfo=timezone(offset))
    return SmppTime(TimeKind.ABSOLUTE, _stamp(aware), "", aware)


_LIMITS = (99, 12, 31, 23, 59, 59)


def _relative(match: re.Match[str]) -> SmppTime:
    period = Period(*(int(part) for part in match.groups()[:6]))
    counts = (int(part) for part in match.groups()[:6])
    over = list(_units(tuple(count if count > most else 0 for count, most in zip(counts, _LIMITS, strict=True))))
    problem = said("{over}: more than a relative time should say", over=joined(said(" and "), over)) if over else ""
    if match[7] != "000" and not problem:
        problem = said("a relative time ends in 000R, not {match}R", match=match[7])
    return SmppTime(TimeKind.RELATIVE, period.words, problem, None, period)


def _local(year: int, month: int, day: int, hour: int, minute: int, second: int) -> SmppTime:
    try:
        when = datetime(year, month, day, hour, minute, second)
    except ValueError as error:
        return SmppTime(TimeKind.LOCAL, "", said("no such time: {error}", error=error))
    return SmppTime(TimeKind.LOCAL, said("{when:%Y-%m-%d %H:%M:%S}, clock of the centre", when=when), "", when)


def _why_wrong(text: str) -> str:
    if len(text) != 16:
        return said("a time has 16 characters, not {text}", text=len(text))
    if text[-1] not in "+-R":
        return said("a time ends in +, - or R, not {text!r}", text=text[-1])
    return said("a time is 15 digits and +, - or R")


def _century(year: int) -> int:
    return year + (1900 if year >= _PIVOT else 2000)


def _stamp(when: datetime) -> str:
    """ "2026-03-01 14:30:00.5 UTC+01:00"."""
    tenth = f".{when.microsecond // 100_000}" if when.microsecond else ""
    zone = f" {when.tzname() if when.utcoffset() == timedelta(0) else 'UTC' + _offset(when)}" if when.tzinfo else ""
    return f"{when:%Y-%m-%d %H:%M:%S}{tenth}{zone}"


def _offset(when: datetime) -> str:
    minutes = int((when.utcoffset() or timedelta(0)).total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def write_absolute(when: datetime) -> str:
    """The 16 characters of an aware ``when``, to a tenth of a second.

    An offset that quarter hours up to twelve hours cannot say is told in UTC. Raises ValueError for a naive time or a
    year outside 1938..2037.
    """
    offset = when.utcoffset()
    if offset is None:
        raise ValueError("a time without a zone cannot be written: give it one")
    if offset % _QUARTER or abs(offset) > _QUARTER * _MOST_QUARTERS:
        when, offset = when.astimezone(UTC), timedelta(0)
    if not 1900 + _PIVOT <= when.year < 2000 + _PIVOT:
        raise ValueError(f"two digits can say the years 1938 to 2037, not {when.year}")
    sign = "-" if offset < timedelta(0) else "+"
    return f"{when:%y%m%d%H%M%S}{when.microsecond // 100_000}{abs(offset) // _QUARTER:02}{sign}"


def write_relative(
    years: int = 0, months: int = 0, days: int = 0, hours: int = 0, minutes: int = 0, seconds: int = 0
) -> str:
    """The 16 characters of a period; raises ValueError where a part has more than two digits or is negative."""
    parts = (years, months, days, hours, minutes, seconds)
    for part in parts:
        if not 0 <= part <= 99:
            raise ValueError(f"each part of a relative time is 0 to 99, not {part}")
    return "".join(f"{part:02}" for part in parts) + "000R"


def write_period(length: timedelta) -> str:
    """The relative time of ``length`` in days and less; raises ValueError above 99 days or below 0."""
    if length < timedelta(0):
        raise ValueError("a period cannot be negative")
    hours, rest = divmod(length.seconds, 3600)
    return write_relative(0, 0, length.days, hours, rest // 60, rest % 60)
