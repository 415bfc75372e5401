"""The comparison in the window: the first row chosen is A, the later ones B; of two chosen at once each is one."""

from __future__ import annotations

from dataclasses import replace

from smppconsole.ui.panels.inspector.shown_pdu import ShownPdu, look_at
from smppconsole.ui.panels.tools.compare import ComparePanel
from smppconsole.ui.tools.tool import Place, following

_TWO = 2


class CompareTool:
    """Takes what is chosen in the trace."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.panel = ComparePanel()
        self._leave = following(place.cast.trace.picked, lambda _row: self.feed())

    def feed(self) -> None:
        """The row that is chosen, if there is one."""
        if not self._place.seen():
            return
        table = self._place.cast.trace.page.table
        rows = table.chosen_rows
        if len(rows) == _TWO:
            self.panel.show_both(*map(self._looked_at, rows))
        elif table.chosen_row >= 0:
            self.panel.take(self._looked_at(table.chosen_row))

    def begin(self, row: int) -> None:
        """A row becomes A, whatever was; the next one chosen B."""
        self.panel.begin(self._looked_at(row))

    def _looked_at(self, row: int) -> ShownPdu:
        page = self._place.cast.trace.page
        session = page.store.session(row)
        terms = page.terms
        shown = look_at(page.store.octets(row), terms.reading_of(session), terms.book_of(session), number=row + 1)
        return replace(shown, over=terms.tag_of(session).text)

    def close(self) -> None:
        """Take no more."""
        self._leave()
