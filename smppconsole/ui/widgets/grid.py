"""A plain table of facts: fixed rows, words with a tone and an icon, cells made when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.bidi import isolated
from smppconsole.ui.widgets.arrival import Arrival
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.row_choice import keep_headings_out
from smppconsole.ui.widgets.row_ground import paint_bar, paint_ground
from smppconsole.ui.widgets.row_hover import RowHover
from smppconsole.ui.words import tip, tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAD = 6
"""Pixels beside the words of a cell: as many as the style sheet gives a heading."""


class Cell(NamedTuple):
    """Words, the token of their colour, and the icon before them; ``strong`` at weight 500. ``hint`` is told on hover,
    the words themselves where it is empty."""

    text: str = ""
    tone: str = "text"
    icon: str = ""
    strong: bool = False
    hint: str = ""


class Column(NamedTuple):
    """A heading; ``width`` in pixels (0: shares what is left), ``fold`` the width of the table below which it hides."""

    title: str
    width: int = 0
    right: bool = False
    mono: bool = False
    fold: int = 0


Maker = Callable[[int], Sequence[Cell]]


class GridModel(QAbstractTableModel):
    """``count`` rows; ``make`` makes the cells of one."""

    def __init__(self, columns: Sequence[Column], make: Maker) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._make, self._count = make, 0
        self._made: tuple[int, Sequence[Cell]] = (-1, ())

    def set_count(self, count: int) -> None:
        """There are so many rows now: those that are new come at the end, else all are other rows."""
        self._made = (-1, ())
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginResetModel()
            self._count = count
            self.endResetModel()

    def reset(self, count: int) -> None:
        """Other rows altogether."""
        self.beginResetModel()
        self._made = (-1, ())
        self._count = count
        self.endResetModel()

    def touch(self, first: int, last: int) -> None:
        """Rows ``first`` to ``last`` say something else now."""
        self._made = (-1, ())
        last = min(last, self._count - 1)
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def cells(self, row: int) -> Sequence[Cell]:
        """The cells of a row."""
        if self._made[0] != row:
            self._made = (row, self._make(row))
        return self._made[1]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words; on hover the hint, or all of them."""
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        cell = self.cells(index.row())[index.column()]
        return cell.text if role == Qt.ItemDataRole.DisplayRole else tip(cell.hint or cell.text)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings, on the side of their cells."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class _Painter(QStyledItemDelegate):
    """Paints a cell."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """24 pixels high."""
        return QSize(theme.px(40), theme.px(theme.HEIGHTS.trace_row))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, icon, words."""
        look, box = theme.current(), QRect(option.rect)
        cell = self._grid.rows.cells(index.row())[index.column()]
        column = self._grid.rows.columns[index.column()]
        chosen = self._grid.selectionModel().isSelected(index)
        paint_ground(painter, box, chosen, self._grid.hasFocus(), index.row() == self._grid.hover.row)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, look.colour("row_line"))
        if chosen and index.column() == 0:
            paint_bar(painter, box, self._grid.hasFocus())
        inside = box.adjusted(theme.px(_PAD), 0, -theme.px(_PAD), -1)
        if cell.icon:
            side = theme.px(13)
            icons.paint(painter, cell.icon, cell.tone, inside.left(), box.center().y() - side / 2 + 1, side)
            inside.setLeft(inside.left() + side + theme.px(6))
        self._words(painter, inside, cell, column, chosen)

    def _words(self, painter: QPainter, inside: QRect, cell: Cell, column: Column, chosen: bool) -> None:
        weight = fonts.MEDIUM if cell.strong else fonts.REGULAR
        font = fonts.mono(11, weight) if column.mono else fonts.text(12, weight)
        painter.setFont(font)
        tone = "text2" if chosen and cell.tone == "text3" else cell.tone
        painter.setPen(theme.current().colour(tone))
        cut = QFontMetrics(font).elidedText(
            cell.text[:400].replace("\n", " "), Qt.TextElideMode.ElideRight, inside.width()
        )
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, int(side | Qt.AlignmentFlag.AlignVCenter), isolated(cut))


class Grid(QTableView):
    """Shows a ``GridModel``; ``opened`` carries the row that was activated. Ctrl+C copies rows with tabs between. Keys
    that come in choose the first row where ``chooses``."""

    opened = Signal(int)

    def __init__(
        self, name: str, says: str, columns: Sequence[Column], make: Maker, empty: str = "", *, chooses: bool = True
    ) -> None:
        super().__init__()
        named(self, name, says)
        self.rows = GridModel(columns, make)
        self.empty_words = empty
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self))
        self.hover = RowHover(self)
        keep_headings_out(self)
        self.setShowGrid(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setObjectName(f"{name}.headings")
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(theme.px(24))
        self._measure()
        self.activated.connect(lambda index: self.opened.emit(index.row()))
        Arrival(self, lambda: "" if self.rows.rowCount() else self.empty_words, chooses=chooses)

    @property
    def chosen_row(self) -> int:
        """The current row, -1 for none."""
        return self.currentIndex().row()

    @property
    def chosen_rows(self) -> list[int]:
        """All rows selected, in order."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def full_height(self, least: int = 2) -> int:
        """Pixels that show every row, of at least ``least``."""
        rows = max(least, self.rows.rowCount())
        return self.horizontalHeader().height() + rows * theme.px(theme.HEIGHTS.trace_row) + 2

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(theme.HEIGHTS.trace_row))
        self.horizontalHeader().setFixedHeight(theme.px(theme.HEIGHTS.trace_row))
        self.horizontalHeader().setFont(fonts.text(11))
        self._fit()

    def _fit(self) -> None:
        """Columns of fixed width keep it, those below their fold hide, the others share the rest."""
        width = self.viewport().width()
        columns = self.rows.columns
        for at, column in enumerate(columns):
            self.setColumnHidden(at, bool(column.fold) and width < theme.px(column.fold))
        shown = [at for at in range(len(columns)) if not self.isColumnHidden(at)]
        fixed = sum(theme.px(columns[at].width) for at in shown)
        open_ones = [at for at in shown if not columns[at].width]
        share = max(theme.px(60), (width - fixed) // len(open_ones)) if open_ones else 0
        for at in shown:
            self.setColumnWidth(at, theme.px(columns[at].width) or share)
        rest = width - fixed - share * len(open_ones)
        if shown and rest > 0:
            last = (open_ones or shown)[-1]
            self.setColumnWidth(last, self.columnWidth(last) + rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or what will stand here."""
        super().paintEvent(event)
        if self.rows.rowCount() or not self.empty_words:
            return
        painter = QPainter(self.viewport())
        painter.setFont(fonts.text(12))
        painter.setPen(theme.current().colour("text2"))
        box = self.viewport().rect().adjusted(theme.px(16), theme.px(4), -theme.px(16), -theme.px(4))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), tr(self.empty_words))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies what is selected."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.copy_text())
        else:
            super().keyPressEvent(event)

    def copy_text(self) -> str:
        """The rows selected as lines, tabs between the cells."""
        lines = ["\t".join(cell.text for cell in self.rows.cells(row)) for row in self.chosen_rows]
        return "\n".join(lines)
