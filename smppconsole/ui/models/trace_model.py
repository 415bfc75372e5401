"""The trace as Qt's table: rows are inserted in batches, their text is made when it is painted, and cached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from smppconsole.trace.store import Store
from smppconsole.ui.models.lanes import LaneLine, Lanes
from smppconsole.ui.models.trace_rows import RowMaker, TraceRow
from smppconsole.ui.words import tip, tr
from smppconsole.values import dataclass

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_CACHED = 4000
_LONG = 30


@dataclass(frozen=True, slots=True)
class TraceColumn:
    """A column of the table: its heading, its width at text size 100 % (0: all that is left), and its text. A rare one
    is shown only where the user chose it."""

    id: str
    title: str
    width: int
    text: Callable[[TraceRow], str]
    right: bool = False
    words: str = ""
    rare: bool = False


COLUMNS: tuple[TraceColumn, ...] = (
    TraceColumn("pair", "", 32, lambda row: "", words="Lines from requests to their responses"),
    TraceColumn("number", "No.", 44, lambda row: row.number, right=True, words="Number in this trace"),
    TraceColumn("time", "Time", 94, lambda row: row.time, words="When it was sent or came in"),
    TraceColumn(
        "gap", "Gap", 62, lambda row: row.gap, right=True, words="Seconds since the PDU before, of all", rare=True
    ),
    TraceColumn("direction", "", 22, lambda row: tr("out" if row.outgoing else "in"), words="→ sent by us, ← received"),
    TraceColumn("session", "Session", 70, lambda row: row.tag.text, words="The session, by its letters"),
    TraceColumn("command", "Command", 108, lambda row: row.command, words="What the PDU is"),
    TraceColumn("sequence", "Seq", 40, lambda row: row.sequence, right=True, words="sequence_number"),
    TraceColumn("status", "Status", 124, lambda row: row.status.words, words="command_status in words"),
    TraceColumn("route", "From → to", 144, lambda row: row.route, words="Source and destination address"),
    TraceColumn("text", "Text or summary", 0, lambda row: row.text, words="The message, or what matters of it"),
    TraceColumn(
        "length",
        "Octets",
        52,
        lambda row: row.length,
        right=True,
        words="Octets of the PDU, header included",
        rare=True,
    ),
    TraceColumn(
        "round_trip",
        "RTT ms",
        58,
        lambda row: row.round_trip,
        right=True,
        words="Milliseconds from request to response",
    ),
)
COLUMN = {column.id: at for at, column in enumerate(COLUMNS)}


class RowView(Protocol):
    """The rows a filter lets through, in the order of arrival."""

    def __len__(self) -> int: ...
    def __getitem__(self, position: int) -> int: ...


class TraceModel(QAbstractTableModel):
    """Rows of a store, all or those a filter lets through. ``settled`` fires when older rows look different."""

    settled = Signal()

    def __init__(self, store: Store, maker: RowMaker) -> None:
        super().__init__()
        self.store = store
        self.lanes = Lanes(store)
        self._maker = maker
        self._view: RowView | None = None
        self._count = store.published
        self._cache: dict[int, TraceRow] = {}
        self._to_only = False
        self.lanes.advance(self._count)
        self._leave = store.observe(self._published)

    def close(self) -> None:
        """Observe the store no longer."""
        self._leave()

    # --- what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows shown."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Columns of the table, hidden ones among them."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; its full words as a tooltip."""
        if not index.isValid() or role not in _TEXT_ROLES:
            return None
        row = self.shown(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return _hint(COLUMNS[index.column()].id, row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _said(COLUMNS[index.column()], row, self.store.peer(row.row))
        return COLUMNS[index.column()].text(row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings, and what they mean on hover."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr(column.title or column.words)
        title = tr("To") if self._to_only and column.id == "route" else tr(column.title)
        return {Qt.ItemDataRole.DisplayRole: title, Qt.ItemDataRole.ToolTipRole: tr(column.words)}.get(
            Qt.ItemDataRole(role)
        )

    # --- rows

    def store_row(self, position: int) -> int:
        """The store's row at a position of the table, -1 where there is none."""
        if not 0 <= position < self._count:
            return -1
        return position if self._view is None else self._view[position]

    def position(self, row: int) -> int:
        """Where the table shows a row of the store, -1 where the filter hides it."""
        if self._view is None:
            return row if 0 <= row < self._count else -1
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._view[middle] < row:
                low = middle + 1
            else:
                high = middle
        return low if low < self._count and self._view[low] == row else -1

    def shown(self, position: int) -> TraceRow:
        """What is painted at a position; made once."""
        row = self.store_row(position)
        made = self._cache.get(row)
        if made is None:
            if len(self._cache) > _MOST_CACHED:
                self._cache.clear()
            made = self._maker.row(row)
            self._cache[row] = made
        return made

    def lines(self, first: int, last: int) -> list[LaneLine]:
        """The lines of the gutter that touch the positions ``first`` to ``last``, in positions; open ones end at -1,
        and what the filter hides is left out."""
        if self._view is None:
            return self.lanes.lines(first, last)
        found: dict[int, LaneLine] = {}
        for position in range(first, min(last + 1, self._count)):
            self._add_line(found, position)
        return list(found.values())

    def _add_line(self, found: dict[int, LaneLine], position: int) -> None:
        row = self.store_row(position)
        lane, peer = self.lanes.lane(row), self.store.peer(row)
        if lane < 0:
            return
        begin = min(row, peer) if peer >= 0 else row
        if self.lanes.is_waiting(begin):
            found[begin] = LaneLine(lane, position, -1)
        elif peer >= 0:
            ends = self.position(begin), self.position(max(row, peer))
            found[begin] = LaneLine(lane, *(end if end >= 0 else position for end in ends))

    # --- changes

    def show_to_only(self, to_only: bool) -> None:
        """Whether there is room for the destination alone."""
        if to_only != self._to_only:
            self._to_only = to_only
            at = COLUMN["route"]
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, at, at)

    def show_view(self, view: RowView | None) -> None:
        """Show what a filter lets through; None shows all."""
        self.beginResetModel()
        self._view = view
        self._count = self.store.published if view is None else len(view)
        self.endResetModel()

    def grow(self) -> None:
        """Insert the rows that the filter's view has beyond those shown."""
        self._insert_up_to(self.store.published if self._view is None else len(self._view))

    def change_one(self, position: int, came: bool, change: Callable[[], object]) -> None:
        """One row comes into the view shown, or leaves it, by ``change``."""
        (self.beginInsertRows if came else self.beginRemoveRows)(_NOWHERE, position, position)
        change()
        self._count += 1 if came else -1
        (self.endInsertRows if came else self.endRemoveRows)()

    def change_many(self, change: Callable[[], object]) -> None:
        """Rows all over the view shown come and go by ``change``."""
        self.beginResetModel()
        change()
        self._count = self.store.published if self._view is None else len(self._view)
        self.endResetModel()

    def refresh(self, *rows: int) -> None:
        """Make rows of the store anew: judged ones, marked ones; all without any named. Nothing is painted again for
        rows that nobody saw yet."""
        if self._forget(rows) or not rows:
            self.settled.emit()

    @property
    def waited(self) -> list[int]:
        """Rows of the store, in sight or not, that waited for an answer when they were made."""
        return [number for number, row in self._cache.items() if row.waiting]

    def _forget(self, rows: Iterable[int]) -> bool:
        """Drop what was made of rows, of all if there are none; whether anything was."""
        known = [self._cache.pop(row, None) for row in rows]
        if not known:
            self._cache.clear()
        return any(known)

    def waiting_in(self, first: int, last: int) -> list[int]:
        """Store rows among the positions shown that wait for an answer."""
        rows = (self.store_row(position) for position in range(first, min(last + 1, self._count)))
        return [row for row in rows if self.lanes.is_waiting(row)]

    def _published(self, first: int, last: int) -> None:
        self.lanes.advance(last + 1)
        if len(self.store.settled):
            self._forget(self.store.settled)
            self.settled.emit()  # lines of requests that were not seen may end in any row
        if self._view is None:
            self._insert_up_to(last + 1)

    def _insert_up_to(self, count: int) -> None:
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()


def _hint(column: str, row: TraceRow) -> str | None:
    """What is told on hover: a text that may be cut, and the comment beside its icon."""
    text = row.text if column == "text" and len(row.text) > _LONG else ""
    comment = tr("Comment: {comment}", comment=row.comment) if row.comment and column in {"text", "pair"} else ""
    return tip("\n\n".join(filter(None, (text, comment)))) or None


def _said(column: TraceColumn, row: TraceRow, peer: int) -> str:
    """What a cell shows by lines, marks and icons as well, in words; ``peer`` is the row it is paired with, or -1."""
    if column.id == "pair":
        return ", ".join(_pair_words(row, peer))
    if column.id == "text":
        comment = tr("Comment: {comment}", comment=row.comment) if row.comment else ""
        return " ".join(filter(None, (tr(_ALARMS.get(row.alarm, "")), row.chip, row.text, comment)))
    return column.text(row)


def _pair_words(row: TraceRow, peer: int) -> Iterator[str]:
    if row.marked:
        yield tr("marked")
    if row.waiting:
        yield tr("waiting for the answer")
    if peer >= 0:
        yield tr("paired with No. {number}", number=peer + 1)


_ALARMS = {"error": "Error:", "warning": "Warning:"}
_TEXT_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole})
