"""What became of one message of a batch, and all of them as a CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import zip_longest

from smppconsole.compose.batch import Table, destination_column, table_of
from smppconsole.compose.draft import Draft
from smppconsole.smpp.said import counted
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.values import dataclass, field


class Fate(StrEnum):
    """Where a message of a batch stands."""

    WAITING = "waiting"  # to be sent, or to be sent again after the centre asked to slow down
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNANSWERED = "no answer"  # the centre may have taken it
    BAD = "not sendable"


FINAL = frozenset({Fate.ACCEPTED, Fate.REFUSED, Fate.UNANSWERED, Fate.BAD})


@dataclass(slots=True)
class BatchRow:
    """One message. ``row`` counts from 1, ``status`` is the last one answered, ``round_trip`` of the last answer in
    seconds (negative: none), ``tries`` how often it was sent, ``words`` what there is to say."""

    row: int
    destination: str
    parts: int
    fate: Fate = Fate.WAITING
    status: int = 0
    message_ids: list[str] = field(default_factory=list)
    round_trip: float = -1.0
    tries: int = 0
    words: str = ""


HEADINGS = ("row", "destination", "parts", "result", "status", "message_ids", "round_trip_ms", "tries", "words")


UNSENT = "not sent"


def as_csv(rows: Sequence[BatchRow], sources: Sequence[Mapping[str, str]] = (), book: Book = STANDARD) -> str:
    """The rows as CSV with a line of names; several ids are parted by a blank.

    Behind them stand the columns of the table that they were made of (``sources``), those that were not begun too, so
    that what is left can be sent by the same table.
    """
    more = tuple(name for name in (sources[0] if sources else ()) if name not in HEADINGS)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*HEADINGS, *more))
    for at, (row, source) in enumerate(zip_longest(rows, sources), start=1):
        cells = _cells(row, book) if row is not None else _unsent(at, source)
        writer.writerow((*cells, *(source[name] for name in more)))
    return out.getvalue()


def left_to_send(table: Table) -> Table:
    """A table of results read again: without what was accepted, which is told. Any other table is as it is."""
    if table.columns[: len(HEADINGS)] != HEADINGS:
        return table
    rows = [row for row in table.rows if row["result"] != Fate.ACCEPTED]
    done, open_ = len(table.rows) - len(rows), sum(row["result"] == Fate.UNANSWERED for row in rows)
    problems = list(table.problems)
    if done:
        problems.append(
            counted(
                "results of a batch: 1 row was accepted already and is left out",
                "results of a batch: {count} rows were accepted already and are left out",
                done,
            )
        )
    if open_:
        problems.append(
            counted(
                "1 row had no answer: the centre may have taken it",
                "{count} rows had no answer: the centre may have taken them",
                open_,
            )
        )
    return table_of(table.columns, rows, problems)


def _unsent(at: int, source: Mapping[str, str]) -> tuple[object, ...]:
    column = destination_column(Draft(), source)
    return (at, source[column] if column else "", "", UNSENT, *[""] * (len(HEADINGS) - 4))


def _cells(row: BatchRow, book: Book) -> tuple[object, ...]:
    answered = row.fate in {Fate.ACCEPTED, Fate.REFUSED}
    return (
        row.row,
        row.destination,
        row.parts,
        row.fate.value,
        book.status(row.status).name if answered else "",
        " ".join(row.message_ids),
        f"{row.round_trip * 1000:.1f}" if row.round_trip >= 0 else "",
        row.tries,
        row.words,
    )
