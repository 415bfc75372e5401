"""The enquire_links of a session over the last hour: round trips, misses. Qt-free."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from smppconsole.session.events import Answered, StateChanged, Unanswered
from smppconsole.values import dataclass, field

if TYPE_CHECKING:
    from smppconsole.console.happenings import Happening

ENQUIRE_LINK = 0x15
_KEPT = 240
_HOUR = 3600.0


@dataclass(slots=True)
class HealthLog:
    """Takes in what an engine tells; ``trips`` are milliseconds, None where an answer was missed."""

    clock: Callable[[], float] = time.time
    bound_since: float | None = None
    missed: int = 0
    missed_at: float | None = None
    _seen: deque[tuple[float, float | None]] = field(default_factory=lambda: deque(maxlen=_KEPT))

    def take(self, happenings: tuple[Happening, ...]) -> None:
        """Note what matters of some happenings."""
        for event in happenings:
            if isinstance(event, Answered):
                if event.request_id == ENQUIRE_LINK:
                    self._seen.append((self.clock(), event.round_trip * 1000))
            elif isinstance(event, Unanswered):
                if event.request_id == ENQUIRE_LINK:
                    self._miss()
            elif isinstance(event, StateChanged):
                self.bound_since = self._since(event)

    def _miss(self) -> None:
        self.missed += 1
        self.missed_at = self.clock()
        self._seen.append((self.missed_at, None))

    def _since(self, event: StateChanged) -> float | None:
        if not event.after.is_bound:
            return None
        return self.bound_since if event.before.is_bound else self.clock()

    def trips(self, most: int = 60) -> list[float | None]:
        """The last round trips, oldest first."""
        return [trip for _, trip in list(self._seen)[-most:]]

    @property
    def median(self) -> float | None:
        """Of the last hour, in milliseconds."""
        since = self.clock() - _HOUR
        trips = [trip for at, trip in self._seen if trip is not None and at >= since]
        if not trips:
            return None
        from statistics import median  # noqa: PLC0415 - when there is something to tell

        return median(trips)
