"""What becomes of requests, for whoever waits for it."""

from __future__ import annotations

import asyncio

from smppconsole.session.events import Answered, Unanswered, Why

Outcome = Answered | Unanswered


class Outcomes:
    """Futures by sequence number; only of requests that somebody asked about."""

    def __init__(self) -> None:
        self._waiting: dict[int, asyncio.Future[Outcome]] = {}

    def of(self, sequence: int) -> asyncio.Future[Outcome]:
        """What becomes of the request just sent; ask before the next turn of the event loop."""
        if sequence not in self._waiting:
            self._waiting[sequence] = asyncio.get_running_loop().create_future()
        return self._waiting[sequence]

    def settle(self, outcome: Outcome) -> None:
        """It became clear what became of one."""
        waiting = self._waiting.pop(outcome.sequence, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(outcome)

    def release(self) -> None:
        """The connection is gone: whoever still waits (for a number that was never sent) is told so."""
        for sequence in tuple(self._waiting):
            self.settle(Unanswered(sequence, 0, Why.CLOSED))
