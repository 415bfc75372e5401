"""What the keys and the menu of a trace do: marks, comments, ways about, filters on what stands in a cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPoint

from smppconsole.ui.models.trace_model import COLUMNS
from smppconsole.ui.panels.trace.error_seek import ErrorSeek, Searched
from smppconsole.ui.widgets.controls import LineField
from smppconsole.ui.widgets.menu_opening import open_at
from smppconsole.ui.words import grouped, tr

if TYPE_CHECKING:
    from smppconsole.ui.panels.trace.filter import TraceFilter
    from smppconsole.ui.panels.trace.find import TraceFind
    from smppconsole.ui.panels.trace.terms import TraceTerms
    from smppconsole.ui.widgets.filter_row import FilterRow


class Acted(Searched, Protocol):
    """A page as far as its acts know it; ``said`` and ``noted`` are signals."""

    terms: TraceTerms
    filter: TraceFilter
    filters: FilterRow
    find_bar: TraceFind
    missing: Callable[[str], str]
    said: Any
    noted: Any

    def act(self, wish: str) -> None: ...
    def go_to(self, row: int) -> None: ...


class TraceActs(QObject):
    """The deeds of one page."""

    def __init__(self, page: Acted) -> None:
        super().__init__(page.table)
        self.page = page
        self.errors = ErrorSeek(page)
        self._table: dict[str, Callable[[], object]] = {
            "partner": self._partner,
            "next_error": lambda: self.errors.go(1),
            "previous_error": lambda: self.errors.go(-1),
            "next_mark": lambda: self._to_mark(1),
            "previous_mark": lambda: self._to_mark(-1),
            "mark": self._mark,
            "comment": self._comment,
            "keepalives": page.filters.keepalives.toggle,
            "clear": page.filters.clear,
            "filter_value": self._filter_value,
            "filter_switch": page.filters.line.toggle,
            "find": page.find_bar.open,
            "find_next": lambda: page.find_bar.go(1),
            "find_previous": lambda: page.find_bar.go(-1),
            "goto": self.ask_place,
        }
        page.table.menu_asked.connect(self._open_menu)

    @property
    def known(self) -> frozenset[str]:
        """What is done here."""
        return frozenset(self._table)

    def do(self, wish: str) -> bool:
        """Do it, if it concerns the trace alone; whether it does."""
        action = self._table.get(wish)
        if action is not None:
            action()
        return action is not None

    def ask_place(self) -> None:
        """Ask for a number or a time, and go there."""
        from smppconsole.ui.panels.trace.goto import ask_place  # noqa: PLC0415 - when asked for

        page = self.page
        ask_place(page.table, page.store, page.table.chosen_row, page.go_to)

    def _partner(self) -> None:
        row = self.page.table.chosen_row
        if row >= 0 and self.page.store.peer(row) >= 0:
            self.page.table.choose(self.page.store.peer(row))

    def _to_mark(self, step: int) -> None:
        """To the next row that is marked or has a comment among those shown, or to the one before; around the end."""
        from smppconsole.trace.notes import noted_rows  # noqa: PLC0415 - when asked for

        page, chosen = self.page, self.page.table.chosen_row
        rows = noted_rows(page.store, 0, page.store.published)
        noted = [row for row in rows if page.model.position(row) >= 0]
        if not noted:
            page.said.emit(tr("No row shown is marked or has a comment: Space marks, C comments."))
            return
        at = bisect_right(noted, chosen) if step > 0 else bisect_left(noted, chosen) - 1
        page.table.choose(noted[at % len(noted)])

    def _mark(self) -> None:
        rows = self.page.table.chosen_rows
        marked = not all(self.page.store.marked(row) for row in rows)
        for row in rows:
            self.page.store.mark(row, marked)
        self._note(*rows)

    def _comment(self) -> None:
        from smppconsole.ui.panels.frame.dialogs import Sheet, ask_line  # noqa: PLC0415 - when asked for

        row = self.page.table.chosen_row
        if row < 0:
            return
        sheet = Sheet(
            self.page.table,
            "trace.comment",
            tr("Comment on No. {row}", row=row + 1),
            tr("A comment on No. {row}: kept with the row, and in files that are saved of it.", row=grouped(row + 1)),
            tr("Keep"),
        )
        line = LineField("trace.comment_words", tr("Comment"), tr("What is worth knowing; empty takes it away"))
        ask_line(sheet, line, self.page.store.comments.get(row, ""), lambda words: self._keep_comment(row, words))

    def _keep_comment(self, row: int, words: str) -> None:
        self.page.store.comment(row, words)
        self._note(row)

    def _note(self, *rows: int) -> None:
        self.page.model.refresh(*rows)
        self.page.filter.refresh_rows(*rows)
        if rows:
            self.page.noted.emit(rows)

    def _filter_value(self) -> None:
        """Filter on the value of the current cell: clicked, or gone to with the arrow keys."""
        row = self.page.table.chosen_row
        if row >= 0:
            self.page.filters.filter_by(self._wanted(row, self.page.table.currentIndex()))

    def _wanted(self, row: int, cell: QModelIndex) -> str:
        """The filter on the value of a cell in ``row``."""
        from smppconsole.ui.models.value_filter import value_filter  # noqa: PLC0415 - when asked for

        column = COLUMNS[cell.column()].id
        session = self.page.store.session(row)
        return value_filter(
            self.page.store, row, column, self.page.terms.book_of(session), self.page.terms.reading_of(session)
        )

    def _open_menu(self, index: QModelIndex, place: QPoint) -> None:
        from smppconsole.ui.panels.trace.menu import Cell, make_menu  # noqa: PLC0415 - when asked for

        if index.isValid():
            row, filters = self.page.model.store_row(index.row()), self.page.filters
            chosen, comment = len(self.page.table.chosen_rows), self.page.store.comments.get(row, "")
            cell = Cell(self._wanted(row, index), filters.line.edit.text(), chosen, comment)
            menu = make_menu(self.page.table, cell, self.page.act, filters.filter_by, self.page.missing)
            open_at(menu, place)
