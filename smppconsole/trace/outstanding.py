"""The requests that are open while rows go by: how many at once, and which stay without an answer.

Only the requests are shown to it, so it counts the same whether a filter lets their answers through or not: a request
is open from its row to the row of its answer, or to where its time-out passed or its session ended.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from heapq import heappop, heappush

from smppconsole.trace.store import MASK, SHIFT, Mark, Store

_ABANDONED, _OUTGOING = int(Mark.ABANDONED), int(Mark.OUTGOING)
_KEEPALIVE = 0x15

Direction = tuple[int, bool]
"""A session, and whether the requests were sent."""


class Outstanding:
    """Open requests by ``Direction``. ``unanswered`` are the rows without an answer, those given up too; ``missed``
    counts them by command_id, ``keepalives`` are those of enquire_link, in order.
    """

    def __init__(self, store: Store) -> None:
        self.unanswered: deque[int] = deque()
        self.missed: Counter[int] = Counter()
        self.keepalives: dict[int, None] = {}
        self._store = store
        self._closing: dict[Direction, list[int]] = {}
        """When requests close: with the row of the answer (twice its number), or between two rows (odd)."""
        self._waiting: Counter[Direction] = Counter()
        self._left: set[int] = set()
        self._left_at: dict[int, int] = {}
        self._endings: dict[int, list[int]] = {}
        self._learned = (0, 0)
        self._looked_at = (0, 0, 0)
        self._to_look_at = 0

    @property
    def settled(self) -> bool:
        """Whether what came after the requests is taken in."""
        return not self._to_look_at and self._looked_at == self._now

    @property
    def _now(self) -> tuple[int, int, int]:
        store = self._store
        return len(store), len(store.given_up), len(store.endings)

    def ask(self, row: int, direction: Direction) -> None:
        """A request goes by."""
        block, index = self._store.blocks[row >> SHIFT], row & MASK
        peer = block.peer[index]
        if peer >= 0:
            heappush(self._closing.setdefault(direction, []), 2 * peer)
            return
        command = block.command[index]
        self.unanswered.append(row)
        self.missed[command] += 1
        if command == _KEEPALIVE:
            self.keepalives[row] = None
        if block.flags[index] & _ABANDONED:
            self._leave(row, direction)
        else:
            self._waiting[direction] += 1

    def open_at(self, row: int, direction: Direction) -> int:
        """How many are open at a row, an answer's own request among them; rows are asked for in their order."""
        return self._open(2 * row, direction)

    def open_at_end(self, rows: int, session: int) -> int:
        """How many the end of a session left open, when there were so many rows."""
        return sum(self._open(2 * rows - 1, (session, outgoing)) for outgoing in (True, False))

    def _open(self, when: int, direction: Direction) -> int:
        closing = self._closing.get(direction)
        if closing is None:
            return self._waiting[direction]
        while closing and closing[0] < when:
            heappop(closing)
        return len(closing) + self._waiting[direction]

    def settle(self, most: int) -> None:
        """Look whether requests without an answer got one since, ``most`` of them at a time."""
        if self._looked_at != self._now:
            self._looked_at, self._to_look_at = self._now, len(self.unanswered)
            self._learn()
        for _ in range(min(most, self._to_look_at)):
            self._to_look_at -= 1
            self._look_at(self.unanswered.popleft())

    def _look_at(self, row: int) -> None:
        block, index = self._store.blocks[row >> SHIFT], row & MASK
        flags, peer = block.flags[index], block.peer[index]
        direction = block.session[index], bool(flags & _OUTGOING)
        if peer < 0:
            self.unanswered.append(row)
        else:
            self.missed[block.command[index]] -= 1
            self.keepalives.pop(row, None)
        if row in self._left:
            if peer >= 0:
                self._left.discard(row)
        elif peer >= 0:
            self._waiting[direction] -= 1
            heappush(self._closing.setdefault(direction, []), 2 * peer)
        elif flags & _ABANDONED:
            self._waiting[direction] -= 1
            self._leave(row, direction)

    def _leave(self, row: int, direction: Direction) -> None:
        """An open request closes where its time-out passed, or where its session ended."""
        self._learn()
        self._left.add(row)
        endings = self._endings.get(direction[0], [])
        at = bisect_right(endings, row)
        ended = endings[at] if at < len(endings) else len(self._store)
        heappush(self._closing.setdefault(direction, []), 2 * min(ended, self._left_at.get(row, ended)) - 1)

    def _learn(self) -> None:
        """Where requests were given up and sessions ended, as far as that is new."""
        store, (given_up, endings) = self._store, self._learned
        if (len(store.given_up), len(store.endings)) == self._learned:
            return
        self._left_at.update(zip(store.given_up[given_up:], store.given_up_at[given_up:], strict=True))
        for at, session in store.endings[endings:]:
            self._endings.setdefault(session, []).append(at)
        self._learned = len(store.given_up), len(store.endings)
