"""The bind doctor: a bind taken apart in the window, with what to check and buttons to try other settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smppconsole.console.account import Account
from smppconsole.console.doctor import Examined, Suggestion
from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.tools.doctor_run import DoctorRun, Try
from smppconsole.ui.panels.tools.doctor_words import TITLES, report, steps_of, verdict, view_of
from smppconsole.ui.widgets.controls import Choice, IconButton, hairline, label, named
from smppconsole.ui.widgets.copying import let_copy
from smppconsole.ui.widgets.grid import Cell, Column, Grid
from smppconsole.ui.widgets.main_button import MainButton
from smppconsole.ui.widgets.notice import Notice
from smppconsole.ui.widgets.section import Section, piled, scrolled, tool_bar
from smppconsole.ui.widgets.step_card import LOOKS, StepCard, StepView
from smppconsole.ui.words import tr

_SEVERITIES = {"failed": Severity.ERROR, "remark": Severity.WARNING, "good": Severity.NOTE}
_EMPTY = "Takes a bind apart step by step: each with its time, what was on the wire, and what to check when it fails."
_NO_ACCOUNT = "Add an account first, or start the simulator."
_MOST_TRIES = 50


class DoctorPanel(QWidget):
    """Shows the examinations of a ``DoctorRun``. ``adopt_asked`` carries an account with the settings that worked."""

    adopt_asked = Signal(object)

    def __init__(self, run: DoctorRun) -> None:
        super().__init__()
        named(self, "doctor", tr("Bind doctor"))
        self.run = run
        self._accounts: dict[str, Account] = {}
        self._account, self._words = Account(), ""
        self._steps: list[Examined] = []
        self.tries: list[Try] = []
        self.choice = Choice("doctor.account", tr("Account to examine"))
        self.start = MainButton(tr("Examine"), "doctor.start")
        self.copy = IconButton("copy", "doctor.copy", tr("Copy the result as text"))
        self.notice = Notice("doctor.verdict", (("adopt", tr("Keep these settings")),))
        self.empty = label(tr(_EMPTY), "text2", fonts.text(12), "doctor.empty")
        self.empty.setWordWrap(True)
        let_copy(self.empty)
        self.cards = {
            step: StepCard(tr(title), f"doctor.{step}", last=step == "unbind") for step, title in TITLES.items()
        }
        self.tried = Section(tr("Tried"), "doctor.tried")
        columns = (Column(tr("Settings")), Column(tr("Came to")))
        self.table = Grid("doctor.tries", tr("What was tried"), columns, self._cells)
        self._lay_out()
        self._wire()
        self._show_emptiness()

    def _lay_out(self) -> None:
        self.setProperty("ground", "surface")
        self.choice.setMaximumWidth(theme.px(320))
        self.choice.setFixedHeight(theme.px(theme.HEIGHTS.main_button))
        self.start.setMaximumWidth(theme.px(200))
        self._area = scrolled(self._inside(), "doctor.scroll", "surface")
        bar = tool_bar(self.choice, self.start, self.copy, None, wide=self.choice)
        piled(self, bar, hairline(), self.notice, self._area)

    def _inside(self) -> QWidget:
        inside = QWidget()
        steps = QVBoxLayout(inside)
        steps.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        steps.setSpacing(0)
        self.empty.setContentsMargins(theme.px(16), theme.px(40), theme.px(16), theme.px(8))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        steps.addWidget(self.empty)
        for card in self.cards.values():
            steps.addWidget(card)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), 0)
        self.tried.body.addWidget(self.table)
        foot.addWidget(self.tried)
        steps.addLayout(foot)
        steps.addStretch(1)
        return inside

    def _wire(self) -> None:
        self.start.clicked.connect(self.toggle)
        self.copy.clicked.connect(self._copy)
        self.choice.currentIndexChanged.connect(lambda _at: self._show_emptiness())
        self.notice.asked.connect(lambda _key: self.adopt_asked.emit(self._account))
        self.run.began.connect(self._began)
        self.run.stepped.connect(self._stepped)
        self.run.ended.connect(self._ended)
        self.run.stopped.connect(self._stopped)
        for card in self.cards.values():
            card.tried.connect(self._try)

    # --- what the user does

    def show_accounts(self, accounts: Sequence[Account], current: str = "") -> None:
        """The accounts to choose from; ``current`` is chosen where nothing was."""
        self._accounts = {account.name: account for account in accounts}
        fresh = self.choice.currentData() is None
        self.choice.fill(tuple((account.name, account.name) for account in accounts))
        if fresh and current:
            self.choice.choose(current)
        self._show_emptiness()

    def examine(self, name: str) -> None:
        """Examine an account at once."""
        self.choice.choose(name)
        if not self.run.is_running:
            self.toggle()

    def toggle(self) -> None:
        """Examine the account chosen, or stop."""
        if self.run.is_running:
            self.run.stop()
            return
        account = self._accounts.get(str(self.choice.currentData() or ""))
        if account is not None:
            self.run.start(account)

    def _try(self, suggestion: Suggestion) -> None:
        words = f"{self._words}, {tr(suggestion.words)}" if self._words else tr(suggestion.words)
        self.run.start(suggestion.account, words)

    def text(self) -> str:
        """The result as text."""
        return report(self._account, self._steps)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.notice.say(Severity.NOTE, tr("Copied: the result as text, the password masked."))

    # --- what happens

    def _began(self, account: Account, words: str) -> None:
        self._account, self._words, self._steps = account, words, []
        wanted = steps_of(account)
        for step, card in self.cards.items():
            card.setVisible(step in wanted)
            card.show_view(StepView())
        self.cards[wanted[0]].show_view(StepView("running"))
        self.notice.hide()
        self.start.say(tr("Stop"), filled=False)
        self._show_emptiness()

    def _stepped(self, step: Examined) -> None:
        self._steps.append(step)
        self.cards[step.step].show_view(view_of(self._account, step))
        left = self._steps_left()
        if left and (step.ok or step.step == "unbind"):
            self.cards[left[0]].show_view(StepView("running"))

    def _steps_left(self) -> list[str]:
        done = {step.step for step in self._steps}
        return [step for step in steps_of(self._account) if step not in done]

    def _ended(self, result: Try) -> None:
        self._close_steps()
        state, words = verdict(result.account, result.steps)
        known = self._accounts.get(result.account.name)
        adopt = ("adopt",) if result.words and result.ok and known is not None else ()
        lead = tr("Tried {words}. ", words=result.words) if result.words else ""
        self.notice.say(_SEVERITIES[state], lead + words, adopt)
        self.tries = [*self.tries, result][-_MOST_TRIES:]
        self.table.rows.reset(len(self.tries))
        self.table.setFixedHeight(self.table.full_height(1))
        self._show_emptiness()
        QTimer.singleShot(0, self._look_at_failure)

    def _look_at_failure(self) -> None:
        """Bring the step that failed to the top: its advice is what was asked for."""
        failed = next((step.step for step in self._steps if not step.ok), None)
        inside = self._area.widget()
        if failed is not None and inside is not None:
            inside.adjustSize()  # the step has just grown by its advice
            self._area.verticalScrollBar().setValue(self.cards[failed].y())

    def _stopped(self, why: str) -> None:
        self._close_steps()
        words = (
            tr("Not examined: {why}.", why=why)
            if why
            else tr("Stopped. The connection was closed without a word to the centre.")
        )
        self.notice.say(Severity.ERROR if why else Severity.NOTE, words)
        self._show_emptiness()

    def _close_steps(self) -> None:
        self.start.say(tr("Examine"))
        for step in self._steps_left():
            self.cards[step].show_view(StepView("skipped"))

    def _show_emptiness(self) -> None:
        begun = bool(self._account.name or self._steps)
        for step, card in self.cards.items():
            card.setVisible(begun and step in steps_of(self._account))
        self.empty.setText(tr(_EMPTY if self._accounts else _NO_ACCOUNT))
        self.empty.setVisible(not begun)
        self.tried.setVisible(len(self.tries) > 1)
        self.copy.setEnabled(bool(self._steps))
        self.start.setEnabled(bool(self._accounts) or self.run.is_running)
        self.choice.setEnabled(bool(self._accounts))
        self.setFocusProxy(self.choice if self._accounts else self.empty)

    def _cells(self, at: int) -> list[Cell]:
        tried = self.tries[at]
        state, words = verdict(tried.account, tried.steps)
        icon, token, _ = LOOKS[state]
        return [Cell(f"{tried.account.name}, {tried.words or tr('as it stands')}"), Cell(words, token, icon)]
