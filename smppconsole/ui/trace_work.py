"""What the window does with traces: takes PDUs out of them, keeps filters, says what is hidden."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from smppconsole.smpp.finding import Severity
from smppconsole.trace.export import FORMATS
from smppconsole.ui.cast import Cast
from smppconsole.ui.panels.trace_page import TracePage


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
            **copies,
        }
        for speaker in (cast.exports, cast.filters):
            speaker.said.connect(self._say)
        cast.exports.progress.connect(cast.status.work.setText)
        cast.trace.missed.connect(self._say_hidden)
        cast.trace.added.connect(self._bind)
        self._bind(cast.trace.live)

    def export(self, form: str = "") -> None:
        """Choose what leaves the trace in front, and how."""
        self._cast.exports.ask(self._window, self._cast.trace.page, form)

    def copy_as(self, form: str) -> None:
        """The selected PDUs onto the clipboard."""
        self._cast.exports.copy_as(self._cast.trace.page, form)

    def _bind(self, page: TracePage) -> None:
        self._cast.filters.bind(page.filters)

    def _say_hidden(self, row: int) -> None:
        self._say(Severity.NOTE, f"The filter hides No. {row + 1}; the next one shown is chosen.", ())

    def _say(self, severity: Severity, words: str, links: tuple[str, ...]) -> None:
        self._cast.trace.notice.say(severity, words, links)
