"""Finding a text or octets anywhere in a trace: a bar below the filter, hits counted while it goes on looking."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from smppconsole.trace.search import Search, hex_needle, needles, next_row
from smppconsole.ui import fonts, theme
from smppconsole.ui.models.trace_model import TraceModel
from smppconsole.ui.panels.trace.table import TraceTable
from smppconsole.ui.widgets.aloud import tell_place
from smppconsole.ui.widgets.controls import IconButton, LineField, label, named, set_tone
from smppconsole.ui.widgets.segmented import Segmented
from smppconsole.ui.words import grouped, tr, tr_many

_SLICE = 0.01
_MOST_SKIPPED = 20_000
_WIDE = 460


class TraceFind(QWidget):
    """Hidden until asked for. ``found`` carries the row of a hit, which the table shows already; ``turned`` fires when
    the bar comes or goes."""

    found = Signal(int)
    turned = Signal()

    def __init__(self, table: TraceTable, model: TraceModel) -> None:
        super().__init__()
        named(self, "trace.find", tr("Find in text and octets"))
        self._table, self._model = table, model
        self._search: Search | None = None
        self._looked_through = 0
        self._wanted = 0
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._work)
        self.line = LineField("trace.find_line", tr("What to find"), tr("text of a message"), icon="search")
        kinds = ((tr("Text"), "", "text"), (tr("Octets"), "", "octets"))
        self.kind = Segmented("trace.find_kind", tr("As what"), kinds)
        self.told = label("", "text2", fonts.text(12), "trace.find_told")
        self.previous = IconButton("chevron-left", "trace.find_previous", tr("Previous hit"), "Shift+F3", size=14)
        self.next = IconButton("chevron-right", "trace.find_next", tr("Next hit"), "F3", size=14)
        self.away = IconButton("close", "trace.find_close", tr("Put the search away"), "Esc", size=12)
        self._lay_out()
        self._wire()
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.kind)
        row.addWidget(self.told, 1)
        for widget in (self.previous, self.next, self.away):
            row.addWidget(widget)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(8))
        self._box.setSpacing(theme.px(8))
        self._box.addWidget(self.line, 1)
        self._box.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In one line where there is room for what was found beside the words, else in two."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE)
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.told.setMinimumWidth(theme.px(120) if wide else 0)

    def _wire(self) -> None:
        self.line.textChanged.connect(self._begin)
        self.kind.chosen.connect(self._turned)
        self.line.returnPressed.connect(lambda: self.go(1))
        self.next.clicked.connect(lambda: self.go(1))
        self.previous.clicked.connect(lambda: self.go(-1))
        self.away.clicked.connect(self.put_away)

    @property
    def done(self) -> bool:
        """Whether all was looked through."""
        return self._search is None or self._search.done

    # --- what the user does

    def open(self) -> None:
        """Show the bar, ready to type."""
        self.show()
        self.turned.emit()
        self.line.setFocus()
        self.line.selectAll()

    def put_away(self) -> None:
        """Hide the bar; F3 still goes on."""
        self.hide()
        self.turned.emit()
        self._table.setFocus()

    def stop(self) -> None:
        """Look no further."""
        self._turn.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts the bar away, Shift+Enter goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.go(-1)
        else:
            super().keyPressEvent(event)

    def go(self, step: int) -> None:
        """The next hit, or the one before; while the search goes on, as soon as it is known."""
        if self._search is None and self.line.text():
            self._begin()
        search = self._search
        if search is None:
            self.open()
            return
        if search.done and self._looked_through != len(self._model.store):
            self._begin()
        self._wanted = step
        self._settle()

    # --- searching

    def _turned(self, _kind: object) -> None:
        octets = self.kind.value == "octets"
        self.line.setPlaceholderText(tr("hex: 05 00 03") if octets else tr("text of a message"))
        self._begin()

    def _begin(self, *_ignored: object) -> None:
        wanted, problem = self._needles()
        self.line.set_problem(problem)
        self._search = Search(self._model.store, wanted, exact=self.kind.value == "octets") if wanted else None
        self._looked_through = len(self._model.store)
        self._wanted = 0
        if self._search is None:
            self._turn.stop()
        else:
            self._turn.start()
        self._tell()

    def _needles(self) -> tuple[tuple[bytes, ...], str]:
        text = self.line.text()
        if self.kind.value != "octets":
            return needles(text), ""
        try:
            found = hex_needle(text)
        except ValueError:
            return (), tr("These are no octets in hex.")
        return ((found,) if found else ()), ""

    def _work(self) -> None:
        search, until = self._search, time.perf_counter() + _SLICE
        while search is not None and not search.done and time.perf_counter() < until:
            search.step()
        if search is None or search.done:
            self._turn.stop()
        self._settle()
        self._tell()

    def _settle(self) -> None:
        """Go where the user wanted to, once it is known where that is."""
        search, step = self._search, self._wanted
        if search is None or not step:
            return
        row = self._next(search, step)
        if row < 0 and not search.done:
            return
        self._wanted = 0
        if row >= 0 and self._table.choose(row):
            self.found.emit(row)

    def _next(self, search: Search, step: int) -> int:
        """The next hit that the filter shows; -1 while the search may still find a nearer one, or where is none."""
        here = row = self._table.chosen_row
        for _ in range(min(len(search.rows), _MOST_SKIPPED)):
            row = next_row(search.rows, row, step > 0)
            turned = (row <= here) if step > 0 else (row >= here >= 0)
            if not search.done and (turned or step < 0):
                return -1
            if self._model.position(row) >= 0:
                return row
        return -1

    def _tell(self) -> None:
        search = self._search
        if search is None:
            self.told.setText("")
            return
        count = tr_many("1 PDU", "{count} PDUs", len(search.rows), count=grouped(len(search.rows)))
        self.told.setText(count if search.done else tr("{count}, looking…", count=count))
        if search.done:
            tell_place(self.line, count)
        set_tone(self.told, "warn" if search.done and not search.rows else "text2")
