"""Statistics as figures, series, bars and cells: what the panel shows, made of the numbers. Qt-free."""

from __future__ import annotations

from collections.abc import Sequence

from smppconsole.trace.outages import Outage
from smppconsole.trace.statistics import RoundTrips, Statistics
from smppconsole.ui.models.short_words import status_words
from smppconsole.ui.models.trace_rows import clock, milliseconds
from smppconsole.ui.panels.frame.status import octets_words
from smppconsole.ui.widgets.charts import Bar, Series
from smppconsole.ui.widgets.grid import Cell
from smppconsole.ui.words import grouped, sentence, tr

_SECOND = 10**9
_MOST_GAPS = 7200
_QUICK = 1 << 20


def figures(stats: Statistics) -> tuple[tuple[str, str, str], ...]:
    """(title, figure, tone): what is told first."""
    errors = sum(count for (_, status), count in stats.statuses.items() if status)
    trips = stats.round_trips
    median = (
        tr("{milliseconds} ms", milliseconds=milliseconds(trips.percentile(0.5) / 1000000.0)) if trips.count else "–"
    )
    slow = (
        tr("{milliseconds} ms", milliseconds=milliseconds(trips.percentile(0.95) / 1000000.0)) if trips.count else "–"
    )
    sent = sum(count for (_, outgoing), count in stats.commands.items() if outgoing)
    return (
        ("PDUs", grouped(stats.seen), "text"),
        (tr("Sent"), f"{grouped(sent)} · {octets_words(stats.octets_sent)}", "text"),
        (tr("Received"), f"{grouped(stats.seen - sent)} · {octets_words(stats.octets_received)}", "text"),
        (tr("Errors"), grouped(errors), "err" if errors else "text"),
        (tr("Median round trip"), median, "text"),
        (tr("95 % within"), slow, "text"),
    )


def throughput(stats: Statistics) -> tuple[tuple[Series, ...], tuple[str, str]]:
    """PDUs a second sent, received, refused; silence between is 0."""
    spans = _filled(stats)
    seconds = stats.timeline.width_ns / _SECOND
    sent = tuple((at, span[0] / seconds) for at, span in spans)
    received = tuple((at, span[1] / seconds) for at, span in spans)
    errors = tuple((at, span[2] / seconds) for at, span in spans)
    series = [
        Series(tr("sent"), "accent_text", "solid", sent),
        Series(tr("received"), "mark.address", "dashed", received),
    ]
    if any(value for _, value in errors):
        series.append(Series(tr("errors"), "err", "dotted", errors))
    return tuple(series), _feet(stats)


def window(stats: Statistics) -> tuple[tuple[Series, ...], tuple[str, str]]:
    """The most requests that were open at once."""
    points = tuple((start / _SECOND, float(span.window)) for start, span in stats.timeline.points())
    return (Series(tr("open requests"), "accent_text", "solid", points),), _feet(stats)


def _filled(stats: Statistics) -> list[tuple[float, tuple[int, int, int]]]:
    """Spans with those between in which nothing happened, as long as they are not too many."""
    width = stats.timeline.width_ns
    found: list[tuple[float, tuple[int, int, int]]] = []
    before = -1
    for start, span in stats.timeline.points():
        if before >= 0 and width < start - before:
            gap = (start - before) // width - 1
            edges = range(before + width, start, width) if gap < _MOST_GAPS else (before + width, start - width)
            found += [(edge / _SECOND, (0, 0, 0)) for edge in edges]
        found.append((start / _SECOND, (span.sent, span.received, span.errors)))
        before = start
    return found


def _feet(stats: Statistics) -> tuple[str, str]:
    points = [start for start, _ in stats.timeline.points()]
    if not points:
        return "", ""
    return clock(points[0])[:8], clock(points[-1] + stats.timeline.width_ns)[:8]


def trip_bars(trips: RoundTrips) -> tuple[Bar, ...]:
    """One bar an octave, named by its upper end; what took less than a millisecond is one bar."""
    bars = trips.bars()
    quick = [count for _, until, count in bars if until <= _QUICK]
    slow = [Bar(trip_words(until), count) for _, until, count in bars if until > _QUICK]
    return (Bar(tr("1 ms"), sum(quick)), *slow) if quick else tuple(slow)


def trip_words(time_ns: float) -> str:
    """4.2 ms, 16 ms, 1.1 s: the end of a class, in two figures."""
    if time_ns < 950_000_000:
        value = time_ns / 1e6
        return tr("{value:.1f} ms", value=value) if value < 9.5 else tr("{value:.0f} ms", value=value)
    return f"{time_ns / 1e9:.1f} s"


def command_cells(row: Sequence[str]) -> tuple[Cell, ...]:
    """Command, sent, received."""
    return Cell(tr(row[0])), _number(row[1]), _number(row[2])


def status_rows(stats: Statistics) -> list[tuple[Cell, ...]]:
    """Command, status in words, count; what was refused first."""
    found: list[tuple[Cell, ...]] = []
    for (command, status), count in sorted(stats.statuses.items(), key=lambda one: (one[0][1] == 0, -one[1])):
        tone, icon = ("ok", "check") if status == 0 else ("err", "error")
        words = "OK" if status == 0 else f"{status_words(status, stats.book)}  0x{status:02X}"
        found.append((Cell(stats.name(command)), Cell(words, tone, icon), _number(str(count))))
    return found


def plain_cells(row: Sequence[str]) -> tuple[Cell, ...]:
    """Words and a number."""
    return Cell(sentence(row[0]).rstrip(".")), _number(row[1])


def outage_cells(outage: Outage, session: str) -> tuple[Cell, ...]:
    """When, whose, what."""
    return (
        Cell(clock(outage.time_ns), "text2"),
        Cell(session),
        Cell(sentence(outage.words).rstrip("."), "warn", "triangle"),
    )


def more_cells(count: int) -> tuple[Cell, ...]:
    """That there are more than are listed."""
    return Cell(""), Cell(""), Cell(tr("and {count} more: save them as CSV", count=grouped(count)), "text2")


def _number(text: str) -> Cell:
    value = grouped(int(text)) if text.isdigit() else text
    return Cell(value, "text3" if text == "0" else "text")
