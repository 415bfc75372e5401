"""Which rules the message centre goes by: a scenario by name, with its words, or a file of the user's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smppconsole.console.centre_rules import CentreRules
from smppconsole.console.rules_file import RulesError
from smppconsole.console.rules_text import rules_text
from smppconsole.console.scenarios import rules_from, scenario, scenario_names
from smppconsole.smpp.finding import Severity
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.centre.desk import grey
from smppconsole.ui.panels.frame.file_asking import ask_open, ask_save
from smppconsole.ui.widgets.controls import Choice, button, label, named
from smppconsole.ui.words import tr

_OWN = "own"


class ScenarioBar(QWidget):
    """``chosen`` carries other rules, ``said`` severity and words."""

    chosen = Signal(object)
    said = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "centre.rules_bar", tr("Scenario"))
        self.rules = CentreRules()
        self.choice = Choice("centre.scenario", tr("Scenario"))
        self.load = button(tr("Load…"), "centre.load", tr("Load rules from a file"), small=True)
        self.save = button(tr("Save…"), "centre.save", tr("Save the rules as a file"), small=True)
        self.words = grey("", "centre.words")
        self.hint = grey("", "centre.try_this")
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(label(tr("Scenario"), "text2", fonts.text(12)))
        row.addWidget(self.choice, 1)
        row.addWidget(self.load)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(row)
        column.addWidget(self.words)
        column.addWidget(self.hint)
        names = tuple((tr(name.replace("-", " ").capitalize()), name) for name in scenario_names())
        self.choice.fill((*names, (tr("Rules of your own"), _OWN)))
        self.choice.currentIndexChanged.connect(lambda _at: self._choose())
        self.load.clicked.connect(self._ask_load)
        self.save.clicked.connect(self._ask_save)

    def choose(self, name: str) -> None:
        """Take a scenario by its name; the plain one where there is none of it."""
        self.choice.choose(name if name in scenario_names() else scenario_names()[0])
        self._choose()

    def show_rules(self, rules: CentreRules) -> None:
        """Rules that no scenario has, or no longer."""
        was = self.choice.blockSignals(True)
        same = rules.name in scenario_names() and scenario(rules.name) == rules
        self.choice.choose(rules.name if same else _OWN)
        self.choice.blockSignals(was)
        self._tell(rules)

    def _choose(self) -> None:
        name = str(self.choice.currentData())
        if name != _OWN:
            rules = scenario(name)
            self._tell(rules)
            self.chosen.emit(rules)

    def _tell(self, rules: CentreRules) -> None:
        self.rules = rules
        self.words.setText(tr(" ".join(rules.words.split())))
        self.hint.setText(tr("Try this: {split}", split=tr(" ".join(rules.try_this.split()))))
        self.hint.setVisible(bool(rules.try_this))

    def _ask_load(self) -> None:
        ask_open(self, "centre.open", tr("Load rules"), tr("Rules (*.toml);;All files (*)"), self.load_from)

    def load_from(self, path: Path) -> None:
        """Rules of a file; what is wrong with it is said."""
        try:
            rules = rules_from(path)
        except RulesError as error:
            self.said.emit(Severity.ERROR, tr("Not loaded: {error}.", error=error))
            return
        self.show_rules(rules)
        self.chosen.emit(rules)
        self.said.emit(Severity.NOTE, "")

    def _ask_save(self) -> None:
        ask_save(self, "centre.save_as", tr("Save rules"), tr("Rules (*.toml)"), "toml", self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the rules into a file; how it went is said."""
        try:
            path.write_text(rules_text(self.rules), "utf-8")
        except OSError as error:
            self.said.emit(
                Severity.ERROR,
                tr("{name} was not saved: {strerror}. Choose another place.", name=path.name, strerror=error.strerror),
            )
        else:
            self.said.emit(Severity.NOTE, tr("Rules saved in {path}.", path=path))
