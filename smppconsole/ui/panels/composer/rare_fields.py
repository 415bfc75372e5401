"""The fields of a message that are rarely touched: schedule, validity, flags, and any octet as typed."""

from __future__ import annotations

from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from smppconsole.compose.draft import Draft
from smppconsole.console.account import Account
from smppconsole.smpp.pdu import FieldValue
from smppconsole.smpp.smpptime import read_time
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.values import ESM_CLASS, REGISTERED_DELIVERY
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.composer.bit_switches import BitSwitches
from smppconsole.ui.widgets.controls import IconButton, LineField, label, named, set_tone
from smppconsole.ui.words import tr
from smppconsole.values import dataclass


@dataclass(frozen=True, slots=True)
class _Row:
    """A field: its place in the draft, the standard's name, its label and hint."""

    attribute: str
    field: str
    words: str
    hint: str
    number: bool = True


_ROWS = (
    _Row("service_type", "service_type", "Service type", "empty", number=False),
    _Row("schedule", "schedule_delivery_time", "Schedule", "at once", number=False),
    _Row("validity", "validity_period", "Validity", "the centre's", number=False),
    _Row("priority", "priority_flag", "Priority", "0"),
    _Row("protocol_id", "protocol_id", "Protocol ID", "0"),
    _Row("esm_class", "esm_class", "esm_class", "0x00"),
    _Row("data_coding", "data_coding", "data_coding", "by the coding"),
    _Row("registered_delivery", "registered_delivery", "Receipt octet", "by the choice"),
    _Row("default_message_id", "sm_default_msg_id", "Canned text", "0"),
)


_BITS = MappingProxyType({"esm_class": ESM_CLASS, "registered_delivery": REGISTERED_DELIVERY})
_TIMES = frozenset({"schedule", "validity"})


class RareFields(QWidget):
    """The folded part of the composer. ``changed`` fires on every change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "composer.rare", tr("Schedule, validity, flags"))
        self._lines: dict[str, LineField] = {}
        self._said: dict[str, QLabel] = {}
        self._switches: dict[str, BitSwitches] = {}
        self._receipt = 0
        self._words = {row.name: row.words for row in STANDARD.command_named("submit_sm").fields}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnMinimumWidth(0, theme.px(88))
        self._grid.setColumnStretch(1, 1)
        for at, row in enumerate(_ROWS):
            self._lay_row(2 * at, row)
        self.replace = named(QCheckBox(tr("Replace pending")), "composer.replace", tr("Replace a pending message"))
        self.replace.setFont(fonts.text(12))
        self.replace.toggled.connect(self._changed)
        self._grid.addWidget(self.replace, 2 * len(_ROWS), 1)
        self._show_meanings()
        self.hide()

    def _lay_row(self, at: int, row: _Row) -> None:
        """The line, and below it what it says in words or as switches."""
        line = LineField(f"composer.{row.attribute}", tr(row.words), tr(row.hint), mono=True)
        line.set_help(self._words.get(row.field, ""))
        line.textChanged.connect(self._changed)
        told = label(tr(row.words), "text2", fonts.text(12))
        told.setBuddy(line)
        self._grid.addWidget(told, at, 0)
        self._lines[row.attribute] = line
        if row.attribute in _BITS:
            switches = BitSwitches(f"composer.{row.attribute}_bits", tr(row.words), _BITS[row.attribute])
            switches.changed.connect(lambda value: self._switched(row, value))
            self._grid.addWidget(switches, at + 1, 1)
            self._switches[row.attribute] = switches
        if row.attribute in _TIMES:
            self._lay_time(at, row, line)
        else:
            self._grid.addWidget(line, at, 1)

    def _lay_time(self, at: int, row: _Row, line: LineField) -> None:
        """A time in words, and ways to one."""
        pick = IconButton(
            "clock", f"composer.{row.attribute}_pick", tr("{words}: choose a time", words=tr(row.words)), size=14
        )
        pick.clicked.connect(lambda: _open_times(pick, row, line))
        said = label("", "text2", fonts.text(11), f"composer.{row.attribute}_words")
        said.setWordWrap(True)
        both = QHBoxLayout()
        both.setSpacing(theme.px(4))
        both.addWidget(line)
        both.addWidget(pick)
        self._grid.addLayout(both, at, 1)
        self._grid.addWidget(said, at + 1, 1)
        self._said[row.attribute] = said

    def _switched(self, row: _Row, value: int) -> None:
        line = self._lines[row.attribute]
        line.setText("" if value == self._base(row.attribute) else _as_text(row, value))

    def _base(self, attribute: str) -> int:
        """What an octet is while nothing is typed."""
        return self._receipt if attribute == "registered_delivery" else 0

    def show_receipt(self, octet: int) -> None:
        """What registered_delivery is by the choice of a receipt."""
        if octet != self._receipt:
            self._receipt = octet
            self._show_meanings()

    def _show_meanings(self) -> None:
        for attribute, switches in self._switches.items():
            typed = _number(self._lines[attribute].text().strip())
            switches.show_octet(self._base(attribute) if typed is None else typed & 0xFF)
        for attribute, said in self._said.items():
            time = read_time(self._lines[attribute].text().strip())
            set_tone(said, "err" if time.problem else "text2")
            said.setText(tr(time.problem or time.words))
            said.setVisible(bool(said.text()))

    def put_into(self, values: dict[str, object]) -> None:
        """Write what is typed into the values of a draft."""
        fields: dict[str, FieldValue] = {}
        for row in _ROWS:
            text = self._lines[row.attribute].text().strip()
            if row.attribute == "registered_delivery":
                if text:
                    fields["registered_delivery"] = _number(text) or 0
            elif row.number:
                values[row.attribute] = _number(text) if row.attribute == "data_coding" else _number(text) or 0
            else:
                values[row.attribute] = text
        values["replace_if_present"] = self.replace.isChecked()
        values["fields"] = fields

    def show_draft(self, draft: Draft) -> None:
        """Fill in what a draft says."""
        for row in _ROWS:
            if row.attribute == "registered_delivery":
                value: object = draft.fields.get("registered_delivery", "")
            else:
                value = getattr(draft, row.attribute)
            plain = value in {0, None, ""} and row.attribute != "data_coding"
            self._lines[row.attribute].setText("" if plain or value is None else _as_text(row, value))
        self.replace.setChecked(draft.replace_if_present)

    def take_account(self, before: Account, account: Account) -> None:
        """service_type and validity_period as an account has them, where nobody typed others."""
        for attribute, old, new in (
            ("service_type", before.service_type, account.service_type),
            ("validity", before.validity, account.validity),
        ):
            if self._lines[attribute].text() in {"", old}:
                self._lines[attribute].setText(new)

    @property
    def in_use(self) -> bool:
        """Whether anything here is not as it is by itself."""
        return self.replace.isChecked() or any(line.text() for line in self._lines.values())

    def _changed(self) -> None:
        for row in _ROWS:
            text = self._lines[row.attribute].text().strip()
            problem = tr("{words} takes a number from 0 to 255, as 12 or 0x0C", words=tr(row.words))
            bad = row.number and text != "" and not 0 <= (-1 if _number(text) is None else _number(text) or 0) <= 255
            said = read_time(text).problem if row.attribute in {"schedule", "validity"} and text else ""
            self._lines[row.attribute].set_problem(problem if bad else said)
        self._show_meanings()
        self.changed.emit()


def _open_times(pick: QWidget, row: _Row, line: LineField) -> None:
    from smppconsole.ui.panels.composer.time_menu import open_time_menu  # noqa: PLC0415 - when asked for

    open_time_menu(pick, f"composer.{row.attribute}", tr(row.hint), line.setText)


def _as_text(row: _Row, value: object) -> str:
    if isinstance(value, int) and row.attribute in {"esm_class", "data_coding", "registered_delivery"}:
        return f"0x{value:02X}"
    return str(value)


def _number(text: str) -> int | None:
    """A number as typed, decimal or 0x hex; None where it is none."""
    try:
        return int(text, 0)
    except ValueError:
        return int(text) if text.isdecimal() else None
