"""The judge of conversations at work on a store: what it finds stands in ``Rows.judged``, beside the rows concerned.

Rows are taken in slices, in their order, new ones as they come. A session that ends is closed in the judge's eyes where
it ended, so that the next connection of the same session begins anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from smppconsole.smpp.finding import Finding
from smppconsole.smpp.said import said
from smppconsole.trace.conversation import Conversation, Limits, RowFinding
from smppconsole.trace.long_messages import LongMessages
from smppconsole.trace.store import MASK, SHIFT, Mark, Store
from smppconsole.trace.talk import finding_of, name_of

_OUTGOING, _LOST = int(Mark.OUTGOING), int(Mark.LOST)
_NO_OCTETS = b""
Judged = dict[int, tuple[Finding, ...]]

MOST_JUDGED = 100_000
"""Rows of which findings are kept: a trace whose every answer is missing would fill the memory with the same words."""


class Judging:
    """Judges a store. ``seen`` counts the rows taken, ``left_out`` the findings beyond ``MOST_JUDGED`` rows."""

    def __init__(self, store: Store, limits: Limits | None = None) -> None:
        self.store = store
        self.seen = 0
        self.left_out = 0
        self._conversation = Conversation(limits, store.long_messages, self._centre)
        self._endings = 0
        self._given_up = 0
        self._late: set[int] = set()

    @property
    def done(self) -> bool:
        """Whether all rows, all endings and all requests that were given up were taken."""
        taken = self.seen >= len(self.store) and self._endings >= len(self.store.endings)
        return taken and self._given_up >= len(self.store.given_up)

    def step(self, most: int = 512) -> set[int]:
        """Take the next ``most`` rows; the rows that have findings now and had not before."""
        changed: set[int] = set()
        stop = min(len(self.store), self.seen + most)
        while self._endings < len(self.store.endings) and self.store.endings[self._endings][0] <= stop:
            at, session = self.store.endings[self._endings]
            self._endings += 1
            changed |= self._take_until(at)
            changed |= self._keep(self._conversation.end(session))
        return changed | self._take_until(stop)

    def finish(self) -> set[int]:
        """Take all that is left, and what nobody answered in time, as at the end of a file; the rows concerned."""
        changed: set[int] = set()
        while not self.done:
            changed |= self.step(1 << 14)
        return changed | self._keep(self._conversation.finish())

    def _take_until(self, stop: int) -> set[int]:
        """Take rows, and each request that was given up when it was: what came after it knows."""
        changed: set[int] = set()
        store = self.store
        while self._given_up < len(store.given_up) and store.given_up_at[self._given_up] <= stop:
            row = store.given_up[self._given_up]
            changed |= self._take(store.given_up_at[self._given_up])
            self._given_up += 1
            self._conversation.give_up(store.session(row), store.outgoing(row), store.sequence(row))
            changed |= self._give_up(row)
        return changed | self._take(stop)

    def _take(self, stop: int) -> set[int]:
        changed: set[int] = set()
        store, add = self.store, self._conversation.add
        for row in range(self.seen, stop):
            block, index = store.blocks[row >> SHIFT], row & MASK
            flags = block.flags[index]
            octets = _NO_OCTETS if flags & _LOST else store.arena.read(block.place[index], block.length[index])
            found = add(octets, bool(flags & _OUTGOING), block.time_ns[index], block.session[index])
            if self._late and block.peer[index] in self._late and block.round_trip_ns[index] >= 0:
                changed |= self._come_late(row, block.peer[index], block.round_trip_ns[index])
            if found:
                changed |= self._keep(found)
        self.seen = max(self.seen, stop)
        return changed

    def _give_up(self, row: int) -> set[int]:
        """A request whose time-out passed; its answer may have been taken already."""
        if 0 <= self.store.peer(row) < self.seen:
            return self._come_late(self.store.peer(row), row, self.store.round_trip_ns(row))
        self._late.add(row)
        words = said("The answer to this {name} did not come in time.", name=name_of(self.store.command(row)))
        return self._keep([RowFinding(row, finding_of("unanswered", words))])

    def _come_late(self, row: int, request: int, took_ns: int) -> set[int]:
        """The answer to a request that had been given up."""
        self._late.discard(request)
        left = tuple(one for one in self.store.judged.pop(request, ()) if one.id != "unanswered")
        if left:
            self.store.judged[request] = left
        words = said("The answer came {took:.1f} s after its request, which had been given up.", took=took_ns / 1e9)
        return {request} | self._keep([RowFinding(row, finding_of("answer-late", words))])

    def _centre(self, session: int) -> Hashable:
        """What sessions with one centre have in common: parts of a message may come over several binds."""
        ends = self.store.ends.get(session)
        return ends.remote if ends is not None and ends.remote else session

    def _keep(self, found: Iterable[RowFinding]) -> set[int]:
        rows, left_out = keep(self.store.judged, found)
        self.left_out += left_out
        return rows


def keep(judged: Judged, found: Iterable[RowFinding]) -> tuple[set[int], int]:
    """Put findings beside their rows, of each rule one a row; the rows that changed, and how many found no room."""
    rows: set[int] = set()
    left_out = 0
    for row, finding in found:
        before = judged.get(row, ())
        if not before and len(judged) >= MOST_JUDGED:
            left_out += 1
        elif all(one.id != finding.id for one in before):
            judged[row] = (*before, finding)
            rows.add(row)
    return rows, left_out


def judge_records(
    records: Iterable[tuple[bytes, bool, int, int]],
    long_messages: LongMessages,
    centre_of: Callable[[int], Hashable],
) -> Judged:
    """The findings of a whole file by row; ``records`` are (octets, outgoing, time_ns, session), "" for no PDU.
    ``long_messages`` learns which rows are parts, ``centre_of`` tells sessions of one centre."""
    judged: Judged = {}
    conversation = Conversation(None, long_messages, centre_of)
    for record in records:
        keep(judged, conversation.add(*record))
    keep(judged, conversation.finish())
    return judged
