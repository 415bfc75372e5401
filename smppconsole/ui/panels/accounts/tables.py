"""The settings of an account that are small tables: kept as one line of text, shown as rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from smppconsole.compose.address_rules import KINDS
from smppconsole.smpp.coding import ALPHABETS, READ
from smppconsole.ui import theme
from smppconsole.ui.widgets.controls import Choice, LineField, named
from smppconsole.ui.widgets.row_table import TICKED, Cell, RowTable, typed_choice
from smppconsole.ui.words import tr
from smppconsole.values import dataclass

_NARROW, _VALUE = 44, 72
_KIND_WORDS = {
    "alpha": "letters",
    "number": "any number",
    "short": "a short code",
    "empty": "no address",
    "else": "whatever is left",
}
_BEGINNINGS = ("+", "00")


@dataclass(frozen=True, slots=True)
class _Form:
    """How a row of a table stands in the text, and what its cells are."""

    captions: tuple[str, ...]
    split: Callable[[str], tuple[str, ...]]
    join: Callable[[Sequence[str]], str]
    cells: Callable[[str, str], Sequence[Cell]]
    wide: int = 0


class TableField(RowTable):
    """A table as a field of the sheet: its value is the text with a comma between the rows."""

    def __init__(self, field: str, name: str, says: str, hint: str) -> None:
        self._form = FORMS[field]
        super().__init__(name, says, tuple(map(tr, self._form.captions)), self._form.cells, hint, self._form.wide)

    def text(self) -> str:
        """The rows as the account keeps them."""
        return ", ".join(self._form.join(row) for row in self.rows)

    def set_text(self, text: str) -> None:
        """Show what an account has; rows that cannot be read stand there as they are."""
        if text == self.text():
            return
        self.show_rows([self._form.split(part.strip()) for part in text.split(",") if part.strip()])


def _split_rule(part: str) -> tuple[str, ...]:
    fits, _, numbers = part.rpartition(" ")
    ton, _, npi = numbers.partition("/")
    return (fits.strip(), ton.strip(), npi.strip()) if fits else (part, "", "")


def _join_rule(row: Sequence[str]) -> str:
    fits, ton, npi = row
    return f"{fits} {ton}/{npi}"


def _rule_cells(name: str, says: str) -> Sequence[Cell]:
    fits = typed_choice(
        f"{name}_fits",
        tr("{row}: which addresses", row=says),
        [(word, word) for word in (*KINDS, *_BEGINNINGS)],
    )
    for row, word in enumerate(KINDS):
        fits.setItemData(row, tr(_KIND_WORDS[word]), Qt.ItemDataRole.ToolTipRole)
    numbers = [
        LineField(f"{name}_ton", tr("{row}: TON", row=says), "TON", mono=True),
        LineField(f"{name}_npi", tr("{row}: NPI", row=says), "NPI", mono=True),
    ]
    for number in numbers:
        number.setFixedWidth(theme.px(_NARROW))
    return (fits, *numbers)


def _split_coding(part: str) -> tuple[str, ...]:
    words = part.replace("=", " ").replace(":", " ").split()
    ticked = "" if words[-1].lower() == READ else TICKED
    return (words[0], words[1] if len(words) > 1 else "", ticked)


def _join_coding(row: Sequence[str]) -> str:
    value, alphabet, ticked = row
    return " ".join(word for word in (value, alphabet, "" if ticked else READ) if word)


def _coding_cells(name: str, says: str) -> Sequence[Cell]:
    value = LineField(f"{name}_value", tr("{row}: data_coding", row=says), "4", mono=True)
    value.setFixedWidth(theme.px(_VALUE))
    alphabet = Choice(f"{name}_alphabet", tr("{row}: alphabet", row=says))
    alphabet.fill(tuple((tr(spec.words), spec.name) for spec in ALPHABETS.values()))
    sent = named(QCheckBox(), f"{name}_sent", tr("{row}: texts may be sent so", row=says))
    sent.setToolTip(tr("A text may go out so: the first row that holds it. Off: texts are only read so"))
    sent.setChecked(True)
    return value, alphabet, sent


_RULES = _Form(("Address", "TON", "NPI"), _split_rule, _join_rule, _rule_cells)

FORMS: Mapping[str, _Form] = MappingProxyType(
    {
        "source_rules": _RULES,
        "dest_rules": _RULES,
        "alphabets": _Form(("data_coding", "Alphabet", "Send"), _split_coding, _join_coding, _coding_cells, wide=1),
    }
)
"""The fields that are tables."""
