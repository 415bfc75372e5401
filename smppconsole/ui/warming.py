"""What the start leaves out, imported and made while the window rests: the first opening of a tool then takes no longer
than the second."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from itertools import chain

from PySide6.QtCore import QObject, QTimer

LATER = (
    # a session, and what is seen of it
    "smppconsole.smpp.library",
    "smppconsole.session.session",
    "smppconsole.net.connect",
    "smppconsole.trace.capture",
    "smppconsole.console.door",
    "smppconsole.console.engine",
    "smppconsole.ui.panels.sessions.news",
    "smppconsole.smpp.lint",
    "smppconsole.smpp.summary",
    "smppconsole.trace.verdicts",
    "smppconsole.trace.judging",
    "smppconsole.ui.models.incoming_row",
    "smppconsole.smpp.inspection",
    # what is typed and looked at
    "smppconsole.console.account_checks",
    "smppconsole.ui.panels.accounts.form",
    "smppconsole.trace.filter_syntax",
    "smppconsole.trace.filter_names",
    "smppconsole.trace.filter",
    "smppconsole.ui.panels.trace.menu",
    "smppconsole.ui.panels.trace.goto",
    "smppconsole.ui.models.value_filter",
    "smppconsole.trace.telling",
    "smppconsole.trace.columns",
    "smppconsole.trace.notes",
    "smppconsole.console.providers",
    "smppconsole.console.account_exchange",
    "smppconsole.compose.snippet",
    "smppconsole.ui.panels.composer.redraft",
    "smppconsole.ui.panels.frame.dialogs",
    "smppconsole.compose.request",
    "smppconsole.ui.answers",
    "smppconsole.ui.panels.accounts.menus",
    "smppconsole.ui.panels.composer.rare_fields",
    "smppconsole.ui.panels.composer.time_menu",
    "smppconsole.ui.panels.composer.templates",
    "smppconsole.ui.panels.composer.sent_page",
    "smppconsole.ui.panels.trace.export_sheet",
    "smppconsole.console.ticket_facts",
    # tools, and windows beside this one
    "importlib.metadata",
    "smppconsole.console.credits",
    "smppconsole.ui.panels.frame.about",
    "smppconsole.ui.panels.frame.help_window",
    "smppconsole.ui.panels.frame.settings_sheet",
)
"""Modules that no window needs to be painted, those that others build on first; tools and workbench name their own."""

_FIRST, _NEXT = 1000, 60
"""Milliseconds after the window opened, and between two steps."""


class Warming(QObject):
    """Imports one module a turn, goes one step of ``more`` a turn, and then is done."""

    def __init__(self, parent: QObject, more: Iterable[object] = ()) -> None:
        super().__init__(parent)
        self._steps = chain(map(importlib.import_module, LATER), more)
        self.done = False
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._go_on)
        self._turn.start(_FIRST)

    def stop(self) -> None:
        """Leave the rest to those who ask for it."""
        self._turn.stop()

    def _go_on(self) -> None:
        self._turn.setInterval(_NEXT)
        try:
            next(self._steps)
        except StopIteration:
            self.done = True
            self._turn.stop()
