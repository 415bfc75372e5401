"""Runs a filter over a store in slices, so that the window never waits for it."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from smppconsole.trace.store import Store
from smppconsole.ui.models.trace_model import TraceModel
from smppconsole.ui.widgets.filter_row import FilterWish
from smppconsole.ui.words import tr

if TYPE_CHECKING:
    from smppconsole.trace.filter import Filter, FilteredView

_SLICE, _LONGER = 0.004, 0.009
_FIRST_PAGE, _SHOW_EVERY = 200, 0.25
_ONE_BY_ONE = 64


def expression(wish: FilterWish) -> str:
    """What a row of filter controls asks for, in the filter language."""
    parts = [f"({wish.text})"] if wish.text else []
    if wish.hide_keepalives:
        parts.append("not keepalive")
    if wish.errors_only:
        parts.append("error")
    if wish.direction != "both":
        parts.append(wish.direction)
    if wish.session is not None:
        parts.append(f"session == {wish.session}")
    return " and ".join(parts)


class TraceFilter(QObject):
    """Gives a ``TraceModel`` the rows a filter lets through; ``read`` reads a filter's text, and raises FilterError.
    ``changed`` fires when rows or progress did; ``column`` is where the last wish could not be read, -1 where it could.
    """

    changed = Signal()

    def __init__(self, store: Store, model: TraceModel, read: Callable[[str], Filter]) -> None:
        super().__init__()
        self._store, self._model, self._read = store, model, read
        self._view: FilteredView | None = None
        self._wish = FilterWish()
        self.column = -1
        self._shown_at = 0.0
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(lambda: self._work(_LONGER))
        self._leave = store.observe(self._published)

    def close(self) -> None:
        """Watch the store no longer."""
        self._turn.stop()
        self._leave()

    @property
    def active(self) -> bool:
        """Whether anything is filtered."""
        return self._view is not None

    @property
    def fickle(self) -> bool:
        """Whether rows that were let through may go again."""
        return self._view is not None and self._view.filter.changes

    @property
    def done(self) -> bool:
        """Whether all rows were looked at."""
        return self._view is None or self._view.done

    @property
    def wish(self) -> FilterWish:
        """What is asked for."""
        return self._wish

    def set_wish(self, wish: FilterWish) -> str:
        """Filter by a wish; why it cannot be read, "" where it can. A wish that cannot be read changes nothing."""
        from smppconsole.trace.filter import FilteredView, FilterError  # noqa: PLC0415 - once something is typed

        text = expression(wish)
        try:
            self._read(wish.text)  # by itself first: what is put around it is not the user's
            wanted = self._read(text)
        except FilterError as error:
            self.column = min(max(0, error.column), len(wish.text))
            return tr("{error} (column {column})", error=error.text, column=self.column + 1)
        self._wish, self.column = wish, -1
        self._view = FilteredView(self._store, wanted) if text else None
        if self._view is not None:
            self._step(_SLICE)
        self._model.show_view(self._view.rows if self._view is not None else None)
        self._go_on()
        self.changed.emit()
        return ""

    def _published(self, _first: int, _last: int) -> None:
        view = self._view
        if view is None:
            self.changed.emit()
            return
        if view.filter.changes and len(self._store.settled):
            self._refresh(view, self._store.settled)
        self._work(_SLICE)

    @property
    def rows(self) -> Sequence[int]:
        """The rows let through at this moment, which later ones do not change."""
        return range(self._store.published) if self._view is None else array("I", self._view.rows)

    @property
    def progress(self) -> float:
        """How much was looked at, 0 to 1."""
        return 1.0 if self._view is None else self._view.progress

    def refresh_rows(self, *rows: int) -> None:
        """Rows were marked, got a comment, or were judged."""
        if self._view is not None and self._view.filter.changes:
            self._refresh(self._view, rows)

    def _refresh(self, view: FilteredView, rows: Sequence[int]) -> None:
        """A few rows come and go by themselves, so that nothing moves but they; very many at once."""
        self._model.grow()
        if len(rows) > _ONE_BY_ONE:
            self._model.change_many(partial(view.refresh, rows))
            return
        for row in sorted(set(rows)):
            place = view.position(row)
            there = place < len(view) and view.rows[place] == row
            if row < view.seen and view.filter.matches(self._store, row) != there:
                self._model.change_one(place, not there, partial(view.refresh, (row,)))

    def _work(self, seconds: float) -> None:
        self._step(seconds)
        self._show()
        self._go_on()

    def _show(self) -> None:
        """Show what was found: the first page at once, more of it a few times a second, for painting takes as long as
        looking."""
        now = time.perf_counter()
        if self.done or self._model.rowCount() < _FIRST_PAGE or now - self._shown_at > _SHOW_EVERY:
            self._shown_at = now
            self._model.grow()
            self.changed.emit()

    def _step(self, seconds: float) -> None:
        view, until = self._view, time.perf_counter() + seconds
        while view is not None and not view.done and time.perf_counter() < until:
            view.step()

    def _go_on(self) -> None:
        if self.done:
            self._turn.stop()
        elif not self._turn.isActive():
            self._turn.start()
