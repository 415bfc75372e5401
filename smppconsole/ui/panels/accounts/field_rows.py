"""The fields of an account's sheet in their grids: made by the rules, filled, read, marked where they are wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from smppconsole.console.account import Account, FieldType
from smppconsole.console.account_rules import RULES
from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.accounts.fields import LABELS, NotesField, Unread, make_field, put, put_and_tell, read
from smppconsole.ui.panels.accounts.tables import TableField
from smppconsole.ui.panels.accounts.trials import LABELS_WIDTH, Trial, make_trial
from smppconsole.ui.widgets.controls import Choice, LineField, label, set_tone
from smppconsole.ui.words import tr

PASSWORD = "password"
_TONES = {Severity.ERROR: "err", Severity.WARNING: "warn", Severity.NOTE: "text2"}


class FieldRows(QObject):
    """``changed`` fires when a field does, ``entered`` when Return is pressed in one. The password has a widget of its
    own, which is no field of the account."""

    changed = Signal()
    entered = Signal()

    def __init__(self, sheet: QWidget, password: LineField) -> None:
        super().__init__(sheet)
        self._sheet, self._password, self._base = sheet, password, Account()
        self._fields: dict[str, QWidget] = {}
        self._labels: dict[str, QLabel] = {}
        self._remarks: dict[str, QLabel] = {}
        self._trials: list[Trial] = []

    def grid(self, names: tuple[str, ...]) -> QGridLayout:
        """A grid with these fields, each with its label, its remark and, where there is one, its trial."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnMinimumWidth(0, theme.px(LABELS_WIDTH))
        grid.setColumnStretch(1, 1)
        for at, name in enumerate(names):
            widget = self._password if name == PASSWORD else make_field(RULES[name])
            words = tr("Password" if name == PASSWORD else LABELS.get(name, RULES[name].label))
            told, remark = _put_row(grid, 3 * at, words, widget)
            remark.setObjectName(f"accounts.{name}_remark")
            trial = make_trial(name, self)
            if trial is not None:
                trial.show_account(self._base)
                grid.addWidget(trial, 3 * at + 2, 0 if trial.wide else 1, 1, 2 if trial.wide else 1)
                self._trials.append(trial)
            self._fields[name], self._labels[name], self._remarks[name] = widget, told, remark
            self._wire(widget)
        self._put(names)
        return grid

    def _wire(self, widget: QWidget) -> None:
        if isinstance(widget, QLineEdit):
            widget.textChanged.connect(lambda _text: self.changed.emit())
            widget.returnPressed.connect(self.entered)
        elif isinstance(widget, Choice):
            widget.currentIndexChanged.connect(lambda _at: self.changed.emit())
        elif isinstance(widget, TableField):
            widget.edited.connect(self.changed)
            widget.entered.connect(self.entered)
        elif isinstance(widget, QCheckBox):
            widget.toggled.connect(lambda _on: self.changed.emit())

    def __getitem__(self, name: str) -> QWidget:
        return self._fields[name]

    def type_in(self, name: str, value: str) -> None:
        """Fill in a field on the user's behalf."""
        put_and_tell(self._fields[name], value)

    def fill(self, account: Account) -> None:
        """Show what an account has; no signal."""
        self._base = account
        self._put(self._fields)

    def _put(self, names: Iterable[str]) -> None:
        for name in names:
            if name != PASSWORD:
                put(self._fields[name], getattr(self._base, name))

    def show_trials(self, account: Account) -> None:
        """Try everything on the account as it is now."""
        for trial in self._trials:
            trial.show_account(account)

    @property
    def account(self) -> Account:
        """The account as it is typed; what cannot be read keeps its value of before."""
        values: dict[str, FieldType] = {}
        for name, widget in self._fields.items():
            if name != PASSWORD:
                typed = read(widget, RULES[name])
                if not isinstance(typed, Unread):
                    values[name] = typed
        return replace(self._base, **values)  # type: ignore[arg-type]

    def unread(self) -> tuple[str, ...]:
        """The fields whose text is not of their kind."""
        names = (name for name in self._fields if name != PASSWORD)
        return tuple(name for name in names if isinstance(read(self._fields[name], RULES[name]), Unread))

    def mark(self, problems: Mapping[str, tuple[Severity, str]], *, spare_empty: bool = False) -> str:
        """Put each problem below its field; ``spare_empty`` says nothing of empty lines. An error that stands where
        nobody sees it comes back."""
        unmade = (problem for name, problem in problems.items() if name not in self._fields)
        hidden = next((words for severity, words in unmade if severity is Severity.ERROR), "")
        for name, widget in self._fields.items():
            severity, words = problems.get(name, (Severity.NOTE, ""))
            if spare_empty and isinstance(widget, LineField) and not widget.text():
                severity, words = Severity.NOTE, ""
            if isinstance(widget, LineField):
                widget.set_problem(words)
            remark = self._remarks[name]
            set_tone(self._labels[name], _TONES[severity] if words else "text2")
            set_tone(remark, _TONES[severity])
            remark.setText(words)
            remark.setVisible(bool(words))
            if words and severity is Severity.ERROR and not remark.isVisibleTo(self._sheet):
                hidden = hidden or words
        return hidden

    def first_wrong(self) -> QWidget | None:
        """The first field in sight below which something is said, None where none is."""
        wrong = (self._fields[name] for name, remark in self._remarks.items() if remark.text())
        return next((field for field in wrong if field.isVisibleTo(self._sheet)), None)

    def first_remark(self) -> str:
        """The first thing said below a field."""
        return next((remark.text() for remark in self._remarks.values() if remark.text()), "")


def _put_row(grid: QGridLayout, at: int, words: str, widget: QWidget) -> tuple[QLabel, QLabel]:
    """A field in two rows of a grid; its label, and below the field what is wrong with it."""
    remark = label("", "err", fonts.text(11))
    remark.setWordWrap(True)
    remark.hide()
    if isinstance(widget, TableField):
        grid.addWidget(widget, at, 0, 1, 2)
        grid.addWidget(remark, at + 1, 0, 1, 2)
        return widget.title, remark
    told = label(words, "text2", fonts.text(12))
    told.setBuddy(widget)
    told.setToolTip(widget.toolTip())
    top = Qt.AlignmentFlag.AlignTop if isinstance(widget, NotesField) else Qt.AlignmentFlag(0)
    grid.addWidget(told, at, 0, top)
    grid.addWidget(widget, at, 1)
    grid.addWidget(remark, at + 1, 1)
    return told, remark
