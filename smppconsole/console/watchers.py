"""Who is told of what happens."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Watchers(Generic[P]):
    """A list of callbacks; one that leaves while being told is not told again, one that comes is told next time."""

    def __init__(self) -> None:
        self._callbacks: list[Callable[P, object]] = []

    def add(self, callback: Callable[P, object]) -> Callable[[], None]:
        """Have ``callback`` told from now on; returns what ends that, and may be called twice."""
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback) if callback in self._callbacks else None

    def tell(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Tell everybody, in the order they came. One that fails is reported and keeps nobody else from hearing: what
        is told here comes from a connection that must not die of what a window does with it."""
        for callback in tuple(self._callbacks):
            try:
                callback(*args, **kwargs)
            except Exception:
                sys.excepthook(*sys.exc_info())
