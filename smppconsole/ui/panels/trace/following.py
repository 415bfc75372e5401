"""Following the newest row: it stops when one scrolls up or picks a row, and counts what came since."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Signal
from PySide6.QtWidgets import QTableView

from smppconsole.ui import theme


class Following(QObject):
    """Keeps a table at its end. ``turned`` says whether it follows, ``counted`` how many rows came since it stopped."""

    turned = Signal(bool)
    counted = Signal(int)

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.quiet = False
        """Whether rows that come are no news: those of a file that is being read."""
        self.since = 0
        self._wheeling = False
        self.on = True
        bar, model = table.verticalScrollBar(), table.model()
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(self._stretched)
        model.rowsInserted.connect(self._arrived)
        model.modelReset.connect(self._start_over)
        table.viewport().installEventFilter(self)

    def start(self) -> None:
        """Keep the newest row in sight again."""
        self.on = True
        self._count(0)
        self._table.scrollToBottom()
        self.turned.emit(True)

    def stop(self) -> None:
        """Stay where it is, and count what comes."""
        if self.on:
            self.on = False
            self._count(0)
            self.turned.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Reaching the end by wheel follows again. Nothing is held back."""
        if event.type() == QEvent.Type.Wheel:
            self._wheeling = True
        elif event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress}:
            self._wheeling = False
        return super().eventFilter(watched, event)

    def _scrolled(self, value: int) -> None:
        bar = self._table.verticalScrollBar()
        by_hand = bar.isSliderDown() or self._wheeling
        if value >= bar.maximum() and not self.on and by_hand:
            self.start()
        elif value < bar.maximum() - theme.px(theme.HEIGHTS.trace_row) and (by_hand or not self.on):
            self.stop()

    def _stretched(self, _low: int, high: int) -> None:
        if self.on:
            self._table.verticalScrollBar().setValue(high)

    def _arrived(self, _parent: QModelIndex, first: int, last: int) -> None:
        if not self.on and not self.quiet:
            self._count(self.since + last - first + 1)

    def _start_over(self) -> None:
        self._count(0)
        if self.on:
            self._table.scrollToBottom()

    def _count(self, count: int) -> None:
        self.since = count
        self.counted.emit(count)
