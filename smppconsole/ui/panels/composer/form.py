"""The composer's fields as one form: a draft goes in, a draft comes out. It counts and checks nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smppconsole.compose.draft import Alphabet, Carry, Draft, Receipt
from smppconsole.compose.expand import RECEIPTS
from smppconsole.console.account import Account
from smppconsole.smpp.coding import ALPHABETS
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.composer.address_row import AddressRow
from smppconsole.ui.panels.composer.tlv_rows import TlvRows
from smppconsole.ui.widgets.controls import Choice, IconTextButton, button, label
from smppconsole.ui.widgets.message_editor import MessageEditor
from smppconsole.ui.widgets.proposal_mark import ProposalMark
from smppconsole.ui.widgets.segmented import Segmented
from smppconsole.ui.words import tr

if TYPE_CHECKING:
    from smppconsole.ui.panels.composer.rare_fields import RareFields

_WIDE, _FLAT = 720, 500
"""Pixels at 100 % from which addresses, text and settings stand beside each other; and TON and NPI beside an address.
"""
_CARRIES: tuple[tuple[str, object], ...] = (
    ("Automatic", Carry.AUTO),
    ("One message", Carry.SINGLE),
    ("UDH, 8-bit reference", Carry.UDH8),
    ("UDH, 16-bit reference", Carry.UDH16),
    ("sar_* TLVs", Carry.SAR),
    ("message_payload", Carry.PAYLOAD),
)
RARE = (
    "service_type",
    "schedule",
    "validity",
    "priority",
    "protocol_id",
    "esm_class",
    "data_coding",
    "default_message_id",
    "replace_if_present",
    "fields",
)
"""What of a draft stands in the folded part."""
_PLAIN = Draft()
_RECEIPTS = (("None", "", Receipt.NONE), ("Final", "", Receipt.FINAL), ("Failure", "", Receipt.FAILURE))


class ComposerForm(QWidget):
    """``edited`` fires on every change. ``under_text`` is laid out below the text."""

    edited = Signal()

    def __init__(self, under_text: QVBoxLayout) -> None:
        super().__init__()
        self.session = Choice("composer.session", tr("Send on"))
        self.source = AddressRow("source", tr("From"), tr("sender"))
        self.destination = AddressRow("destination", tr("To"), tr("number"))
        self.text = MessageEditor("composer.text", tr("Text"), tr("Text of the message"))
        self.coding = Choice("composer.coding", tr("Coding"))
        self.coding_mark = ProposalMark("composer.coding_proposal", tr("The coding is proposed"))
        self.carry = Choice("composer.carry", tr("Carry"))
        self.receipt = Segmented("composer.receipt", tr("Receipt"), _RECEIPTS)
        self.tlvs = TlvRows()
        self.add_tlv = button(tr("+ Add TLV"), "composer.add_tlv", tr("Add a TLV"), role="link")
        self.fold = IconTextButton("chevron-right", tr("Schedule, validity, flags"), "composer.fold")
        self._rare: RareFields | None = None
        self._account = Account()
        self._is_flat = False
        self._fill_choices()
        self._lay_out(under_text)
        self._wire()

    def _fill_choices(self) -> None:
        self.carry.fill(tuple((tr(words), carry) for words, carry in _CARRIES))
        rows: list[tuple[str, object]] = [(tr("Automatic"), Alphabet.AUTO)]
        rows += [(tr(ALPHABETS[name.value].words), name) for name in Alphabet if name is not Alphabet.AUTO]
        self.coding.fill(tuple(rows))
        self.session.fill(((tr("No session"), ""),))

    # --- laying out

    def _lay_out(self, under_text: QVBoxLayout) -> None:
        self._form = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._form.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(8))
        self._form.setSpacing(theme.px(8))
        writing = QVBoxLayout()
        writing.setSpacing(theme.px(6))
        writing.addWidget(self.text, 1)
        writing.addLayout(under_text)
        for piece, stretch in ((self._addresses(), 0), (writing, 1), (self._settings(), 0)):
            self._form.addLayout(piece, stretch)

    def _label_width(self) -> int:
        """Pixels of the widest word before a field, so that fields stand one below the other in both grids."""
        words = (tr("Send on"), tr("From"), tr("To"), tr("Coding"), tr("Carry"), tr("Receipt"))
        widest = max(map(QFontMetrics(fonts.text(12)).horizontalAdvance, words))
        return max(widest, self.coding_mark.minimumWidth())

    def _addresses(self) -> QGridLayout:
        self._grid = grid = _form_grid(self._label_width())
        told = label(tr("Send on"), "text2")
        told.setBuddy(self.session)
        grid.addWidget(told, 0, 0)
        grid.addWidget(self.session, 0, 1, 1, 2)
        self.source.put_into(grid, 1)
        self.destination.put_into(grid, 3)
        grid.setRowStretch(grid.rowCount(), 1)  # beside a higher column they stand at its top
        return grid

    def _settings(self) -> QVBoxLayout:
        grid = _form_grid(self._label_width())
        for at, (words, widget) in enumerate(((tr("Coding"), self.coding), (tr("Carry"), self.carry))):
            told = label(words, "text2")
            told.setBuddy(widget)
            grid.addWidget(told, at, 0)
        grid.addWidget(self.carry, 1, 1, 1, 2)
        coding = QHBoxLayout()
        coding.setSpacing(theme.px(6))
        coding.addWidget(self.coding, 1)
        coding.addWidget(self.coding_mark)
        grid.addLayout(coding, 0, 1, 1, 2)
        grid.addWidget(label(tr("Receipt"), "text2"), 2, 0)
        grid.addWidget(self.receipt, 2, 1, 1, 2)
        self._settings_column = column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        column.addLayout(grid)
        column.addWidget(self.tlvs)
        column.addLayout(self._folding())
        column.addStretch(0)
        return column

    @property
    def rare(self) -> RareFields:
        """The folded part; it is made when it is first wanted."""
        if self._rare is None:
            from smppconsole.ui.panels.composer.rare_fields import RareFields  # noqa: PLC0415 - when asked for

            self._rare = rare = RareFields()
            rare.changed.connect(self.edited)
            self._show_receipt()
            self._settings_column.insertWidget(self._settings_column.count() - 1, rare)
        return self._rare

    def _folding(self) -> QHBoxLayout:
        self.fold.setProperty("role", "quiet")
        self.fold.setCheckable(True)
        self.fold.setFixedHeight(theme.px(theme.HEIGHTS.small_control))
        row = QHBoxLayout()
        row.addWidget(self.fold)
        row.addStretch(1)
        row.addWidget(self.add_tlv)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Addresses, text and settings beside each other where the form is wide and low; where it is less wide TON and
        NPI beside their address."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._form.setDirection(direction)
        self._form.setSpacing(theme.px(20 if wide else 8))
        for at, share in enumerate((3, 4, 3) if wide else (0, 1, 0)):
            self._form.setStretch(at, share)
        self._flatten(theme.px(_FLAT) <= self.width() < theme.px(_WIDE))

    def _flatten(self, flat: bool) -> None:
        if flat != self._is_flat:
            self._is_flat = flat
            for address, row in ((self.source, 1), (self.destination, 3)):
                address.lie(self._grid, row, flat)
            self._grid.addWidget(self.session, 0, 1, 1, 4 if flat else 2)
            self._grid.setColumnStretch(3, 76 if flat else 0)

    def _wire(self) -> None:
        for signal in (
            self.source.edited,
            self.destination.edited,
            self.text.edited,
            self.coding.currentIndexChanged,
            self.carry.currentIndexChanged,
            self.receipt.chosen,
            self.tlvs.changed,
        ):
            signal.connect(lambda *_: self.edited.emit())
        self.coding.currentIndexChanged.connect(lambda _at: self._show_coding())
        self.coding_mark.clicked.connect(lambda: self.coding.choose(Alphabet.AUTO))
        self.add_tlv.clicked.connect(self.tlvs.add)
        self.edited.connect(self._show_receipt)
        self.fold.toggled.connect(self._folded)

    def show_proposal(self, words: str) -> None:
        """What an automatic coding comes to at the moment."""
        self.coding.setItemText(0, tr("Automatic: {words}", words=words))
        self.coding.set_short(0, words)
        self._show_coding(words)

    def _show_coding(self, proposed: str = "") -> None:
        self.coding_mark.show_state(own=Alphabet(self.coding.currentData()) is not Alphabet.AUTO, reason=proposed)

    def _show_receipt(self) -> None:
        if self._rare is not None:
            self._rare.show_receipt(RECEIPTS[Receipt(str(self.receipt.value))])

    def _folded(self, opened: bool) -> None:
        if opened or self._rare is not None:
            self.rare.setVisible(opened)
        self.fold.set_icon("chevron-down" if opened else "chevron-right")

    # --- the draft

    @property
    def draft(self) -> Draft:
        """The form as one value."""
        values: dict[str, object] = {
            "destination": self.destination.text().strip(),
            "source": self.source.text().strip(),
            "text": self.text.toPlainText(),
            "source_ton": self.source.chosen_ton,
            "source_npi": self.source.chosen_npi,
            "dest_ton": self.destination.chosen_ton,
            "dest_npi": self.destination.chosen_npi,
            "alphabet": Alphabet(self.coding.currentData()),  # Qt gives a plain text back
            "carry": Carry(self.carry.currentData()),
            "receipt": self.receipt.value,
            "tlvs": self.tlvs.tlvs,
            **self._account.message_ways,
        }
        if self._rare is not None:
            self._rare.put_into(values)
        return replace(Draft(), **values)  # type: ignore[arg-type]

    def show_draft(self, draft: Draft) -> None:
        """Fill the form in."""
        self.source.show_address(draft.source, draft.source_ton, draft.source_npi)
        self.destination.show_address(draft.destination, draft.dest_ton, draft.dest_npi)
        self.text.setPlainText(draft.text)
        self.coding.choose(draft.alphabet)
        self.carry.choose(draft.carry)
        self.receipt.set_value(draft.receipt)
        self.tlvs.show_tlvs(draft.tlvs)
        if self._rare is not None or _says_rare(draft):
            self.rare.show_draft(draft)
            if self.rare.in_use:
                self.fold.setChecked(True)
        self.edited.emit()

    def dress(self) -> None:
        """Another theme: addresses in the font that fits them."""
        for address in (self.source, self.destination):
            address.dress()

    def take_account(self, account: Account) -> None:
        """What an account proposes for new messages, where the form still says what the account before proposed."""
        if account == self._account:
            return
        before, self._account = self._account, account
        self.source.set_default(account.source_ton, account.source_npi, account.source_rules)
        self.destination.set_default(account.dest_ton, account.dest_npi, account.dest_rules)
        if self.source.text() in {"", before.default_source}:
            self.source.setText(account.default_source)
        if self.receipt.value == Receipt(before.registered_delivery):
            self.receipt.set_value(Receipt(account.registered_delivery))
        if self.carry.currentData() == Carry(before.carry):
            self.carry.choose(Carry(account.carry))
        if self._rare is not None or account.service_type or account.validity:
            self.rare.take_account(before, account)
        self.edited.emit()


def _says_rare(draft: Draft) -> bool:
    return any(getattr(draft, name) != getattr(_PLAIN, name) for name in RARE)


def _form_grid(labels: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(4))
    grid.setVerticalSpacing(theme.px(6))
    grid.setColumnMinimumWidth(0, labels)
    grid.setColumnStretch(1, 130)
    grid.setColumnStretch(2, 98)
    return grid
