"""When a link was down: keep-alives without an answer, lines lost without unbind, requests whose session ended."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from smppconsole.smpp.header import RESPONSE
from smppconsole.smpp.said import counted, joined, said
from smppconsole.trace.outstanding import Outstanding
from smppconsole.trace.store import Mark, Store
from smppconsole.values import dataclass

_BOUND = frozenset({1 | RESPONSE, 2 | RESPONSE, 9 | RESPONSE})
_UNBINDING = frozenset({6, 6 | RESPONSE})
_PATIENCE = 10**9
"""Nanoseconds after which a keep-alive that nobody gave up is told of: the newest may be answered any moment."""


@dataclass(frozen=True, slots=True)
class Outage:
    """What was wrong with the link of a session, and since when."""

    session: int
    time_ns: int
    words: str


@dataclass(slots=True)
class _Line:
    """How it stands with the link of a session."""

    bound: bool = False
    unbinding: bool = False
    last_ns: int = 0
    lost: int = -1  # which of the losses is not made good yet


class Outages:
    """Follows the links while rows go by. ``outstanding`` is shown the same rows."""

    def __init__(self, store: Store, outstanding: Outstanding) -> None:
        self._store, self._outstanding = store, outstanding
        self._lines: dict[int, _Line] = {}
        self._lost: list[Outage] = []
        self._endings = 0

    def note(self, row: int, session: int, command: int, status: int, time_ns: int) -> None:
        """A row goes by."""
        if self._endings < len(self._store.endings):
            self.note_endings(row)
        line = self._lines.get(session)
        if line is None:
            line = self._lines[session] = _Line()
        line.last_ns = time_ns
        if command in _BOUND:
            if not status:
                self._bind(line, time_ns)
        elif command in _UNBINDING:
            line.unbinding = True

    def note_endings(self, stop: int) -> None:
        """Take in the sessions that ended before that row."""
        endings = self._store.endings
        while self._endings < len(endings) and endings[self._endings][0] <= stop:
            at, session = endings[self._endings]
            self._endings += 1
            line = self._lines.get(session)
            if line is not None:
                self._end(at, session, line)

    def _bind(self, line: _Line, time_ns: int) -> None:
        if line.lost >= 0:
            lost = self._lost[line.lost]
            back = said("bound again {seconds} s later", seconds=f"{(time_ns - lost.time_ns) / 1e9:.1f}")
            self._lost[line.lost] = Outage(lost.session, lost.time_ns, joined("; ", (lost.words, back)))
        line.bound, line.unbinding, line.lost = True, False, -1

    def _end(self, at: int, session: int, line: _Line) -> None:
        is_open = self._outstanding.open_at_end(at, session)
        lost = line.bound and not line.unbinding
        words = [said("the line was lost without unbind") if lost else said("the session ended")]
        if is_open:
            words.append(counted("1 request was open", "{count} requests were open", is_open))
        if lost or is_open:
            line.lost = len(self._lost) if lost else -1
            self._lost.append(Outage(session, line.last_ns, joined(", ", words)))
        line.bound = line.unbinding = False

    def told(self, most: int) -> list[Outage]:
        """The first ``most`` of each kind, in the order of time."""
        return sorted([*islice(self._missed(), most), *self._lost[:most]], key=lambda outage: outage.time_ns)

    @property
    def count(self) -> int:
        """How many there are at most; a keep-alive that was just sent is among them."""
        return len(self._lost) + len(self._outstanding.keepalives)

    def _missed(self) -> Iterator[Outage]:
        store = self._store
        newest = store.time_ns(len(store) - 1) if len(store) else 0
        for row in self._outstanding.keepalives:
            when = store.time_ns(row)
            if store.flags(row) & Mark.ABANDONED or newest - when >= _PATIENCE:
                words = said("enquire_link {sequence} got no answer", sequence=store.sequence(row))
                yield Outage(store.session(row), when, words)
