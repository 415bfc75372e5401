"""Statistics in the window: of the trace in front, all of it or what its filter shows."""

from __future__ import annotations

from collections.abc import Callable

from smppconsole.ui.panels.tools.statistics import ShownRows, StatisticsPanel, StatisticsScene
from smppconsole.ui.panels.trace.page import TracePage
from smppconsole.ui.tools.tool import Place, following
from smppconsole.ui.widgets.filter_row import FilterWish


class StatisticsTool:
    """Counts the trace in front, and follows its rows and its filter."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.panel = StatisticsPanel(in_steps=True)
        self.steps = self.panel.steps
        self._page: TracePage | None = None
        self._wish = FilterWish()
        self._leaving: tuple[Callable[[], object], ...] = ()
        self._turning = following(place.cast.trace.turned, self.feed)

    def feed(self) -> None:
        """The trace in front, and its filter if it has one."""
        if not self._place.seen():
            return
        page = self._place.cast.trace.page
        if page is not self._page:
            self._watch(page)
        self._wish, terms = page.filter.wish, page.terms
        filtered = page.filter.active
        self.panel.show_scene(
            StatisticsScene(
                page.store,
                ShownRows(page.model.rowCount, page.model.store_row) if filtered else None,
                terms.reading_of,
                lambda number: terms.tag_of(number).text,
                page.filter.fickle,
                terms.words(),
                terms.book_of,
            )
        )

    def _watch(self, page: TracePage) -> None:
        self._leave()
        self._page = page
        self._leaving = (
            page.store.observe(lambda _first, _last: self.panel.grow()),
            following(page.filter.changed, self._filter_changed),
            following(page.closed, self._leave),
        )

    def _filter_changed(self) -> None:
        """Another filter is counted anew, the same one goes on."""
        page = self._page
        if page is not None and page.filter.wish != self._wish:
            self.feed()
        else:
            self.panel.grow()

    def _leave(self) -> None:
        leaving, self._leaving, self._page = self._leaving, (), None
        for leave in leaving:
            leave()

    def close(self) -> None:
        """Count no more."""
        self._leave()
        self._turning()
        self.panel.stop()
