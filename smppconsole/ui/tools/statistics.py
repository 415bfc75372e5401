"""Statistics in the window: of the trace in front, all of it or what its filter shows."""

from __future__ import annotations

from smppconsole.ui.panels.tools.statistics import ShownRows, StatisticsPanel, StatisticsScene
from smppconsole.ui.tools.tool import Place, following


class StatisticsTool:
    """Counts the trace in front."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.panel = StatisticsPanel()
        self._endings = (
            place.cast.workspace.store.observe(lambda _first, _last: self.panel.grow()),
            following(place.cast.trace.turned, self.feed),
        )
        self.panel.scope.chosen.connect(lambda _value: self.feed())

    def feed(self) -> None:
        """The trace in front, and its filter if it has one."""
        page = self._place.cast.trace.page
        if self._place.seen():
            shown = ShownRows(page.model.rowCount, page.model.store_row) if page.filter.active else None
            terms = page.terms
            scene = StatisticsScene(page.store, shown, terms.reading_of, lambda number: terms.tag_of(number).text)
            self.panel.show_scene(scene)

    def close(self) -> None:
        """Count no more."""
        for leave in self._endings:
            leave()
        self.panel.stop()
