"""Which rules the octets of a row break: worked out once for all PDUs that are alike (``smpp.likeness``).

Judging a PDU by all rules takes a fifth of a millisecond, telling what it is like some microseconds; what was found
about one is kept for the others, of the newest 16 384 kinds.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import compress
from typing import TypeVar

from smppconsole.smpp.decode import decode
from smppconsole.smpp.finding import Finding, Severity, worst_of
from smppconsole.smpp.likeness import stand_in
from smppconsole.smpp.lint import lint
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.trace.filter_plan import Slice
from smppconsole.trace.moments import moment
from smppconsole.trace.store import MASK, SHIFT, Mark, Store

_LOST = int(Mark.LOST)
_MOST_KINDS = 1 << 14
Ids = frozenset[str]


class Verdicts:
    """What was found so far; ``reading_of`` and ``book_of`` tell how a session's PDUs are read, by which tables."""

    def __init__(
        self,
        reading_of: Callable[[int], Reading] = lambda session: AS_USUAL,
        book_of: Callable[[int], Book] = lambda session: STANDARD,
    ) -> None:
        self._reading_of, self._book_of = reading_of, book_of
        self._known: dict[tuple[Reading, Book], dict[bytes, Ids]] = {}
        self._terms: dict[int, tuple[Reading, Book, dict[bytes, Ids]]] = {}

    def broken(self, store: Store, row: int) -> Ids:
        """The ids of the rules that the octets of a row break."""
        index = row & MASK
        return self.each(Slice(store, store.blocks[row >> SHIFT], index, index + 1, row), b"\1")[0]

    def each(self, piece: Slice, wanted: bytes) -> list[Ids]:
        """The same of each row of a slice where ``wanted`` is 1."""
        block, part = piece.block, slice(piece.start, piece.stop)
        columns = block.place[part], block.length[part], block.session[part], block.flags[part]
        places, lengths, sessions, flags = [list(compress(column, wanted)) for column in columns]
        if not places:
            return []
        many = piece.store.arena.read_all(places, lengths)
        if sessions.count(sessions[0]) == len(sessions):
            reading, _, known = self._terms_of(sessions[0])
            likes = [stand_in(octets, reading) for octets in many]
            found = [*map(known.get, likes)]  # type: ignore[arg-type]  # None is the stand-in of nothing known
        else:
            found = [None] * len(many)
        rows = compress(range(piece.row, piece.row + len(wanted)), wanted)
        each = zip(found, rows, many, flags, strict=True)
        return [
            self._of_one(piece.store, row, octets) if one is None or flag & _LOST else one
            for one, row, octets, flag in each
        ]

    def _of_one(self, store: Store, row: int, octets: bytes) -> Ids:
        block, index = store.blocks[row >> SHIFT], row & MASK
        if block.flags[index] & _LOST:
            return frozenset(fault.id for fault in decode(octets).faults[:1])
        reading, _, known = self._terms_of(block.session[index])
        like = stand_in(octets, reading, block.time_ns[index] // 10**9)
        found = known.get(like) if like is not None else None
        if found is None:
            found = frozenset(finding.id for finding in self.findings(store, row))
            if like is not None:
                _keep(known, like, found)
        return found

    def findings(self, store: Store, row: int) -> list[Finding]:
        """One finding of each rule that the octets of a row break, in words."""
        block, index = store.blocks[row >> SHIFT], row & MASK
        session = block.session[index]
        book = self._book_of(session)
        decoded = decode(store.octets(row), book)
        if block.flags[index] & _LOST:
            return decoded.faults[:1]
        found = lint(decoded, self._reading_of(session), now=moment(block.time_ns[index]), book=book)
        return list({finding.id: finding for finding in (*decoded.faults, *found)}.values())

    def _terms_of(self, session: int) -> tuple[Reading, Book, dict[bytes, Ids]]:
        """How a session's PDUs are read, and what is known of those that are read so."""
        reading, book, terms = self._reading_of(session), self._book_of(session), self._terms.get(session)
        if terms is None or terms[0] is not reading or terms[1] is not book:
            known = self._known.setdefault((reading, book), {})
            terms = self._terms[session] = (reading, book, known)
        return terms


class Worst:
    """The worst that the octets of PDUs break, by the rules that need no time; kept for all that are alike."""

    def __init__(self) -> None:
        self._known: dict[tuple[Reading, Book], dict[bytes, Severity | None]] = {}

    def of(self, octets: bytes, reading: Reading, book: Book) -> Severity | None:
        """The severity of the worst finding; None where there is none."""
        like, known = stand_in(octets, reading), self._known.setdefault((reading, book), {})
        if like is not None and like in known:
            return known[like]
        decoded = decode(octets, book)
        findings = (*decoded.faults, *lint(decoded, reading, book=book))
        worst = worst_of(findings)
        if like is not None:
            _keep(known, like, worst)
        return worst


_V = TypeVar("_V")


def _keep(known: dict[bytes, _V], like: bytes, found: _V) -> None:
    if len(known) >= _MOST_KINDS:
        del known[next(iter(known))]
    known[like] = found
