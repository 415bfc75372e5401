"""What the window does with traces: takes PDUs out of them, keeps filters, says what is hidden."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from smppconsole.console.account import Account
from smppconsole.console.recording import RecordingState
from smppconsole.smpp.finding import Severity
from smppconsole.trace.export import FORMATS
from smppconsole.ui.cast import Cast
from smppconsole.ui.panels.trace.page import TracePage
from smppconsole.ui.pdu_copies import COPIED, KINDS, copy_of
from smppconsole.ui.words import tr

_NOTES_LATER = 400
_HELP = ("record_again", "settings")


class TraceWork(QObject):
    """Works on the trace in front. ``deeds`` are the ids of its actions."""

    def __init__(self, window: QWidget, cast: Cast) -> None:
        super().__init__()
        self._window, self._cast = window, cast
        copies = {f"copy_as.{row.id}": partial(self.copy_as, row.id) for row in FORMATS}
        self.deeds: dict[str, Callable[[], object]] = {
            "save": self.export,
            "export": self.export,
            "ticket": lambda: self.export("ticket"),
            "escape": self.escape,
            "columns": cast.trace.choose_columns,
            **copies,
            **{f"copy_as.{kind}": partial(self.copy_program, kind) for kind in KINDS},
            "notice.record_again": self.record_again,
            "notice.settings": lambda: cast.trace.asked.emit("settings"),
        }
        cast.exports.said.connect(partial(cast.trace.notice.say, about=("save",)))
        cast.filters.said.connect(partial(cast.trace.notice.say, about=("filters",)))
        cast.counting.counted.connect(cast.status.show_rows)
        cast.counting.tell_now()
        cast.trace.missed.connect(self._say_hidden)
        cast.trace.added.connect(self._bind)
        self._bind(cast.trace.live)
        cast.trace.noted.connect(self._note)
        cast.status.recording_asked.connect(self._tell_recording)
        self._leave = cast.workspace.recording.news.add(self._say)
        self._noting = QTimer(self)
        self._noting.setSingleShot(True)
        self._noting.setInterval(_NOTES_LATER)
        self._noting.timeout.connect(self.keep_notes)

    def export(self, form: str = "") -> None:
        """Choose what leaves the trace in front, and how."""
        self._cast.exports.ask(self._window, self._cast.trace.page, form)

    def escape(self) -> None:
        """The notice away; where there is none, the filter."""
        if not self._cast.trace.notice.put_away():
            self._cast.trace.page.act("clear")

    def copy_as(self, form: str) -> None:
        """The selected PDUs onto the clipboard."""
        self._cast.exports.copy_as(self._cast.trace.page, form)

    def copy_program(self, kind: str) -> None:
        """The selected PDUs onto the clipboard as what can send them: hex, a program, a command line."""
        cast = self._cast
        table, store = cast.trace.page.table, cast.trace.page.store
        rows = table.chosen_rows
        if not rows:
            return
        engine = cast.workspace.engines.get(store.session(rows[0])) if cast.trace.page is cast.trace.live else None
        name = engine.account.name if engine is not None else cast.sessions.current
        account = cast.sessions.account(name) or Account()
        QGuiApplication.clipboard().setText(copy_of(kind, [store.octets(row) for row in rows], account, name))
        self._say(tr(COPIED[kind]))

    def close(self) -> None:
        """The window goes: write what is not written yet."""
        if self._noting.isActive():
            self.keep_notes()
        self._leave()

    # --- captures of the sessions

    def record_again(self) -> None:
        """Begin a new file where one failed, with what is in no file so far."""
        notice, recording = self._cast.trace.notice, self._cast.workspace.recording
        about = notice.asked_about
        engine = self._cast.sessions.engine(about[-1])
        if engine is None:
            return
        recording.again(engine)
        told = recording.status(engine)
        severity = Severity.NOTE if told.state is RecordingState.WRITING else Severity.ERROR
        notice.say(severity, tr(told.words), () if severity is Severity.NOTE else _HELP, about)

    def _tell_recording(self) -> None:
        sessions = self._cast.sessions
        told = self._cast.workspace.recording.status(sessions.engine())
        failed = told.state is RecordingState.FAILED
        self._cast.trace.notice.say(
            Severity.ERROR if failed else Severity.NOTE,
            tr(told.words),
            _HELP if failed else _HELP[1:],
            ("capture", sessions.current),
        )

    def _note(self, page: TracePage, _rows: object) -> None:
        if page is self._cast.trace.live:
            self._noting.start()

    def keep_notes(self) -> None:
        """Write marks and comments of the live trace beside the captures of its sessions."""
        workspace = self._cast.workspace
        for problem in workspace.recording.keep_notes(workspace.engines.values()):
            self._cast.trace.notice.say(Severity.ERROR, problem, about=("notes",))

    # --- pages

    def _bind(self, page: TracePage) -> None:
        self._cast.filters.bind(page.filters)

    def _say_hidden(self, row: int) -> None:
        self._say(tr("The filter hides No. {row}; the next one shown is chosen.", row=row + 1))

    def _say(self, words: str) -> None:
        self._cast.trace.notice.say(Severity.NOTE, words)
