"""The rows of a PDU's fields as Qt's tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

from smppconsole.ui.models.field_rows import FieldRow
from smppconsole.ui.words import tip, tr
from smppconsole.values import dataclass

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TLV_PARTS = frozenset({"tag", "length", "value"})
"""Fields that every TLV has: only its name tells them from those of the next."""
HEADINGS = ("Field", "Value", "Meaning")


@dataclass(slots=True)
class _Place:
    """A row, where it stands below its parent (-1: the root), and the places of its own rows."""

    row: FieldRow
    parent: int
    position: int
    inside: list[int]


class FieldModel(QAbstractItemModel):
    """Shows ``FieldRow`` trees; places are numbers, so that Qt never holds a pointer into Python."""

    def __init__(self) -> None:
        super().__init__()
        self._places: list[_Place] = []
        self._top: list[int] = []

    def show_rows(self, rows: tuple[FieldRow, ...]) -> None:
        """Show another PDU."""
        self.beginResetModel()
        self._places = []
        self._top = [self._add(row, -1, position) for position, row in enumerate(rows)]
        self.endResetModel()

    def _add(self, row: FieldRow, parent: int, position: int) -> int:
        at = len(self._places)
        self._places.append(_Place(row, parent, position, []))
        self._places[at].inside = [self._add(inner, at, number) for number, inner in enumerate(row.rows)]
        return at

    def field(self, index: Index) -> FieldRow | None:
        """The row of an index."""
        return self._places[index.internalId()].row if index.isValid() else None

    def index_of(self, octet: int) -> QModelIndex:
        """The leaf that an octet belongs to; of an octet's bits the row that has them all."""
        places = self._top
        found = -1
        while True:
            inside = next((place for place in places if self._places[place].row.holds(octet)), -1)
            if inside < 0:
                break
            found = inside
            if self._is_bits(found):
                break
            places = self._places[found].inside
        return self._index(found) if found >= 0 else QModelIndex()

    def words_at(self, octet: int) -> str:
        """The field that an octet belongs to, with its value and what that means; "" where it is of none."""
        index = self.index_of(octet)
        row, above = self.field(index), self.field(index.parent())
        if row is None:
            return ""
        return f"{above.name} {row.told}" if above is not None and row.name in _TLV_PARTS else row.told

    def opened(self) -> Iterator[QModelIndex]:
        """The rows that are unfolded at first."""
        for at, place in enumerate(self._places):
            if place.row.opened:
                yield self._index(at)

    def _is_bits(self, at: int) -> bool:
        inside = self._places[at].inside
        return bool(inside) and self._places[inside[0]].row.name.startswith("bit")

    def _index(self, at: int) -> QModelIndex:
        return self.createIndex(self._places[at].position, 0, at)

    # --- what Qt asks

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """The index of a cell."""
        inside = self._places[parent.internalId()].inside if parent.isValid() else self._top
        if not (0 <= row < len(inside) and 0 <= column < len(HEADINGS)):
            return QModelIndex()
        return self.createIndex(row, column, inside[row])

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """The row above."""
        above = self._places[index.internalId()].parent if index.isValid() else -1
        return self._index(above) if above >= 0 else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows below."""
        if parent.column() > 0:
            return 0
        return len(self._places[parent.internalId()].inside if parent.isValid() else self._top)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Field, value, meaning."""
        return len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; on hover all of them, and what the standard says of the field."""
        row = self.field(index)
        if row is None:
            return None
        cell = (row.name, row.value, row.meaning)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell
        if role == Qt.ItemDataRole.ToolTipRole:
            where = (
                tr("octets {start} to {end}", start=row.start, end=row.end - 1)
                if row.end > row.start
                else tr("no octets, at {start}", start=row.start)
            )
            return tip("\n".join(part for part in (cell, row.words, where) if part))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(HEADINGS[section]) if 0 <= section < len(HEADINGS) else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None
