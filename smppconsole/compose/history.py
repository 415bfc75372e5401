"""What was typed before: undo and redo over frozen values. Changes of one place in a row are one step."""

from __future__ import annotations

from typing import Generic, TypeVar

_T = TypeVar("_T")
_MOST = 500


class History(Generic[_T]):
    """The values of one form from the first to the newest; ``now`` is the one that is shown."""

    def __init__(self, first: _T) -> None:
        self._values = [first]
        self._at = 0
        self._place = ""

    @property
    def now(self) -> _T:
        """The value that is shown."""
        return self._values[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether there is something before."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether something was undone since the last change."""
        return self._at + 1 < len(self._values)

    def put(self, value: _T, place: str = "") -> None:
        """A new value; ``place`` names what was changed: while it stays the same, the step grows. What was undone is
        forgotten then."""
        if value == self.now:
            return
        grows = bool(place) and place == self._place and self.can_undo and not self.can_redo
        kept = self._values[: self._at + (0 if grows else 1)]
        self._values = [*kept, value][-_MOST:]
        self._at = len(self._values) - 1
        self._place = place

    def begin_with(self, first: _T) -> None:
        """Forget all that was before ``first``."""
        self._values, self._at, self._place = [first], 0, ""

    def close_step(self) -> None:
        """Somebody paused: what is typed next in the same place is another step."""
        self._place = ""

    def undo(self) -> _T:
        """One step back; the value that is shown then."""
        self._at = max(0, self._at - 1)
        self._place = ""
        return self.now

    def redo(self) -> _T:
        """One step forth again."""
        self._at = min(len(self._values) - 1, self._at + 1)
        self._place = ""
        return self.now
