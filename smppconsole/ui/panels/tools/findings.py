"""The findings of a trace in one list: each rule that is broken, how often, and the way to its PDUs."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from smppconsole.trace.finding_tally import FindingTally, Tallied
from smppconsole.ui import fonts
from smppconsole.ui.widgets.controls import button, hairline, label, named
from smppconsole.ui.widgets.copying import copy_by_keys
from smppconsole.ui.widgets.grid import Cell, Column, Grid
from smppconsole.ui.widgets.row_choice import select_row
from smppconsole.ui.widgets.section import piled, tool_bar
from smppconsole.ui.widgets.strip import STYLES
from smppconsole.ui.words import grouped, tr, tr_many

_SLICE, _BEAT = 0.004, 1000
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_COLUMNS = (
    Column("Severity", 104),
    Column("What is wrong, as first seen"),
    Column("PDUs", 84, right=True),
    Column("First", 84, right=True),
)


class FindingsPanel(QWidget):
    """Signals: ``filter_asked`` with a filter, ``row_asked`` with a row of the trace."""

    filter_asked = Signal(str)
    row_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        named(self, "findings", tr("Findings of the trace"))
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tally: FindingTally | None = None
        self._told: list[Tallied] = []
        self.told = label("", "text2", fonts.text(12), "findings.told")
        self.filter = button(tr("Filter on it"), "findings.filter", small=True)
        self.first = button(tr("Go to the first"), "findings.first", small=True)
        self.table = Grid("findings.table", tr("Rules that are broken"), _COLUMNS, self._cells)
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._work)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT)
        self._beat.timeout.connect(self.refresh)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        bar = tool_bar(self.told, self.filter, self.first, wide=self.told)
        piled(self, bar, hairline(), self.table)

    def _wire(self) -> None:
        self.filter.clicked.connect(self.ask_filter)
        self.first.clicked.connect(self.ask_first)
        self.table.doubleClicked.connect(lambda _index: self.ask_filter())
        copy_by_keys(self.table, self.copy_text)
        self.setFocusProxy(self.table)

    def _cells(self, row: int) -> Sequence[Cell]:
        one = self._told[row]
        icon, tone, word = STYLES[one.finding.severity]
        return (
            Cell(tr(word).rstrip(":"), tone, icon),
            Cell(tr(one.finding.text), hint=_remedy(one)),
            Cell(grouped(one.count)),
            Cell(grouped(one.first + 1)),
        )

    def copy_text(self) -> str:
        """The finding chosen: its words, how often, where first, what to do, and its rule."""
        one = self._chosen()
        if one is None:
            return ""
        kind, words = tr(STYLES[one.finding.severity][2]), tr(one.finding.text)
        count, first = tr("{count} PDUs", count=one.count), tr("first No. {first}", first=one.first + 1)
        return f"{kind} {words}\n{count}, {first}\n{_remedy(one)}"

    # --- what is shown

    @property
    def rows(self) -> list[Tallied]:
        """What the list shows."""
        return self._told

    @property
    def done(self) -> bool:
        """Whether all rows of the trace were looked at."""
        return self._tally is None or self._tally.done

    def show_tally(self, tally: FindingTally) -> None:
        """Count another trace, or go on with this one."""
        if self._tally is None or self._tally.store is not tally.store:
            self._tally = tally
        self._turn.start()
        self._beat.start()
        self.refresh()

    def stop(self) -> None:
        """Count no more."""
        self._turn.stop()
        self._beat.stop()

    def refresh(self) -> None:
        """Show the counts of now; the rule that is chosen stays chosen."""
        tally = self._tally
        if tally is None:
            return
        chosen, told = self._chosen(), tally.rows()
        if told != self._told:
            self._told = told
            self.table.rows.reset(len(told))
        ids = [one.finding.id for one in told]
        if told:
            at = ids.index(chosen.finding.id) if chosen is not None and chosen.finding.id in ids else 0
            select_row(self.table, self.table.rows.index(at, 0))
        for one in (self.filter, self.first):
            one.setEnabled(bool(told))
        self.told.setText(_words(tally, told))
        if not tally.done and not self._turn.isActive():
            self._turn.start()

    def _work(self) -> None:
        tally, until = self._tally, time.perf_counter() + _SLICE
        while tally is not None and not tally.done and time.perf_counter() < until:
            tally.step()
        if tally is None or tally.done:
            self._turn.stop()
            self.refresh()

    # --- what the user does

    def _chosen(self) -> Tallied | None:
        row = self.table.chosen_row
        return self._told[row] if 0 <= row < len(self._told) else None

    def ask_filter(self) -> None:
        """The PDUs of the chosen rule."""
        chosen = self._chosen()
        if chosen is not None:
            self.filter_asked.emit(f"finding == {chosen.finding.id}")

    def ask_first(self) -> None:
        """The first PDU of the chosen rule."""
        chosen = self._chosen()
        if chosen is not None:
            self.row_asked.emit(chosen.first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter filters."""
        if event.key() in _ENTER:
            self.ask_filter()
        else:
            super().keyPressEvent(event)


def _words(tally: FindingTally, told: list[Tallied]) -> str:
    looked = tr(
        "{seen} of {published} PDUs looked at", seen=grouped(tally.seen), published=grouped(tally.store.published)
    )
    if not tally.done:
        return f"{looked}…"
    if not told:
        return tr("No findings in {seen} PDUs.", seen=grouped(tally.seen)) if tally.seen else tr("No PDUs yet.")
    return tr_many(
        "1 rule is broken in {seen} PDUs.",
        "{count} rules are broken in {seen} PDUs.",
        len(told),
        seen=grouped(tally.seen),
    )


def _remedy(one: Tallied) -> str:
    """The rule, its section of the standard, and what to do."""
    finding = one.finding
    return "\n".join(part for part in (finding.id, finding.section, tr(finding.remedy)) if part)
