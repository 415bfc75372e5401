"""The ticket: one file with all that a provider's support asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import Book
from smppconsole.trace.exporting import Exporting, heading_of, told_of
from smppconsole.trace.moments import full_time
from smppconsole.trace.store import Store

if TYPE_CHECKING:
    from smppconsole.trace.long_message import LongMessage
    from smppconsole.trace.telling import Told

PASSES = 4
"""How often a ticket goes through its rows: for its head, its findings, its list, and each PDU."""


def ticket_pieces(store: Store, rows: Iterable[int], exporting: Exporting) -> Iterator[str]:
    """All that a provider's support asks for, in one file: who, when, what is wrong, and every PDU in words and hex.

    ``rows`` are gone through ``PASSES`` times, so that of very many none is kept in memory.
    """
    from smppconsole.trace.telling import as_words  # noqa: PLC0415 - by who exports

    seen = _Seen()
    for row in rows:
        seen.add(store, row, *told_of(store, row, exporting))
        yield ""
    yield "SMPP TICKET\n"
    for name, words in (*heading_of(exporting), *seen.facts(len(store))):
        yield f"{name}:{_indented(words)}\n"
    yield "\nFINDINGS\n"
    any_found = False
    for row in rows:
        words = _findings(row, *told_of(store, row, exporting))
        any_found |= bool(words)
        yield words
    yield "" if any_found else "  none"
    long = f"LONG MESSAGES\n{''.join(seen.long.values())}\n" if seen.long else ""
    yield f"\n\n{long}PDUS IN SHORT\n"
    for row in rows:
        yield _in_short(store, row, *told_of(store, row, exporting))
    yield "\nPDUS\n"
    for row in rows:
        told, book, reading = told_of(store, row, exporting)
        yield f"\n{as_words(told, book, reading)}octets: {told.octets.hex()}\n"


def _findings(row: int, told: Told, book: Book, reading: Reading) -> str:
    lines = []
    for finding in told.inspect(book, reading).findings:
        remedy = f" {finding.remedy}" if finding.remedy else ""
        place = f" ({finding.section})" if finding.section else ""
        lines.append(f"  No. {row + 1} {finding.severity}: {finding.text}{place} [{finding.id}]{remedy}\n")
    return "".join(lines)


def _in_short(store: Store, row: int, told: Told, book: Book, reading: Reading) -> str:
    from smppconsole.trace.columns import COLUMNS  # noqa: PLC0415 - by who exports

    record = store.record(row)._replace(octets=told.octets)
    cells = [column.text(record, book, reading) for column in COLUMNS]
    return "  " + "  ".join(cell for cell in cells if cell) + "\n"


def _indented(words: str) -> str:
    return f" {words}" if "\n" not in words else "".join(f"\n  {line}" for line in words.splitlines())


def _long_words(whole: LongMessage) -> str:
    """A message that came in parts, as its first part in the ticket tells it."""
    told, *more = whole.words()
    return "".join([f"  No. {whole.number}: {told}\n", *(f"    {words}\n" for words in more)])


class _Seen:
    """What a ticket says of its PDUs before it tells each."""

    def __init__(self) -> None:
        self.count = 0
        self.sessions: dict[str, str] = {}
        self.times: list[int] = []
        self.long: dict[int, str] = {}

    def add(self, store: Store, row: int, told: Told, _book: Book, _reading: Reading) -> None:
        self.count += 1
        record = store.record(row)
        ends = record.ends
        self.sessions[ends.title or str(record.session)] = f"{ends.local} → {ends.remote}"
        self.times = [min([*self.times[:1], record.time_ns]), max([*self.times[1:], record.time_ns])]
        if told.whole is not None:
            self.long.setdefault(store.long_messages.message_of(row), _long_words(told.whole))

    def facts(self, total: int) -> Iterator[tuple[str, str]]:
        yield "PDUs", f"{self.count} of {total}"
        if self.times:
            yield "Times", f"{full_time(self.times[0])} to {full_time(self.times[1])}"
        for title, ends in self.sessions.items():
            yield f"Session {title}", ends
