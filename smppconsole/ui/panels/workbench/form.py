"""The form of the workbench: a row for each field of the command, laid out from the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smppconsole.compose.opened import text_words
from smppconsole.compose.workbench import Made, Sheet, Words
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.model import CommandSpec, FieldSpec, Group
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.workbench.texts import Editor, OctetsEditor, editor_for
from smppconsole.ui.panels.workbench.tlvs import TlvLines
from smppconsole.ui.slices import begun
from smppconsole.ui.widgets.controls import Choice, LineField, button, label, named
from smppconsole.ui.widgets.search_choice import SearchChoice
from smppconsole.ui.words import tr

_LABEL = 136
_ROWS_A_STEP = 4
_HEADER = {"status": "command_status", "sequence": "sequence_number", "claimed": "command_length"}


class FieldLabel(QLabel):
    """A field's name with a mark in the tint of what it belongs to, as in the tree."""

    def __init__(self, words: str, group: Group, help_words: str) -> None:
        super().__init__(words)
        self._group = group
        self.setFont(fonts.text(11))
        self.setProperty("tone", "text2")
        self.setToolTip(f"{words}. {help_words}" if help_words else words)
        self.setContentsMargins(theme.px(9), theme.px(6), 0, 0)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setFixedWidth(theme.px(_LABEL))
        self.setMinimumHeight(theme.px(theme.HEIGHTS.control))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The mark, then the words."""
        painter = QPainter(self)
        mark = QRectF(1, theme.px(6), theme.px(3), theme.px(16))
        painter.fillRect(mark, theme.colour(theme.current().tints[self._group].mark))
        painter.end()
        super().paintEvent(event)


class WorkbenchForm(QWidget):
    """Shows a ``Sheet``; ``changed`` carries the sheet and the place that was changed. Made ``in_steps``, it has its
    rows once ``steps`` has been gone through."""

    changed = Signal(object, str)

    def __init__(self, in_steps: bool = False) -> None:
        super().__init__()
        named(self, "workbench.form", tr("Fields of the PDU"))
        self._sheet = Sheet()
        self._made: Made | None = None
        self._book, self._reading = STANDARD, AS_USUAL
        self._editors: dict[str, Editor] = {}
        self.command = Choice("workbench.command", tr("Command"))
        self.command.fill(tuple((_command_words(row), row.name) for row in STANDARD.commands))
        self.status = SearchChoice("workbench.status", "command_status", "0")
        self.sequence = LineField("workbench.sequence", "sequence_number", tr("the next of the session"), mono=True)
        self.claimed = LineField("workbench.command_length", "command_length", tr("the true one"), mono=True)
        self.tlvs = TlvLines()
        self.add_tlv = button(tr("+ Add TLV"), "workbench.add_tlv", tr("Add a TLV"), role="link")
        self._rows = QWidget()
        self._lay_out()
        self._wire()
        self._fill_statuses()
        self.steps = begun(self._build(STANDARD.command_named(self._sheet.command)), in_steps)

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.setHorizontalSpacing(theme.px(8))
        head.setVerticalSpacing(theme.px(6))
        head.setColumnStretch(1, 1)
        told = label(tr("Command"), "text2", fonts.text(12))
        told.setFixedWidth(theme.px(_LABEL))
        told.setBuddy(self.command)
        head.addWidget(told, 0, 0)
        head.addWidget(self.command, 0, 1)
        header = (("command_length", self.claimed), ("command_status", self.status), ("sequence_number", self.sequence))
        for at, (name, widget) in enumerate(header, start=1):
            named_label = FieldLabel(name, Group.HEADER, tr("In the header of every PDU."))
            named_label.setBuddy(widget)
            head.addWidget(named_label, at, 0)
            head.addWidget(widget, at, 1)
        below = QHBoxLayout()
        below.addWidget(label("TLVs", "text", fonts.text(12, fonts.SEMIBOLD)))
        below.addStretch(1)
        below.addWidget(self.add_tlv)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(12))
        column.setSpacing(theme.px(6))
        column.addLayout(head)
        column.addWidget(self._rows)
        column.addSpacing(theme.px(6))
        column.addLayout(below)
        column.addWidget(self.tlvs)
        column.addStretch(1)

    def _wire(self) -> None:
        self.command.activated.connect(lambda _at: self._choose_command(str(self.command.currentData())))
        self.status.editTextChanged.connect(lambda text: self._put(status=(text.split() or [""])[0]))
        self.sequence.textEdited.connect(lambda text: self._put(sequence=text))
        self.claimed.textEdited.connect(lambda text: self._put(claimed=text))
        self.tlvs.changed.connect(self._put_tlvs)
        self.add_tlv.clicked.connect(self.tlvs.add)

    def _fill_statuses(self) -> None:
        self.status.offer(tuple((f"{row.name}  0x{row.code:02X}", row.code) for row in self._book.statuses))

    def set_terms(self, book: Book, reading: Reading) -> None:
        """Read and write by these tables from now on."""
        changed = book is not self._book
        self._book, self._reading = book, reading
        if changed:
            self.tlvs.set_book(book)
            self._fill_statuses()

    # --- showing

    @property
    def sheet(self) -> Sheet:
        """What is typed."""
        return self._sheet

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a sheet; no signal."""
        rebuilt = sheet.command != self._sheet.command
        self._sheet = sheet
        if rebuilt:
            for _step in self._build(STANDARD.command_named(sheet.command)):
                pass
        self.command.choose(sheet.command)
        for name, editor in self._editors.items():
            editor.show_words(sheet.words.get(name, ""))  # type: ignore[arg-type]  # a list's editor takes items
        if (self.status.typed.split() or [""])[0] != sheet.status:
            self.status.show_typed(sheet.status)
        for line, words in ((self.sequence, sheet.sequence), (self.claimed, sheet.claimed)):
            if line.text() != words:
                line.setText(words)
        self.tlvs.show_lines(sheet.tlvs)

    def _build(self, command: CommandSpec) -> Iterator[None]:
        """Rows for another command, some a step; the old ones go."""
        hint = tr("that of the request it answers") if command.is_response else tr("the next of the session")
        self.sequence.setPlaceholderText(hint)
        old, self._rows = self._rows, QWidget()
        self._column.replaceWidget(old, self._rows)
        old.hide()
        old.deleteLater()
        self._editors = {}
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        counters = {row.length_from or row.count_from for row in command.fields}
        for at, row in enumerate(command.fields):
            editor = self._editor(row, row.name in counters)
            told = FieldLabel(row.name, row.group, tr(row.words))
            told.setBuddy(editor)
            grid.addWidget(told, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, at, 1)
            if at % _ROWS_A_STEP == _ROWS_A_STEP - 1:
                yield
        if not command.fields:
            grid.addWidget(label(tr("No fields: this PDU is a header."), "text3", fonts.text(12)), 0, 0, 1, 2)
        self._rows.show()
        self.command.setToolTip(f"{tr(command.words)} ({command.section})")

    def _editor(self, row: FieldSpec, counted: bool) -> Editor:
        editor = editor_for(row, f"workbench.{row.name}", counted)
        editor.edited.connect(lambda words: self._put_words(row.name, words))
        if isinstance(editor, OctetsEditor):
            editor.turn_asked.connect(lambda as_text: self._turn(row.name, editor, as_text))
        self._editors[row.name] = editor
        return editor

    def show_made(self, made: Made) -> None:
        """Say at each field what is wrong with it, and how many octets there are."""
        self._made = made
        wrong: dict[str, str] = {}
        for problem in made.refused:
            wrong.setdefault(problem.field, f"{tr(problem.text)} {tr(problem.remedy)}".strip())
        for name, editor in self._editors.items():
            editor.set_problem(wrong.get(name, ""))
            if isinstance(editor, OctetsEditor):
                held = made.pdu.fields.get(name, b"")
                editor.say(tr("{held} octets", held=len(held)) if isinstance(held, bytes) and held else "")
        self.sequence.set_problem(wrong.get("sequence_number", ""))
        self.claimed.set_problem(wrong.get("command_length", ""))
        self.claimed.setPlaceholderText(
            tr("the true one, {octets}", octets=len(made.octets)) if made.octets else tr("the true one")
        )
        self.tlvs.show_problems(wrong)

    # --- what the user does

    def _choose_command(self, command: str) -> None:
        if command != self._sheet.command:
            self._tell(self._sheet.for_command(command, self._book), "")

    def _put_words(self, name: str, words: Words) -> None:
        self._sheet = self._sheet.with_words(name, words)
        self.changed.emit(self._sheet, name)

    def _put(self, **changes: str) -> None:
        self._sheet = replace(self._sheet, **changes)  # type: ignore[arg-type]  # only texts are put here
        self.changed.emit(self._sheet, next(iter(changes)))

    def _put_tlvs(self, lines: object, place: str) -> None:
        self._sheet = replace(self._sheet, tlvs=lines)  # type: ignore[arg-type]  # Qt carries it as an object
        self.changed.emit(self._sheet, place)

    def _turn(self, name: str, editor: OctetsEditor, as_text: bool) -> None:
        """The same octets typed the other way; octets that are no text stay octets."""
        held = self._made.pdu.fields.get(name, b"") if self._made is not None else b""
        octets = held if isinstance(held, bytes) else b""
        words = text_words(octets, self._made.pdu, self._reading) if as_text and self._made else octets.hex(" ")
        if octets and not words:
            editor.mode.set_value(False)
            editor.say(tr("these octets are no plain text"))
            return
        editor.show_words(words)
        self._put_words(name, words)

    def _tell(self, sheet: Sheet, place: str) -> None:
        self.show_sheet(sheet)
        self.changed.emit(sheet, place)


def _command_words(row: CommandSpec) -> str:
    gone = (
        tr("  {words} only", words=row.since.words)
        if row.gone is not None
        else tr("  since {words}", words=row.since.words)
    )
    return row.name + (gone if row.gone is not None or row.since.words == "5.0" else "")
