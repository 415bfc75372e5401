"""The tree of fields: a mark in the tint of what a field belongs to, its value, its meaning."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.bidi import isolated
from smppconsole.ui.models.field_model import FieldModel
from smppconsole.ui.models.field_rows import FieldRow
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.menu_opening import asked_for
from smppconsole.ui.widgets.row_ground import paint_bar, paint_ground
from smppconsole.ui.widgets.row_hover import RowHover
from smppconsole.ui.widgets.strip import STYLES
from smppconsole.ui.words import tr

_INDENT = 14
_NAME, _VALUE, _MEANING = range(3)


class _FieldDelegate(QStyledItemDelegate):
    """Paints a cell of the tree."""

    def __init__(self, tree: FieldTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """20 pixels, whatever is inside."""
        return QSize(theme.px(40), theme.px(theme.HEIGHTS.tree_row))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Mark and name, value, or meaning with the icon of a finding."""
        row = self._tree.fields.field(index)
        if row is None:
            return
        box: QRect = option.rect
        look = theme.current()
        if index.column() == _NAME:
            mark = QRectF(box.left() + 1, box.top() + theme.px(4), theme.px(3), box.height() - theme.px(8))
            painter.fillRect(mark, theme.colour(look.tints[row.group].mark))
            self._words(painter, box.adjusted(theme.px(9), 0, -4, 0), row.name, fonts.text(12), "text")
        elif index.column() == _VALUE:
            token = STYLES[row.severity][1] if row.severity and not row.rows else "text"
            self._words(painter, box.adjusted(theme.px(6), 0, -6, 0), row.value, fonts.mono(11), token)
        else:
            self._meaning(painter, box.adjusted(theme.px(6), 0, -2, 0), row)

    def _meaning(self, painter: QPainter, box: QRect, row: FieldRow) -> None:
        if row.severity:
            icon, token, _ = STYLES[row.severity]
            side = theme.px(13)
            icons.paint(painter, icon, token, box.left(), box.center().y() - side / 2 + 1, side)
            box.setLeft(box.left() + side + theme.px(5))
        self._words(painter, box, row.meaning, fonts.text(12), "text2")

    def _words(self, painter: QPainter, box: QRect, words: str, font: QFont, token: str) -> None:
        painter.setFont(font)
        painter.setPen(theme.current().colour(token))
        words = words.replace("\n", "⏎")
        cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), isolated(cut))


class FieldTree(QTreeView):
    """Shows the fields of one PDU. ``field_chosen`` and ``field_hovered`` carry a ``FieldRow`` or None; ``jumped``
    asks for the octets, ``left`` for the trace, ``filter_asked`` for a filter on the chosen field and ``menu_asked``
    for its menu, at a place of the screen."""

    field_chosen = Signal(object)
    field_hovered = Signal(object)
    jumped = Signal()
    left = Signal()
    filter_asked = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, name: str = "inspector.fields") -> None:
        super().__init__()
        named(self, name, tr("Fields"))
        self.fields = FieldModel()
        self.setModel(self.fields)
        self.setItemDelegate(_FieldDelegate(self))
        self.setFrameShape(self.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setObjectName("inspector.headings")
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.apply_measure()
        self._hover = RowHover(self)
        self._hover.moved.connect(lambda index: self.field_hovered.emit(self.fields.field(index)))
        self.selectionModel().currentChanged.connect(self._tell)

    def apply_measure(self) -> None:
        """Sizes at the text size in force."""
        self.setIndentation(theme.px(_INDENT))
        self.header().setFixedHeight(theme.px(24))
        self.header().setFont(fonts.text(12))

    def show_rows(self, rows: tuple[FieldRow, ...]) -> None:
        """Show another PDU, the interesting rows unfolded."""
        self.fields.show_rows(rows)
        for index in list(self.fields.opened()):
            self.setExpanded(index, True)

    def choose_octet(self, octet: int) -> None:
        """Select the field an octet belongs to."""
        index = self.fields.index_of(octet)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where no row is chosen the first is, unless a click chooses another: of itself Qt begins behind it."""
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.setCurrentIndex(self.fields.index(0, 0))
        super().focusInEvent(event)

    @property
    def chosen(self) -> FieldRow | None:
        """The row that is current."""
        return self.fields.field(self.currentIndex())

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.field_chosen.emit(self.fields.field(current))

    def drawRow(
        self, painter: QPainter, options: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground of the row, under branches and cells alike."""
        box: QRect = options.rect
        chosen = self.selectionModel().isSelected(index)
        hovered = self._hover.index.isValid() and self._hover.index == self.fields.index(index.row(), 0, index.parent())
        whole = QRect(0, box.top(), self.viewport().width(), box.height())
        paint_ground(painter, whole, chosen, self.hasFocus(), hovered)
        super().drawRow(painter, options, index)
        if chosen:
            paint_bar(painter, whole, self.hasFocus())

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """A chevron where there is more inside; no lines."""
        if self.fields.rowCount(index):
            side = theme.px(12)
            icon = "chevron-down" if self.isExpanded(index) else "chevron-right"
            icons.paint(painter, icon, "text2", rect.right() - side, rect.center().y() - side / 2 + 1, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """X goes to the octets, F filters on the value, Esc goes back to the trace."""
        if event.key() == Qt.Key.Key_X and not event.modifiers():
            self.jumped.emit()
        elif event.key() == Qt.Key.Key_F and not event.modifiers():
            self.filter_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the mouse at the field below it, by the menu key at the chosen one."""
        index, place = asked_for(self, event)
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_asked.emit(place)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names first, then values, the rest for meanings."""
        super().resizeEvent(event)
        width = self.viewport().width()
        name = max(theme.px(92), min(theme.px(210), round(width * 0.37)))
        value = max(theme.px(94), min(theme.px(220), round(width * 0.23)))
        self.setColumnWidth(_NAME, name)
        self.setColumnWidth(_VALUE, value)
        self.setColumnWidth(_MEANING, max(0, width - name - value))  # of itself the last never gives way
