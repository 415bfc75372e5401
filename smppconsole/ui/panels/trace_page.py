"""One trace: the filter row, the table, and what stands there while there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QInputDialog, QMenu, QVBoxLayout, QWidget

from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.trace.filter import Filter, parse
from smppconsole.trace.store import Store
from smppconsole.ui import fonts, theme
from smppconsole.ui.models.trace_model import COLUMNS, TraceModel
from smppconsole.ui.models.trace_rows import RowMaker, SessionTag
from smppconsole.ui.panels.status import grouped
from smppconsole.ui.panels.trace_filter import TraceFilter
from smppconsole.ui.panels.trace_table import TraceTable
from smppconsole.ui.widgets.controls import button, hairline, label, named
from smppconsole.ui.widgets.filter_row import FilterRow, FilterWish

_MENU = (
    ("Go to partner", "partner"),
    ("Next of this message", "kin"),
    ("", ""),
    ("Filter on this value", "filter_value"),
    ("Mark", "mark"),
    ("Comment…", "comment"),
    ("", ""),
    ("Send again", "send_again"),
    ("Edit and resend", "edit_resend"),
    ("Edit as a message", "edit_message"),
    ("Copy octets as hex", "copy"),
)
_LOOKED_THROUGH = 20_000


@dataclass(frozen=True, slots=True)
class TraceTerms:
    """How the PDUs of a trace are told: the tag of a session, the account's way of reading and its tables. ``words``
    are the tables whose names a filter may use: those of all sessions."""

    tag_of: Callable[[int], SessionTag]
    reading_of: Callable[[int], Reading]
    book_of: Callable[[int], Book] = lambda _session: STANDARD
    words: Callable[[], Book] = lambda: STANDARD

    def filter_of(self, text: str) -> Filter:
        """A filter as typed; raises FilterError."""
        return parse(text, self.words(), self.reading_of, self.book_of)


class TracePage(QWidget):
    """Signals: ``picked`` with a row of the store, ``asked`` with what a key or the menu wants of the chosen row."""

    picked = Signal(int)
    asked = Signal(str)

    def __init__(self, store: Store, terms: TraceTerms, empty: str) -> None:
        super().__init__()
        self.store, self.terms = store, terms
        self.model = TraceModel(store, RowMaker(store, terms.tag_of, terms.reading_of, terms.book_of))
        self.filter = TraceFilter(store, self.model, terms.filter_of)
        self.filters = FilterRow()
        self.table = TraceTable(self.model)
        self._empty_words = empty
        self.empty = label("", "text2", fonts.text(12), "trace.empty")
        self.problem = label("", "err", fonts.text(11), "trace.filter_problem")
        self.problem.setContentsMargins(theme.px(12), 0, theme.px(8), theme.px(6))
        self.problem.hide()
        self.clear = button("Clear the filter", "trace.clear_filter", role="link")
        self._cell = QModelIndex()
        self._lay_out()
        self._wire()
        self._show_emptiness()

    def _lay_out(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.problem)
        column.addWidget(hairline())
        column.addWidget(self.table, 1)
        self._note = QWidget(self.table.viewport())
        note = QVBoxLayout(self._note)
        note.setContentsMargins(0, 0, 0, 0)
        note.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignHCenter)
        note.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)

    def _wire(self) -> None:
        self.filters.wished.connect(self.apply)
        self.filters.line.edit.returnPressed.connect(self.table.setFocus)
        self.clear.clicked.connect(self.filters.clear)
        self.filter.changed.connect(self._show_emptiness)
        self.table.picked.connect(self.picked)
        self.table.asked.connect(self.act)
        self.table.clicked.connect(self._remember_cell)
        self.table.customContextMenuRequested.connect(self._open_menu)

    def close_page(self) -> None:
        """Watch the store no longer."""
        self.filter.close()
        self.model.close()

    def apply(self, wish: FilterWish) -> None:
        """Filter; a filter that cannot be read leaves the rows and says why."""
        row = self.table.chosen_row
        problem = self.filter.set_wish(wish)
        self.filters.show_problem(problem)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if row >= 0:
            self.table.choose(row)
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        filtered = self.filter.active and len(self.store) > 0
        if filtered:
            self.empty.setText(f"None of {grouped(self.store.published)} PDUs match.")
        else:
            self.empty.setText(self._empty_words)
        self.clear.setVisible(filtered)
        self._note.setVisible(self.model.rowCount() == 0 and self.filter.done)
        if self._note.isVisible():
            self._place_note()

    def _place_note(self) -> None:
        self._note.adjustSize()
        room = self.table.viewport().size()
        self._note.move((room.width() - self._note.width()) // 2, max(theme.px(24), room.height() // 3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Controls and note find their place."""
        super().resizeEvent(event)
        self.filters.give_way(self.width())
        self._place_note()

    # --- what keys and the menu want

    def act(self, wish: str) -> None:
        """Do what concerns the trace alone; the rest is for the window."""
        action = _ACTIONS.get(wish)
        if action is None:
            self.asked.emit(wish)
        else:
            action(self)

    def _partner(self) -> None:
        row = self.table.chosen_row
        if row >= 0 and self.store.peer(row) >= 0:
            self.table.choose(self.store.peer(row))

    def seek_error(self, step: int) -> None:
        """The next row with a status, at most so far away that nobody waits for it."""
        position = self.model.position(self.table.chosen_row) if self.table.chosen_row >= 0 else -1
        for _ in range(_LOOKED_THROUGH):
            position += step
            row = self.model.store_row(position)
            if row < 0:
                return
            if self.store.status(row):
                self.table.choose(row)
                return

    def _mark(self) -> None:
        rows = self.table.chosen_rows
        marked = not all(self.store.marked(row) for row in rows)
        for row in rows:
            self.store.mark(row, marked)
        self.model.refresh(*rows)
        self.filter.refresh_rows(*rows)

    def _comment(self) -> None:
        row = self.table.chosen_row
        if row < 0:
            return
        dialog = named(QInputDialog(self), "trace.comment", "Comment")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(f"Comment on No. {row + 1}")
        dialog.setLabelText("Kept with the row, and in files that are saved of it.")
        dialog.setTextValue(self.store.comments.get(row, ""))
        dialog.textValueSelected.connect(lambda words: self._keep_comment(row, words))
        dialog.open()

    def _keep_comment(self, row: int, words: str) -> None:
        self.store.comment(row, words.strip())
        self.model.refresh(row)
        self.filter.refresh_rows(row)

    def _remember_cell(self, index: QModelIndex) -> None:
        self._cell = index

    def _filter_value(self) -> None:
        """Filter on the value of the cell that was clicked last in the chosen row."""
        row = self.table.chosen_row
        if row < 0:
            return
        column = COLUMNS[self._cell.column()].id if self._cell.isValid() else "command"
        said = value_filter(self.model, row, column)
        if said:
            self.filters.line.edit.setText(said)

    def _open_menu(self, place: QPoint) -> None:
        index = self.table.indexAt(place)
        if not index.isValid():
            return
        self._cell = index
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, key in _MENU:
            if words:
                menu.addAction(words).triggered.connect(lambda _=False, key=key: self.act(key))
            else:
                menu.addSeparator()
        menu.popup(self.table.viewport().mapToGlobal(place))


_ACTIONS: dict[str, Callable[[TracePage], None]] = {
    "partner": TracePage._partner,
    "next_error": lambda page: page.seek_error(1),
    "previous_error": lambda page: page.seek_error(-1),
    "mark": TracePage._mark,
    "comment": TracePage._comment,
    "keepalives": lambda page: page.filters.keepalives.toggle(),
    "clear": lambda page: page.filters.clear(),
    "filter_value": TracePage._filter_value,
}


def value_filter(model: TraceModel, row: int, column: str) -> str:
    """The filter that finds rows with the value of a cell."""
    shown, store = model.shown(model.position(row)), model.store
    quoted = shown.to.replace('"', '\\"')
    made = {
        "command": f"command == {shown.command}",
        "sequence": f"sequence == {shown.sequence}",
        "session": f"session == {store.session(row)}",
        "direction": "out" if shown.outgoing else "in",
        "status": f"status == {store.status(row)}",
        "route": f'to == "{quoted}" or from == "{quoted}"' if quoted else "",
        "round_trip": "round_trip > 0ms",
    }
    return made.get(column, f"command == {shown.command}")
