"""What the actions do with the PDU workbench: open it, put PDUs on it, send and copy what is on it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from smppconsole.console.account import Account
from smppconsole.net import tasks
from smppconsole.session.state import UNANSWERED_BY_RULE, StateError
from smppconsole.smpp.encode import EncodeError
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.ui.cast import Cast
from smppconsole.ui.kept_window import KeptWindow
from smppconsole.ui.panels.composer.sending import UNBOUND
from smppconsole.ui.pdu_copies import COPIED, copy_of
from smppconsole.ui.slices import StepByStep, go_through
from smppconsole.ui.widgets.aloud import say_aloud
from smppconsole.ui.widgets.sized import open_sized
from smppconsole.ui.words import sentence, tr

if TYPE_CHECKING:
    from smppconsole.console.engine import Engine
    from smppconsole.ui.panels.workbench.panel import Workbench

BUILT_ON = (
    "smppconsole.compose.workbench",
    "smppconsole.compose.bench",
    "smppconsole.ui.panels.workbench.form",
    "smppconsole.ui.panels.workbench.panel",
)
"""The modules that the workbench is built on, each imported in a step of its own."""


class WorkbenchWork(QObject):
    """Works on the workbench of one window. It is made when it is first wanted, in a window of its own: its keys are
    not those of the composer."""

    edited = Signal()

    def __init__(self, window: QWidget, cast: Cast) -> None:
        super().__init__()
        self._kept = ""
        self._window, self._cast = window, cast
        self._made: Workbench | None = None
        self._is_wired = False
        self._steps = self._make()
        self._opening: StepByStep | None = None
        self.place = KeptWindow()

    @property
    def bench(self) -> Workbench:
        """The workbench."""
        go_through(self.prepare())
        assert self._made is not None  # noqa: S101 - for mypy
        return self._made

    def prepare(self) -> Iterator[None]:
        """Make the workbench beforehand, in steps none of which keeps the window waiting; those who go through them at
        the same time share them."""
        for _step in self._steps:
            yield

    def _make(self) -> Iterator[None]:
        for module in BUILT_ON:
            if module not in sys.modules:
                importlib.import_module(module)
                yield
        from smppconsole.ui.panels.workbench.panel import Workbench  # noqa: PLC0415 - when asked for

        self._made = Workbench(self._window, in_steps=True)
        yield
        yield from self._made.steps
        self._wire(self._made)

    def _wire(self, made: Workbench) -> None:
        self._is_wired = True
        if self._kept:
            from smppconsole.compose.kept_bench import bench_from  # noqa: PLC0415 - where a workbench is made

            made.show_bench(bench_from(self._kept))
        self.place.watch(made)
        made.put.connect(self.edited)
        made.send_asked.connect(self.send)
        made.copy_asked.connect(self.copy)
        made.session_chosen.connect(self._cast.sessions.choose)
        self._cast.sessions.changed.connect(self.show_sessions)

    # --- what is kept

    def told(self) -> str:
        """What lies on it, "" for an empty one."""
        if self._made is None or not self._is_wired:
            return self._kept
        from smppconsole.compose.kept_bench import as_text  # noqa: PLC0415 - where a workbench is made

        return as_text(self._made.bench)

    def take_up(self, text: str) -> None:
        """Lay it there again, at once or when the workbench is made; raises ``ValueError`` for what is no bench."""
        from smppconsole.compose.kept_bench import bench_from  # noqa: PLC0415 - where one was left

        bench = bench_from(text)
        self._kept = text
        if self._made is not None and self._is_wired:
            self._made.show_bench(bench)

    # --- using it

    def open(self, pdus: Sequence[bytes] = ()) -> None:
        """Bring the workbench to the front, with PDUs to be edited or as it was left: made the first time, and shown,
        in turns of their own."""
        self.close()
        self.place.ask()
        self._opening = StepByStep(chain(self.prepare(), self._come(pdus)))

    def _come(self, pdus: Sequence[bytes]) -> Iterator[None]:
        """Its frame and the reading first, then the form: to lay out and paint both takes longer than a turn should."""
        bench = self.bench
        self.show_sessions()
        if pdus:
            bench.open_octets(pdus)
        if not bench.isVisible():
            self._size(bench)
            bench.pages.hide()
            bench.show()
            yield
        bench.pages.show()
        bench.activateWindow()
        bench.setFocus()

    def _size(self, bench: Workbench) -> None:
        """Its own size at first; now, since the text size may be another than when it was made."""
        if not bench.testAttribute(Qt.WidgetAttribute.WA_Resized):
            open_sized(bench, *bench.SIZE, near=self._cast.trace.window())

    def come_back(self) -> None:
        """Be there again where it was when the program ended, the keys staying where they are."""
        if not self.place.is_open or self.bench.isVisible():
            return
        quietly = Qt.WidgetAttribute.WA_ShowWithoutActivating
        self.show_sessions()
        self._size(self.bench)
        self.bench.setAttribute(quietly)
        self.bench.show()
        self.bench.setAttribute(quietly, False)

    def edit_chosen(self) -> None:
        """The chosen PDU of the trace on the workbench, to be changed and sent."""
        page = self._cast.trace.page
        row = page.table.chosen_row
        if row < 0:
            self._cast.trace.notice.say(Severity.NOTE, tr("Choose a PDU in the trace first."))
        else:
            self.open([page.store.octets(row)])

    def close(self) -> None:
        """The window is closing: make it no more."""
        if self._opening is not None:
            self._opening.stop()

    def show_sessions(self) -> None:
        """The sessions to send on, and the tables of the current one."""
        sessions = self._cast.sessions
        terms = sessions.terms()
        self.bench.set_terms(terms.book, terms.reading)
        self.bench.foot.show_sessions(sessions.views(), sessions.current)

    # --- sending

    def send(self, anyway: bool) -> None:
        """Send what is on the workbench, after a question on a production account."""
        from smppconsole.ui.panels.frame.dialogs import ask  # noqa: PLC0415 - when asked for

        engine = self._cast.sessions.engine()
        if engine is None or not engine.is_bound:
            self._say(Severity.ERROR, tr(UNBOUND))
            return
        bench, account = self.bench, engine.account
        bench.settle()
        if account.production and self._cast.workspace.settings.flag("confirm_production"):
            yes = tr(bench.looked.send_words)
            words = tr("{name} is a production account. {yes}?", name=account.name, yes=yes)
            ask(bench, "guard", tr("Production account"), words, yes, partial(self._send, engine, anyway))
        else:
            self._send(engine, anyway)

    def _send(self, engine: Engine, anyway: bool) -> None:
        bench = self.bench
        try:
            if bench.bench.is_raw:
                octets = bench.looked.raw.octets
                engine.send_raw(octets)
                self._say(Severity.NOTE, tr("Sent {octets} octets as they stand.", octets=len(octets)))
            else:
                pdu = bench.looked.made.pdu
                sequence = engine.send(pdu, anyway=anyway)
                told = tr("Sent {command} as sequence number {sequence}", command=pdu.command, sequence=sequence)
                self._say(Severity.NOTE, f"{told}.")
                spec = STANDARD.command_named(pdu.command)
                if not spec.is_response and spec.id not in UNANSWERED_BY_RULE:
                    tasks.spawn(self._follow(engine, pdu.command, sequence, told), tr("follow what was sent"))
        except (EncodeError, StateError) as error:
            way_out = "" if anyway else tr("Ctrl+Shift+Enter sends it anyway.")
            bench.foot.offer_anyway(not anyway)
            words = sentence(tr("Nothing was sent. {error}", error=error))
            self._say(Severity.ERROR, " ".join(filter(None, (words, way_out))))

    async def _follow(self, engine: Engine, command: str, sequence: int, told: str) -> None:
        """Say what came of it, as long as nothing else was said since."""
        from smppconsole.ui.answers import told_of  # noqa: PLC0415 - when there is one

        answer = told_of(await engine.outcome(sequence), command, engine.account.response_timeout)
        if self.bench.foot.verdict.text() == f"{told}.":
            self._say(answer.severity, tr("{told}: {answer}.", told=told, answer=answer.words))

    # --- copying

    def copy(self, kind: str) -> None:
        """The PDU to the clipboard: hex, code for smpplib, or a command line; a password is masked."""
        bench, name = self.bench, self._cast.sessions.current
        account = self._cast.sessions.account(name) or Account()
        QGuiApplication.clipboard().setText(copy_of(kind, bench.pdus, account, name))
        self._say(Severity.NOTE, tr(COPIED[kind]))

    def _say(self, severity: Severity, words: str) -> None:
        self.bench.foot.say(severity, words)
        say_aloud(self.bench, words, urgent=severity is Severity.ERROR)
