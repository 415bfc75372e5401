"""Following the newest row: it stops when one scrolls up or picks a row, and a pill counts what came since."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Signal
from PySide6.QtWidgets import QTableView

from smppconsole.ui import theme
from smppconsole.ui.widgets.pill import Pill

_PILL_AT = 0.6


class Following(QObject):
    """Keeps a table at its end. ``turned`` says whether it follows."""

    turned = Signal(bool)

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._since = 0
        self._wheeling = False
        self.on = True
        self.pill = Pill("trace.follow", table)
        self.pill.clicked.connect(self.start)
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
        """Stay where it is; the pill counts what comes."""
        if self.on:
            self.on = False
            self._count(0)
            self.turned.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Reaching the end by wheel follows again; a new size moves the pill. Nothing is held back."""
        if event.type() == QEvent.Type.Wheel:
            self._wheeling = True
        elif event.type() == QEvent.Type.Resize:
            self._place()
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
        if not self.on:
            self._count(self._since + last - first + 1)

    def _start_over(self) -> None:
        self._count(0)
        if self.on:
            self._table.scrollToBottom()

    def _count(self, count: int) -> None:
        self._since = count
        self.pill.show_count(count)
        self._place()

    def _place(self) -> None:
        """In the height of the last row, over the column that is read least."""
        box = self._table.viewport().geometry()
        left = box.left() + round(box.width() * _PILL_AT)
        self.pill.move(QPoint(left, box.bottom() - self.pill.height() + 1))
