"""The way to the next error that a filter shows, over as many as it hides: in slices, and told where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from smppconsole.trace.search import next_error
from smppconsole.ui.slices import SlicedWork
from smppconsole.ui.words import grouped, tr, tr_many

if TYPE_CHECKING:
    from smppconsole.trace.store import Store
    from smppconsole.ui.models.trace_model import TraceModel
    from smppconsole.ui.panels.trace.table import TraceTable

_AT_ONCE = 500
"""Errors that are passed over before the window gets a turn."""


class Searched(Protocol):
    """A page as far as a search through it knows it; ``closed`` is the signal of its end."""

    store: Store
    model: TraceModel
    table: TraceTable
    closed: Any


class ErrorSeek(QObject):
    """Looks through one page; ``missed`` says that there is no further error, and how many are hidden."""

    missed = Signal(str)

    def __init__(self, page: Searched) -> None:
        super().__init__(page.table)
        self._page = page
        self._work: SlicedWork | None = None
        self._found, self._hidden = -1, 0
        page.table.picked.connect(self.stop)
        page.closed.connect(self.stop)

    @property
    def done(self) -> bool:
        """Whether nothing is being looked for."""
        return self._work is None

    def stop(self) -> None:
        """Look no further: somebody went elsewhere."""
        if self._work is not None:
            self._work.stop()
            self._work.deleteLater()
            self._work = None

    def go(self, step: int) -> None:
        """To the next row with a status among those shown, or to the one before."""
        self.stop()
        start = self._page.table.chosen_row
        errors = self._errors(start if start >= 0 or step > 0 else self._page.store.published, step)
        for _ in islice(errors, _AT_ONCE):
            pass
        if self._found >= 0 or self._hidden < _AT_ONCE:
            self._arrive(start, step)
            return
        self._work = SlicedWork(errors)
        self._work.ended.connect(lambda _why: self._arrive(start, step))

    def _errors(self, row: int, step: int) -> Iterator[int]:
        """Passes over one hidden error after another, up to the first that is shown."""
        self._found, self._hidden = -1, 0
        store, model = self._page.store, self._page.model
        while (row := next_error(store, row, step)) >= 0:
            if model.position(row) >= 0:
                self._found = row
                return
            self._hidden += 1
            yield row

    def _arrive(self, start: int, step: int) -> None:
        self.stop()
        if self._found >= 0:
            self._page.table.choose(self._found)
        else:
            self.missed.emit(self._nothing(start, step))

    def _nothing(self, start: int, step: int) -> str:
        if start < 0:
            where = tr("No error in this trace.")
        else:
            number = grouped(start + 1)
            where = (
                tr("No error after No. {number}.", number=number)
                if step > 0
                else tr("No error before No. {number}.", number=number)
            )
        if not self._hidden:
            return where
        hidden = tr_many("The filter hides 1.", "The filter hides {count}.", self._hidden, count=grouped(self._hidden))
        return f"{where} {hidden}"
