"""The rules of the message centre as a form, and as the text of a rules file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from smppconsole.console.centre_rules import CentreRules, read_rules
from smppconsole.console.rules_file import RulesError
from smppconsole.console.rules_text import rules_text
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.centre.desk import entry
from smppconsole.ui.panels.centre.fields import SECTIONS, RuleField, changed_in, value_of, with_value
from smppconsole.ui.widgets.controls import Choice, button, label, named
from smppconsole.ui.widgets.copying import let_copy
from smppconsole.ui.widgets.number_field import NumberField
from smppconsole.ui.widgets.section import Section
from smppconsole.ui.words import tr


class CentreRulesForm(QWidget):
    """``changed`` carries the rules as they are now."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        named(self, "centre.rules", tr("Rules of the message centre"))
        self.rules = CentreRules()
        self._controls: dict[str, QWidget] = {}
        self.sections: dict[str, Section] = {}
        self.text = entry("centre.rules_text", tr("Rules as TOML"))
        self.apply = button(tr("Use this text"), "centre.apply_text", small=True)
        self.problem = label("", "err", fonts.text(11), "centre.rules_problem")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for key, title, fields in SECTIONS:
            section = Section(tr(title), f"centre.{key}", folded=True)
            section.turned.connect(partial(self._unfold, section, fields))
            self.sections[key] = section
            column.addWidget(section)
        column.addWidget(self._text_section())
        self.show_rules(CentreRules())

    def _unfold(self, section: Section, fields: tuple[RuleField, ...], _shown: bool) -> None:
        """The controls of a section are made when it is first unfolded: few look at all of them."""
        if fields[0].path not in self._controls:
            section.body.addLayout(self._grid(fields))
            self._put_all(field.path for field in fields)

    def _grid(self, fields: tuple[RuleField, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(theme.px(18), 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnMinimumWidth(0, theme.px(116))
        grid.setColumnStretch(1, 1)
        for at, field in enumerate(fields):
            control = self._make(field)
            control.setToolTip(tr(field.words))
            told = label(tr(field.label), "text2", fonts.text(12))
            told.setBuddy(control)
            told.setToolTip(tr(field.words))
            grid.addWidget(told, at, 0)
            grid.addLayout(_with_unit(control, field.unit), at, 1)
            self._controls[field.path] = control
        return grid

    def _make(self, field: RuleField) -> QWidget:
        path = field.path
        if field.choices:
            choice = Choice(field.name, tr(field.label))
            choice.fill(tuple((tr(words), value) for words, value in field.choices))
            choice.currentIndexChanged.connect(lambda _at: self._set(path, choice.currentData()))
            return choice
        if isinstance(field.default, bool):
            tick = named(QCheckBox(), field.name, tr(field.label))
            tick.toggled.connect(lambda on: self._set(path, on))
            return tick
        whole = isinstance(field.default, int)
        line = NumberField(field.name, tr(field.label), field.default, field.lowest, field.highest, whole=whole)
        line.changed.connect(lambda value: self._set(path, int(value) if whole else float(value)))
        return line

    def _text_section(self) -> Section:
        section = Section(tr("All rules as text"), "centre.as_text", folded=True)
        self.text.setFont(fonts.mono(11))
        self.text.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self.text.setFixedHeight(theme.px(220))
        self.problem.setWordWrap(True)
        let_copy(self.problem)
        self.apply.clicked.connect(self._use_text)
        section.body.addWidget(self.text)
        section.body.addWidget(self.problem)
        section.body.addWidget(self.apply, 0, Qt.AlignmentFlag.AlignLeft)
        self.problem.hide()
        return section

    # --- the rules

    def show_rules(self, rules: CentreRules) -> None:
        """Show other rules, without a signal."""
        self.rules = rules
        self._put_all(self._controls)
        self._tell()

    def _put_all(self, paths: Iterable[str]) -> None:
        for path in paths:
            control = self._controls[path]
            was = control.blockSignals(True)
            _put(control, value_of(self.rules, path))
            control.blockSignals(was)

    def _set(self, path: str, value: Any) -> None:
        if value_of(self.rules, path) != value:
            self.rules = with_value(self.rules, path, value)
            self._tell()
            self.changed.emit(self.rules)

    def _tell(self) -> None:
        for key, _title, fields in SECTIONS:
            count = changed_in(self.rules, fields)
            self.sections[key].remark.setText(tr("{count} set", count=count) if count else "")
        self.text.setPlainText(rules_text(self.rules))
        self.problem.hide()

    def _use_text(self) -> None:
        try:
            rules = read_rules(self.text.toPlainText(), "text")
        except RulesError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.show_rules(rules)
        self.changed.emit(rules)


def _with_unit(control: QWidget, unit: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(6))
    row.addWidget(control)
    if isinstance(control, NumberField | QCheckBox):
        row.addWidget(label(unit, "text2", fonts.text(11)))
        row.addStretch(1)
    return row


def _put(control: QWidget, value: Any) -> None:
    if isinstance(control, QCheckBox):
        control.setChecked(bool(value))
    elif isinstance(control, NumberField):
        control.set_value(value)
    elif isinstance(control, Choice):
        if control.findData(value) < 0:
            words = f"0x{value:02X}" if isinstance(value, int) else str(value)
            control.addItem(words, value)
        control.choose(value)
