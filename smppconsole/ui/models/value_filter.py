"""From a cell of the trace to the filter that finds rows with its value. Qt-free."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from smppconsole.smpp.header import RESPONSE
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import Book
from smppconsole.smpp.summary import Summary, summarise
from smppconsole.trace.moments import iso_time
from smppconsole.trace.store import Mark, Store


class Cell(NamedTuple):
    """A row of the trace, looked at for one of its cells."""

    store: Store
    row: int
    book: Book
    summary: Summary


def value_filter(store: Store, row: int, column: str, book: Book, reading: Reading) -> str:
    """The filter on the value of a cell; a cell without one filters on the command."""
    cell = Cell(store, row, book, summarise(store.octets(row), book, reading))
    made = _COLUMNS.get(column, _command)(cell)
    return made or _command(cell)


def quoted(text: str) -> str:
    """A text as a value of the filter language."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def joined(before: str, more: str) -> str:
    """Both filters at once."""
    if not before.strip():
        return more
    return " and ".join(f"({one})" if _needs_brackets(one) else one for one in (before.strip(), more))


def denied(text: str) -> str:
    """The filter on all other rows."""
    return f"not ({text})" if " " in text else f"not {text}"


def _needs_brackets(text: str) -> bool:
    return " or " in text.lower() or "||" in text


def _command(cell: Cell) -> str:
    flags = cell.store.flags(cell.row)
    if flags & Mark.LOST:
        return "lost"
    if flags & Mark.HEADLESS:
        return "length < 16"
    found = cell.book.command(cell.store.command(cell.row))
    return f"command == {found.name if found else f'0x{cell.store.command(cell.row):08X}'}"


def _status(cell: Cell) -> str:
    store, row = cell.store, cell.row
    flags, receipt = store.flags(row), cell.summary.receipt
    for flag, word in ((Mark.LOST, "lost"), (Mark.FOREIGN, "foreign"), (Mark.DUPLICATE, "duplicate")):
        if flags & flag:
            return word
    if store.command(row) & RESPONSE or store.status(row):
        return f"status == {cell.book.status(store.status(row)).name}"
    if receipt is not None and receipt.state_word:
        return f"state == {receipt.state_word}"
    if flags & Mark.ABANDONED:
        return "abandoned"
    return "unanswered" if store.is_open(row) else ""


def _route(cell: Cell) -> str:
    ends = (("from", cell.summary.source), ("to", cell.summary.destination))
    return " and ".join(f"{name} == {quoted(value)}" for name, value in ends if value)


def _text(cell: Cell) -> str:
    if cell.store.status(cell.row):
        return _status(cell)
    if cell.summary.receipt is not None or not cell.summary.text:
        return f"message_id == {quoted(cell.summary.message_id)}" if cell.summary.message_id else ""
    return f"text == {quoted(cell.summary.text)}"


def _round_trip(cell: Cell) -> str:
    trip = cell.store.round_trip_ns(cell.row)
    return f"round_trip >= {trip // 1000}us" if trip >= 0 else ""


def _session(cell: Cell) -> str:
    """By its title, which a kept filter finds again in another run; by its number where it has none that is its own."""
    session = cell.store.session(cell.row)
    title = cell.store.ends[session].title if session in cell.store.ends else ""
    others = (ends for number, ends in cell.store.ends.items() if number != session)
    named = {name.casefold() for ends in others for name in (ends.title, ends.account)}
    if not title or title.isdecimal() or title.casefold() in named:
        return f"session == {session}"
    return f"session == {quoted(title)}"


def _time(cell: Cell) -> str:
    return f"time >= {iso_time(cell.store.time_ns(cell.row))}"


_COLUMNS: dict[str, Callable[[Cell], str]] = {
    "number": lambda cell: f"number >= {cell.row + 1}",
    "time": _time,
    "direction": lambda cell: "out" if cell.store.outgoing(cell.row) else "in",
    "session": _session,
    "sequence": lambda cell: f"sequence == {cell.store.sequence(cell.row)}",
    "status": _status,
    "route": _route,
    "text": _text,
    "round_trip": _round_trip,
    "length": lambda cell: f"length == {len(cell.store.octets(cell.row))}",
    "gap": _time,
}
