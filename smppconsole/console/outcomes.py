"""What becomes of requests, for whoever waits for it."""

from __future__ import annotations

import asyncio

from smppconsole.session.events import Answered, Unanswered, Why

Outcome = Answered | Unanswered

REMEMBERED = 1024
"""So many outcomes at least are remembered for whoever asks late; twice as many at most."""


class Outcomes:
    """Futures by sequence number, of the requests that somebody asks about."""

    def __init__(self) -> None:
        self._waiting: dict[int, asyncio.Future[Outcome]] = {}
        self._young: dict[int, Outcome] = {}
        self._old: dict[int, Outcome] = {}

    def of(self, sequence: int) -> asyncio.Future[Outcome]:
        """What becomes, or lately became, of the request sent under ``sequence``."""
        if sequence not in self._waiting:
            waiting: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
            known = self._young.get(sequence) or self._old.get(sequence)
            if known is not None:
                waiting.set_result(known)
                return waiting
            self._waiting[sequence] = waiting
        return self._waiting[sequence]

    def settle(self, outcome: Outcome) -> None:
        """It became clear what became of one."""
        if len(self._young) >= REMEMBERED:
            self._old, self._young = self._young, {}
        self._young[outcome.sequence] = outcome
        waiting = self._waiting.pop(outcome.sequence, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(outcome)

    def release(self) -> None:
        """The connection is gone: whoever still waits (for a number that was never sent) is told so."""
        for sequence in tuple(self._waiting):
            self.settle(Unanswered(sequence, 0, Why.CLOSED))
