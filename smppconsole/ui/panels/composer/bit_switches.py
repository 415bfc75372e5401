"""The bit groups of an octet as named switches: a tick for what is on or off, a choice where one of several holds."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from smppconsole.smpp.spec.model import BitGroup, BitSet
from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import Choice, named
from smppconsole.ui.words import tr

_NOTHING = "none"


def single_bits(group: BitGroup) -> tuple[int, ...]:
    """The bits of a group that are switches of their own; none where its values exclude each other."""
    bits = tuple(1 << at for at in range(8) if group.mask & 1 << at)
    return bits if group.words.get(0) == _NOTHING and all(bit in group.words for bit in bits) else ()


class BitSwitches(QWidget):
    """Shows one octet by the groups of ``bits``; those without words of their own are left to the raw octet.
    ``changed`` carries the octet as the user switched it."""

    changed = Signal(int)

    def __init__(self, name: str, says: str, bits: BitSet) -> None:
        super().__init__()
        named(self, name, says)
        self._value = 0
        self._ticks: dict[int, QCheckBox] = {}
        self._choices: dict[int, Choice] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(4))
        column.setSpacing(theme.px(4))
        for group in bits.groups:
            if len(group.words) < 2:
                continue
            singles = single_bits(group)
            for bit in singles:
                column.addWidget(self._tick(name, says, bit, tr(group.words[bit])))
            if not singles:
                column.addWidget(self._choice(name, says, group))

    def _tick(self, name: str, says: str, bit: int, words: str) -> QCheckBox:
        tick = named(QCheckBox(words), f"{name}.{bit:02x}", f"{says}: {words}")
        tick.setFont(fonts.text(12))
        tick.setToolTip(tr("Bit 0x{bit:02X}", bit=bit))
        tick.toggled.connect(lambda on: self._switch(bit, bit if on else 0))
        self._ticks[bit] = tick
        return tick

    def _choice(self, name: str, says: str, group: BitGroup) -> Choice:
        choice = Choice(f"{name}.{group.name}", f"{says}: {tr(group.name)}")
        choice.fill(tuple((tr(words), value) for value, words in group.words.items()))
        choice.setToolTip(tr("{name}, bits 0x{mask:02X}", name=tr(group.name), mask=group.mask))
        choice.activated.connect(lambda _at: self._switch(group.mask, int(choice.currentData())))
        self._choices[group.mask] = choice
        return choice

    def show_octet(self, value: int) -> None:
        """Show an octet; no signal."""
        self._value = value
        for bit, tick in self._ticks.items():
            was = tick.blockSignals(True)
            tick.setChecked(bool(value & bit))
            tick.blockSignals(was)
        for mask, choice in self._choices.items():
            bits = value & mask
            if choice.findData(bits) < 0:
                choice.addItem(tr("0x{bits:02X} reserved", bits=bits), bits)
            choice.choose(bits)

    def _switch(self, mask: int, bits: int) -> None:
        value = self._value & ~mask | bits
        if value != self._value:
            self._value = value
            self.changed.emit(value)
