"""The table of the trace: fixed row heights, columns that fold, keys of one letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from smppconsole.ui import fonts, theme
from smppconsole.ui.models.lanes import LaneLine
from smppconsole.ui.models.trace_model import COLUMN, TraceModel
from smppconsole.ui.panels.trace.columns import TO_ONLY, TraceColumns
from smppconsole.ui.panels.trace.following import Following
from smppconsole.ui.panels.trace.row_painting import Place, RowPainting, Scene, Shown
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.menu_opening import asked_for
from smppconsole.ui.widgets.row_choice import keep_headings_out, select_row
from smppconsole.ui.widgets.row_hover import RowHover
from smppconsole.ui.widgets.viewports import viewport_of
from smppconsole.ui.words import tr

_KEYS: Mapping[tuple[int, bool], str] = MappingProxyType(
    {
        (Qt.Key.Key_P, False): "partner",
        (Qt.Key.Key_M, False): "kin",
        (Qt.Key.Key_E, False): "next_error",
        (Qt.Key.Key_E, True): "previous_error",
        (Qt.Key.Key_N, False): "next_mark",
        (Qt.Key.Key_N, True): "previous_mark",
        (Qt.Key.Key_Space, False): "mark",
        (Qt.Key.Key_C, False): "comment",
        (Qt.Key.Key_F, False): "filter_value",
        (Qt.Key.Key_F, True): "filter_switch",
        (Qt.Key.Key_K, False): "keepalives",
        (Qt.Key.Key_Return, False): "inspect",
        (Qt.Key.Key_Enter, False): "inspect",
        (Qt.Key.Key_Escape, False): "escape",
    }
)
"""(key, with Shift) and what it asks for; single letters act only while the table has the focus."""

_SECOND = 1000
_ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_SIDEWAYS: Mapping[int, int] = MappingProxyType({Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1})
"""Keys that move the column of the current cell."""
_UPWARD = frozenset({Qt.Key.Key_Up, Qt.Key.Key_PageUp})
_WALKING = frozenset({Qt.Key.Key_Down, Qt.Key.Key_PageDown, *_UPWARD})


class _Headings(QHeaderView):
    """As high as they were made. Of itself Qt asks every column for the size of its words each time a table is laid
    out, some ten times before it is first painted."""

    def sizeHint(self) -> QSize:
        """Their height; the width is the table's."""
        return QSize(0, self.maximumHeight())


class TraceTable(QTableView):
    """Shows a ``TraceModel``. ``picked`` carries the store's row, -1 for none; ``asked`` what a key wants;
    ``resized`` fires with the size of the table, ``menu_asked`` asks for the menu of a cell, at a place
    of the screen."""

    picked = Signal(int)
    asked = Signal(str)
    resized = Signal()
    menu_asked = Signal(QModelIndex, QPoint)

    def __init__(self, model: TraceModel, name: str = "trace.table") -> None:
        super().__init__()
        named(self, name, tr("Trace"))
        viewport_of(self).setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.trace = model
        self._kin: frozenset[int] = frozenset()
        self.setHorizontalHeader(_Headings(Qt.Orientation.Horizontal))
        self.setModel(model)
        self.setItemDelegate(_OneSize(self))
        keep_headings_out(self)
        _set_up(self)
        self.columns = TraceColumns(self, model)
        self.apply_measure()
        self.following = Following(self)
        self._hover = RowHover(self)
        self._waited: list[int] = []
        self._second = QTimer(self)
        self._second.setInterval(_SECOND)
        self._second.timeout.connect(self._tick)
        model.rowsInserted.connect(self._start_clock)
        model.settled.connect(self.viewport().update)

    def apply_measure(self) -> None:
        """Row height, widths and the headings' font at the text size in force."""
        self.verticalHeader().setDefaultSectionSize(theme.px(theme.HEIGHTS.trace_row))
        heads = self.horizontalHeader()
        heads.setFixedHeight(theme.px(theme.HEIGHTS.trace_row))
        heads.setFont(fonts.text(12))
        self.columns.measure()

    # --- choosing

    @property
    def chosen_row(self) -> int:
        """The store's row that is current and selected, -1 for none."""
        index = self.currentIndex()
        chosen = index.isValid() and self.selectionModel().isRowSelected(index.row(), QModelIndex())
        return self.trace.store_row(index.row()) if chosen else -1

    @property
    def chosen_rows(self) -> list[int]:
        """All rows of the store that are selected, in their order."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.count())]
        return sorted({self.trace.store_row(at) for part in parts for at in range(part.top(), part.bottom() + 1)})

    def choose(self, row: int) -> bool:
        """Select a row of the store and bring it into sight; whether the filter shows it."""
        position = self.trace.position(row)
        if position < 0:
            return False
        self.following.stop()
        column = self.currentIndex().column()
        index = self.trace.index(position, column if column > COLUMN["pair"] else COLUMN["command"])
        select_row(self, index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    @property
    def kin(self) -> frozenset[int]:
        """Rows of the same message as the chosen one."""
        return self._kin

    def show_kin(self, rows: frozenset[int]) -> None:
        """Mark the rows that belong to the same message as the chosen one."""
        if rows != self._kin:
            self._kin = rows
            self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell who shows the chosen row."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.picked.emit(self.chosen_row)

    # --- painting

    def _start_clock(self) -> None:
        if not self._second.isActive():
            self._second.start()

    def _tick(self) -> None:
        """Seconds of what waits in sight, and once more what waited and does so no longer: a session may have ended
        without another row. The clock ends itself where nothing waits."""
        waiting = self.trace.waiting_in(*self._in_sight())
        changed, self._waited = [*waiting, *self._waited], waiting
        if changed:
            self.trace.refresh(*changed)
        elif not self.trace.store.open_requests():
            if waited := self.trace.waited:
                self.trace.refresh(*waited)
            self._second.stop()

    def _in_sight(self) -> tuple[int, int]:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return max(0, first), last if last >= 0 else self.trace.rowCount() - 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows that are to be painted, all over: nothing is below them."""
        first, last = self._in_sight()
        scene = self._scene(first, last)
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), scene.ink("surface"))
        height = self.verticalHeader().defaultSectionSize()
        rows = [
            one
            for one in self._shown(scene, first, last)
            if event.rect().intersects(QRect(0, one.top, 1 << 20, height))
        ]
        RowPainting(painter, scene, height, self.trace.shown).paint(rows, self._places())
        painter.end()

    def _shown(self, scene: Scene, first: int, last: int) -> Iterator[Shown]:
        top, height = self.rowViewportPosition(first), self.verticalHeader().defaultSectionSize()
        for position in range(first, last + 1):
            row = self.trace.shown(position)
            yield Shown(position, top, row, scene.ground(position, row))
            top += height

    def _places(self) -> list[Place]:
        """The columns in sight, from left to right."""
        at = [(self.columnViewportPosition(column), column) for column in range(self.trace.columnCount())]
        return [
            Place(column, left, self.columnWidth(column))
            for left, column in sorted(at)
            if not self.isColumnHidden(column)
        ]

    def _scene(self, first: int, last: int) -> Scene:
        lines: dict[int, list[LaneLine]] = {}
        for line in self.trace.lines(first, last):
            end = last if line.last < 0 else min(last, line.last)
            for position in range(max(first, line.first), end + 1):
                lines.setdefault(position, []).append(line)
        is_chosen = self.selectionModel().isRowSelected
        chosen = frozenset(position for position in range(first, last + 1) if is_chosen(position, QModelIndex()))
        row = self.chosen_row
        partner = self.trace.position(self.trace.store.peer(row)) if row >= 0 else -1
        to_only = self.viewport().width() < theme.px(TO_ONLY)
        column = self.currentIndex().column() if self.hasFocus() else -1
        return Scene(
            theme.current(), self.hasFocus(), self._hover.row, chosen, partner, self._kin, lines, to_only, column
        )

    # --- what the user does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Picking a row stops the following."""
        if self.rowAt(round(event.position().y())) >= 0:
            self.following.stop()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As Enter: go to the inspector."""
        self.asked.emit("inspect")
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of one letter; Home goes to the first row, End to the newest and follows; where no row is chosen, arrows
        begin with what is in sight. The rest is Qt's."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        wish = None if held else _KEYS.get((event.key(), shift))
        if wish:
            self.asked.emit(wish)
        elif event.modifiers() == _ALT_SHIFT and event.key() in _SIDEWAYS:
            self.columns.shift(self.currentIndex().column(), _SIDEWAYS[event.key()])
        elif event.key() == Qt.Key.Key_End and not held:
            self._walk_to(self.trace.rowCount() - 1)
            self.following.start()
        elif event.key() == Qt.Key.Key_Home and not held and not shift:
            self._walk_to(0)
        elif event.key() in _WALKING and not held and self.chosen_row < 0:
            self._walk_to(self._in_sight()[event.key() in _UPWARD])
        else:
            if event.key() in _UPWARD:
                self.following.stop()
            super().keyPressEvent(event)

    def _walk_to(self, position: int) -> None:
        """Choose the row at a position, of all those that the filter shows."""
        if 0 <= position < self.trace.rowCount():
            self.choose(self.trace.store_row(position))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the mouse of the cell below it, by the menu key of the current one."""
        self.menu_asked.emit(*asked_for(self, event))

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here, not a search: nothing."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold columns where there is no room."""
        super().resizeEvent(event)
        self.columns.measure()
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self.apply_measure()


class _OneSize(QStyledItemDelegate):
    """What Qt asks of a cell beside painting it, which the table does."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Never asked of the content: rows have one height, columns their widths."""
        return QSize(40, theme.px(theme.HEIGHTS.trace_row))


def _set_up(table: TraceTable) -> None:
    """What never changes: whole rows, one height, no grid, no sorting."""
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setFrameShape(table.Shape.NoFrame)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setTabKeyNavigation(False)
    rows, heads = table.verticalHeader(), table.horizontalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    heads.setHighlightSections(False)
    heads.setTextElideMode(Qt.TextElideMode.ElideRight)
    heads.setSectionsClickable(False)
    heads.setMinimumSectionSize(theme.px(20))
    heads.setObjectName("trace.headings")
