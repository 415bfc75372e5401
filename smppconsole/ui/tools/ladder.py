"""The sequence view in the window: it follows the trace, and the trace follows it."""

from __future__ import annotations

from smppconsole.ui.models.trace_rows import RowMaker
from smppconsole.ui.panels.tools.ladder import LadderPanel, LadderScene
from smppconsole.ui.panels.trace.page import TracePage
from smppconsole.ui.tools.tool import Place, following


class LadderTool:
    """Shows the conversation around the chosen row."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.panel = LadderPanel()
        trace = place.cast.trace
        self.panel.picked.connect(self._go_to)
        self._endings = (
            following(trace.picked, lambda _row: self.feed()),
            following(trace.turned, self.feed),
            place.cast.workspace.store.observe(lambda _first, _last: self._grow()),
        )

    def feed(self) -> None:
        """The row that is chosen."""
        page = self._place.cast.trace.page
        if self._place.seen():
            maker = RowMaker(page.store, page.terms.tag_of, page.terms.reading_of)
            scene = LadderScene(page.store, maker, lambda row: self._kin(page, row))
            self.panel.show_row(scene, page.table.chosen_row)

    def close(self) -> None:
        """Look for nothing more."""
        for leave in self._endings:
            leave()
        self.panel.stop()

    def _go_to(self, row: int) -> None:
        self._place.cast.trace.page.table.choose(row)

    def _grow(self) -> None:
        if self._place.seen() and self._place.cast.trace.page is self._place.cast.trace.live:
            self.panel.grow()

    def _kin(self, page: TracePage, row: int) -> tuple[int, ...]:
        """The rows of the message of a row, where the window follows messages."""
        journeys = self._place.cast.workspace.journeys
        number = journeys.message_of(row) if page is self._place.cast.trace.live else -1
        return journeys.journey(number).rows if number >= 0 else ()
