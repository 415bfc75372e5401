"""A choice one can type into: the rows that contain what is typed are offered, and anything else may be typed too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from smppconsole.ui import fonts
from smppconsole.ui.widgets.controls import Choice, named


class SearchChoice(Choice):
    """An editable ``Choice``; ``typed`` is what stands in it. No row is put in by typing."""

    def __init__(self, name: str, says: str, hint: str) -> None:
        super().__init__(name, says)
        line = named(QLineEdit(), f"{name}.line", says)
        line.setPlaceholderText(hint)
        line.setFont(fonts.text(12))
        line.setProperty("bare", True)
        self.setLineEdit(line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self.currentText().strip()

    def offer(self, rows: tuple[tuple[str, object], ...]) -> None:
        """Other rows to choose from; what is typed stays."""
        typed, was = self.currentText(), self.blockSignals(True)
        self.fill(rows)
        self.setEditText(typed)
        self.blockSignals(was)

    def show_typed(self, words: str) -> None:
        """Show what is typed; no signal."""
        if self.typed != words:
            was = self.blockSignals(True)
            self.setEditText(words)
            self.blockSignals(was)
