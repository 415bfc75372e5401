"""The foot of the workbench: the verdict, the session to send on, send, send anyway, copy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from smppconsole.compose.bench import Looked
from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.sessions.view import SessionView
from smppconsole.ui.widgets.controls import Choice, IconTextButton, button, label, named, set_tone
from smppconsole.ui.widgets.copying import let_copy
from smppconsole.ui.widgets.main_button import MainButton
from smppconsole.ui.words import tr

_COPIES = (("hex", "Copy as hex"), ("code", "Copy as smpplib code"), ("command", "Copy as command line"))
_TONES = {Severity.ERROR: "err", Severity.WARNING: "warn", Severity.NOTE: "text2"}
_UNBOUND = "The session is not bound. Bind it first (Ctrl+B)."


class WorkbenchFoot(QWidget):
    """Signals: ``send_asked`` with whether anyway, ``copy_asked`` with hex, code or command, ``session_chosen``."""

    send_asked = Signal(bool)
    copy_asked = Signal(str)
    session_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._bound = self._offered = False
        self._looked: Looked | None = None
        self.verdict = named(label("", "text2", fonts.text(11)), "workbench.verdict", tr("Verdict"))
        self.session = Choice("workbench.session", tr("Send on"))
        self.session.fill(((tr("No session"), ""),))
        self.send = MainButton(tr("Send"), "workbench.send", "Ctrl+Enter")
        self.anyway = button(tr("Send anyway"), "workbench.send_anyway")
        self.copy = IconTextButton("copy", tr("Copy"), "workbench.copy", tr("Copy the PDU"))
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.verdict.setWordWrap(True)
        let_copy(self.verdict)
        self.verdict.setMinimumHeight(theme.px(30))
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        told = label(tr("Send on"), "text2")
        told.setBuddy(self.session)
        on = QHBoxLayout()
        on.setSpacing(theme.px(8))
        on.addWidget(told)
        on.addWidget(self.session, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.send, 1)
        for widget in (self.anyway, self.copy):
            widget.setFixedHeight(theme.px(theme.HEIGHTS.main_button))
            row.addWidget(widget)
        foot = QVBoxLayout(self)
        foot.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(12))
        foot.setSpacing(theme.px(6))
        foot.addWidget(self.verdict)
        foot.addLayout(on)
        foot.addLayout(row)

    def _wire(self) -> None:
        self.session.activated.connect(lambda _at: self.session_chosen.emit(self.session.currentData()))
        self.send.clicked.connect(lambda: self.ask_send(False))
        self.anyway.clicked.connect(lambda: self.ask_send(True))
        menu = QMenu(self)
        menu.setObjectName("workbench.copy_menu")
        for kind, words in ((kind, tr(words)) for kind, words in _COPIES):
            menu.addAction(words, partial(self.copy_asked.emit, kind))
        self.copy.setMenu(menu)

    def ask_send(self, anyway: bool) -> None:
        """Ask for it to be sent, where that can be; keys are told why it cannot."""
        control = self.anyway if anyway and not self.anyway.isHidden() else self.send
        if control.isEnabled():
            self.send_asked.emit(anyway)
        elif not self._bound:
            self.say(Severity.ERROR, tr(_UNBOUND))

    def say(self, severity: Severity, words: str) -> None:
        """A sentence above the buttons, until the next change."""
        self.verdict.setText(tr(words))
        self.verdict.setAccessibleName(tr("Verdict: {words}", words=tr(words)))
        set_tone(self.verdict, _TONES[severity])

    def offer_anyway(self, offered: bool) -> None:
        """Offer to send all the same what the session refused, until the next change."""
        self._offered = offered
        self._show_buttons()

    def show_looked(self, looked: Looked) -> None:
        """What may be done with it, and why not."""
        self._looked = looked
        self._offered = False
        self.say(*looked.verdict)
        self._show_buttons()

    def show_sessions(self, views: Sequence[SessionView], current: str) -> None:
        """The sessions one can send on."""
        rows = [(f"{view.account.name}, {tr(view.role)}, {tr(view.link.state)}", view.account.name) for view in views]
        self.session.fill(tuple(rows) or ((tr("No session"), ""),))
        self.session.choose(current)
        was = self._bound
        self._bound = any(view.account.name == current and view.link.state in {"alive", "late"} for view in views)
        if self._bound != was and self._looked is not None:
            self.say(*self._looked.verdict)  # that nothing was sent without a session is true no longer
        self._show_buttons()

    def _show_buttons(self) -> None:
        looked = self._looked
        if looked is None:
            return
        self.send.say(tr(looked.send_words))
        self.send.setEnabled(self._bound and looked.may_send)
        self.anyway.setVisible(not looked.bench.is_raw and (self._offered or not looked.may_send))
        self.anyway.setEnabled(self._bound and (self._offered or looked.may_send_anyway))
        for control in (self.send, self.anyway):
            control.setToolTip("" if self._bound else tr(_UNBOUND))
        self.copy.setEnabled(bool(looked.pdus))
