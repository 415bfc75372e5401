"""The columns of a list of PDUs, as text: for exports, statistics and whoever shows rows without a window.

A cell is made from a ``Record`` and the row's ``Summary``; ``summary_of`` makes the summary and keeps the latest, so
the cells of one row read their PDU once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from smppconsole.smpp.header import RESPONSE
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.summary import Summary, summarise
from smppconsole.trace.moments import clock
from smppconsole.trace.record import Record
from smppconsole.trace.store import Mark
from smppconsole.values import dataclass

_USUAL = Reading()
_NO_PDU = int(Mark.LOST | Mark.HEADLESS)
_LOST, _REQUEST, _ABANDONED = int(Mark.LOST), int(Mark.REQUEST), int(Mark.ABANDONED)
_DUPLICATE, _FOREIGN = int(Mark.DUPLICATE), int(Mark.FOREIGN)


@lru_cache(maxsize=1024)
def _summary(octets: bytes, book: Book, reading: Reading) -> Summary:
    return summarise(octets, book, reading)


def summary_of(record: Record, book: Book = STANDARD, reading: Reading = _USUAL) -> Summary:
    """The summary of a record; the latest thousand are kept."""
    return _summary(record.octets, book, reading)


Cell = Callable[[Record, Book, Reading], str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``text(record, book, reading)`` is its cell. ``sample`` is a long value, to measure the width by."""

    id: str
    title: str
    text: Cell
    sample: str
    right: bool = False
    mono: bool = False


def command_words(record: Record, book: Book = STANDARD) -> str:
    """The command's name; its number where the table has none; what it is where there is no header."""
    if record.flags & _LOST:
        return "no PDU"
    if record.flags & _NO_PDU:
        return "too short"
    row = book.command(record.command)
    return row.name if row is not None else f"0x{record.command:08X}"


def status_words(record: Record, book: Book, reading: Reading) -> str:
    """What became of it: a response's status, a receipt's state, or that nothing came back."""
    if record.flags & _NO_PDU:
        return ""
    if record.command & RESPONSE or record.status:
        return "OK" if not record.status else book.status(record.status).words.rstrip(".")
    receipt = summary_of(record, book, reading).receipt
    if receipt is not None:
        return receipt.state_word
    if record.flags & _REQUEST and record.peer < 0:
        return "no answer" if record.flags & _ABANDONED else "waiting"
    return ""


def route(record: Record, book: Book, reading: Reading) -> str:
    """ "Orbit → 491713920012", "" where there are no addresses."""
    summary = summary_of(record, book, reading)
    if not summary.source and not summary.destination:
        return ""
    return f"{summary.source} → {summary.destination}".strip()


def text_words(record: Record, book: Book, reading: Reading) -> str:
    """The text of a message, else the id of an answer, an error's code, what is odd about the row."""
    if record.flags & _DUPLICATE:
        return "Answers a request that has its answer"
    if record.flags & _FOREIGN:
        return "Answers nothing that was asked"
    if record.status:
        return f"0x{record.status:02X} {book.status(record.status).name}"
    summary = summary_of(record, book, reading)
    part = f"{summary.segment.number}/{summary.segment.total} " if summary.segment is not None else ""
    if summary.receipt is not None and summary.message_id:
        return f"id {summary.message_id}"
    return part + summary.text if summary.text or not summary.message_id else f"id {summary.message_id}"


def milliseconds(time_ns: int) -> str:
    """A round trip: "31", below 10 ms "0.42"; "" for none."""
    if time_ns < 0:
        return ""
    return f"{time_ns / 1e6:.0f}" if time_ns >= 10_000_000 else f"{time_ns / 1e6:.2f}"


def _sequence(record: Record, book: Book, reading: Reading) -> str:
    return "" if record.flags & _NO_PDU else str(record.sequence)


def _round_trip(record: Record, book: Book, reading: Reading) -> str:
    return milliseconds(record.round_trip_ns) if record.command & RESPONSE else ""


COLUMNS: tuple[Column, ...] = (
    Column("number", "No.", lambda record, book, reading: str(record.row + 1), "1000000", right=True, mono=True),
    Column("time", "Time", lambda record, book, reading: clock(record.time_ns), "10:42:01.340", mono=True),
    Column("direction", "", lambda record, book, reading: "→" if record.outgoing else "←", "→"),
    Column("session", "Session", lambda record, book, reading: record.ends.title or str(record.session), "NL TRX"),
    Column("command", "Command", lambda record, book, reading: command_words(record, book), "bind_transceiver_resp"),
    Column("sequence", "Seq", _sequence, "2147483647", right=True, mono=True),
    Column("status", "Status", status_words, "Undeliverable"),
    Column("route", "From → to", route, "Orbit → 491713920012", mono=True),
    Column("text", "Text or summary", text_words, "Your code is 482 913. Do not share it"),
    Column("round_trip", "RTT ms", _round_trip, "12345", right=True, mono=True),
)
"""The columns in the order in which they are shown."""


def cells(record: Record, book: Book = STANDARD, reading: Reading = _USUAL) -> tuple[str, ...]:
    """All cells of a row."""
    return tuple(column.text(record, book, reading) for column in COLUMNS)
