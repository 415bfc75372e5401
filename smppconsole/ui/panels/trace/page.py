"""One trace: the filter row, the table, and what stands there while there is nothing to show."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smppconsole.trace.store import Store
from smppconsole.ui import fonts, theme
from smppconsole.ui.models.trace_model import COLUMN, TraceModel
from smppconsole.ui.models.trace_rows import RowMaker
from smppconsole.ui.panels.trace.acts import TraceActs
from smppconsole.ui.panels.trace.filter import TraceFilter
from smppconsole.ui.panels.trace.find import TraceFind
from smppconsole.ui.panels.trace.judging import TraceJudging
from smppconsole.ui.panels.trace.table import TraceTable
from smppconsole.ui.panels.trace.terms import TraceTerms
from smppconsole.ui.widgets.controls import button, hairline, label
from smppconsole.ui.widgets.filter_completion import FilterCompletion
from smppconsole.ui.widgets.filter_line import FilterProblem
from smppconsole.ui.widgets.filter_row import FilterRow, FilterWish
from smppconsole.ui.widgets.progress_row import ProgressRow
from smppconsole.ui.widgets.row_choice import select_row
from smppconsole.ui.words import grouped, tr

if TYPE_CHECKING:
    from smppconsole.trace.filter_completion import Completion

_LOW = 250
"""Pixels at 100 % below which a trace has no room for filter and search one below the other."""


class TracePage(QWidget):
    """Signals: ``picked`` with a row of the store, ``asked`` with what a key or the menu wants of the chosen row,
    ``said`` with words,
    ``noted`` with rows that the user marked or commented on, ``missed`` with a row that the filter hides,
    ``closed`` when the page is."""

    picked = Signal(int)
    asked = Signal(str)
    said = Signal(str)
    noted = Signal(object)
    missed = Signal(int)
    closed = Signal()

    def __init__(self, store: Store, terms: TraceTerms, empty: str, title: str = "Live") -> None:
        super().__init__()
        self.store, self.terms, self.title = store, terms, title
        self.model = TraceModel(store, RowMaker(store, terms.tag_of, terms.reading_of, terms.book_of))
        self.filter = TraceFilter(store, self.model, terms.filter_of)
        self.filters = FilterRow()
        self.table = TraceTable(self.model)
        self.find_bar = TraceFind(self.table, self.model)
        self.judging = TraceJudging(store, lambda: not self.filter.done)
        self.reading = ProgressRow("trace.reading", tr("Stop reading"))
        self.saving = ProgressRow("trace.saving", tr("Stop saving"))
        self.missing: Callable[[str], str] = lambda _action: ""
        """Why an action of the menu can do nothing now, "" where it can."""
        self._empty_words = empty
        self.empty = label("", "text2", fonts.text(12), "trace.empty")
        self.problem = FilterProblem("trace.filter_problem")
        self.clear = button(tr("Clear the filter"), "trace.clear_filter", role="link")
        self._kept_row, self._kept_column, self._wrong = -1, COLUMN["command"], ""
        self._size = 0  # of the long message that the chosen row is a part of
        self._lay_out()
        self.acts = TraceActs(self)
        self._wire()
        self.show_emptiness()

    def _lay_out(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.problem)
        column.addWidget(self.find_bar)
        column.addWidget(self.reading)
        column.addWidget(self.saving)
        column.addWidget(hairline())
        column.addWidget(self.table, 1)
        self._note = QWidget(self.table.viewport())
        note = QVBoxLayout(self._note)
        note.setContentsMargins(0, 0, 0, 0)
        note.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignHCenter)
        note.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)

    def _wire(self) -> None:
        self.filters.wished.connect(self.apply)
        line = self.filters.line
        line.edit.returnPressed.connect(self.table.setFocus)
        self.completion = FilterCompletion(line.edit, self._complete)
        self.problem.pressed.connect(self._to_problem)
        self.judging.found.connect(self._show_judged)
        self.judging.joined.connect(self._show_joined)
        self.model.modelAboutToBeReset.connect(self._keep_row)
        self.model.modelReset.connect(self._choose_again)
        self.clear.clicked.connect(self.filters.clear)
        self.filter.changed.connect(self.show_emptiness)
        self.completion.closed.connect(self._show_problem)
        self.table.picked.connect(self.picked)
        self.table.picked.connect(self._note_size)
        self.table.asked.connect(self.act)
        self.table.resized.connect(self._place_note)
        self.find_bar.turned.connect(self._share_controls)

    def _complete(self, text: str, cursor: int) -> Completion:
        return self.terms.complete(text, cursor, tuple(self.store.ends.values()))

    def close_page(self) -> None:
        """Watch the store no longer."""
        self.closed.emit()
        self.find_bar.stop()
        self.judging.close()
        self.filter.close()
        self.model.close()

    def apply(self, wish: FilterWish) -> None:
        """Filter; a filter that cannot be read leaves the rows and says why."""
        row = self.table.chosen_row
        self._wrong = self.filter.set_wish(wish)
        self._show_problem()
        if row >= 0:
            self.table.choose(row)
        self.show_emptiness()

    def go_to(self, row: int) -> None:
        """Choose a row; where the filter hides it, the next one shown, and say so."""
        if not self.table.choose(row):
            self.missed.emit(row)
            shown = self.filter.rows
            if len(shown):
                self.table.choose(shown[min(bisect_left(shown, row), len(shown) - 1)])

    def _show_problem(self) -> None:
        """Under the column; not while a list below the line says how it may go on."""
        line, words = self.filters.line, "" if self.completion.list.isVisible() else self._wrong
        self.filters.show_problem(words)
        self.problem.say(words, line.x() + line.x_of(self.filter.column))

    def to_filter(self) -> None:
        """To the filter line, its content selected; a search that stands in its place is put away."""
        if self.filters.isHidden():
            self.find_bar.put_away()
        edit = self.filters.line.edit
        edit.activateWindow()
        edit.setFocus()
        edit.selectAll()

    def _to_problem(self) -> None:
        edit = self.filters.line.edit
        edit.setFocus()
        edit.setCursorPosition(max(0, self.filter.column))

    def _show_judged(self, rows: set[int]) -> None:
        self.model.refresh(*rows)
        self.filter.refresh_rows(*rows)
        if self.table.chosen_row in rows:
            self.picked.emit(self.table.chosen_row)

    def _note_size(self, row: int) -> None:
        parts = self.store.long_messages
        self._size = parts.size(parts.message_of(row)) if row >= 0 else 0

    def _show_joined(self) -> None:
        """Another part of the message that is looked at may have come."""
        before, row = self._size, self.table.chosen_row
        self._note_size(row)
        if self._size != before:
            self.picked.emit(row)

    def _keep_row(self) -> None:
        self._kept_row = self.table.chosen_row
        self._kept_column = max(COLUMN["number"], self.table.currentIndex().column())

    def _choose_again(self) -> None:
        """Very many rows changed places: the chosen one stays chosen, where it is."""
        position = self.model.position(self._kept_row) if self._kept_row >= 0 else -1
        if position >= 0:
            select_row(self.table, self.model.index(position, self._kept_column))

    def show_emptiness(self, words: str = "") -> None:
        """What stands there while no row does; ``words`` from now on, where there are any."""
        self._empty_words = words or self._empty_words
        filtered = self.filter.active and len(self.store) > 0
        if filtered:
            self.empty.setText(tr("None of {published} PDUs match.", published=grouped(self.store.published)))
        else:
            self.empty.setText(tr(self._empty_words))
        self.clear.setVisible(filtered)
        self._note.setVisible(self.model.rowCount() == 0 and self.filter.done)
        if self._note.isVisible():
            self._place_note()

    def _place_note(self) -> None:
        self._note.adjustSize()
        room = self.table.viewport().size()
        self._note.move((room.width() - self._note.width()) // 2, max(theme.px(24), room.height() // 3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The controls find their place."""
        super().resizeEvent(event)
        self.filters.give_way(self.width())
        self._share_controls()

    def _share_controls(self) -> None:
        """In a low trace the search stands in place of the filter, as long as it is open."""
        self.filters.setVisible(self.find_bar.isHidden() or self.height() >= theme.px(_LOW))

    def act(self, wish: str) -> None:
        """Do what a key or the menu wants; what does not concern the trace alone is for the window."""
        if not self.acts.do(wish):
            self.asked.emit(wish)
