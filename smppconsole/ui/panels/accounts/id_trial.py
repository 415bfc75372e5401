"""The box to try on two pasted ids whether an account would tie them: of a response, and of the receipt to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QTextEdit, QWidget

from smppconsole.console.account import Account
from smppconsole.console.account_rules import RULES
from smppconsole.smpp.id_trial import IdTrial, try_ids
from smppconsole.smpp.message_ids import rules_of
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.accounts.fields import choice_rows
from smppconsole.ui.panels.frame.dialogs import Sheet
from smppconsole.ui.widgets.controls import Choice, button, label, named, set_tone
from smppconsole.ui.words import tr

_PAUSE = 60
_WIDTH = 520
_WORDS = (
    "Paste the id of a response and the id of the receipt for the same message: alone, or with all that it came in, "
    "a receipt's text or a PDU in hex."
)


class IdTrialSheet(Sheet):
    """Opens over the account's sheet; ``on_kept`` gets the two forms when they are to be kept."""

    def __init__(self, parent: QWidget, account: Account, on_kept: Callable[[str, str], None]) -> None:
        super().__init__(parent, "id_trial", tr("Try the forms of ids"), tr(_WORDS), tr("Use these forms"))
        self._account, self._trial = account, IdTrial("", "")
        self.response, self.receipt = _pasted("response", tr("Response")), _pasted("receipt", tr("Receipt"))
        self.response_form, self.receipt_form = _form("response_id_form", account), _form("receipt_id_form", account)
        self.verdict = label("", "text", fonts.text(12, fonts.SEMIBOLD), "id_trial.verdict")
        self.verdict.setWordWrap(True)
        self.compared = label("", "text2", fonts.mono(11), "id_trial.compared")
        self.fit = button(tr("Take the forms that fit"), "id_trial.fit", role="link")
        self.body.addLayout(self._grid())
        for widget in (self.verdict, self.compared, self.fit):
            self.body.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._wire(on_kept)
        self.words.setMinimumHeight(self.words.heightForWidth(theme.px(_WIDTH - 32)))
        self.setMinimumWidth(theme.px(_WIDTH))
        self.try_again()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(6))
        columns = (
            (tr("Response"), self.response, self.response_form),
            (tr("Receipt"), self.receipt, self.receipt_form),
        )
        for column, (words, pasted, form) in enumerate(columns):
            told = label(words, "text2")
            told.setBuddy(pasted)
            for row, widget in enumerate((told, pasted, form)):
                grid.addWidget(widget, row, column)
            grid.setColumnStretch(column, 1)
        return grid

    def _wire(self, on_kept: Callable[[str, str], None]) -> None:
        for pasted in (self.response, self.receipt):
            pasted.textChanged.connect(self._pause.start)
        for form in (self.response_form, self.receipt_form):
            form.currentIndexChanged.connect(lambda _at: self.try_again())
        self._pause.timeout.connect(self.try_again)
        self.fit.clicked.connect(self._take_fitting)
        self.accepted.connect(lambda: on_kept(*self._forms))

    @property
    def _forms(self) -> tuple[str, str]:
        return str(self.response_form.currentData()), str(self.receipt_form.currentData())

    def try_again(self) -> None:
        """Compare what is pasted by the forms as they are chosen."""
        rules = rules_of(self._account.receipt_id_rule, *self._forms)
        pasted = self.response.toPlainText(), self.receipt.toPlainText()
        self._trial = trial = try_ids(*pasted, rules, self._account.reading)
        self.verdict.setText(tr(trial.verdict))
        both = bool(trial.given and trial.receipted)
        set_tone(self.verdict, "ok" if trial.rule else "warn" if both else "text2")
        self.compared.setText(f"{trial.given}  ~  {trial.receipted}" if both else "")
        self.compared.setVisible(both)
        self.fit.setVisible(bool(trial.fitting))

    def _take_fitting(self) -> None:
        response, receipt = self._trial.fitting[0]
        self.response_form.choose(response)
        self.receipt_form.choose(receipt)


def _pasted(name: str, says: str) -> QTextEdit:
    made = named(QTextEdit(), f"id_trial.{name}", says)
    made.setAcceptRichText(False)
    made.setTabChangesFocus(True)
    made.setProperty("entry", True)
    made.setFont(fonts.mono(11))
    made.setFixedHeight(theme.px(84))
    return made


def _form(field: str, account: Account) -> Choice:
    rule = RULES[field]
    choice = Choice(f"id_trial.{field}", tr(rule.label))
    choice.fill(choice_rows(rule))
    choice.choose(getattr(account, field))
    return choice


def ask_ids(parent: QWidget, account: Account, on_kept: Callable[[str, str], None]) -> IdTrialSheet:
    """Open the box."""
    sheet = IdTrialSheet(parent, account, on_kept)
    sheet.open()
    sheet.response.setFocus()
    return sheet
