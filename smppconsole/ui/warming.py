"""What the start leaves out, imported while the window rests: the first opening of a tool then does not wait for it."""

from __future__ import annotations

import importlib

from PySide6.QtCore import QObject, QTimer

LATER = (
    "importlib.metadata",
    "smppconsole.console.centre_rules",
    "smppconsole.console.simulator",
    "smppconsole.console.scenarios",
    "smppconsole.console.credits",
    "smppconsole.ui.panels.frame.about",
    "smppconsole.ui.panels.frame.help_window",
    "smppconsole.ui.panels.frame.settings_sheet",
    "smppconsole.compose.workbench",
    "smppconsole.ui.panels.workbench.panel",
    "smppconsole.console.doctor",
    "smppconsole.ui.tools.doctor",
    "smppconsole.ui.panels.centre.panel",
    "smppconsole.ui.tools.centre",
    "smppconsole.ui.tools.batch",
    "smppconsole.trace.statistics",
    "smppconsole.ui.tools.statistics",
    "smppconsole.ui.tools.ladder",
    "smppconsole.ui.tools.compare",
    "smppconsole.ui.tools.findings",
)
"""Modules that no window needs to be painted, those that others build on first."""

_FIRST, _NEXT = 1000, 60
"""Milliseconds after the window opened, and between two imports."""


class Warming(QObject):
    """Imports one module a turn, and then is done."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(LATER)
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._import_next)
        self._turn.start(_FIRST)

    @property
    def done(self) -> bool:
        """Whether all are imported."""
        return not self._left

    def _import_next(self) -> None:
        importlib.import_module(self._left.pop(0))
        self._turn.setInterval(_NEXT)
        if self.done:
            self._turn.stop()
