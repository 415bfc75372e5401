"""What became of one message of a batch, and all of them as a CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from enum import StrEnum

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


def as_csv(rows: Iterable[BatchRow], book: Book = STANDARD) -> str:
    """The rows as CSV with a line of names; several ids are parted by a blank."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    writer.writerows(_cells(row, book) for row in rows)
    return out.getvalue()


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
