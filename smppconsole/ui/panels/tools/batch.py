"""One message to many: the sheet, the progress in words and as a bar, pause and cancel, the results."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from smppconsole.compose.batch import plan_batch
from smppconsole.compose.kept_batch import KeptBatch
from smppconsole.console.batch_progress import Stage
from smppconsole.console.batch_row import BatchRow
from smppconsole.console.batch_run import BatchRun
from smppconsole.console.engine import Engine
from smppconsole.net import tasks
from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, tab_way, theme
from smppconsole.ui.panels.frame.dialogs import ask
from smppconsole.ui.panels.frame.file_asking import ask_save
from smppconsole.ui.panels.sessions.view import SessionView
from smppconsole.ui.panels.tools.batch_buttons import BatchButtons
from smppconsole.ui.panels.tools.batch_form import BatchForm
from smppconsole.ui.panels.tools.batch_progress import BatchProgress
from smppconsole.ui.panels.tools.batch_results import BatchResults, cut_words
from smppconsole.ui.panels.tools.batch_sheet import BatchSheet
from smppconsole.ui.panels.tools.batch_words import TROUBLED, cells, details, headline
from smppconsole.ui.widgets.aloud import say_aloud
from smppconsole.ui.widgets.controls import hairline, label, named
from smppconsole.ui.widgets.grid import Cell, Column, Grid
from smppconsole.ui.widgets.notice import Notice
from smppconsole.ui.widgets.section import piled
from smppconsole.ui.widgets.squeezed import Squeezed
from smppconsole.ui.words import grouped, sentence, tr

_BEAT = 100
_WIDE, _NARROW, _HIGH, _LEAST_FORM = 640, 500, 380, 120
_SHEET, _SMALL_SHEET = 300, 250
_ENDLESS = 16_777_215
_EMPTY = "Each message appears here with what became of it. Nothing has been sent yet."
_NO_TROUBLE = "Nothing went wrong so far."
_COLUMNS = (
    Column("No.", 56, right=True, mono=True),
    Column("To", 140, mono=True),
    Column("Result", 150),
    Column("Id", 120, mono=True, fold=620),
    Column("RTT ms", 64, right=True, mono=True, fold=420),
    Column("Remark", fold=520),
)


class BatchPanel(QWidget):
    """Sends batches through the engine that ``engine_of`` gives; ``guard`` tells whether production asks first."""

    def __init__(self, engine_of: Callable[[], Engine | None], guard: Callable[[], bool]) -> None:
        super().__init__()
        named(self, "batch", tr("Batch"))
        self._engine_of, self._guard = engine_of, guard
        self.run: BatchRun | None = None
        self.kept, self._left = BatchResults(), Path()
        self._bound = False
        self._touched: set[int] = set()
        self._troubled: list[int] = []
        self._known: set[int] = set()
        self.form = BatchForm()
        self.on = label("", "text2", fonts.text(12), "batch.session")
        self.buttons = BatchButtons()
        self.send, self.pause, self.cancel = self.buttons.send, self.buttons.pause, self.buttons.cancel
        self.notice = Notice("batch.notice", (("left", "Choose that file"),))
        self.progress = BatchProgress()
        self.results = Grid("batch.results", tr("Results"), _COLUMNS, self._cells, _EMPTY)
        self._beat = QTimer(self)
        self._beat.setSingleShot(True)
        self._beat.setInterval(_BEAT)
        self._lay_out()
        self._wire()
        self.show_session(None)

    # --- laying out

    def _lay_out(self) -> None:
        self.setProperty("ground", "surface")
        self._sheet = BatchSheet(self.form, self.on, self.buttons)
        self._line = hairline(vertical=True)
        right = QWidget()
        piled(right, self.notice, self.progress, hairline(), self.results)
        both = QWidget()
        self._squeezed = Squeezed(both)
        piled(self, self._squeezed)  # one below the other they may need more height than there is
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self._sheet)
        self._box.addWidget(self._line)
        self._box.addWidget(right, 1)
        tab_way.gone_through_whole(self._sheet, right)
        self.setFocusProxy(self.form.source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other, or, where that is narrow, one below the other; in a low panel later."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width, high = self.width(), self.height() >= theme.px(_HIGH)
        narrow = width < theme.px(_WIDE if high else _NARROW)
        sheet = theme.px(_SHEET if width >= theme.px(_WIDE) else _SMALL_SHEET)
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._sheet.setMinimumWidth(0 if narrow else sheet)
        self._sheet.setMaximumWidth(_ENDLESS if narrow else sheet)
        self._line.setMaximumSize(_ENDLESS if narrow else 1, 1 if narrow else _ENDLESS)
        self._line.setMinimumSize(0 if narrow else 1, 1 if narrow else 0)
        wanted = self._sheet.inside.heightForWidth(self.width()) + 2
        least = min(wanted, max(theme.px(_LEAST_FORM), round(self.height() * 0.45)))
        self._sheet.area.setMinimumHeight(least if narrow else 0)
        self._squeezed.wraps = narrow

    def _wire(self) -> None:
        self.send.clicked.connect(self.start)
        self.pause.clicked.connect(self._turn)
        self.cancel.clicked.connect(self._cancel)
        self.progress.save.clicked.connect(self.ask_save)
        self.progress.shown.chosen.connect(lambda _value: self._turn_rows())
        self.form.changed.connect(self._show_buttons)
        self.form.changed.connect(self._fit)
        self._beat.timeout.connect(self.refresh)
        self.notice.asked.connect(lambda _link: self.form.read(self._left))
        self.notice.asked.connect(self.notice.hide)
        self.buttons.rested.connect(self._show_buttons)
        self.buttons.left.connect(self.results.setFocus)

    # --- what the user does

    def show_session(self, view: SessionView | None) -> None:
        """The session messages would go out on."""
        self._bound = view is not None and view.link.state in {"alive", "late"}
        self.on.setText(_on_words(view, self._bound))
        self.form.propose_rate(view.account.rate if view is not None else 0.0)
        self._show_buttons()

    def start(self) -> None:
        """Send, after a question on a production account."""
        engine = self._engine_of()
        if engine is None or not engine.is_bound or not self.form.ready:
            return
        if engine.account.production and self._guard():
            count = grouped(self.form.total)
            words = tr("{name} is a production account. Send {count} messages?", name=engine.account.name, count=count)
            ask(
                self,
                "batch.guard",
                tr("Production account"),
                words,
                tr("Send {count}", count=count),
                lambda: self._start(engine),
            )
        else:
            self._start(engine)

    def _start(self, engine: Engine) -> None:
        plan = plan_batch(self.form.draft, self.form.rows, random.randrange(1, 0xFFFF))
        self.run = BatchRun(engine, plan, self.form.total, rate=self.form.rate.value)
        self.run.observe(self._changed)
        self.kept.begin(self.run, self.form.table.rows if self.form.source.value == "file" else ())
        self._touched.clear()
        self._troubled.clear()
        self._known.clear()
        self.results.rows.reset(0)
        self.notice.hide()
        tasks.spawn(self.run.run(), "batch")

    def _turn(self) -> None:
        if self.run is not None:
            self.run.resume() if self.run.stage is Stage.PAUSED else self.run.pause()

    def _cancel(self) -> None:
        if self.run is not None:
            self.run.cancel()

    def ask_save(self) -> None:
        """Let the user choose where the results go."""
        ask_save(self, "batch.save_as", tr("Save results"), tr("Tables (*.csv)"), "csv", self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the results; how it went is said above."""
        if self.run is None:
            return
        try:
            count = self.kept.write(path)
        except OSError as error:
            self.notice.say(
                Severity.ERROR,
                tr("{name} was not saved: {strerror}. Choose another place.", name=path.name, strerror=error.strerror),
            )
        else:
            self.notice.say(
                Severity.NOTE,
                tr(
                    "{rows} results saved in {path}.",
                    rows=grouped(count),
                    path=path,
                ),
            )

    def tell_cut(self, kept: KeptBatch) -> None:
        """Say that a batch was cut off when the window was there last, if one was."""
        words = cut_words(kept)
        if words:
            self._left = Path(kept.results)
            self.notice.say(Severity.WARNING, words, ("left",) if self._left.is_file() else ())

    # --- what happens

    def _changed(self, run: BatchRun, row: BatchRow | None) -> None:
        if run is not self.run:
            return
        if row is None:
            if run.is_over:
                self.buttons.rest()
                say_aloud(self, ". ".join(filter(None, (headline(run), details(run)))))
            self.form.edited.emit()  # what is kept over a crash says that it is under way, or no longer
            self._say(run)
            self.refresh()
        else:
            self._touched.add(row.row - 1)
            if row.fate in TROUBLED and row.row not in self._known:
                self._known.add(row.row)
                self._troubled.append(row.row - 1)
            if not self._beat.isActive():
                self._beat.start()

    def _say(self, run: BatchRun) -> None:
        if run.words:
            self.notice.say(Severity.WARNING, sentence(run.words))
        elif run.stage is Stage.RUNNING:
            self.notice.hide()

    def refresh(self) -> None:
        """Show the figures as they are."""
        run = self.run
        if run is None:
            return
        self.progress.show_run(run)
        self._recount()
        if self._touched:
            self.results.rows.touch(min(self._touched), max(self._touched))
            self._touched.clear()
        self._show_buttons()
        if run.stage is Stage.RUNNING and not self._beat.isActive():
            self._beat.start(5 * _BEAT)

    def _recount(self) -> None:
        run = self.run
        self.results.empty_words = _NO_TROUBLE if self.progress.shown.value and run else _EMPTY
        rows = 0 if run is None else len(self._troubled) if self.progress.shown.value else len(run.rows)
        follows = self.results.verticalScrollBar().value() == self.results.verticalScrollBar().maximum()
        self.results.rows.set_count(rows)
        if follows and run is not None and not run.is_over:
            self.results.scrollToBottom()
        self.results.viewport().update()

    def _turn_rows(self) -> None:
        """All rows, or those with problems."""
        self.results.rows.reset(0)
        self._recount()

    def _cells(self, at: int) -> tuple[Cell, ...]:
        if self.run is None:
            return ()
        return cells(self.run.rows[self._troubled[at] if self.progress.shown.value else at])

    def _show_buttons(self) -> None:
        run = self.run
        self.buttons.show_run(run, self.form.total, self._bound and self.form.ready)
        locked = run is not None and not run.is_over and run.stage is not Stage.READY
        focus = QApplication.focusWidget()
        if locked and focus is not None and self.form.isAncestorOf(focus):
            self.pause.setFocus()
        self.form.setEnabled(not locked)

    def stop(self) -> None:
        """Send no more: the window is closing."""
        self._beat.stop()
        self.kept.keep_what_was_cut()
        if self.run is not None:
            self.run.cancel()


def _on_words(view: SessionView | None, bound: bool) -> str:
    """Which session the messages go out on."""
    if view is None:
        return tr("No session: add an account and bind it.")
    state = tr("bound") if bound else tr("not bound")
    words = tr("On {tag}  {name}, {state}", tag=view.tag.text, name=view.account.name, state=state)
    if not view.account.rate:
        return words
    return tr("{session}; the account allows {rate:g} a second", session=words, rate=view.account.rate)
