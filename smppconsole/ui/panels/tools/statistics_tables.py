"""The tables of the statistics, each a small grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from smppconsole.trace.outages import Outage
from smppconsole.trace.statistics import Statistics
from smppconsole.ui import theme
from smppconsole.ui.panels.tools import statistics_words as words
from smppconsole.ui.widgets.grid import Cell, Column, Grid
from smppconsole.ui.words import tr

_MOST_ROWS = 12
_MANY = 1000
_COUNTED = Column("", 84, right=True, mono=True)
_PLAIN = ("commands", "receipts", "answers", "round trips")


class StatisticsTables:
    """``grids`` by name: commands, statuses, receipts, answers, round trips, outages."""

    def __init__(self) -> None:
        self._outages: list[Outage] = []
        self._more = 0
        self._statuses: list[tuple[Cell, ...]] = []
        self._rows: dict[str, list[tuple[str, ...]]] = {}
        self._title_of: Callable[[int], str] = str
        self.grids = self._make()

    def _make(self) -> dict[str, Grid]:
        count = _COUNTED._replace(title=tr("Count"))
        commands = (Column(tr("Command")), _COUNTED._replace(title=tr("Sent")), _COUNTED._replace(title=tr("Received")))
        states = (Column(tr("Command"), 124), Column(tr("Status")), count)
        outages = (Column(tr("Time"), 96, mono=True), Column(tr("Session"), 76), Column(tr("Outage")))
        plain = {"receipts": tr("Receipts by state"), "answers": tr("Answers"), "round trips": tr("Round trips, ms")}
        grids = {
            "commands": _grid(
                "commands", tr("Commands"), commands, lambda at: words.command_cells(self._row("commands", at))
            ),
            "statuses": _grid("statuses", tr("Statuses"), states, lambda at: self._statuses[at]),
            "outages": _grid("outages", tr("Outages"), outages, self._outage),
        }
        for key, says in plain.items():
            columns = (Column(says), count if key != "round trips" else _COUNTED._replace(title="ms"))
            name = key.replace(" ", "_") + "_table"
            grids[key] = _grid(name, says, columns, lambda at, key=key: words.plain_cells(self._row(key, at)))  # type: ignore[misc]
        return grids

    def clear(self) -> None:
        """Show that there is nothing."""
        self._fit({})

    def show_numbers(self, numbers: Statistics, title_of: Callable[[int], str]) -> None:
        """Show the numbers as they are; ``title_of`` tells what a session is called."""
        self._title_of = title_of
        self._rows = {key: numbers.table(key)[1:] for key in _PLAIN}
        self._statuses, self._outages = words.status_rows(numbers), numbers.outages(_MANY)
        self._more = numbers.outage_count - len(self._outages) if len(self._outages) >= _MANY else 0
        counts = {key: len(rows) for key, rows in self._rows.items()}
        self._fit({**counts, "statuses": len(self._statuses), "outages": len(self._outages) + (self._more > 0)})

    def _fit(self, counts: dict[str, int]) -> None:
        for key, grid in self.grids.items():
            grid.rows.reset(counts.get(key, 0))
            most = theme.px(theme.HEIGHTS.trace_row) * (_MOST_ROWS + 1)
            grid.setFixedHeight(min(grid.full_height(1), most))

    def _row(self, key: str, at: int) -> tuple[str, ...]:
        return self._rows[key][at]

    def _outage(self, at: int) -> Sequence[Cell]:
        if at == len(self._outages):
            return words.more_cells(self._more)
        outage = self._outages[at]
        return words.outage_cells(outage, self._title_of(outage.session))


def _grid(key: str, says: str, columns: tuple[Column, ...], make: Callable[[int], Sequence[Cell]]) -> Grid:
    made = Grid(f"statistics.{key}", says, columns, make, "None.")
    made.setVerticalScrollMode(made.ScrollMode.ScrollPerItem)
    return made
