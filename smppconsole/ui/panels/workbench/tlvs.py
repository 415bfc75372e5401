"""The TLVs of the workbench: a line each, known ones by name, any tag in hex."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smppconsole.compose.workbench import TlvLine
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.model import TlvKind, TlvSpec, ValueSet
from smppconsole.ui import theme
from smppconsole.ui.widgets.controls import IconButton, LineField, named
from smppconsole.ui.widgets.search_choice import SearchChoice
from smppconsole.ui.words import tr

_HINTS = {
    TlvKind.INT: "number",
    TlvKind.CSTRING: "text, NUL added",
    TlvKind.TIME: "YYMMDDhhmmsstnnp",
    TlvKind.OCTETS: "hex",
    TlvKind.TEXT: "text",
}
_MOST_NAMED = 12


class _Line(QWidget):
    """Name or tag, value, and a cross."""

    changed = Signal()
    removed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self._book = STANDARD
        says = tr("TLV {number}: name, or tag in hex", number=number)
        self.tag = SearchChoice(f"workbench.tlv_name_{number}", says, tr("name, or tag in hex"))
        self.value = LineField(
            f"workbench.tlv_value_{number}", tr("TLV {number}: value", number=number), "hex", mono=True
        )
        cross = IconButton("close", f"workbench.tlv_remove_{number}", tr("Remove this TLV"), size=12)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self.tag, 3)
        row.addWidget(self.value, 2)
        row.addWidget(cross)
        self.tag.currentTextChanged.connect(self._renamed)
        self.value.textEdited.connect(self.changed)
        cross.clicked.connect(self.removed)

    def set_book(self, book: Book) -> None:
        """Offer the names of these tables."""
        self._book = book
        self.tag.offer(tuple((row.name, row.tag) for row in sorted(book.tlvs, key=lambda row: row.name)))
        self._explain()

    @property
    def line(self) -> TlvLine:
        """What is typed."""
        return TlvLine(self.tag.typed, self.value.text())

    def show_line(self, line: TlvLine) -> None:
        """Show what is typed; no signal."""
        self.tag.show_typed(line.name)
        if self.value.text() != line.value:
            self.value.setText(line.value)
        self._explain()

    def _renamed(self) -> None:
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        row = self._book.tlv_named(self.tag.typed)
        self.value.setPlaceholderText(tr(_HINTS[row.kind]) if row else "hex")
        self.tag.setToolTip(f"0x{row.tag:04X}. {row.words}" if row else tr("A tag in hex, such as 0x1401"))
        self.value.set_help(_help(row))


def _help(row: TlvSpec | None) -> str:
    if row is None:
        return tr("Octets in hex")
    sizes = tr(
        "{sizes_in_words} octets; hex: before hex digits sends any",
        sizes_in_words=row.sizes_in_words.removesuffix(" are").removesuffix(" is"),
    )
    if not isinstance(row.meaning, ValueSet):
        return sizes
    named_values = [f"{value} {tr(words)}" for value, words in list(row.meaning.words.items())[:_MOST_NAMED]]
    return "\n".join([sizes, *named_values])


class TlvLines(QWidget):
    """All lines. ``changed`` fires with a tuple of ``TlvLine`` and which line it was."""

    changed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "workbench.tlvs", "TLVs")
        self._book = STANDARD
        self._lines: list[_Line] = []
        self._made = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))

    def set_book(self, book: Book) -> None:
        """Offer the names of these tables."""
        if book is not self._book:
            self._book = book
            for line in self._lines:
                line.set_book(book)

    def show_lines(self, lines: tuple[TlvLine, ...]) -> None:
        """Show what is typed; no signal."""
        while len(self._lines) > len(lines):
            self._drop(self._lines[-1])
        while len(self._lines) < len(lines):
            self._add()
        for line, typed in zip(self._lines, lines, strict=True):
            line.show_line(typed)

    def add(self) -> None:
        """One more line, empty, with the focus."""
        line = self._add()
        self._tell(line)
        line.tag.setFocus()

    def _add(self) -> _Line:
        self._made += 1
        line = _Line(self._made)
        line.set_book(self._book)
        line.changed.connect(lambda: self._tell(line))
        line.removed.connect(lambda: self._remove(line))
        self._lines.append(line)
        self._column.addWidget(line)
        return line

    def _remove(self, line: _Line) -> None:
        self._drop(line)
        self._tell(None)

    def _drop(self, line: _Line) -> None:
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _tell(self, line: _Line | None) -> None:
        place = tr("tlv {index}", index=self._lines.index(line)) if line in self._lines and line is not None else ""
        self.changed.emit(tuple(line.line for line in self._lines), place)

    def show_problems(self, problems: dict[str, str]) -> None:
        """Mark the lines whose name has a problem."""
        for line in self._lines:
            typed = line.line.name
            row = self._book.tlv_named(typed)
            line.value.set_problem(problems.get(row.name if row else _by_tag(typed), ""))


def _by_tag(typed: str) -> str:
    try:
        return f"tlv_0x{int(typed, 16):04X}"
    except ValueError:
        return "tlv"
