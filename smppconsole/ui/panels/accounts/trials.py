"""What stands under a few fields of an account's sheet: the settings tried on an address, a text, a receipt, ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smppconsole.compose.draft import Carry, Draft
from smppconsole.compose.trial import try_address, try_text
from smppconsole.console.account import Account
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.accounts.id_trial import ask_ids
from smppconsole.ui.panels.accounts.receipt_trial import try_pattern
from smppconsole.ui.widgets.controls import LineField, button, label
from smppconsole.ui.words import tr

LABELS_WIDTH = 122
"""Of the labels of a sheet, in pixels at text size 100 %."""


class Sheet(Protocol):
    """What a trial asks of the sheet it stands in."""

    @property
    def account(self) -> Account:
        """The account as it is typed."""
        ...

    def type_in(self, name: str, value: str) -> None:
        """Fill in a field."""
        ...


class Trial(QWidget):
    """One trial; the sheet tells it the account at every change. A ``wide`` one takes the place of labels too."""

    wide = False

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, theme.px(4))
        self.column.setSpacing(theme.px(4))

    def show_account(self, account: Account) -> None:
        """The account as it is now."""


class LineTrial(Trial):
    """A line to type into, and below it what the account's settings make of it."""

    wide = True

    def __init__(self, name: str, says: str, hint: str, tell: Callable[[str, Draft], str]) -> None:
        super().__init__()
        self._tell, self._draft = tell, Draft()
        self.line = LineField(f"accounts.{name}", says, hint)
        self.told = label("", "text2", fonts.text(11), f"accounts.{name}_told")
        self.told.setWordWrap(True)
        self.told.hide()
        label_of = label(says, "text2", fonts.text(12))
        label_of.setBuddy(self.line)
        label_of.setFixedWidth(theme.px(LABELS_WIDTH))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(label_of)
        row.addWidget(self.line)
        self.column.addLayout(row)
        self.column.addWidget(self.told)
        self.line.textChanged.connect(lambda _text: self._try())

    def show_account(self, account: Account) -> None:
        """Try what is typed again."""
        self._draft = _draft_of(account)
        self._try()

    def _try(self) -> None:
        typed = self.line.text()
        self.told.setText(tr(self._tell(typed, self._draft)) if typed else "")
        self.told.setVisible(bool(typed))


class LinkTrial(Trial):
    """A link that opens a box to try something in; ``on_clicked`` is told over what."""

    def __init__(self, name: str, words: str, on_clicked: Callable[[QWidget], object]) -> None:
        super().__init__()
        self.link = button(words, f"accounts.{name}", role="link")
        self.link.clicked.connect(lambda: on_clicked(self))
        self.column.addWidget(self.link)


def make_trial(field: str, sheet: Sheet) -> Trial | None:
    """The trial under a field of the sheet, None where there is none."""
    make = _TRIALS.get(field)
    return make(sheet) if make is not None else None


def _draft_of(account: Account) -> Draft:
    """An empty message of the account."""
    return Draft(
        source_ton=account.source_ton,
        source_npi=account.source_npi,
        dest_ton=account.dest_ton,
        dest_npi=account.dest_npi,
        carry=Carry(account.carry),
        **account.message_ways,
    )


def _pattern_trial(sheet: Sheet) -> Trial:
    def ask(over: QWidget) -> None:
        account = sheet.account
        try_pattern(
            over,
            account.receipt_pattern,
            account.reading,
            lambda pattern: sheet.type_in("receipt_pattern", pattern),
        )

    return LinkTrial("receipt_trial", tr("Try it on a receipt…"), ask)


def _ids_trial(sheet: Sheet) -> Trial:
    def keep(response: str, receipt: str) -> None:
        sheet.type_in("response_id_form", response)
        sheet.type_in("receipt_id_form", receipt)

    return LinkTrial("id_trial", tr("Try them on two ids…"), lambda over: ask_ids(over, sheet.account, keep))


_TRIALS: Mapping[str, Callable[[Sheet], Trial]] = MappingProxyType(
    {
        "dest_npi": lambda sheet: LineTrial("address_trial", tr("Try an address"), "+447911123456", try_address),
        "payload_from": lambda sheet: LineTrial("text_trial", tr("Try a text"), tr("any text"), try_text),
        "receipt_id_form": _ids_trial,
        "receipt_pattern": _pattern_trial,
    }
)
