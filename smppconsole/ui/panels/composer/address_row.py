"""An address with its TON and NPI: proposed until touched, then set; a click gives the proposal back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from smppconsole.compose.address_rules import propose_by
from smppconsole.compose.proposal import is_number
from smppconsole.smpp.spec.model import ValueSet
from smppconsole.smpp.spec.values import NPI, TON
from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import Choice, LineField, label
from smppconsole.ui.widgets.proposal_mark import ProposalMark
from smppconsole.ui.words import tr

_SHORT = {3: "network", 4: "subscriber"}


def number_rows(prefix: str, values: ValueSet) -> tuple[tuple[str, object], ...]:
    """The named values of a TON or NPI as rows of a choice: "TON 5 alphanumeric"."""
    rows = []
    for value, words in values.words.items():
        plain = tr(words).split(" (")[0]
        short = tr(_SHORT[value]) if prefix == "TON" and value in _SHORT else plain
        rows.append((f"{prefix} {value} {short}", value))
    return tuple(rows)


class AddressRow(LineField):
    """The line of the address; ``put_into`` lays its label, TON and NPI out. ``edited`` fires on every change."""

    edited = Signal()

    def __init__(self, name: str, words: str, hint: str) -> None:
        super().__init__(f"composer.{name}", words, hint, mono=True)
        self._words = words
        self._ton_set = self._npi_set = False
        self._default: tuple[int | None, int | None] = (None, None)
        self._rules = ""
        self.ton = Choice(f"composer.{name}_ton", tr("{words}: type of number", words=words), small=True)
        self.npi = Choice(f"composer.{name}_npi", tr("{words}: numbering plan", words=words), small=True)
        self.ton.fill(number_rows("TON", TON))
        self.npi.fill(number_rows("NPI", NPI))
        for choice in (self.ton, self.npi):
            for row in range(choice.count()):
                choice.set_short(row, " ".join(choice.itemText(row).split(" ")[:2]))
        self.told = ProposalMark(f"composer.{name}_proposal", tr("{words}: TON and NPI are proposed", words=words))
        self.textChanged.connect(self._typed)
        self.ton.activated.connect(lambda _at: self._touch(True, self._npi_set))
        self.npi.activated.connect(lambda _at: self._touch(self._ton_set, True))
        self.told.clicked.connect(lambda: self._touch(False, False))
        self._propose()

    def put_into(self, grid: QGridLayout, row: int) -> None:
        """Two rows of a form: the address, and below it TON and NPI."""
        told = label(self._words, "text2")
        told.setBuddy(self)
        grid.addWidget(told, row, 0)
        self.lie(grid, row, flat=False)

    def lie(self, grid: QGridLayout, row: int, flat: bool) -> None:
        """In two rows, or ``flat`` in one."""
        below, first = (row, 2) if flat else (row + 1, 1)
        grid.addWidget(self, row, 1, 1, 1 if flat else 2)
        grid.addWidget(self.ton, below, first)
        grid.addWidget(self.npi, below, first + 1)
        grid.addWidget(self.told, below, first + 2 if flat else 0)
        grid.setRowMinimumHeight(row + 1, 0 if flat else theme.px(theme.HEIGHTS.small_control))

    @property
    def chosen_ton(self) -> int | None:
        """The TON the user set, None while it is proposed."""
        return _number(self.ton.currentData()) if self._ton_set else self._default[0]

    @property
    def chosen_npi(self) -> int | None:
        """The NPI the user set, None while it is proposed."""
        return _number(self.npi.currentData()) if self._npi_set else self._default[1]

    def set_default(self, ton: int | None, npi: int | None, rules: str = "") -> None:
        """What the account says in place of the console's proposal: numbers, or rules by the address."""
        self._default, self._rules = (ton, npi), rules
        self._propose()

    def show_address(self, address: str, ton: int | None, npi: int | None) -> None:
        """Fill in an address with its numbers; None leaves a number to the proposal."""
        self.setText(address)
        self._ton_set, self._npi_set = ton is not None, npi is not None
        self._propose()
        for choice, prefix, value in ((self.ton, "TON", ton), (self.npi, "NPI", npi)):
            if value is not None:
                _choose_number(choice, prefix, value)
        self.edited.emit()

    def dress(self) -> None:
        """Numbers are monospaced, names are not; a style sheet that is set anew puts back the first font."""
        font = fonts.mono(12) if is_number(self.text()) else fonts.text(12)
        if self.font() != font:
            self.setFont(font)

    def _typed(self) -> None:
        self.dress()
        self._propose()
        self.edited.emit()

    def _touch(self, ton: bool, npi: bool) -> None:
        self._ton_set, self._npi_set = ton, npi
        self._propose()
        self.edited.emit()

    def _propose(self) -> None:
        """Show what stands for the numbers that nobody set, and whether any is set."""
        proposed = propose_by(self._rules, self.text())
        if not self._ton_set:
            _choose_number(self.ton, "TON", proposed.ton if self._default[0] is None else self._default[0])
        if not self._npi_set:
            _choose_number(self.npi, "NPI", proposed.npi if self._default[1] is None else self._default[1])
        own = self._ton_set or self._npi_set
        self.told.show_state(own=own, reason=tr(proposed.words))


def _choose_number(choice: Choice, prefix: str, value: int) -> None:
    """Select a number; one without a name gets a row of its own."""
    if choice.findData(value) < 0:
        choice.addItem(f"{prefix} {value}", value)
    choice.choose(value)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
