"""A number of the workbench's form: the raw number, and beside it its named values or its bits as switches."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from smppconsole.compose.opened import number_words
from smppconsole.smpp.spec.model import BitGroup, BitSet, FieldSpec, ValueSet
from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import Choice, LineField, named
from smppconsole.ui.words import tr

_RAW_WIDTH = 58


def bits_apart(group: BitGroup) -> tuple[int, ...]:
    """The bits of a group that mean something each by itself, so that each is a switch; none where they do not."""
    bits = [1 << place for place in range(group.mask.bit_length()) if group.mask >> place & 1]
    words = [group.words.get(bit) for bit in bits]
    if None in words:
        return ()
    together = " and ".join(str(word) for word in words)
    return tuple(bits) if len(bits) == 1 or group.words.get(group.mask) == together else ()


class _Bits(QWidget):
    """The bit groups of a number: a switch or a choice each. ``turned`` carries mask and bits."""

    turned = Signal(int, int)

    def __init__(self, name: str, bits: BitSet) -> None:
        super().__init__()
        self._showers: list[Callable[[int], None]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        column.setSpacing(theme.px(3))
        for group in bits.groups:
            if any(group.words):
                self._add(column, name, group)

    def _add(self, column: QVBoxLayout, name: str, group: BitGroup) -> None:
        apart = bits_apart(group)
        for bit in apart:
            column.addWidget(self._switch(f"{name}.bit_{bit:02x}", tr(group.words[bit]), bit))
        if not apart:
            column.addWidget(self._choice(name, group))

    def _switch(self, name: str, words: str, bit: int) -> QCheckBox:
        switch = named(QCheckBox(words[:1].upper() + words[1:]), name, words)
        switch.setFont(fonts.text(11))
        switch.setToolTip(f"0x{bit:02X}")
        switch.clicked.connect(lambda on: self.turned.emit(bit, bit if on else 0))
        self._showers.append(lambda value: switch.setChecked(bool(value & bit)))
        return switch

    def _choice(self, name: str, group: BitGroup) -> Choice:
        choice = Choice(
            f"{name}.{group.name.replace(' ', '_')}", f"{name.rpartition('.')[2]}: {tr(group.name)}", small=True
        )
        choice.fill(tuple((f"{tr(group.name)}: {tr(words)}", bits) for bits, words in group.words.items()))
        choice.setToolTip(tr("{name}, bits 0x{mask:02X}", name=tr(group.name), mask=group.mask))
        choice.setPlaceholderText(tr("{name}: reserved", name=tr(group.name)))
        choice.activated.connect(lambda _at: self.turned.emit(group.mask, choice.currentData()))
        self._showers.append(lambda value: _show_in(choice, value & group.mask))
        return choice

    def show_value(self, value: int) -> None:
        """Turn every switch and choice to what the number says."""
        for show in self._showers:
            show(value)


def _show_in(choice: Choice, value: int) -> None:
    """The row of a value; none is chosen where it has no name."""
    choice.setCurrentIndex(choice.findData(value))


class NumberEditor(QWidget):
    """``edited`` carries what was typed or chosen, as words."""

    edited = Signal(str)

    def __init__(self, row: FieldSpec, name: str, counted: bool = False) -> None:
        super().__init__()
        self._row = row
        top = (1 << 8 * row.size) - 1
        self.line = LineField(name, row.name, tr("worked out") if counted else "0", mono=True)
        self.line.set_help(
            tr("{words} A number from 0 to {top}, decimal, 0x or 0b.", words=tr(row.words), top=top).strip()
        )
        self.line.textEdited.connect(self._typed)
        self.choice: Choice | None = None
        self.bits: _Bits | None = None
        beside = QHBoxLayout()
        beside.setSpacing(theme.px(6))
        beside.addWidget(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(beside)
        if isinstance(row.meaning, ValueSet) and row.meaning.words:
            self._add_choice(beside, row.meaning, name)
        elif isinstance(row.meaning, BitSet):
            self._add_bits(column, row.meaning, name)
        self.setFocusProxy(self.line)

    def _add_choice(self, beside: QHBoxLayout, values: ValueSet, name: str) -> None:
        self.choice = Choice(f"{name}.value", tr("{name}: named value", name=self._row.name))
        self.choice.fill(tuple((f"{value} {tr(words)}", value) for value, words in values.words.items()))
        self.choice.setPlaceholderText(tr("no name"))
        self.choice.activated.connect(lambda _at: self._choose())
        self.line.setFixedWidth(theme.px(_RAW_WIDTH))
        beside.addWidget(self.choice, 1)

    def _add_bits(self, column: QVBoxLayout, bits: BitSet, name: str) -> None:
        self.bits = _Bits(name, bits)
        self.bits.turned.connect(self._turn)
        column.addWidget(self.bits)

    def show_words(self, words: str) -> None:
        """Show what is typed; no signal."""
        if self.line.text() != words:
            self.line.setText(words)
        self._follow(words)

    def _typed(self, words: str) -> None:
        self._follow(words)
        self.edited.emit(words)

    def _follow(self, words: str) -> None:
        """Choice and switches go with the raw number."""
        value = number_of(words)
        if self.choice is not None:
            _show_in(self.choice, value)
            self.choice.setToolTip(self.choice.currentText())
        if self.bits is not None:
            self.bits.show_value(max(0, value))

    def _choose(self) -> None:
        if self.choice is not None:
            self._put(self.choice.currentData())

    def _turn(self, mask: int, bits: int) -> None:
        self._put(max(0, number_of(self.line.text())) & ~mask | bits)

    def _put(self, value: int) -> None:
        words = number_words(self._row, value) if value else ""
        self.show_words(words)
        self.edited.emit(words)

    def set_problem(self, words: str) -> None:
        """Why it is refused, "" where it is not."""
        self.line.set_problem(words)


def number_of(words: str) -> int:
    """A number as typed, 0 for nothing, -1 for what is none."""
    try:
        return int(words.strip() or "0", 0)
    except ValueError:
        return int(words) if words.strip().isdecimal() else -1
