"""What the window said so far: each notice with its time, to be read again and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smppconsole.ui import fonts, theme
from smppconsole.ui.models.message_lines import clock
from smppconsole.ui.models.notices import Told
from smppconsole.ui.widgets.controls import button, hairline, label, named
from smppconsole.ui.widgets.copying import let_copy
from smppconsole.ui.widgets.grid import Cell, Column, Grid
from smppconsole.ui.widgets.row_choice import select_row
from smppconsole.ui.widgets.section import piled, tool_bar
from smppconsole.ui.widgets.strip import STYLES
from smppconsole.ui.words import grouped, tr, tr_many

_COLUMNS = (Column("Time", 92, mono=True), Column("Kind", 104), Column("Notice"), Column("Stands", 84, fold=560))


class NoticesPanel(QWidget):
    """Shows notices, the newest at the end; ``away_asked`` wants all that stand to go."""

    away_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "notices", tr("Notices"))
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._said: Sequence[Told] = ()
        self._standing: frozenset[int] = frozenset()
        self.told = label("", "text2", fonts.text(12), "notices.told")
        self.away = button(tr("Put all away"), "notices.away", small=True)
        self.table = Grid("notices.table", tr("Notices"), _COLUMNS, self._cells, tr("No notices so far."))
        self.whole = named(label("", "text", fonts.text(12)), "notices.whole", tr("The notice chosen"))
        self.whole.setWordWrap(True)
        self.whole.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        let_copy(self.whole)
        piled(self, tool_bar(self.told, self.away, wide=self.told), hairline(), self._below())
        self.away.clicked.connect(self.away_asked)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_whole())
        self.setFocusProxy(self.table)

    def _below(self) -> QWidget:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(hairline())
        column.addWidget(self.whole)
        return below

    def show_notices(self, said: Sequence[Told], standing: Sequence[Told]) -> None:
        """Show them; who looks at the newest goes on doing so."""
        table, at = self.table, self.table.chosen_row
        kept = self._said[at].number if 0 <= at < len(self._said) else -1
        newest = at == len(self._said) - 1
        self._said, self._standing = said, frozenset(told.number for told in standing)
        table.rows.reset(len(said))
        numbers = [told.number for told in said]
        row = len(said) - 1 if newest or kept not in numbers else numbers.index(kept)
        if row >= 0:
            select_row(table, table.rows.index(row, 0))
            table.scrollTo(table.currentIndex())
        self.told.setText(tr_many("1 notice", "{count} notices", len(said), count=grouped(len(said))))
        self.away.setEnabled(bool(standing))
        self._show_whole()

    def _cells(self, row: int) -> Sequence[Cell]:
        told = self._said[row]
        icon, tone, word = STYLES[told.news.severity]
        stands = told.number in self._standing
        return (
            Cell(clock(int(told.at * 1e9)), "text2"),
            Cell(tr(word).rstrip(":"), tone, icon, strong=stands),
            Cell(tr(told.news.words), "text" if stands else "text2"),
            Cell(tr("stands") if stands else "", "text2"),
        )

    def _show_whole(self) -> None:
        """All words of the chosen one: a row cuts them."""
        at = self.table.chosen_row
        self.whole.setText(tr(self._said[at].news.words) if 0 <= at < len(self._said) else "")
        self.whole.setVisible(bool(self.whole.text()))
