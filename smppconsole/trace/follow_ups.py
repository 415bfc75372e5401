"""What was asked about a message after it was sent: query_sm, cancel_sm and replace_sm, tied to the part whose id they
name, as typed columns. They are few; a message without any costs nothing."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import islice

from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.message_ids import bare
from smppconsole.trace.id_index import IdIndex, given_id
from smppconsole.trace.journey import BY_STATE, Fate
from smppconsole.trace.journey_columns import Parts
from smppconsole.trace.store import Mark, Store

QUERY, REPLACE, CANCEL = 0x03, 0x07, 0x08
FOLLOW_UPS = frozenset({QUERY, REPLACE, CANCEL})
FOLLOW_UP_ANSWERS = frozenset({0x80000003, 0x80000007, 0x80000008})
_NOT_FINAL = frozenset({Fate.WAITING, Fate.UNANSWERED, Fate.ACCEPTED, Fate.ON_ITS_WAY})
_MOST_CANDIDATES = 64
_MOST_LOOKED_AT = 1024
_ABANDONED = int(Mark.ABANDONED)


class FollowUps:
    """Requests about parts, ascending by row; those of a part are a chain from the last one back. ``same_account``
    tells whether two sessions are of one."""

    def __init__(self, store: Store, parts: Parts, ids: IdIndex, same_account: Callable[[int, int], bool]) -> None:
        self._store, self._parts, self._ids, self._same_account = store, parts, ids, same_account
        self._row = array("I")
        self._part = array("I")
        self._before = array("i")
        self._last_of: dict[int, int] = {}
        self._unanswered: dict[int, int] = {}  # from the row of a request to its part

    def add(self, row: int) -> int:
        """A request was seen; returns the part it is about (the latest of that id on its account), -1 for none."""
        identifier = decode(self._store.octets(row)).field("message_id")
        if not isinstance(identifier, str) or not identifier:
            return -1
        candidates = islice(self._ids.find(bare(identifier)), _MOST_CANDIDATES)
        part = max((one for one in candidates if self._is_about(row, identifier, one)), default=-1)
        if part >= 0:
            self._before.append(self._last_of.get(part, -1))
            self._last_of[part] = len(self._row)
            self._unanswered[row] = part
            self._row.append(row)
            self._part.append(part)
        return part

    def _is_about(self, row: int, identifier: str, part: int) -> bool:
        store, sent = self._store, self._parts.row[part]
        return (
            store.outgoing(sent) == store.outgoing(row)
            and self._same_account(store.session(row), store.session(sent))
            and given_id(store.octets(store.peer(sent))) == identifier
        )

    def answer(self, row: int, request: int, status: int) -> int:
        """The answer of a request was seen; returns its part, -1 where it is no request about one. What the centre says
        of a message that is not final yet, became of it."""
        part = self.part_of(request)
        if part < 0:
            return -1
        self._unanswered.pop(request, None)
        fate = None if status else fate_told(decode(self._store.octets(row)))
        if fate is not None and self._parts.fate[part] in _NOT_FINAL and self._is_news(part, fate):
            self._parts.settle(part, fate)
        return part

    def _is_news(self, part: int, fate: Fate) -> bool:
        """Whether a state says more than that the message was accepted; nobody will hear how one that is on its way and
        asked for no receipt goes on."""
        return fate is not Fate.UNKNOWN and (fate is not Fate.ON_ITS_WAY or bool(self._parts.wanted[part]))

    def give_up(self) -> Iterator[int]:
        """Parts about which something was asked that nobody waits for any more."""
        for row, part in tuple(islice(self._unanswered.items(), _MOST_LOOKED_AT)):
            if self._store.flags(row) & _ABANDONED:
                del self._unanswered[row]
                yield part

    def part_of(self, row: int) -> int:
        """The part that a request is about; -1 where a row is no such request."""
        found = bisect_left(self._row, row)
        return self._part[found] if found < len(self._row) and self._row[found] == row else -1

    def rows_of(self, part: int) -> list[int]:
        """The requests about a part, as they were sent."""
        rows: list[int] = []
        one = self._last_of.get(part, -1)
        while one >= 0:
            rows.append(self._row[one])
            one = self._before[one]
        return rows[::-1]


def fate_told(decoded: Decoded) -> Fate | None:
    """What an answer without an error says became of the message: a state, or that it was cancelled; None where it
    does not say."""
    name = decoded.command.name if decoded.command is not None else ""
    if name == "cancel_sm_resp":
        return Fate.DELETED
    state = decoded.field("message_state") if name == "query_sm_resp" else None
    return BY_STATE.get(state) if isinstance(state, int) else None
