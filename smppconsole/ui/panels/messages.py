"""The messages sent and received, each with its stations: accepted, delivered, or where it ended."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from smppconsole.ui import fonts, theme
from smppconsole.ui.models.message_model import ALL, RECEIVED, SENT, MessageModel
from smppconsole.ui.models.message_row import NONE
from smppconsole.ui.panels.message_painting import LINE, MessagePainting, ShownMessage
from smppconsole.ui.widgets.aloud import say_aloud
from smppconsole.ui.widgets.arrival import Arrival
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.row_hover import RowHover
from smppconsole.ui.words import tr

EMPTY: Mapping[str, str] = MappingProxyType(
    {
        ALL: "Messages you send appear here, with their receipts, and messages that phones send you.",
        SENT: "Messages you send appear here, with their receipts.",
        RECEIVED: "Messages that phones send you appear here, long ones put together.",
    }
)
_SECOND = 1000
_CHEVRON = 20


class _Heights(QStyledItemDelegate):
    """What Qt asks of a message beside painting it, which the table does."""

    def __init__(self, table: MessageTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """44 pixels, and 20 for each line of the message that is unfolded."""
        return QSize(theme.px(200), self._table.height_of(index.row()))


class MessageTable(QTableView):
    """Shows a ``MessageModel``; one message at a time is unfolded (chevron, → and ←). Signals: ``row_asked`` with the
    store's row of what was picked, ``menu_asked`` with a message's key and a place on the screen."""

    row_asked = Signal(int)
    menu_asked = Signal(int, object)

    def __init__(self, model: MessageModel) -> None:
        super().__init__()
        named(self, "messages.list", tr("Messages"))
        self.messages = model
        self.setModel(model)
        self.setItemDelegate(_Heights(self))
        self.hover = RowHover(self)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setShowGrid(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(theme.HEIGHTS.message_row))
        self._second = QTimer(self)
        self._second.setInterval(_SECOND)
        self._second.timeout.connect(self._tick)
        self.unfolded = NONE
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.activated.connect(self._ask)
        Arrival(self, lambda: "" if self.messages.rowCount() else EMPTY[self.messages.kind])

    def show_kind(self, kind: str) -> None:
        """Show all messages, those sent, or those received; what was unfolded folds."""
        self.unfold(NONE)
        self.messages.show_kind(kind)
        self.viewport().update()

    def refresh(self, sent: set[int], incoming: set[int] | frozenset[int] = frozenset()) -> None:
        """Messages came or changed, by their numbers."""
        self.messages.update(sent, incoming)
        if self.unfolded != NONE:
            self._measure(self.unfolded)
        self.viewport().update()
        if not self._second.isActive():
            self._second.start()

    @property
    def waiting(self) -> bool:
        """Whether the clock of a waiting message runs."""
        return self._second.isActive()

    def _tick(self) -> None:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = last if last >= 0 else self.messages.rowCount() - 1
        if self.messages.forget_waiting(max(0, first), last):
            self.viewport().update()
        else:
            self._second.stop()

    # --- unfolding

    def height_of(self, position: int) -> int:
        """Pixels of a row."""
        row = self.messages.message(position)
        lines = len(row.lines) * theme.px(LINE) + theme.px(6) if row.key == self.unfolded else 0
        return theme.px(theme.HEIGHTS.message_row) + lines

    def unfold(self, key: int) -> None:
        """Show what is inside a message, and fold the one before; ``NONE`` folds."""
        before, self.unfolded = self.unfolded, key
        for one in (before, key):
            self._measure(one)
        self.viewport().update()

    def _measure(self, key: int) -> None:
        position = self.messages.position_of(key)
        if position >= 0:
            self.setRowHeight(position, self.height_of(position))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """→ unfolds, ← folds; Qt does the rest."""
        position = self.currentIndex().row()
        if position >= 0 and event.key() in {Qt.Key.Key_Right, Qt.Key.Key_Left}:
            self.unfold(self.messages.key(position) if event.key() == Qt.Key.Key_Right else NONE)
            lines = self.messages.message(position).lines if self.unfolded != NONE else ()
            say_aloud(self, "; ".join(f"{line.words} {line.remark}".strip() for line in lines) or tr("folded"))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The chevron folds and unfolds, a line goes to its PDU, all else to the message's."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        row, inside = self.messages.message(index.row()), place.y() - self.visualRect(index).top()
        below = inside - theme.px(theme.HEIGHTS.message_row)
        if below >= 0:
            at = below // theme.px(LINE)
            self.row_asked.emit(row.lines[at].row if at < len(row.lines) else row.row)
        elif place.x() <= theme.px(_CHEVRON):
            self.unfold(NONE if self.unfolded == row.key else row.key)
        else:
            self.row_asked.emit(row.row)

    def _ask_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        index = index if index.isValid() else self.currentIndex()
        if index.isValid():
            self.menu_asked.emit(self.messages.key(index.row()), self.viewport().mapToGlobal(place))

    def _ask(self, index: QModelIndex) -> None:
        self.row_asked.emit(self.messages.message(index.row()).row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows that are to be painted, all over: nothing is below them; or what will stand here."""
        painter, look = QPainter(self.viewport()), theme.current()
        painter.fillRect(event.rect(), look.colour("surface"))
        if self.messages.rowCount():
            painting = MessagePainting(painter, look, self.viewport().width(), self.hasFocus())
            for position in self._in(event.rect()):
                painting.paint(self._shown(position))
        else:
            painter.setFont(fonts.text(12))
            painter.setPen(look.colour("text2"))
            box = self.viewport().rect().adjusted(theme.px(16), theme.px(12), -theme.px(16), -theme.px(12))
            words = tr(EMPTY[self.messages.kind])
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)
        painter.end()

    def _in(self, place: QRect) -> range:
        """The rows that a part of the viewport shows."""
        first, last = self.rowAt(place.top()), self.rowAt(place.bottom())
        return range(max(0, first), (last if last >= 0 else self.messages.rowCount() - 1) + 1)

    def _shown(self, position: int) -> ShownMessage:
        row = self.messages.message(position)
        return ShownMessage(
            row,
            self.rowViewportPosition(position),
            self.rowHeight(position),
            self.selectionModel().isRowSelected(position, QModelIndex()),
            position == self.hover.row,
            row.key == self.unfolded,
        )

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(theme.px(theme.HEIGHTS.message_row))
