"""What a batch is begun and stopped with: Send, or Pause and Cancel in its place."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smppconsole.console.batch_progress import Stage
from smppconsole.console.batch_run import BatchRun
from smppconsole.ui import theme
from smppconsole.ui.widgets.controls import IconTextButton, button
from smppconsole.ui.widgets.main_button import MainButton
from smppconsole.ui.words import grouped, tr

_REST = 1500
"""Milliseconds after a run in which no other is begun: who presses Pause or Cancel as it ends does not send all of it
once more."""


class BatchButtons(QWidget):
    """``rested`` fires when another batch may be begun, ``left`` when the keys were here as one ended: nothing here
    takes them for a moment."""

    rested = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.send = MainButton(tr("Send"), "batch.send")
        self.pause = IconTextButton("pause", tr("Pause"), "batch.pause", tr("Pause the batch"))
        self.cancel = button(tr("Cancel"), "batch.cancel", tr("Cancel the batch"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.send, 1)
        row.addWidget(self.pause, 1)
        row.addWidget(self.cancel)
        for widget in (self.pause, self.cancel):
            widget.setFixedHeight(theme.px(theme.HEIGHTS.main_button))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.rested)

    def rest(self) -> None:
        """A run has ended."""
        self._rest.start()

    def show_run(self, run: BatchRun | None, total: int, ready: bool) -> None:
        """Those that ``run`` leaves to the user; ``total`` messages would be sent, if all is ``ready``."""
        active = run is not None and not run.is_over and run.stage is not Stage.READY
        paused = run is not None and run.stage is Stage.PAUSED
        many = tr("Send {total} messages", total=grouped(total))
        self.send.say(many if total > 1 else tr("Send 1 message") if total else tr("Send"))
        self._let_act(active)
        self.send.setEnabled(ready and not self._rest.isActive())
        self.pause.setText(tr("Go on") if paused else tr("Pause"))
        self.pause.set_icon("play" if paused else "pause")

    def _let_act(self, active: bool) -> None:
        """Pause and Cancel in the place of Send, or Send in theirs; the keys go along."""
        with_keys = any(one.hasFocus() for one in (self.send, self.pause, self.cancel))
        changes = self.pause.isHidden() is active
        for one in (self.pause, self.cancel) if active else (self.send,):
            one.setVisible(True)
        if with_keys and changes and active:
            self.pause.setFocus()
        elif with_keys and changes:
            self.left.emit()
        for one in (self.send,) if active else (self.pause, self.cancel):
            one.setVisible(False)
