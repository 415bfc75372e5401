"""The long messages among the PDUs of one source of ``decode``: all are read before the first is told."""

from __future__ import annotations

from smppconsole.smpp.decode import decode
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.reassembly import Part, part_of
from smppconsole.smpp.spec.book import Book
from smppconsole.trace.long_message import LongMessage, long_message_at
from smppconsole.trace.long_messages import LongMessages

MOST_KEPT = 200_000
"""Parts whose texts are kept, about 100 MB; of those beyond it is said that they are not put together."""


class Wholes:
    """Rows are numbered from 0 in the source, PDUs from ``before`` + 1 in the run."""

    def __init__(self, book: Book, reading: Reading, before: int = 0) -> None:
        self.messages = LongMessages()
        self.left_out = 0
        self._book, self._reading, self._before = book, reading, before
        self._parts: dict[int, Part] = {}

    def take(self, row: int, octets: bytes) -> None:
        """Keep the octets of a row that ``messages`` took for a part."""
        if self.messages.message_of(row) < 0:
            return
        if len(self._parts) >= MOST_KEPT:
            self.left_out += 1
            return
        part = part_of(decode(octets, self._book), self._reading, self._before + row + 1)
        if part is not None:
            self._parts[row] = part

    def at(self, row: int) -> LongMessage | None:
        """The long message that a row is a part of; None where it is none, or was left out."""
        return long_message_at(row, self.messages, self._parts.get)
