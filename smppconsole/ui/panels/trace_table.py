"""The table of the trace: fixed row heights, follow mode with its pill, keys of one letter."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from smppconsole.ui import fonts, theme
from smppconsole.ui.models.lanes import LaneLine
from smppconsole.ui.models.trace_model import COLUMN, COLUMNS, TraceModel
from smppconsole.ui.panels.trace_delegate import Scene, TraceDelegate
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.pill import Pill

_KEYS: Mapping[tuple[int, bool], str] = MappingProxyType(
    {
        (Qt.Key.Key_P, False): "partner",
        (Qt.Key.Key_M, False): "kin",
        (Qt.Key.Key_E, False): "next_error",
        (Qt.Key.Key_E, True): "previous_error",
        (Qt.Key.Key_Space, False): "mark",
        (Qt.Key.Key_C, False): "comment",
        (Qt.Key.Key_F, False): "filter_value",
        (Qt.Key.Key_K, False): "keepalives",
        (Qt.Key.Key_Return, False): "inspect",
        (Qt.Key.Key_Enter, False): "inspect",
        (Qt.Key.Key_Escape, False): "clear",
    }
)
"""(key, with Shift) and what it asks for; single letters act only while the table has the focus."""

_FOLDS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (820, ("round_trip",)),
    (780, ("number",)),
    (740, ("sequence",)),
    (520, ("route",)),
    (430, ("session",)),
)
"""Below so many pixels these columns fold; status and text never do."""
_TO_ONLY = 780
_SECOND = 1000


class TraceTable(QTableView):
    """Shows a ``TraceModel``. ``picked`` carries the store's row, -1 for none; ``asked`` what a key wants."""

    picked = Signal(int)
    asked = Signal(str)
    followed = Signal(bool)

    def __init__(self, model: TraceModel, name: str = "trace.table") -> None:
        super().__init__()
        named(self, name, "Trace")
        self.trace = model
        self.following = True
        self._missed_since = 0
        self._kin: frozenset[int] = frozenset()
        self._hovered = -1
        self._delegate = TraceDelegate(model)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._set_up()
        self.pill = Pill("trace.follow", self)
        self._second = QTimer(self)
        self._second.setInterval(_SECOND)
        self._wire()

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setMinimumSectionSize(theme.px(20))
        heads.setObjectName("trace.headings")
        self.apply_measure()

    def apply_measure(self) -> None:
        """Row height, widths and the headings' font at the text size in force."""
        self.verticalHeader().setDefaultSectionSize(theme.px(theme.HEIGHTS.trace_row))
        heads = self.horizontalHeader()
        heads.setFixedHeight(theme.px(theme.HEIGHTS.trace_row))
        heads.setFont(fonts.text(12))
        for at, column in enumerate(COLUMNS):
            if column.width:
                heads.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(at, theme.px(column.width))
            else:
                heads.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def _wire(self) -> None:
        self.pill.clicked.connect(self.follow)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._stretched)
        self.trace.rowsInserted.connect(self._arrived)
        self.trace.modelReset.connect(self._start_over)
        self.trace.settled.connect(self.viewport().update)
        self._second.timeout.connect(self._tick)

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
        return sorted(self.trace.store_row(index.row()) for index in self.selectionModel().selectedRows())

    def choose(self, row: int) -> bool:
        """Select a row of the store and bring it into sight; whether the filter shows it."""
        position = self.trace.position(row)
        if position < 0:
            return False
        self.stop_following()
        index = self.trace.index(position, COLUMN["command"])
        self.setCurrentIndex(index)
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

    # --- following

    def follow(self) -> None:
        """Keep the newest row in sight again."""
        self.following = True
        self._missed_since = 0
        self.pill.show_count(0)
        self.scrollToBottom()
        self.followed.emit(True)

    def stop_following(self) -> None:
        """Stay where it is; the pill counts what comes."""
        if self.following:
            self.following = False
            self._missed_since = 0
            self.followed.emit(False)

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value >= bar.maximum() and not self.following and self._at_end_by_hand():
            self.follow()
        elif value < bar.maximum() - theme.px(theme.HEIGHTS.trace_row):
            self.stop_following()

    def _at_end_by_hand(self) -> bool:
        """Reaching the end follows again only where somebody scrolled; a choice of the last row does not."""
        return self.verticalScrollBar().isSliderDown() or self._wheeling

    _wheeling = False

    def wheelEvent(self, event: object) -> None:
        """Scrolling down to the end follows again."""
        self._wheeling = True
        super().wheelEvent(event)  # type: ignore[arg-type]
        self._wheeling = False

    def _stretched(self, _low: int, high: int) -> None:
        if self.following:
            self.verticalScrollBar().setValue(high)

    def _arrived(self, _parent: QModelIndex, first: int, last: int) -> None:
        if not self.following:
            self._missed_since += last - first + 1
            self.pill.show_count(self._missed_since)
            self._place_pill()
        if not self._second.isActive():
            self._second.start()

    def _start_over(self) -> None:
        self._missed_since = 0
        self.pill.show_count(0)
        if self.following:
            self.scrollToBottom()

    def _tick(self) -> None:
        """Seconds of what waits in sight; the timer ends itself where nothing does."""
        first, last = self._in_sight()
        waiting = self.trace.waiting_in(first, last)
        if waiting:
            self.trace.refresh(*waiting)
        elif not self.trace.store.open_requests():
            self._second.stop()

    # --- painting

    def _in_sight(self) -> tuple[int, int]:
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        return max(0, first), last if last >= 0 else self.trace.rowCount() - 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Gather what holds for this painting, then let the delegate paint the cells."""
        first, last = self._in_sight()
        self._delegate.scene = self._scene(first, last)
        super().paintEvent(event)

    def _scene(self, first: int, last: int) -> Scene:
        lines: dict[int, list[LaneLine]] = {}
        for line in self.trace.lines(first, last):
            end = last if line.last < 0 else min(last, line.last)
            for position in range(max(first, line.first), end + 1):
                lines.setdefault(position, []).append(line)
        chosen = frozenset(index.row() for index in self.selectionModel().selectedRows()[:500])
        row = self.chosen_row
        partner = self.trace.position(self.trace.store.peer(row)) if row >= 0 else -1
        return Scene(
            look=theme.current(),
            focus=self.hasFocus(),
            hovered=self._hovered,
            chosen=chosen,
            partner=partner,
            kin=self._kin,
            lines=lines,
            to_only=self.viewport().width() < theme.px(_TO_ONLY),
        )

    # --- what the user does

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Remember the row the mouse is over."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is over no row."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, position: int) -> None:
        if position != self._hovered:
            self._hovered = position
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Picking a row stops the following."""
        if self.rowAt(round(event.position().y())) >= 0:
            self.stop_following()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As Enter: go to the inspector."""
        self.asked.emit("inspect")
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of one letter; End follows; the rest is Qt's."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        wish = None if held else _KEYS.get((event.key(), shift))
        if wish:
            self.asked.emit(wish)
        elif event.key() == Qt.Key.Key_End and not held:
            self.follow()
        else:
            if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Home}:
                self.stop_following()
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here, not a search: nothing."""

    # --- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold columns where there is no room, keep the pill in its place."""
        super().resizeEvent(event)
        self._fold()
        self._place_pill()

    def _fold(self) -> None:
        width = self.viewport().width()
        for least, columns in _FOLDS:
            for column in columns:
                self.setColumnHidden(COLUMN[column], width < theme.px(least))
        self.setColumnWidth(COLUMN["route"], theme.px(104 if width < theme.px(_TO_ONLY) else 160))
        self.trace.show_to_only(width < theme.px(_TO_ONLY))

    def _place_pill(self) -> None:
        box = self.viewport().geometry()
        left = box.left() + round(box.width() * 0.6)
        self.pill.move(QPoint(left, box.bottom() - self.pill.height() + 1))

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "pill"):
            self.apply_measure()
            self._fold()
