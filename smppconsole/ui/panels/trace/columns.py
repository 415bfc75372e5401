"""Which columns a trace shows and how wide: those the user wants, less those that find no room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from smppconsole.ui import theme
from smppconsole.ui.models.trace_model import COLUMN, COLUMNS, TraceModel
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.menu_opening import open_at
from smppconsole.ui.words import tr
from smppconsole.values import dataclass

_FOLDS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (820, ("round_trip", "gap", "length")),
    (780, ("number",)),
    (740, ("sequence",)),
    (520, ("route",)),
    (430, ("session",)),
)
"""Below so many pixels these columns fold; status and text never do."""
_AT_LAST, _TEXT = ("route", "session", "time"), 96
"""What folds one after the other where the text would have fewer pixels, whatever widths were drawn; before the last
the status is narrowed."""
_STATUS = 84
TO_ONLY = 780
_WIDE = 1150
_WIDTHS: Mapping[str, int] = MappingProxyType({"route": 236, "command": 160})
_NAMELESS: Mapping[str, str] = MappingProxyType({"pair": "Lines of pairs", "direction": "Direction"})
_DIGITS: Mapping[str, int] = MappingProxyType({"number": 4, "sequence": 3})
"""Columns of numbers that grow, and how many digits their usual width holds."""
_DIGIT = 7
_USUAL = tuple(column.id for column in COLUMNS)
_ORDER = "order"
_ALWAYS = frozenset({"command", "status", "text"})


@dataclass(frozen=True, slots=True)
class ColumnWish:
    """What the user chose: columns shown beside or against what is usual, widths in pixels at text size 100 %, and
    all columns in another order than the usual."""

    turned: frozenset[str] = frozenset()
    widths: tuple[tuple[str, int], ...] = ()
    order: tuple[str, ...] = ()

    @property
    def hidden(self) -> frozenset[str]:
        """The columns that are not wanted."""
        return frozenset(column.id for column in COLUMNS if column.rare != (column.id in self.turned))

    def turn(self, column: str) -> ColumnWish:
        """Show what is hidden, hide what is shown."""
        return replace(self, turned=self.turned ^ {column})

    def with_width(self, column: str, width: int) -> ColumnWish:
        """Another width of a column."""
        return replace(self, widths=(*((name, wide) for name, wide in self.widths if name != column), (column, width)))

    def with_order(self, order: tuple[str, ...]) -> ColumnWish:
        """Another order of the columns."""
        return replace(self, order=() if order == _USUAL else order)

    @property
    def ordered(self) -> tuple[str, ...]:
        """All columns from left to right; those that the order does not know where they usually are."""
        known = [name for name in self.order if name in COLUMN]
        for at, name in enumerate(_USUAL):
            if name not in known:
                known.insert(at, name)
        return tuple(known)

    def text(self) -> str:
        """As one line, to be kept."""
        order = [f"{_ORDER}={','.join(self.order)}"] if self.order else []
        return " ".join([*sorted(self.turned), *(f"{name}={width}" for name, width in self.widths), *order])

    @classmethod
    def read(cls, text: str) -> ColumnWish:
        """From such a line; what this version does not know is left out."""
        pieces = [piece.partition("=") for piece in text.split() if piece.partition("=")[0] in COLUMN]
        turned = frozenset(name for name, _, width in pieces if not width and name not in _ALWAYS)
        widths = tuple((name, int(width)) for name, _, width in pieces if width.isdigit() and 20 <= int(width) <= 2000)
        order = next((piece.partition("=")[2] for piece in text.split() if piece.startswith(f"{_ORDER}=")), "")
        names = tuple(dict.fromkeys(name for name in order.split(",") if name in COLUMN))
        return cls(turned, widths, names)


class TraceColumns(QObject):
    """Measures the columns of one table. ``wished`` carries a ``ColumnWish`` when the user chose another."""

    wished = Signal(object)

    def __init__(self, table: QTableView, model: TraceModel) -> None:
        super().__init__(table)
        self._table, self._model = table, model
        self.wish = ColumnWish()
        self._measuring = False
        self._digits: dict[str, int] = dict(_DIGITS)
        model.rowsInserted.connect(self._grow)
        model.modelReset.connect(self._grow)
        heads = table.horizontalHeader()
        heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heads.customContextMenuRequested.connect(lambda place: self.open_menu(heads.mapToGlobal(place)))
        heads.sectionResized.connect(self._resized)
        heads.setSectionsMovable(True)
        heads.setFirstSectionMovable(False)  # lines of pairs begin at the edge
        heads.sectionMoved.connect(lambda *_: self._moved())
        self._grow()

    def set_wish(self, wish: ColumnWish) -> None:
        """Show what is wished for."""
        self.wish = wish
        self.measure()

    def measure(self) -> None:
        """Columns and widths for the room there is, at the text size in force."""
        self._measuring = True
        width = self._table.viewport().width()
        hidden = set(self.wish.hidden)
        hidden.update(column for least, columns in _FOLDS if width < theme.px(least) for column in columns)
        to_only, wide = width < theme.px(TO_ONLY), width >= theme.px(_WIDE)
        chosen, wanted = dict(self.wish.widths), {}
        for column in COLUMNS:
            usual = 104 if to_only and column.id == "route" else column.width + self._room_for_digits(column.id)
            roomy = _WIDTHS.get(column.id, usual) if wide else usual
            wanted[column.id] = theme.px(chosen.get(column.id, roomy)) if column.width else 0
        for id in _AT_LAST:
            if id == _AT_LAST[-1] and self._lacks_text(wanted, hidden):
                wanted["status"] = min(wanted["status"], theme.px(_STATUS))
            if self._lacks_text(wanted, hidden):
                hidden.add(id)
        heads = self._table.horizontalHeader()
        for at, column in enumerate(COLUMNS):
            self._table.setColumnHidden(at, column.id in hidden)
            mode = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            if heads.sectionResizeMode(at) != mode:
                heads.setSectionResizeMode(at, mode)
            if column.width:
                self._table.setColumnWidth(at, wanted[column.id])
        for place, name in enumerate(self.wish.ordered):
            if heads.visualIndex(COLUMN[name]) != place:
                heads.moveSection(heads.visualIndex(COLUMN[name]), place)
        self._model.show_to_only(to_only)
        self._measuring = False

    def _lacks_text(self, wanted: Mapping[str, int], hidden: set[str]) -> bool:
        others = sum(wide for name, wide in wanted.items() if name not in hidden)
        return self._table.viewport().width() - others < theme.px(_TEXT)

    def _room_for_digits(self, column: str) -> int:
        return (self._digits[column] - _DIGITS[column]) * _DIGIT if column in _DIGITS else 0

    def _grow(self) -> None:
        """Numbers get longer as a trace does; the newest row tells how long."""
        store = self._model.store
        last = store.published - 1
        newest = {"number": last + 1, "sequence": store.sequence(last)} if last >= 0 else {}
        longer = {id: len(str(number)) for id, number in newest.items() if len(str(number)) > self._digits[id]}
        if longer:
            self._digits.update(longer)
            self.measure()

    def _resized(self, at: int, _before: int, now: int) -> None:
        """A width the user drew."""
        if not self._measuring and now and COLUMNS[at].width:
            self.wish = self.wish.with_width(COLUMNS[at].id, round(now / theme.scale()))
            self.wished.emit(self.wish)

    def _moved(self) -> None:
        """A heading the user drew to another place."""
        if not self._measuring:
            heads = self._table.horizontalHeader()
            order = tuple(COLUMNS[heads.logicalIndex(place)].id for place in range(len(COLUMNS)))
            self.wish = self.wish.with_order(order)
            self.wished.emit(self.wish)

    def shift(self, at: int, step: int) -> None:
        """Move a column past the next one shown to the right of it, or, with -1, to the left; the first one stays."""
        heads = self._table.horizontalHeader()
        place = heads.visualIndex(at) + step
        while 0 < place < len(COLUMNS) and heads.isSectionHidden(heads.logicalIndex(place)):
            place += step
        if heads.visualIndex(at) > 0 and 0 < place < len(COLUMNS):
            heads.moveSection(heads.visualIndex(at), place)

    def open_menu(self, place: QPoint) -> QMenu:
        """The columns to choose from, at a place of the screen."""
        menu = named(QMenu(self._table), "trace.columns_menu", tr("Columns"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in COLUMNS:
            if column.id not in _ALWAYS:
                action = menu.addAction(tr(column.title or _NAMELESS[column.id]))
                action.setToolTip(tr(column.words))
                action.setCheckable(True)
                action.setChecked(column.id not in self.wish.hidden)
                action.triggered.connect(lambda _on, id=column.id: self._choose(self.wish.turn(id)))
        menu.addSeparator()
        menu.addAction(tr("As at first")).triggered.connect(lambda: self._choose(ColumnWish()))
        menu.setToolTipsVisible(True)
        open_at(menu, place)
        return menu

    def _choose(self, wish: ColumnWish) -> None:
        self.set_wish(wish)
        self.wished.emit(wish)
