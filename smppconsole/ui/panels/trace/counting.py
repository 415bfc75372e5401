"""How many PDUs the trace in front holds and shows, told at most twice a second."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from smppconsole.ui.panels.trace.page import TracePage
from smppconsole.ui.panels.trace.panel import TracePanel

_BEAT = 500


class TraceCounting(QObject):
    """``counted`` carries how many are shown, and how many there are, of the page in front."""

    counted = Signal(int, int)

    def __init__(self, panel: TracePanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._told = (-1, -1)
        self._beat = QTimer(self)
        self._beat.setSingleShot(True)
        self._beat.setInterval(_BEAT)
        self._beat.timeout.connect(self._tell)
        panel.turned.connect(self.tell_now)
        panel.added.connect(self._bind)
        self._bind(panel.live)

    def tell_now(self) -> None:
        """Another page came to the front, or its filter is another."""
        self._beat.stop()
        self._tell()

    def close(self) -> None:
        """Count no more."""
        self._beat.stop()

    def _bind(self, page: TracePage) -> None:
        page.filter.changed.connect(lambda: self._wait(page))
        page.filters.wished.connect(lambda _wish: self._wait(page))

    def _wait(self, page: TracePage) -> None:
        """Rows came, at once after a quiet half second, else at the next beat."""
        if page is self._panel.page and not self._beat.isActive():
            self._tell()
            self._beat.start()

    def _tell(self) -> None:
        page = self._panel.page
        told = page.model.rowCount(), page.store.published
        if told != self._told:
            self._told = told
            self.counted.emit(*told)
            self._beat.start()
