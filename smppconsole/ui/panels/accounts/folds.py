"""Which groups of the list of accounts are folded: over every new making of the list, and over a restart."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, Signal


class Folds(QObject):
    """Groups by their names, "" for those of none. ``changed`` when the user folded one or unfolded it, ``came_back``
    when they are those of an earlier window."""

    changed = Signal()
    came_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._folded: frozenset[str] = frozenset()

    def __contains__(self, group: str) -> bool:
        """Whether a group is folded."""
        return group in self._folded

    def note(self, group: str, folded: bool) -> None:
        """A group was folded, or unfolded."""
        self._folded = self._folded | {group} if folded else self._folded - {group}
        self.changed.emit()

    def told(self) -> str:
        """Those that are folded, as a text that can be kept."""
        return json.dumps(sorted(self._folded), ensure_ascii=False) if self._folded else ""

    def take_up(self, text: str) -> None:
        """Fold those that ``told`` named; raises ``ValueError`` for what it never said."""
        groups = json.loads(text)
        if not isinstance(groups, list) or not all(isinstance(group, str) for group in groups):
            raise ValueError(text)
        self._folded = frozenset(groups)
        self.came_back.emit()
