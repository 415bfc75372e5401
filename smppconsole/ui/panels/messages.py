"""The messages sent and received, each with its stations: accepted, delivered, or where it ended."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.bidi import isolated
from smppconsole.ui.models.message_lines import Line
from smppconsole.ui.models.message_model import ALL, RECEIVED, SENT, MessageModel
from smppconsole.ui.models.message_row import NONE, MessageRow, Step, is_incoming
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.row_ground import paint_bar, paint_ground
from smppconsole.ui.widgets.row_hover import RowHover
from smppconsole.ui.words import tr

EMPTY: Mapping[str, str] = MappingProxyType(
    {
        ALL: "Messages you send appear here, with their receipts, and messages that phones send you.",
        SENT: "Messages you send appear here, with their receipts.",
        RECEIVED: "Messages that phones send you appear here, long ones put together.",
    }
)
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_SECOND = 1000
_LINE = 20
_CHEVRON = 20


class _MessageDelegate(QStyledItemDelegate):
    """Paints a message in two lines."""

    def __init__(self, table: MessageTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """44 pixels, and 20 for each line of the message that is unfolded."""
        return QSize(theme.px(200), self._table.height_of(index.row()))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Text and number above, stations and time below."""
        look, box = theme.current(), QRect(option.rect)
        row = self._table.messages.message(index.row())
        chosen = self._table.selectionModel().isSelected(index)
        paint_ground(painter, box, chosen, self._table.hasFocus(), index.row() == self._table.hover.row)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, look.colour("row_line"))
        if chosen:
            paint_bar(painter, box, self._table.hasFocus())
        opened = row.key == self._table.unfolded
        folded = QRect(box.left(), box.top(), box.width(), theme.px(theme.HEIGHTS.message_row))
        icon, side = "chevron-down" if opened else "chevron-right", theme.px(10)
        icons.paint(painter, icon, "text2", box.left() + theme.px(6), box.top() + theme.px(8), side)
        inside = folded.adjusted(theme.px(20), theme.px(3), -theme.px(10), -theme.px(3))
        half = inside.height() // 2
        upper = QRect(inside.left(), inside.top(), inside.width(), half)
        lower = QRect(inside.left(), inside.top() + half, inside.width(), half)
        self._paint_text(painter, upper, row)
        self._paint_steps(painter, lower, row)
        if opened:
            for at, line in enumerate(row.lines):
                top = folded.bottom() + at * theme.px(_LINE)
                self._paint_line(painter, QRect(inside.left(), top, inside.width(), theme.px(_LINE)), line)

    def _paint_line(self, painter: QPainter, box: QRect, line: Line) -> None:
        look, side = theme.current(), theme.px(11)
        icons.paint(painter, line.icon, line.token, box.left(), box.center().y() - side / 2 + 1, side)
        mono, font = fonts.mono(11), fonts.text(11)
        painter.setFont(mono)
        painter.setPen(look.colour("text2"))
        painter.drawText(box, int(_RIGHT), line.remark)
        taken = QFontMetrics(mono).horizontalAdvance(line.remark) + theme.px(8)
        room = box.adjusted(side + theme.px(5), 0, -taken, 0)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        cut = QFontMetrics(font).elidedText(line.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(_LEFT), cut)

    def _paint_text(self, painter: QPainter, box: QRect, row: MessageRow) -> None:
        look, mono = theme.current(), fonts.mono(11)
        taken, side = QFontMetrics(mono).horizontalAdvance(row.party) + theme.px(5), theme.px(12)
        painter.setFont(mono)
        painter.setPen(look.colour("text2"))
        painter.drawText(box, int(_RIGHT), row.party)
        icon, token = ("in", "mark.address") if is_incoming(row.key) else ("out", "accent_text")
        icons.paint(painter, icon, token, box.right() - taken - side, box.center().y() - side / 2 + 1, side)
        wide = taken + side + theme.px(8)
        font = fonts.text(12)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        room = box.adjusted(0, 0, -wide, 0)
        cut = QFontMetrics(font).elidedText(row.text[:200], Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(_LEFT), isolated(cut))

    def _paint_steps(self, painter: QPainter, box: QRect, row: MessageRow) -> None:
        look = theme.current()
        painter.setFont(fonts.mono(11))
        painter.setPen(look.colour("text2"))
        painter.drawText(box, int(_RIGHT), row.time)
        left = box.left()
        for at, step in enumerate(row.steps):
            if at:
                painter.setPen(QPen(look.colour("line_strong"), 2))
                painter.drawLine(left + theme.px(5), box.center().y() + 1, left + theme.px(18), box.center().y() + 1)
                left += theme.px(23)
            left = self._paint_step(painter, box, left, step)

    def _paint_step(self, painter: QPainter, box: QRect, left: int, step: Step) -> int:
        side, font = theme.px(11), fonts.text(11, fonts.MEDIUM)
        icons.paint(painter, step.icon, step.token, left, box.center().y() - side / 2 + 1, side)
        painter.setFont(font)
        painter.setPen(theme.current().colour(step.token))
        left += side + theme.px(5)
        painter.drawText(QRect(left, box.top(), box.width(), box.height()), int(_LEFT), step.words)
        return left + QFontMetrics(font).horizontalAdvance(step.words)


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
        self.setItemDelegate(_MessageDelegate(self))
        self.hover = RowHover(self)
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
        lines = len(row.lines) * theme.px(_LINE) + theme.px(6) if row.key == self.unfolded else 0
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
            at = below // theme.px(_LINE)
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
        """The rows, or what will stand here."""
        super().paintEvent(event)
        if self.messages.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setFont(fonts.text(12))
        painter.setPen(theme.current().colour("text2"))
        box = self.viewport().rect().adjusted(theme.px(16), theme.px(12), -theme.px(16), -theme.px(12))
        painter.drawText(
            box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), tr(EMPTY[self.messages.kind])
        )
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(theme.px(theme.HEIGHTS.message_row))
