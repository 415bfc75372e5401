"""What a trace amounts to: counts by command and status, throughput, round trips, window use, what went unanswered.

``Statistics`` counts rows in slices, all of a store or those of a filter, and goes on with new ones. Its memory is
bounded: times fall into at most 3 600 spans of equal width, which doubles as a trace grows longer; round trips into
steps of a sixteenth of an octave, so a percentile is right to 5 %.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import log2

from smppconsole.smpp.header import RESPONSE
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.summary import summarise
from smppconsole.trace.csv_line import csv_line
from smppconsole.trace.moments import full_time
from smppconsole.trace.outages import Outage, Outages
from smppconsole.trace.outstanding import Outstanding
from smppconsole.trace.store import MASK, SHIFT, Mark, Store
from smppconsole.values import dataclass

_OUTGOING, _REQUEST, _DUPLICATE, _FOREIGN = map(int, (Mark.OUTGOING, Mark.REQUEST, Mark.DUPLICATE, Mark.FOREIGN))

_MOST_SPANS = 3600
_STEPS = 16
_SECOND = 10**9
_CARRIERS = frozenset({0x05, 0x103})
_NO_PDU = int(Mark.LOST | Mark.HEADLESS)

NO_PDU = -1
"""Stands for the command_id of octets that have none: too short, or what followed a loss of framing."""


@dataclass(slots=True)
class Span:
    """What happened in one span of time; ``window`` is the most requests open at once."""

    sent: int = 0
    received: int = 0
    errors: int = 0
    window: int = 0


class Timeline:
    """Spans of equal width from the first time on. ``width_ns`` doubles whenever there are too many."""

    def __init__(self) -> None:
        self.width_ns = _SECOND
        self.spans: dict[int, Span] = {}

    def at(self, time_ns: int) -> Span:
        """The span a time falls into."""
        key = time_ns // self.width_ns
        span = self.spans.get(key)
        if span is None:
            while len(self.spans) >= _MOST_SPANS:
                self._widen()
                key = time_ns // self.width_ns
            span = self.spans.setdefault(key, Span())
        return span

    def _widen(self) -> None:
        before, self.spans = self.spans, {}
        self.width_ns *= 2
        for key, span in before.items():
            into = self.spans.setdefault(key // 2, Span())
            into.sent += span.sent
            into.received += span.received
            into.errors += span.errors
            into.window = max(into.window, span.window)

    def points(self) -> Iterator[tuple[int, Span]]:
        """(start in nanoseconds, span) in the order of time; spans without a PDU are left out."""
        for key in sorted(self.spans):
            yield key * self.width_ns, self.spans[key]


class RoundTrips:
    """The distribution of round trips, in steps of 1/16 octave."""

    def __init__(self) -> None:
        self.steps: Counter[int] = Counter()
        self.count = 0
        self.total_ns = 0
        self.least_ns = -1
        self.most_ns = -1

    def add(self, trip_ns: int) -> None:
        """One more."""
        self.steps[int(log2(trip_ns + 1) * _STEPS)] += 1
        self.count += 1
        self.total_ns += trip_ns
        self.most_ns = max(self.most_ns, trip_ns)
        self.least_ns = trip_ns if self.least_ns < 0 else min(self.least_ns, trip_ns)

    def percentile(self, share: float) -> int:
        """Nanoseconds within which that share (0 to 1) of the answers came; -1 where there are none."""
        left = share * self.count
        for step in sorted(self.steps):
            left -= self.steps[step]
            if left <= 0:
                return min(self.most_ns, round(2 ** ((step + 0.5) / _STEPS)))
        return self.most_ns

    def bars(self) -> list[tuple[int, int, int]]:
        """(from, to, count) in nanoseconds for each octave from the least to the most."""
        octaves: Counter[int] = Counter()
        for step, count in self.steps.items():
            octaves[step // _STEPS] += count
        if not octaves:
            return []
        return [(2**octave, 2 ** (octave + 1), octaves[octave]) for octave in range(min(octaves), max(octaves) + 1)]


class Statistics:
    """Counts over a store, or over the rows of a filter (``rows``, ascending; it may grow). Where ``book_of`` is given
    receipts are read by the tables of their session; ``book`` names what is counted.
    """

    def __init__(
        self,
        store: Store,
        rows: Sequence[int] | None = None,
        book: Book = STANDARD,
        reading_of: Callable[[int], Reading] = lambda session: AS_USUAL,
        book_of: Callable[[int], Book] | None = None,
    ) -> None:
        self.store = store
        self.rows = rows
        self.book = book
        self.seen = 0
        self.commands: Counter[tuple[int, bool]] = Counter()  # by command_id (or NO_PDU) and whether it was sent
        self.statuses: Counter[tuple[int, int]] = Counter()  # of responses, by command_id and status
        self.receipts: Counter[str] = Counter()  # by the word of the state
        self.timeline = Timeline()
        self.round_trips = RoundTrips()
        self.octets_sent = 0
        self.octets_received = 0
        self.duplicates = 0
        self.foreign = 0
        self.outstanding = Outstanding(store)
        self._outages = Outages(store, self.outstanding)
        self._reading_of = reading_of
        self._book_of = book_of or (lambda session: book)

    @property
    def done(self) -> bool:
        """Whether all rows are counted, and what came after them is taken in."""
        return self.seen >= self.total and self.outstanding.settled

    @property
    def total(self) -> int:
        """How many rows there are to count."""
        return len(self.store) if self.rows is None else len(self.rows)

    def step(self, most: int = 1024) -> None:
        """Count the next ``most`` rows, and look at as many requests without an answer."""
        stop = min(self.total, self.seen + most)
        rows = range(self.seen, stop) if self.rows is None else self.rows[self.seen : stop]
        for row in rows:
            self._count(row)
        self.seen = stop
        self.outstanding.settle(most)
        if self.done:
            self._outages.note_endings(len(self.store))

    def finish(self) -> None:
        """Count all that is left."""
        while not self.done:
            self.step(1 << 14)

    def _count(self, row: int) -> None:
        block, index = self.store.blocks[row >> SHIFT], row & MASK
        command, flags, session = block.command[index], block.flags[index], block.session[index]
        outgoing, time_ns = bool(flags & _OUTGOING), block.time_ns[index]
        self.commands[NO_PDU if flags & _NO_PDU else command, outgoing] += 1
        span = self.timeline.at(time_ns)
        if outgoing:
            span.sent += 1
            self.octets_sent += block.length[index]
        else:
            span.received += 1
            self.octets_received += block.length[index]
        if flags & _NO_PDU:
            return
        status = block.status[index]
        self._outages.note(row, session, command, status, time_ns)
        if command & RESPONSE:
            self._count_response(command, status, block.round_trip_ns[index], flags, span)
        elif flags & _REQUEST:
            self.outstanding.ask(row, (session, outgoing))
        span.window = max(span.window, self.outstanding.open_at(row, (session, outgoing != bool(command & RESPONSE))))
        if command in _CARRIERS:
            self._count_receipt(row, session)

    def _count_response(self, command: int, status: int, trip_ns: int, flags: int, span: Span) -> None:
        self.statuses[command, status] += 1
        span.errors += status != 0
        if trip_ns >= 0:
            self.round_trips.add(trip_ns)
        self.duplicates += bool(flags & _DUPLICATE)
        self.foreign += bool(flags & _FOREIGN)

    def _count_receipt(self, row: int, session: int) -> None:
        octets = self.store.octets(row)
        receipt = summarise(octets, self._book_of(session), self._reading_of(session)).receipt
        if receipt is not None:
            self.receipts[receipt.state_word or "no state"] += 1

    # --- telling

    def outages(self, most: int = 1000) -> list[Outage]:
        """When links were down, the first ``most`` of each kind; see ``Outages``."""
        return self._outages.told(most)

    @property
    def outage_count(self) -> int:
        """How many there are at most, told or not."""
        return self._outages.count

    def name(self, command: int) -> str:
        """A command in words; octets that are no PDU have none."""
        if command == NO_PDU:
            return said("no whole PDU")
        row = self.book.command(command)
        return row.name if row is not None else f"0x{command:08X}"

    def tables(self) -> dict[str, list[tuple[str, ...]]]:
        """All of it as tables, the first row of each its heading."""
        return {name: self.table(name) for name in TABLES}

    def table(self, name: str) -> list[tuple[str, ...]]:
        """One of ``TABLES``, the first row its heading."""
        return [TABLES[name], *_ROWS[name](self)]

    def _command_rows(self) -> Iterator[tuple[str, ...]]:
        for command in sorted({command for command, _ in self.commands}, key=lambda one: (one & ~RESPONSE, one)):
            yield self.name(command), str(self.commands[command, True]), str(self.commands[command, False])

    def _status_rows(self) -> Iterator[tuple[str, ...]]:
        for (command, status), count in sorted(self.statuses.items()):
            row = self.book.status(status)
            yield self.name(command), row.name, row.words, str(count)

    def _receipt_rows(self) -> Iterator[tuple[str, ...]]:
        for word, count in self.receipts.most_common():
            yield word, str(count)

    def _round_trip_rows(self) -> Iterator[tuple[str, ...]]:
        if not self.round_trips.count:
            return
        yield said("least"), f"{self.round_trips.least_ns / 1e6:.3f}"
        for share in (0.5, 0.9, 0.95, 0.99):
            yield f"{share:.0%}", f"{self.round_trips.percentile(share) / 1e6:.3f}"
        yield said("most"), f"{self.round_trips.most_ns / 1e6:.3f}"
        yield said("mean"), f"{self.round_trips.total_ns / self.round_trips.count / 1e6:.3f}"

    def _span_rows(self) -> Iterator[tuple[str, ...]]:
        seconds = str(self.timeline.width_ns // _SECOND)
        for start, span in self.timeline.points():
            counts = (span.sent, span.received, span.errors, span.window)
            yield (full_time(start), seconds, *map(str, counts))

    def _answer_rows(self) -> Iterator[tuple[str, ...]]:
        yield said("requests without response"), str(len(self.outstanding.unanswered))
        for command, count in sorted(self.outstanding.missed.items()):
            if count:
                yield said("{command} without response", command=self.name(command)), str(count)
        yield said("responses without request"), str(self.foreign)
        yield said("answered more than once"), str(self.duplicates)

    def _outage_rows(self) -> Iterator[tuple[str, ...]]:
        for outage in self.outages(len(self.store)):
            ends = self.store.ends.get(outage.session)
            title = (ends.title if ends else "") or str(outage.session)
            yield full_time(outage.time_ns), title, outage.words

    def as_csv(self) -> str:
        """All tables as CSV, an empty line between two."""
        lines = [line for name, rows in self.tables().items() for line in ((name,), *rows, ())]
        return "".join(map(csv_line, lines))


TABLES: dict[str, tuple[str, ...]] = {
    "commands": ("command", "sent", "received"),
    "statuses": ("command", "status", "words", "count"),
    "receipts": ("state", "count"),
    "round trips": ("share", "ms"),
    "throughput": ("from", "seconds", "sent", "received", "errors", "window"),
    "answers": ("what", "count"),
    "outages": ("last seen", "session", "outage"),
}
"""Tables and their headings."""

_ROWS: dict[str, Callable[[Statistics], Iterator[tuple[str, ...]]]] = {
    "commands": Statistics._command_rows,
    "statuses": Statistics._status_rows,
    "receipts": Statistics._receipt_rows,
    "round trips": Statistics._round_trip_rows,
    "throughput": Statistics._span_rows,
    "answers": Statistics._answer_rows,
    "outages": Statistics._outage_rows,
}
