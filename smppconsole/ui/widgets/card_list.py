"""A list of things to take up again: a title with a remark at its right, and a line in grey below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from smppconsole.ui import fonts, theme
from smppconsole.ui.bidi import isolated
from smppconsole.ui.widgets.arrival import Arrival
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.menu_opening import asked_for
from smppconsole.ui.widgets.row_ground import paint_bar, paint_ground
from smppconsole.ui.widgets.row_hover import RowHover
from smppconsole.ui.words import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class Card(NamedTuple):
    """One row. ``remark`` is set in the typeface of numbers."""

    title: str
    remark: str
    below: str


class _Cards(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[Card, ...] = ()

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(part for part in self.cards[index.row()] if part)
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: CardList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(120), theme.px(theme.HEIGHTS.message_row))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box, card = theme.current(), QRect(option.rect), self._view.card(index.row())
        chosen = self._view.selectionModel().isSelected(index)
        paint_ground(painter, box, chosen, self._view.hasFocus(), index.row() == self._view.hover.row)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, look.colour("row_line"))
        if chosen:
            paint_bar(painter, box, self._view.hasFocus())
        inside = box.adjusted(theme.px(12), theme.px(3), -theme.px(12), -theme.px(3))
        half = inside.height() // 2
        upper = QRect(inside.left(), inside.top(), inside.width(), half)
        remark, font = fonts.mono(11), fonts.text(12, fonts.MEDIUM)
        painter.setFont(remark)
        painter.setPen(look.colour("text2"))
        painter.drawText(upper, _RIGHT, card.remark)
        room = upper.width() - QFontMetrics(remark).horizontalAdvance(card.remark) - theme.px(10)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        painter.drawText(upper, _LEFT, _cut(card.title, QFontMetrics(font), room))
        grey = fonts.text(11)
        painter.setFont(grey)
        painter.setPen(look.colour("text2"))
        lower = upper.translated(0, half)
        painter.drawText(lower, _LEFT, _cut(card.below, QFontMetrics(grey), lower.width()))


def _cut(words: str, metrics: QFontMetrics, room: int) -> str:
    return isolated(metrics.elidedText(words[:300].replace("\n", " "), Qt.TextElideMode.ElideRight, room))


class CardList(QListView):
    """Signals: ``chosen`` with a row, -1 for none; ``opened`` with a row (Enter, double click); ``deleted`` with a row
    (Delete), ``renamed`` with one (F2), ``menu_asked`` with one and a place of the screen."""

    chosen = Signal(int)
    opened = Signal(int)
    deleted = Signal(int)
    renamed = Signal(int)
    menu_asked = Signal(int, QPoint)

    def __init__(self, name: str, says: str, empty: str) -> None:
        super().__init__()
        named(self, name, says)
        self._empty = empty
        self._cards = _Cards()
        self.setModel(self._cards)
        self.setItemDelegate(_Delegate(self))
        self.hover = RowHover(self)
        self.setFrameShape(self.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(lambda now, _before: self.chosen.emit(now.row()))
        self.activated.connect(lambda index: self.opened.emit(index.row()))
        Arrival(self, lambda: "" if self._cards.cards else self._empty)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show other rows; the first of them is chosen."""
        self._cards.show_cards(tuple(cards))
        if cards:
            self.setCurrentIndex(self._cards.index(0))
        else:
            self.chosen.emit(-1)
        self._tell("")

    def _tell(self, words: str) -> None:
        """On hover; Qt passes on what is no other too."""
        if words != self.toolTip():
            self.setToolTip(words)

    def set_empty(self, words: str) -> None:
        """What is said where there are no rows."""
        self._empty = words
        self.viewport().update()

    def card(self, row: int) -> Card:
        """One of the rows."""
        return self._cards.cards[row]

    @property
    def chosen_row(self) -> int:
        """The row chosen, -1 for none."""
        return self.currentIndex().row()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks to forget the row, F2 to call it otherwise; Qt does the rest."""
        keys: dict[int, SignalInstance] = {Qt.Key.Key_Delete: self.deleted, Qt.Key.Key_F2: self.renamed}
        asked = keys.get(event.key())
        if asked is not None and self.chosen_row >= 0:
            asked.emit(self.chosen_row)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the row below the mouse, or with the chosen one."""
        index, place = asked_for(self, event)
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_asked.emit(index.row(), place)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: other heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or what will stand here."""
        super().paintEvent(event)
        if self._cards.cards:
            return
        painter = QPainter(self.viewport())
        painter.setFont(fonts.text(12))
        painter.setPen(theme.current().colour("text2"))
        box = self.viewport().rect().adjusted(theme.px(16), theme.px(12), -theme.px(16), -theme.px(12))
        words, how = tr(self._empty), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        if painter.boundingRect(box, how, words).height() > box.height():
            how = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
            self._tell(words)
        painter.drawText(box, how, words)
        painter.end()
