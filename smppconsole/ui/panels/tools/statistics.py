"""Statistics of a trace, all of it or what the filter shows: figures, plots, tables; saved as CSV and PNG."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import overload

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFocusEvent, QHideEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.trace.statistics import Statistics
from smppconsole.trace.store import Store
from smppconsole.ui import fonts, tab_way, theme
from smppconsole.ui.panels.frame.file_asking import ask_save
from smppconsole.ui.panels.tools import statistics_words as words
from smppconsole.ui.panels.tools.statistics_tables import StatisticsTables
from smppconsole.ui.slices import begun
from smppconsole.ui.widgets.charts import BarChart, LineChart
from smppconsole.ui.widgets.controls import IconTextButton, hairline, label, named, set_tone
from smppconsole.ui.widgets.copying import offer_copy
from smppconsole.ui.widgets.flow import Flow
from smppconsole.ui.widgets.focus_ring import ring_over
from smppconsole.ui.widgets.notice import Notice
from smppconsole.ui.widgets.roles import Role, told_as
from smppconsole.ui.widgets.section import piled, scrolled, tool_bar
from smppconsole.ui.widgets.segmented import Segmented
from smppconsole.ui.words import grouped, tr
from smppconsole.values import dataclass

_SLICE = 0.006
_BEAT = 1000
_SHOW_EVERY = 0.5
_WIDE = 760
_FIGURES = 6
_NONE = "No PDUs yet."


class ShownRows(Sequence[int]):
    """The rows a list shows, as a sequence: ``count()`` of them, ``at(position)`` is a row of the store."""

    def __init__(self, count: Callable[[], int], at: Callable[[int], int]) -> None:
        self._count, self._at = count, at

    def __len__(self) -> int:
        return self._count()

    @overload
    def __getitem__(self, where: int) -> int: ...
    @overload
    def __getitem__(self, where: slice) -> Sequence[int]: ...
    def __getitem__(self, where: int | slice) -> int | Sequence[int]:
        if isinstance(where, slice):
            return [self._at(position) for position in range(*where.indices(len(self)))]
        return self._at(where)


@dataclass(frozen=True, slots=True)
class StatisticsScene:
    """A trace: its rows, those the filter shows (None where it shows all), how sessions are read and called. ``fickle``
    tells that the filter lets rows go again, as one for what is unanswered does; ``book`` names what is counted."""

    store: Store
    shown: ShownRows | None
    reading_of: Callable[[int], Reading]
    title_of: Callable[[int], str]
    fickle: bool = False
    book: Book = STANDARD
    book_of: Callable[[int], Book] | None = None


@told_as(Role.Grouping)
class FigureRow(QWidget):
    """What is told first, each figure below its name. Tab stops here, so that it can be heard and copied."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "statistics.figures", tr("Figures"))
        offer_copy(self, lambda: self.words)
        self._figures: list[tuple[QLabel, QLabel]] = []
        flow = Flow(gap=20)
        for at in range(_FIGURES):
            tile = QWidget()
            column = QVBoxLayout(tile)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            title = label("", "text2", fonts.text(11))
            figure = label("", "text", fonts.mono(13, fonts.MEDIUM), f"statistics.figure{at + 1}")
            title.setBuddy(figure)
            column.addWidget(title)
            column.addWidget(figure)
            self._figures.append((title, figure))
            flow.addWidget(tile)
        flow.setContentsMargins(theme.px(6), theme.px(4), theme.px(6), theme.px(4))  # inside the ring of the focus
        self.setLayout(flow)

    def show_figures(self, figures: Sequence[tuple[str, str, str]]) -> None:
        """(title, figure, tone) of each."""
        for (title, figure), (name, value, tone) in zip(self._figures, figures, strict=True):
            title.setText(name)
            figure.setText(value)
            set_tone(figure, tone)
        if self.hasFocus() and not self.accessibleDescription():
            self._tell()

    @property
    def words(self) -> str:
        """All of them, a line each."""
        told = ((title.text(), figure.text()) for title, figure in self._figures)
        return "\n".join(f"{title}: {figure}" for title, figure in told if figure)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What they are now; later ones do not interrupt it."""
        self._tell()
        super().focusInEvent(event)

    def _tell(self) -> None:
        self.setAccessibleDescription(self.words.replace("\n", ", "))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring of the focus."""
        ring_over(self)


class StatisticsPanel(QWidget):
    """Counts while it is seen, a slice at a time; ``show_scene`` gives it another trace or another filter. Made
    ``in_steps``, it is whole once ``steps`` has been gone through."""

    def __init__(self, in_steps: bool = False) -> None:
        super().__init__()
        named(self, "statistics", tr("Statistics"))
        self.setProperty("ground", "bg")
        self.setMinimumWidth(theme.px(300))
        self._scene: StatisticsScene | None = None
        self.numbers: Statistics | None = None
        self._shown_at = 0.0
        self._plots = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.scope = Segmented("statistics.scope", tr("Over"), ((tr("All"), "", False), (tr("The filter"), "", True)))
        self.progress = label("", "text2", fonts.text(11), "statistics.progress")
        self.save_csv = IconTextButton("export", tr("CSV…"), "statistics.save_csv", tr("Save all tables as CSV"))
        self.save_png = IconTextButton("export", tr("PNG…"), "statistics.save_png", tr("Save figures and plots as PNG"))
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._beat = QTimer(self)
        self._beat.setSingleShot(True)
        self._beat.setInterval(_BEAT)
        self.steps = begun(self._make(), in_steps)

    # --- laying out

    def _make(self) -> Iterator[None]:
        """From the outside to the inside: what gets another parent is styled anew with all that is in it."""
        bar = tool_bar(self.scope, self.progress, self.save_csv, self.save_png, wide=self.progress)
        self.notice = Notice("statistics.notice", ())
        inside = QWidget()
        piled(self, bar, hairline(), self.notice, scrolled(inside, "statistics.scroll"))
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12))
        whole.setSpacing(theme.px(12))
        self.picture = QWidget()
        self.picture.setProperty("ground", "bg")
        whole.addWidget(self.picture)
        whole.addLayout(self._columns)
        whole.addStretch(1)
        yield
        self._fill_picture()
        yield
        self._lists = StatisticsTables()
        self.tables = self._lists.grids
        yield
        yield from self._fill_columns()
        self._wire()
        self.refresh()

    def _fill_picture(self) -> None:
        self._tiles = FigureRow()
        self.rates = LineChart("statistics.throughput", tr("PDUs a second"), tr(_NONE))
        self.window_plot = LineChart("statistics.window", tr("Window: most open requests"), tr("No requests yet."))
        self.trips = BarChart("statistics.round_trips", tr("Round trips: answers up to"), tr("No answers yet."))
        pictured = QVBoxLayout(self.picture)
        pictured.setContentsMargins(0, 0, 0, 0)
        pictured.setSpacing(theme.px(12))
        pictured.addWidget(self._tiles)
        self.setFocusProxy(self._tiles)
        pictured.addLayout(self._plots)
        self._plots.setSpacing(theme.px(12))
        for plot in (self.rates, self.window_plot, self.trips):
            self._plots.addWidget(plot, 3 if plot is self.rates else 2)

    def _fill_columns(self) -> Iterator[None]:
        self._columns.setSpacing(theme.px(12))
        for keys in (("commands", "answers"), ("statuses", "receipts"), ("round trips", "outages")):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.px(12))
            self._columns.addWidget(side, 1)
            tab_way.gone_through_whole(side)
            for key in keys:
                column.addWidget(self.tables[key])
            column.addStretch(1)
            yield

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one below the other."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        wide = self.width() >= theme.px(_WIDE)
        for box in (self._plots, self._columns):
            box.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self.progress.setVisible(self.width() >= theme.px(380))

    def _wire(self) -> None:
        self.scope.chosen.connect(lambda _value: self._begin())
        self.save_csv.clicked.connect(lambda: self._ask("csv", tr("Tables (*.csv)"), self.save_tables))
        self.save_png.clicked.connect(lambda: self._ask("png", tr("Pictures (*.png)"), self.save_picture))
        self._turn.timeout.connect(self._count)
        self._beat.timeout.connect(self._go_on)

    # --- counting

    def show_scene(self, scene: StatisticsScene) -> None:
        """Count another trace, or what another filter shows."""
        self._scene = scene
        self.scope.setEnabled(scene.shown is not None)
        if scene.shown is None:
            self.scope.set_value(False)
        self._begin()

    def grow(self) -> None:
        """Rows came, or were let go: they are counted at the next beat, while it is seen."""
        if self.isVisible() and not self._beat.isActive() and not self._turn.isActive():
            self._beat.start()

    def _begin(self) -> None:
        scene = self._scene
        if scene is None:
            return
        rows = scene.shown if self.scope.value else None
        self.numbers = Statistics(scene.store, rows, scene.book, scene.reading_of, scene.book_of)
        self._let_save(False)
        if self.isVisible():
            self._turn.start()

    def _go_on(self) -> None:
        """Count what came; where rows may have gone, all of them anew."""
        if self._scene is not None and self._scene.fickle and self.scope.value:
            self._begin()
        else:
            self._count()

    def _let_save(self, whole: bool) -> None:
        """Numbers of a part are not saved as if they were of all."""
        for button in (self.save_csv, self.save_png):
            button.setEnabled(whole)

    def _count(self) -> None:
        numbers, until = self.numbers, time.perf_counter() + _SLICE
        if numbers is None:
            self._turn.stop()
            return
        while not numbers.done and time.perf_counter() < until:
            numbers.step(256)
        if numbers.done:
            self._turn.stop()
            self.refresh()
        else:
            if time.perf_counter() - self._shown_at > _SHOW_EVERY:
                self._show(numbers)
            self.progress.setText(
                tr("Counting, {seen} of {total} PDUs", seen=grouped(numbers.seen), total=grouped(numbers.total))
            )
            if not self._turn.isActive():
                self._turn.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Count what came meanwhile."""
        super().showEvent(event)
        self._turn.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: count no more."""
        super().hideEvent(event)
        self.stop()

    def stop(self) -> None:
        """Leave the rest uncounted."""
        self._turn.stop()
        self._beat.stop()

    # --- showing

    def refresh(self) -> None:
        """Show the numbers as they are."""
        numbers = self.numbers
        self._tiles.setVisible(numbers is not None)
        self._let_save(bool(numbers and numbers.seen))
        if numbers is None:
            self.progress.setText(tr(_NONE))
            self._lists.clear()
            return
        self._show(numbers)
        self.progress.setText("" if numbers.seen else tr(_NONE))

    def _show(self, numbers: Statistics) -> None:
        """The numbers so far, as figures, plots and tables."""
        self._shown_at = time.perf_counter()
        self._tiles.setVisible(True)
        self._tiles.show_figures(words.figures(numbers))
        self.rates.show_series(*words.throughput(numbers))
        self.window_plot.show_series(*words.window(numbers))
        self.trips.show_bars(words.trip_bars(numbers.round_trips))
        self._lists.show_numbers(numbers, self._scene.title_of if self._scene else str)

    # --- saving

    def _ask(self, suffix: str, kinds: str, save: Callable[[Path], None]) -> None:
        ask_save(self, f"statistics.{suffix}_as", tr("Save statistics"), kinds, suffix, save)

    def save_tables(self, path: Path) -> None:
        """All tables as CSV; how it went is said above."""
        if self.numbers is None:
            return
        try:
            path.write_text(self.numbers.as_csv(), "utf-8", newline="")
        except OSError as error:
            self.notice.say(
                Severity.ERROR,
                tr("{name} was not saved: {strerror}. Choose another place.", name=path.name, strerror=error.strerror),
            )
        else:
            self.notice.say(Severity.NOTE, tr("Statistics saved in {path}.", path=path))

    def save_picture(self, path: Path) -> None:
        """Figures and plots as a picture; how it went is said above."""
        if self.picture.grab().save(str(path), "PNG"):
            self.notice.say(Severity.NOTE, tr("Picture saved in {path}.", path=path))
        else:
            self.notice.say(Severity.ERROR, tr("{name} was not saved. Choose another place.", name=path.name))
