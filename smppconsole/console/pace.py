"""How fast a batch may go: the rate wished for, and less of it after the centre asked to slow down."""

from __future__ import annotations

from smppconsole.values import dataclass

BURST = 0.05
"""Seconds of the rate that may go out at once after a late wake-up."""
FIRST_REST, LONGEST_REST = 1.0, 30.0
"""Seconds of rest after the first refusal for speed; each next one while it lasts doubles it."""
CALM = 5.0
"""Seconds without a refusal until the rate grows again."""
GROWTH = 1.25
LEAST = 0.2
"""Messages a second that remain at the least."""


@dataclass(slots=True)
class Pace:
    """``wished`` is PDUs a second, 0 for as fast as the window lets. All times are those of one clock that is told."""

    wished: float = 0.0
    rate: float = 0.0
    times_slowed: int = 0
    rests_until: float = 0.0
    _next_at: float = 0.0
    _deaf_until: float = 0.0
    _calm_since: float = 0.0
    _rest: float = FIRST_REST

    def __post_init__(self) -> None:
        self.rate = self.wished

    @property
    def is_slowed(self) -> bool:
        """Whether it goes slower than wished."""
        return self.rate != self.wished

    def wait(self, now: float) -> float:
        """Seconds until the next may be sent."""
        self._recover(now)
        return max(0.0, self.rests_until - now, self._next_at - now if self.rate else 0.0)

    def took(self, count: int, now: float) -> None:
        """So many PDUs were sent."""
        if self.rate:
            self._next_at = max(self._next_at, now - BURST) + count / self.rate

    def slow_down(self, now: float, measured: float) -> bool:
        """The centre refused one for speed. ``measured`` is the rate of late, for a batch that wished none. False where
        it belongs to a burst that was reacted to already."""
        self._calm_since = now
        if now < self._deaf_until:
            return False
        self._rest = min(LONGEST_REST, self._rest * 2) if self.times_slowed else FIRST_REST
        self.rate = max(LEAST, (self.rate or measured) / 2)
        self.times_slowed += 1
        self.rests_until = now + self._rest
        self._deaf_until = self.rests_until
        return True

    def _recover(self, now: float) -> None:
        if not self.is_slowed or now - max(self._calm_since, self.rests_until) < CALM:
            return
        self._calm_since, self._rest = now, FIRST_REST / 2
        self.rate *= GROWTH
        if self.wished and self.rate >= self.wished:
            self.rate = self.wished
