"""A window that gets another size is laid out as a whole and then painted once, a turn later.

Of itself Qt paints all of it within the turn of the size, again for what the screen asks, and a third time once the
docks have found their places: of a large window with a long trace each takes tens of milliseconds.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from smppconsole.ui.unpainted import paint

_JUMP = 1.5
"""How many times larger a window is that was made the screen's size, rather than drawn there."""


class PaintedOnce(QObject):
    """Holds back the painting of one window while it is being laid out. Where the window has become much larger at once
    its frame, its docks and its centre are painted in turns of their own."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._painted = self._area()
        self._held = False
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._paint)

    def hold(self) -> None:
        """Paint nothing until all have their places; a window that somebody else keeps unpainted is left to them."""
        window = self._window
        if not self._held and window.isVisible() and window.updatesEnabled():
            self._held = True
            window.setUpdatesEnabled(False)
        self._turn.start()

    def _area(self) -> int:
        return self._window.width() * self._window.height()

    def _paint(self) -> None:
        before, self._painted = self._painted, self._area()
        if not self._held:
            return
        self._held = False
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        paint(self._window, lost=True, docks_apart=self._painted > before * _JUMP)
