"""Whether a window beside the main one is open, and where it stands: both are found again, as those of docks are."""

from __future__ import annotations

import json

from PySide6.QtCore import QByteArray, QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

_CHANGES = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize})


class KeptWindow(QObject):
    """Of one window, which may be made later than it is heard of: it ``is_open`` from when it was asked for, since the
    program may end before it is made. ``changed`` fires when there is something else to keep."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._window: QWidget | None = None
        self._place = ""
        self.is_open = self._seen = False

    def watch(self, window: QWidget) -> None:
        """The window was made: bring it to where it was, wholly on the screen, and note where it goes."""
        self._window = window
        if self._place:
            window.restoreGeometry(QByteArray.fromBase64(self._place.encode("ascii", "replace")))
        window.installEventFilter(self)

    def ask(self) -> None:
        """It was asked for, and will be there in a moment."""
        self.is_open = True
        self.changed.emit()

    def told(self) -> str:
        """Open or not, and where; "" for a window that nobody wanted."""
        if self._window is not None and self._seen:
            self._place = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
        return json.dumps({"open": self.is_open, "place": self._place}) if self._place or self.is_open else ""

    def take_up(self, text: str) -> None:
        """As it was told; raises ``ValueError`` for what it never told."""
        values = json.loads(text)
        if not isinstance(values, dict) or not isinstance(values.get("place"), str):
            raise ValueError(text)
        self._place, self.is_open = values["place"], values.get("open") is True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It came, went, or stands elsewhere."""
        if event.type() in _CHANGES:
            if event.type() == QEvent.Type.Show:
                self.is_open = self._seen = True
            elif event.type() == QEvent.Type.Hide and not event.spontaneous():  # one that is minimised is open still
                self.is_open = False
            self.changed.emit()
        return False
