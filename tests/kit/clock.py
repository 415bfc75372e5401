"""A clock that a test sets."""

from __future__ import annotations


class Clock:
    """Seconds of a monotonic clock that stands still until told otherwise."""

    def __init__(self, now: float = 0.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def forward(self, seconds: float) -> float:
        """Let time pass; the new time."""
        return self.until(self.now + seconds)

    def until(self, now: float) -> float:
        """Set the time; it never goes back."""
        assert now >= self.now, f"the clock would go back from {self.now} to {now}"
        self.now = now
        return now
