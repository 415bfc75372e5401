"""The comparison in the window: the first row chosen is A, the later ones B."""

from __future__ import annotations

from smppconsole.ui.panels.inspector.shown_pdu import look_at
from smppconsole.ui.panels.tools.compare import ComparePanel
from smppconsole.ui.tools.tool import Place, following


class CompareTool:
    """Takes what is chosen in the trace."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.panel = ComparePanel()
        self._leave = following(place.cast.trace.picked, lambda _row: self.feed())

    def feed(self) -> None:
        """The row that is chosen, if there is one."""
        page = self._place.cast.trace.page
        row = page.table.chosen_row
        if self._place.seen() and row >= 0:
            session = page.store.session(row)
            book = self._place.cast.workspace.terms_for(session).book
            self.panel.take(look_at(page.store.octets(row), page.terms.reading_of(session), book, number=row + 1))

    def close(self) -> None:
        """Take no more."""
        self._leave()
