"""A batch in words: where it stands, how fast, what is left, and the cells of its rows. Qt-free."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from smppconsole.compose.batch import Table
from smppconsole.console.batch_progress import Stage
from smppconsole.console.batch_row import BatchRow, Fate
from smppconsole.console.batch_run import BatchRun
from smppconsole.ui.models.short_words import status_words
from smppconsole.ui.models.trace_rows import milliseconds
from smppconsole.ui.widgets.grid import Cell
from smppconsole.ui.widgets.tally_bar import Tally
from smppconsole.ui.words import grouped, sentence, tr, tr_many

LOOKS: Mapping[Fate, tuple[str, str]] = MappingProxyType(
    {
        Fate.WAITING: ("clock", "text2"),
        Fate.SENT: ("out", "accent_text"),
        Fate.ACCEPTED: ("tick-disc", "ok"),
        Fate.REFUSED: ("cross", "err"),
        Fate.UNANSWERED: ("triangle", "warn"),
        Fate.BAD: ("error", "err"),
    }
)
"""Icon and token of what became of a message."""
TROUBLED = frozenset({Fate.REFUSED, Fate.UNANSWERED, Fate.BAD})


def tallies(run: BatchRun) -> tuple[Tally, ...]:
    """The shares of the bar."""
    order = (Fate.ACCEPTED, Fate.REFUSED, Fate.BAD, Fate.UNANSWERED, Fate.SENT)
    return tuple(Tally(tr(fate.value), run.counts[fate], LOOKS[fate][1]) for fate in order)


def headline(run: BatchRun) -> str:
    """ "Sending: 812 of 1 204", "Paused", ..."""
    lead = {
        Stage.READY: tr("Ready"),
        Stage.RUNNING: tr("Sending"),
        Stage.PAUSED: tr("Paused"),
        Stage.DONE: tr("Done"),
        Stage.CANCELLED: tr("Cancelled"),
    }[run.stage]
    begun = min(len(run.rows), run.total)
    return tr(
        "{lead}: {begun} of {total}",
        lead=lead,
        begun=grouped(begun - run.counts[Fate.WAITING]),
        total=grouped(run.total),
    )


def details(run: BatchRun) -> str:
    """ "790 accepted · 22 refused · 48 a second · 8 s left"."""
    parts = [f"{grouped(run.counts[fate])} {tr(fate.value)}" for fate in Fate if fate in _TOLD and run.counts[fate]]
    if run.stage is Stage.RUNNING:
        rate = run.measured
        parts.append(
            tr("{rate:.0f} PDUs a second", rate=rate) if rate >= 9.5 else tr("{rate:.1f} PDUs a second", rate=rate)
        )
        left = time_left(run)
        parts += [tr("{left} left", left=left)] if left else []
    elif run.is_over:
        parts.append(tr("{span_words} in all", span_words=span_words(run.elapsed)))
        parts += [tr("{unsent} not sent", unsent=grouped(run.unsent))] if run.unsent else []
    return " · ".join(parts)


_TOLD = frozenset({Fate.ACCEPTED, Fate.REFUSED, Fate.UNANSWERED, Fate.BAD})


def time_left(run: BatchRun) -> str:
    """How long the rest takes at the speed so far; "" while that cannot be told."""
    begun = len(run.rows)
    if not begun or run.elapsed < 1 or begun >= run.total:
        return ""
    return span_words((run.total - begun) * run.elapsed / begun)


def span_words(seconds: float) -> str:
    """0.4 s, 12 s, 3 min 20 s, 2 h 5 min."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return tr("{whole} min {whole_2} s", whole=whole // 60, whole_2=whole % 60)
    return tr("{whole} h {whole_2} min", whole=whole // 3600, whole_2=whole % 3600 // 60)


def cells(row: BatchRow) -> tuple[Cell, ...]:
    """No., To, Result, Id, RTT, What there is to say."""
    icon, tone = LOOKS[row.fate]
    told = sentence(row.fate.value).rstrip(".")
    if row.fate is Fate.REFUSED:
        told = status_words(row.status)
    ids = ", ".join(row.message_ids)
    trip = milliseconds(row.round_trip * 1000) if row.round_trip >= 0 else ""
    again = tr("sent {tries} times; ", tries=row.tries) if row.tries > 1 else ""
    return (
        Cell(str(row.row), "text3"),
        Cell(row.destination or "–"),
        Cell(told, tone, icon),
        Cell(ids, "text2"),
        Cell(trip, "text2"),
        Cell(sentence(f"{again}{tr(row.words)}".removesuffix("; ")), "text2"),
    )


def table_words(name: str, table: Table) -> str:
    """What a CSV holds."""
    columns = ", ".join(table.columns) or "none"
    count = len(table.rows)
    return tr_many(
        "{name}: 1 row, columns {columns}",
        "{name}: {rows} rows, columns {columns}",
        count,
        name=name,
        rows=grouped(count),
        columns=columns,
    )
