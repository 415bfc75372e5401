"""The ticket: one file with all that a provider's support asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import Book
from smppconsole.trace.columns import COLUMNS
from smppconsole.trace.exporting import Exporting, heading_of, told_of
from smppconsole.trace.long_message import LongMessage
from smppconsole.trace.moments import full_time
from smppconsole.trace.store import Store
from smppconsole.trace.telling import Told, as_words


def ticket_pieces(store: Store, rows: Iterable[int], exporting: Exporting) -> Iterator[str]:
    """All that a provider's support asks for, in one file: who, when, what is wrong, and every PDU in words and hex."""
    seen = _Seen()
    for row in rows:
        seen.add(store, row, *told_of(store, row, exporting))
        yield ""
    yield "SMPP TICKET\n"
    for name, words in (*heading_of(exporting), *seen.facts(len(store))):
        yield f"{name}:{_indented(words)}\n"
    long = f"LONG MESSAGES\n{''.join(seen.long.values())}\n" if seen.long else ""
    yield f"\nFINDINGS\n{''.join(seen.findings) or '  none'}\n\n{long}PDUS IN SHORT\n{''.join(seen.lines)}\nPDUS\n"
    for row in seen.rows:
        told, book, reading = told_of(store, row, exporting)
        yield f"\n{as_words(told, book, reading)}octets: {told.octets.hex()}\n"


def _indented(words: str) -> str:
    return f" {words}" if "\n" not in words else "".join(f"\n  {line}" for line in words.splitlines())


def _long_words(whole: LongMessage) -> str:
    """A message that came in parts, as its first part in the ticket tells it."""
    told, *more = whole.words()
    return "".join([f"  No. {whole.number}: {told}\n", *(f"    {words}\n" for words in more)])


class _Seen:
    """What a ticket says of its PDUs before it tells each."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.findings: list[str] = []
        self.lines: list[str] = []
        self.sessions: dict[str, str] = {}
        self.times: list[int] = []
        self.long: dict[int, str] = {}

    def add(self, store: Store, row: int, told: Told, book: Book, reading: Reading) -> None:
        self.rows.append(row)
        record = store.record(row)._replace(octets=told.octets)
        ends = record.ends
        self.sessions[ends.title or str(record.session)] = f"{ends.local} → {ends.remote}"
        self.times = [min([*self.times[:1], record.time_ns]), max([*self.times[1:], record.time_ns])]
        if told.whole is not None:
            self.long.setdefault(store.long_messages.message_of(row), _long_words(told.whole))
        cells = [column.text(record, book, reading) for column in COLUMNS]
        self.lines.append("  " + "  ".join(cell for cell in cells if cell) + "\n")
        for finding in told.inspect(book, reading).findings:
            remedy = f" {finding.remedy}" if finding.remedy else ""
            place = f" ({finding.section})" if finding.section else ""
            self.findings.append(f"  No. {row + 1} {finding.severity}: {finding.text}{place} [{finding.id}]{remedy}\n")

    def facts(self, total: int) -> Iterator[tuple[str, str]]:
        yield "PDUs", f"{len(self.rows)} of {total}"
        if self.times:
            yield "Times", f"{full_time(self.times[0])} to {full_time(self.times[1])}"
        for title, ends in self.sessions.items():
            yield f"Session {title}", ends
