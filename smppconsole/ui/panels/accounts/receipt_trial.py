"""The box to try an account's receipt pattern in: a pattern, a pasted receipt, and what is read of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTextEdit, QWidget

from smppconsole.smpp.reading import Reading
from smppconsole.smpp.receipt import FIELDS
from smppconsole.smpp.receipt_trial import Trial, try_receipt
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.frame.dialogs import Sheet
from smppconsole.ui.panels.inspector.pages import Page
from smppconsole.ui.widgets.controls import LineField, label, named
from smppconsole.ui.widgets.sized import open_sized
from smppconsole.ui.words import escaped, sentence, tr

_PAUSE = 60
_WIDTH = 560
_TITLE = "Try the receipt pattern"
_WORDS = (
    "A regular expression with named groups, such as {example}. Groups are called {names}. "
    "Empty: receipts are read in the usual way."
)
EXAMPLE = (
    "id:7F3A01C9 sub:001 dlvrd:001 submit date:2611231042 done date:2611231043 stat:DELIVRD err:000 text:Your code"
)


class ReceiptTrial(Sheet):
    """Opens over the account's sheet; ``on_kept`` gets the pattern when it is to be kept."""

    def __init__(self, parent: QWidget, pattern: str, reading: Reading, on_kept: Callable[[str], None]) -> None:
        super().__init__(parent, "receipt_trial", tr(_TITLE), _words_of_groups(), tr("Use this pattern"))
        self._reading = reading
        self.pattern = LineField("receipt_trial.pattern", tr("Receipt pattern"), tr("the usual form"), mono=True)
        self.pattern.setText(pattern)
        self.pasted = named(QTextEdit(), "receipt_trial.pasted", tr("A receipt, pasted"))
        self.pasted.setAcceptRichText(False)
        self.pasted.setTabChangesFocus(True)
        self.pasted.setProperty("entry", True)
        self.pasted.setFont(fonts.mono(11))
        self.pasted.setFixedHeight(theme.px(92))
        self.pasted.setPlaceholderText(EXAMPLE)
        self.verdict = label("", "text", fonts.text(12, fonts.SEMIBOLD), "receipt_trial.verdict")
        self.found = Page("receipt_trial.found", tr("What is read"))
        self.found.setMinimumHeight(theme.px(200))
        self.body.addWidget(label(tr("Pattern"), "text2"))
        self.body.addWidget(self.pattern)
        self.body.addWidget(label(tr("Receipt text, or a deliver_sm in hex"), "text2"))
        for widget in (self.pasted, self.verdict, self.found):
            self.body.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.read_again)
        self.pattern.textChanged.connect(lambda _text: self._pause.start())
        self.pasted.textChanged.connect(self._pause.start)
        self.accepted.connect(lambda: on_kept(self.pattern.text().strip()))
        self.words.setMinimumHeight(self.words.heightForWidth(theme.px(_WIDTH - 32)))
        self.setMinimumWidth(theme.px(_WIDTH))
        open_sized(self, _WIDTH, 600)
        self.read_again()

    def read_again(self) -> None:
        """Read what is pasted by the pattern as it is."""
        trial = try_receipt(self.pasted.toPlainText(), self.pattern.text().strip(), self._reading)
        wrong = next((problem for problem in trial.problems if problem.startswith("the receipt pattern")), "")
        self.pattern.set_problem(wrong)
        self.yes.setEnabled(not wrong or trial.by_pattern or "does not match" in wrong)
        self.verdict.setText(tr(trial.verdict))
        self.found.show_words(_words(trial))


def _words_of_groups() -> str:
    return tr(_WORDS, example=r"(?P<id>\w+), (?P<stat>[A-Z]+)", names=", ".join(FIELDS))


def _words(trial: Trial) -> str:
    rows = "".join(
        f"<tr><td class='quiet'>{escaped(found.name)}</td><td class='mono'>{escaped(found.value)}</td>"
        f"<td class='quiet'>{escaped(tr(found.words))}</td></tr>"
        for found in trial.found
    )
    told = "".join(f"<p class='warn'>{escaped(sentence(problem))}</p>" for problem in trial.problems)
    return f"<table>{rows}</table>{told}" if rows or told else f"<p class='quiet'>{tr('Nothing read yet.')}</p>"


def try_pattern(parent: QWidget, pattern: str, reading: Reading, on_kept: Callable[[str], None]) -> ReceiptTrial:
    """Open the box."""
    sheet = ReceiptTrial(parent, pattern, reading, on_kept)
    sheet.open()
    sheet.pasted.setFocus()
    return sheet
