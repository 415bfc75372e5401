"""When to connect again: pauses that double up to a limit, spread by chance, and longer where the peer asked for it."""

from __future__ import annotations

import random
from collections.abc import Callable

SPREAD = 0.2
"""A pause varies by this share either way, so that a hundred clients do not come back in the same second."""


class Backoff:
    """The pauses between tries. Seconds, all; ``chance`` gives numbers from 0 to 1."""

    def __init__(self, first: float, longest: float, chance: Callable[[], float] = random.random) -> None:
        self._first, self._longest, self._chance = first, max(first, longest), chance
        self.tries = 0

    def reset(self) -> None:
        """A bind succeeded: begin from the first pause again."""
        self.tries = 0

    def next(self, at_least: float = 0.0) -> float:
        """The pause before the next try, not shorter than ``at_least``."""
        pause = min(self._longest, self._first * 2.0 ** min(self.tries, 30))
        self.tries += 1
        spread = pause * (1 - SPREAD + 2 * SPREAD * self._chance())
        return max(at_least, min(self._longest, spread))
