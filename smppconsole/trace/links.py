"""Requests and their responses, paired as the rows come in.

A response belongs to the request of the same session, the other direction, the same sequence number and the same
command family (SMPP 3.4, 3.2); a generic_nack to whatever is open under its number, but never to number 0. What
answers a request that has its answer already is a *duplicate*, what answers nothing is *foreign*.

Memory is bounded by what is open: of what was answered only the last 16 384 to 32 768 requests are remembered, which
is what tells a duplicate from a foreign answer.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator

RESPONSE = 0x80000000
GENERIC_NACK = 0x80000000
WITHOUT_ANSWER = frozenset({0x0B, 0x102})
"""outbind and alert_notification."""
_REMEMBERED = 1 << 14

FOREIGN = -1
DUPLICATE = -2


class Links:
    """The open requests, and the memory of those answered lately. ``command_of`` tells a row's command id."""

    __slots__ = ("_answered", "_answered_before", "_command_of", "_crowded", "_open")

    def __init__(self, command_of: Callable[[int], int]) -> None:
        self._command_of = command_of
        self._open: dict[int, int] = {}
        self._crowded: dict[int, list[int]] = {}
        self._answered: dict[int, int] = {}
        self._answered_before: dict[int, int] = {}

    def request(self, row: int, session: int, outgoing: bool, command: int, sequence: int) -> bool:
        """A request was seen; whether it wants an answer."""
        if command in WITHOUT_ANSWER:
            return False
        key = session << 33 | outgoing << 32 | sequence
        if key in self._open:
            self._crowded.setdefault(key, []).append(self._open[key])
        self._open[key] = row
        return True

    def requests(self, rows: range, session: int, outgoing: bool, sequences: array[int]) -> bool:
        """Requests of one session and direction were seen, which want an answer; whether they could be taken at once:
        a number that is open, or there twice, is for ``request``."""
        keys = self._new_keys(session, outgoing, sequences)
        if keys:
            self._open.update(zip(keys, rows, strict=True))
        return bool(keys)

    def exchanges(self, rows: range, session: int, outgoing: bool, sequences: array[int]) -> bool:
        """Requests of one session and direction were seen, behind each its response; whether they could be taken at
        once, as in ``requests``."""
        keys = self._new_keys(session, outgoing, sequences)
        if keys:
            self._answered.update(zip(keys, rows, strict=True))
            self._age()
        return bool(keys)

    def _new_keys(self, session: int, outgoing: bool, sequences: array[int]) -> list[int]:
        """The keys of requests, none where one of them is open, or there twice."""
        keys = list(map((session << 33 | outgoing << 32).__or__, sequences))
        return keys if len(set(keys)) == len(keys) and self._open.keys().isdisjoint(keys) else []

    def response(self, session: int, outgoing: bool, command: int, sequence: int) -> int:
        """A response was seen: the row of its request, which is then no longer open; else DUPLICATE or FOREIGN."""
        key = session << 33 | (not outgoing) << 32 | sequence
        row = self._open.get(key, -1)
        if row >= 0 and not self._fits(command, sequence, row):
            row = -1
        if row < 0:
            row = self._from_crowd(key, command, sequence)
        elif key in self._crowded:
            self._open[key] = self._take(key, -1)
        else:
            del self._open[key]
        if row < 0:
            return DUPLICATE if self._answered_row(key, command, sequence) >= 0 else FOREIGN
        self._remember(key, row)
        return row

    def answered_row(self, session: int, outgoing: bool, command: int, sequence: int) -> int:
        """The request that a duplicate answers once more, or -1."""
        return self._answered_row(session << 33 | (not outgoing) << 32 | sequence, command, sequence)

    def open_row(self, session: int, outgoing: bool, command: int, sequence: int) -> int:
        """The row of an open request, or -1."""
        key = session << 33 | outgoing << 32 | sequence
        rows = [*self._crowded.get(key, ()), self._open.get(key, -1)]
        return next((row for row in rows if row >= 0 and self._command_of(row) == command), -1)

    def end_session(self, session: int) -> list[int]:
        """The session is over: its open requests will have no answer; their rows."""
        keys = [key for key in self._open if key >> 33 == session]
        rows = [self._open.pop(key) for key in keys]
        for key in keys:
            rows += self._crowded.pop(key, ())
        return sorted(rows)

    def open_rows(self, session: int | None = None) -> Iterator[int]:
        """Rows of the requests without an answer so far, of all sessions or of one."""
        for key, row in self._open.items():
            if session is None or key >> 33 == session:
                yield from self._crowded.get(key, ())
                yield row

    def _fits(self, command: int, sequence: int, row: int) -> bool:
        if command == GENERIC_NACK:
            return sequence != 0
        return self._command_of(row) | RESPONSE == command

    def _from_crowd(self, key: int, command: int, sequence: int) -> int:
        """A number used again while it was open: the newest request of the right family below the newest of all."""
        rows = self._crowded.get(key)
        if not rows:
            return -1
        for index in range(len(rows) - 1, -1, -1):
            if self._fits(command, sequence, rows[index]):
                return self._take(key, index)
        return -1

    def _take(self, key: int, index: int) -> int:
        rows = self._crowded[key]
        row = rows.pop(index)
        if not rows:
            del self._crowded[key]
        return row

    def _answered_row(self, key: int, command: int, sequence: int) -> int:
        row = self._answered.get(key, -1)
        if row < 0:
            row = self._answered_before.get(key, -1)
        return row if row >= 0 and self._fits(command, sequence, row) else -1

    def _remember(self, key: int, row: int) -> None:
        self._answered[key] = row
        self._age()

    def _age(self) -> None:
        if len(self._answered) >= _REMEMBERED:
            self._answered_before = self._answered
            self._answered = {}
