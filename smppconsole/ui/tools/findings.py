"""The findings of the trace in front, as a tool."""

from __future__ import annotations

from smppconsole.trace.finding_tally import FindingTally
from smppconsole.ui.panels.tools.findings import FindingsPanel
from smppconsole.ui.tools.tool import Place, following


class FindingsTool:
    """Counts what is wrong in the trace in front, and leads to it."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.panel = FindingsPanel()
        self.panel.filter_asked.connect(self._filter)
        self.panel.row_asked.connect(self._go_to)
        self._endings = (following(place.cast.trace.turned, self.feed),)

    def feed(self) -> None:
        """The trace in front."""
        if self._place.seen():
            page = self._place.cast.trace.page
            self.panel.show_tally(FindingTally(page.store, page.terms.reading_of, page.terms.book_of))

    def _filter(self, text: str) -> None:
        self._place.cast.trace.page.filters.filter_by(text)

    def _go_to(self, row: int) -> None:
        self._place.cast.trace.page.go_to(row)

    def close(self) -> None:
        """Count no more."""
        for leave in self._endings:
            leave()
        self.panel.stop()
