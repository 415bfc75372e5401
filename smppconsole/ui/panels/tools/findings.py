"""The findings of a trace in one list: each rule that is broken, how often, and the way to its PDUs."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from smppconsole.trace.finding_tally import FindingTally, Tallied
from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.widgets.controls import button, hairline, label, named
from smppconsole.ui.widgets.copying import copy_by_keys
from smppconsole.ui.widgets.strip import STYLES
from smppconsole.ui.words import grouped, tr, tr_many

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_SLICE, _BEAT = 0.004, 1000
_HEADS = ("", "What is wrong, as first seen", "PDUs", "First")
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class _Rows(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[Tallied] = []

    def show_rows(self, told: list[Tallied]) -> None:
        self.beginResetModel()
        self.told = told
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.told)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one, column = self.told[index.row()], index.column()
        icon, token, word = STYLES[one.finding.severity]
        if role == Qt.ItemDataRole.DisplayRole:
            return ("", tr(one.finding.text), grouped(one.count), grouped(one.first + 1))[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                tr(word),
                tr(one.finding.text),
                tr("{count} PDUs", count=one.count),
                tr("first No. {first}", first=one.first + 1),
            )[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (one.finding.id, one.finding.section, tr(one.finding.remedy)) if part)
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return icons.icon(icon, token)
        if role == Qt.ItemDataRole.TextAlignmentRole and column > 1:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section > 1 else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr(_HEADS[section] or "Severity")
        return tr(_HEADS[section]) if role == Qt.ItemDataRole.DisplayRole else None


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
        self._rows = _Rows()
        self.told = label("", "text2", fonts.text(12), "findings.told")
        self.filter = button(tr("Filter on it"), "findings.filter", small=True)
        self.first = button(tr("Go to the first"), "findings.first", small=True)
        self.table = named(QTableView(), "findings.table", tr("Rules that are broken"))
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._work)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT)
        self._beat.timeout.connect(self.refresh)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        bar.setSpacing(theme.px(8))
        bar.addWidget(self.told, 1)
        bar.addWidget(self.filter)
        bar.addWidget(self.first)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(hairline())
        column.addWidget(self.table, 1)
        _set_up(self.table, self._rows)

    def _wire(self) -> None:
        self.filter.clicked.connect(self.ask_filter)
        self.first.clicked.connect(self.ask_first)
        self.table.doubleClicked.connect(lambda _index: self.ask_filter())
        copy_by_keys(self.table, self.copy_text)

    def copy_text(self) -> str:
        """The finding chosen: its words, how often, where first, what to do, and its rule."""
        cells = [self._rows.index(self.table.currentIndex().row(), column) for column in range(len(_HEADS))]
        if not cells[0].isValid():
            return ""
        kind, words, count, first = (str(cell.data(Qt.ItemDataRole.AccessibleTextRole)) for cell in cells)
        return f"{kind} {words}\n{count}, {first}\n{cells[1].data(Qt.ItemDataRole.ToolTipRole)}"

    # --- what is shown

    @property
    def rows(self) -> list[Tallied]:
        """What the list shows."""
        return self._rows.told

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
        if told != self._rows.told:
            self._rows.show_rows(told)
        ids = [one.finding.id for one in told]
        if chosen is not None and chosen.finding.id in ids:
            self.table.selectRow(ids.index(chosen.finding.id))
        elif told:
            self.table.selectRow(0)
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
        row = self.table.currentIndex().row()
        return self._rows.told[row] if 0 <= row < len(self._rows.told) else None

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


def _set_up(table: QTableView, model: _Rows) -> None:
    table.setModel(model)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setFont(fonts.text(12))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setProperty("padded", True)
    rows, heads = table.verticalHeader(), table.horizontalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(theme.px(theme.HEIGHTS.trace_row))
    heads.setHighlightSections(False)
    heads.setSectionsClickable(False)
    heads.setFont(fonts.text(12))
    heads.setTextElideMode(Qt.TextElideMode.ElideRight)
    heads.setFixedHeight(theme.px(theme.HEIGHTS.trace_row))
    side = theme.px(14)
    table.setIconSize(QSize(side, side))
    for at, width in enumerate((34, 0, 84, 84)):
        mode = QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch
        heads.setSectionResizeMode(at, mode)
        if width:
            table.setColumnWidth(at, theme.px(width))
