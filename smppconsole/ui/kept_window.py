"""Whether a window beside the main one is open, and where it stands: both are found again, as those of docks are."""

from __future__ import annotations

import json

from PySide6.QtCore import QByteArray, QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

_CHANGES = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize})


class KeptWindow(QObject):
    """Of one window, which may be made later than it is heard of. ``changed`` fires when there is something else to
    keep."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._window: QWidget | None = None
        self._place = ""
        self.was_open = self._seen = False

    def watch(self, window: QWidget) -> None:
        """The window was made: bring it to where it was, wholly on the screen, and note where it goes."""
        self._window = window
        if self._place:
            window.restoreGeometry(QByteArray.fromBase64(self._place.encode("ascii", "replace")))
        window.installEventFilter(self)

    def told(self) -> str:
        """Open or not, and where; "" for a window that was never seen."""
        window = self._window
        is_open = self.was_open if window is None else window.isVisible()
        if window is not None and self._seen:
            self._place = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
        return json.dumps({"open": is_open, "place": self._place}) if self._place else ""

    def take_up(self, text: str) -> None:
        """As it was told; raises ``ValueError`` for what it never told."""
        values = json.loads(text)
        if not isinstance(values, dict) or not isinstance(values.get("place"), str):
            raise ValueError(text)
        self._place, self.was_open = values["place"], values.get("open") is True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It came, went, or stands elsewhere."""
        if event.type() in _CHANGES:
            self._seen = self._seen or event.type() == QEvent.Type.Show
            self.changed.emit()
        return False
