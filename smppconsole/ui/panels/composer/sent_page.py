"""What was sent, to be looked up, edited, or sent once more."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smppconsole.compose.count import parts_in_words
from smppconsole.console.drafts import DraftShelf, Sent
from smppconsole.ui import theme
from smppconsole.ui.widgets.card_list import Card, CardList
from smppconsole.ui.widgets.controls import IconTextButton, LineField, named
from smppconsole.ui.widgets.main_button import MainButton
from smppconsole.ui.words import tr

EMPTY = "Messages you send are listed here, to be edited or sent again."
_NONE = "No message sent holds these words."


class SentPage(QWidget):
    """Signals: ``edit_asked`` with a draft for the form, ``send_asked`` with one to send as it is."""

    edit_asked = Signal(object)
    send_asked = Signal(object)

    def __init__(self, shelf: DraftShelf) -> None:
        super().__init__()
        named(self, "sent", tr("History"))
        self._shelf = shelf
        self._rows: tuple[Sent, ...] = ()
        self.search = LineField("sent.search", tr("Find in what was sent"), tr("Text, number or account"))
        self.list = CardList("sent.list", tr("Messages sent"), EMPTY)
        self.edit = MainButton(tr("Edit"), "sent.edit")
        self.again = IconTextButton("send-again", tr("Send again"), "sent.again", tr("Send the chosen message again"))
        self.again.setFixedHeight(theme.px(theme.HEIGHTS.main_button))
        self._lay_out()
        self.search.textChanged.connect(self.refresh)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _row: self._ask_edit())
        self.edit.clicked.connect(self._ask_edit)
        self.again.clicked.connect(lambda: self.send_asked.emit(self._rows[self.list.chosen_row].draft))
        self.refresh()

    def _lay_out(self) -> None:
        inset = theme.px(12)
        search, foot = QHBoxLayout(), QHBoxLayout()
        search.setContentsMargins(inset, theme.px(10), inset, theme.px(8))
        search.addWidget(self.search)
        foot.setContentsMargins(inset, theme.px(8), inset, inset)
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.edit, 1)
        foot.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(search)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def refresh(self) -> None:
        """Read the history anew, through what is searched for."""
        wanted = self.search.text().casefold().split()
        self._rows = tuple(row for row in self._shelf.sent() if all(word in _searched(row) for word in wanted))
        self.list.show_cards([card_of(row) for row in self._rows])
        self.list.set_empty(_NONE if wanted else EMPTY)
        self._choose(self.list.chosen_row)

    def _choose(self, row: int) -> None:
        for control in (self.edit, self.again):
            control.setEnabled(row >= 0)

    def _ask_edit(self) -> None:
        row = self.list.chosen_row
        if row >= 0:
            self.edit_asked.emit(self._rows[row].draft)


def card_of(row: Sent) -> Card:
    """A message sent as a row of the list."""
    when = datetime.fromtimestamp(row.at)
    today = when.date() == datetime.now().date()
    stamp = f"{when:%H:%M:%S}" if today else f"{when:%Y-%m-%d %H:%M}"
    parts = f", {tr(parts_in_words(row.parts))}" if row.parts > 1 else ""
    return Card(
        row.draft.text or tr("no text"),
        row.draft.destination,
        tr("{stamp} on {account}{parts}", stamp=stamp, account=row.account, parts=parts),
    )


def _searched(row: Sent) -> str:
    return f"{row.draft.text} {row.draft.source} {row.draft.destination} {row.account}".casefold()
