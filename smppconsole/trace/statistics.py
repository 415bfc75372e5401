"""What a trace amounts to: counts by command and status, throughput, round trips, window use, what went unanswered.

``Statistics`` counts rows in slices, all of a store or those of a filter, and goes on with new ones. Its memory is
bounded: times fall into at most 3 600 spans of equal width, which doubles as a trace grows longer; round trips into
steps of a sixteenth of an octave, so a percentile is right to 5 %.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log2

from smppconsole.smpp.header import RESPONSE
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.summary import summarise
from smppconsole.trace.filter import parse
from smppconsole.trace.store import MASK, SHIFT, Mark, Store

_OUTGOING, _REQUEST, _DUPLICATE, _FOREIGN = map(int, (Mark.OUTGOING, Mark.REQUEST, Mark.DUPLICATE, Mark.FOREIGN))

_MOST_SPANS = 3600
_STEPS = 16
_SECOND = 10**9
_CARRIERS = frozenset({0x05, 0x103})
_KEEPALIVE = 0x15
_UNANSWERED = parse("unanswered")


@dataclass(slots=True)
class Span:
    """What happened in one span of time; ``window`` is the most requests open at once."""

    sent: int = 0
    received: int = 0
    errors: int = 0
    window: int = 0


@dataclass(frozen=True, slots=True)
class Outage:
    """Keep-alives of a session that got no answer, or a session that ended with requests open."""

    session: int
    time_ns: int
    words: str


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
    """Counts over a store, or over the rows of a filter (``rows``, ascending; it may grow)."""

    def __init__(
        self,
        store: Store,
        rows: Sequence[int] | None = None,
        book: Book = STANDARD,
        reading_of: Callable[[int], Reading] = lambda session: AS_USUAL,
    ) -> None:
        self.store = store
        self.rows = rows
        self.seen = 0
        self.commands: Counter[tuple[int, bool]] = Counter()  # by command_id and whether it was sent
        self.statuses: Counter[tuple[int, int]] = Counter()  # of responses, by command_id and status
        self.receipts: Counter[str] = Counter()  # by the word of the state
        self.timeline = Timeline()
        self.round_trips = RoundTrips()
        self.octets_sent = 0
        self.octets_received = 0
        self.duplicates = 0
        self.foreign = 0
        self._book, self._reading_of = book, reading_of
        self._open: Counter[tuple[int, bool]] = Counter()

    @property
    def done(self) -> bool:
        """Whether all rows are counted."""
        return self.seen >= self._end

    @property
    def _end(self) -> int:
        return len(self.store) if self.rows is None else len(self.rows)

    def step(self, most: int = 1024) -> None:
        """Count the next ``most`` rows."""
        stop = min(self._end, self.seen + most)
        rows = range(self.seen, stop) if self.rows is None else self.rows[self.seen : stop]
        for row in rows:
            self._count(row)
        self.seen = stop

    def finish(self) -> None:
        """Count all that is left."""
        while not self.done:
            self.step(1 << 14)

    def _count(self, row: int) -> None:
        block, index = self.store.blocks[row >> SHIFT], row & MASK
        command, flags, session = block.command[index], block.flags[index], block.session[index]
        outgoing = bool(flags & _OUTGOING)
        self.commands[command, outgoing] += 1
        span = self.timeline.at(block.time_ns[index])
        if outgoing:
            span.sent += 1
            self.octets_sent += block.length[index]
        else:
            span.received += 1
            self.octets_received += block.length[index]
        if command & RESPONSE:
            self._count_response(command, block.status[index], block.round_trip_ns[index], flags, span)
            self._open[session, not outgoing] -= block.peer[index] >= 0 and not flags & _DUPLICATE
        elif flags & _REQUEST:
            self._open[session, outgoing] += 1
            span.window = max(span.window, self._open[session, outgoing])
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
        receipt = summarise(self.store.octets(row), self._book, self._reading_of(session)).receipt
        if receipt is not None:
            self.receipts[receipt.state_word or "no state"] += 1

    # --- telling

    def unanswered(self) -> list[int]:
        """Rows of requests that have no answer now, oldest first; those of the filter, where there is one."""
        if self.rows is None:
            return list(_UNANSWERED.rows(self.store))
        return [row for row in self.rows if self.store.is_open(row)]

    def outages(self) -> list[Outage]:
        """Keep-alives without an answer, and requests whose session ended."""
        found = []
        for row in self.unanswered():
            command, session, when = self.store.command(row), self.store.session(row), self.store.time_ns(row)
            if command == _KEEPALIVE:
                found.append(Outage(session, when, f"enquire_link {self.store.sequence(row)} got no answer"))
            elif self.store.flags(row) & Mark.ABANDONED:
                found.append(Outage(session, when, f"the session ended before the answer to {self._name(command)}"))
        return found

    def _name(self, command: int) -> str:
        row = self._book.command(command)
        return row.name if row is not None else f"0x{command:08X}"

    def tables(self) -> dict[str, list[tuple[str, ...]]]:
        """All of it as tables, the first row of each its heading."""
        return {
            "commands": [("command", "sent", "received"), *self._command_rows()],
            "statuses": [("command", "status", "words", "count"), *self._status_rows()],
            "receipts": [("state", "count"), *((word, str(count)) for word, count in self.receipts.most_common())],
            "round trips": [("share", "ms"), *self._round_trip_rows()],
            "throughput": [("from", "seconds", "sent", "received", "errors", "window"), *self._span_rows()],
            "answers": [("what", "count"), *self._answer_rows()],
        }

    def _command_rows(self) -> Iterator[tuple[str, ...]]:
        for command in sorted({command for command, _ in self.commands}, key=lambda one: (one & ~RESPONSE, one)):
            yield self._name(command), str(self.commands[command, True]), str(self.commands[command, False])

    def _status_rows(self) -> Iterator[tuple[str, ...]]:
        for (command, status), count in sorted(self.statuses.items()):
            row = self._book.status(status)
            yield self._name(command), row.name, row.words, str(count)

    def _round_trip_rows(self) -> Iterator[tuple[str, ...]]:
        if not self.round_trips.count:
            return
        yield said("least"), f"{self.round_trips.least_ns / 1e6:.3f}"
        for share in (0.5, 0.9, 0.95, 0.99):
            yield f"{share:.0%}", f"{self.round_trips.percentile(share) / 1e6:.3f}"
        yield said("most"), f"{self.round_trips.most_ns / 1e6:.3f}"
        yield said("mean"), f"{self.round_trips.total_ns / self.round_trips.count / 1e6:.3f}"

    def _span_rows(self) -> Iterator[tuple[str, ...]]:
        seconds = self.timeline.width_ns // _SECOND
        for start, span in self.timeline.points():
            yield tuple(map(str, (start // _SECOND, seconds, span.sent, span.received, span.errors, span.window)))

    def _answer_rows(self) -> Iterator[tuple[str, ...]]:
        yield said("requests without response"), str(len(self.unanswered()))
        yield said("responses without request"), str(self.foreign)
        yield said("answered more than once"), str(self.duplicates)

    def as_csv(self) -> str:
        """All tables as CSV, an empty line between two."""
        out = io.StringIO()
        writer = csv.writer(out)
        for name, rows in self.tables().items():
            writer.writerow([name])
            writer.writerows(rows)
            writer.writerow([])
        return out.getvalue()
