"""How rows leave the house: what is masked, by which tables they are read, what is said before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from smppconsole import __version__
from smppconsole.smpp.decode import decode
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.trace.mask import PASSWORDS_ONLY, Masking, mask
from smppconsole.trace.record import Record
from smppconsole.trace.store import Store
from smppconsole.values import dataclass, field

if TYPE_CHECKING:
    from smppconsole.smpp.reassembly import Part
    from smppconsole.trace.telling import Told


@dataclass(frozen=True, slots=True)
class Exporting:
    """How rows are told. ``book_of`` tells the tables of a session where they differ from ``book``; ``heading`` is what
    a ticket says first (account without secrets, program, zone); ``source`` is the name told for where the PDUs are
    from.
    """

    masking: Masking = PASSWORDS_ONLY
    book: Book = STANDARD
    reading_of: Callable[[int], Reading] = field(default=lambda session: AS_USUAL)
    source: str = "smppconsole"
    heading: tuple[tuple[str, str], ...] = ()
    book_of: Callable[[int], Book] | None = None

    def masked(self, record: Record) -> Record:
        """The record with its octets masked."""
        reading = self.reading_of(record.session)
        book = self.book_at(record.session)
        return record._replace(octets=mask(record.octets, self.masking, book, reading))

    def book_at(self, session: int) -> Book:
        """The tables that a session is read by."""
        return self.book if self.book_of is None else self.book_of(session)


MASKED_ONLY = Exporting()
"""As usual: passwords masked, by the standard's tables."""


def told_of(store: Store, row: int, exporting: Exporting) -> tuple[Told, Book, Reading]:
    """A row ready to be told, and what it is read by."""
    from smppconsole.trace.long_message import long_message_at  # noqa: PLC0415 - when asked for
    from smppconsole.trace.telling import Told  # noqa: PLC0415 - by who exports

    record = exporting.masked(store.record(row))
    whole = long_message_at(row, store.long_messages, lambda other: _part_at(store, other, exporting))
    said = Told(
        row + 1,
        record.octets,
        exporting.source,
        0,
        record.time_ns,
        record.sender,
        record.receiver,
        record.ends.title,
        note_of(store, row),
        store.judged.get(row, ()),
        whole,
    )
    return said, exporting.book_at(record.session), exporting.reading_of(record.session)


def _part_at(store: Store, row: int, exporting: Exporting) -> Part | None:
    """A row as a part of a long message, masked as it leaves."""
    from smppconsole.smpp.reassembly import part_of  # noqa: PLC0415 - when asked for

    record = exporting.masked(store.record(row))
    decoded = decode(record.octets, exporting.book_at(record.session))
    return part_of(decoded, exporting.reading_of(record.session), row + 1)


def note_of(store: Store, row: int) -> str:
    """What the user said of a row."""
    words = ["marked"] * store.marked(row) + [words for words in (store.comments.get(row),) if words]
    return ", ".join(words)


def heading_of(exporting: Exporting) -> Iterator[tuple[str, str]]:
    """What is said before the rows, as pairs."""
    yield "Program", f"smppconsole {__version__}"
    yield from exporting.heading
    yield "Masked", exporting.masking.words
