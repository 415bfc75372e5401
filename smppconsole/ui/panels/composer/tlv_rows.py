"""The TLVs of a draft: a row each, typed by name and value, checked while typing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from smppconsole.compose.typed import tlv_value, typed_tlv
from smppconsole.smpp.encode import EncodeError
from smppconsole.smpp.pdu import Tlv
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.model import TlvKind
from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import Choice, IconButton, LineField, named
from smppconsole.ui.words import tr
from smppconsole.values import dataclass

_HINTS = {
    TlvKind.INT: "number",
    TlvKind.CSTRING: "text, NUL added",
    TlvKind.TIME: "YYMMDDhhmmsstnnp",
    TlvKind.OCTETS: "hex",
    TlvKind.TEXT: "text",
}


@dataclass(frozen=True, slots=True)
class TypedTlv:
    """A TLV as typed: what it became, or why it is none."""

    tlv: Tlv | None
    problem: str = ""


class _TlvRow(QWidget):
    """Tag, value, and a cross that takes the row away."""

    changed = Signal()
    removed = Signal()

    def __init__(self, number: int, book: Book) -> None:
        super().__init__()
        self._book = book
        self.tag = Choice(f"composer.tlv_tag_{number}", tr("TLV {number}: name, or tag in hex", number=number))
        self.tag.setEditable(True)
        self.tag.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.tag.lineEdit()
        if line is not None:
            named(line, f"composer.tlv_name_{number}", tr("TLV {number}: name, or tag in hex", number=number))
        self.tag.setFont(fonts.text(12))
        self.tag.fill(tuple((row.name, row.tag) for row in sorted(book.tlvs, key=lambda row: row.name)))
        self.tag.setCurrentText("")
        self.value = LineField(
            f"composer.tlv_value_{number}", tr("TLV {number}: value", number=number), "hex", mono=True
        )
        self.cross = IconButton("close", f"composer.tlv_remove_{number}", tr("Remove this TLV"), size=12)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self.tag, 3)
        row.addWidget(self.value, 2)
        row.addWidget(self.cross)
        self.tag.currentTextChanged.connect(self._renamed)
        self.value.textChanged.connect(self.changed)
        self.cross.clicked.connect(self.removed)

    def set_book(self, book: Book) -> None:
        """Offer the names of these tables; what is typed stays."""
        self._book = book
        typed, was = self.tag.currentText(), self.tag.blockSignals(True)
        self.tag.fill(tuple((row.name, row.tag) for row in sorted(book.tlvs, key=lambda row: row.name)))
        self.tag.setCurrentText(typed)
        self.tag.blockSignals(was)

    def _renamed(self, name: str) -> None:
        row = self._book.tlv_named(name.strip())
        self.value.setPlaceholderText(tr(_HINTS[row.kind]) if row else "hex")
        self.tag.setToolTip(row.words if row else tr("A tag in hex, such as 0x1401"))
        self.changed.emit()

    def read(self) -> TypedTlv:
        """What is typed, as a TLV."""
        name, value = self.tag.currentText().strip(), self.value.text().strip()
        if not name:
            return TypedTlv(None)
        row = self._book.tlv_named(name)
        try:
            made = Tlv(row.tag, tlv_value(row, value)) if row else typed_tlv(f"{name}:{value}", self._book)
        except EncodeError as error:
            return TypedTlv(None, str(error))
        return TypedTlv(made)


class TlvRows(QWidget):
    """All rows. ``changed`` fires whenever one changes, comes or goes."""

    changed = Signal()

    def __init__(self, book: Book = STANDARD) -> None:
        super().__init__()
        named(self, "composer.tlvs", "TLVs")
        self._book = book
        self._rows: list[_TlvRow] = []
        self._made = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self.hide()

    def set_book(self, book: Book) -> None:
        """Know the TLVs of an account's dictionary by name."""
        if book is not self._book:
            self._book = book
            for row in self._rows:
                row.set_book(book)

    @property
    def tlvs(self) -> tuple[Tlv, ...]:
        """The TLVs that could be read."""
        return tuple(typed.tlv for typed in (row.read() for row in self._rows) if typed.tlv is not None)

    @property
    def problem(self) -> str:
        """Why one of them could not be read, "" where all could."""
        for row in self._rows:
            typed = row.read()
            row.value.set_problem(typed.problem)
            if typed.problem:
                return tr(typed.problem)
        return ""

    def show_tlvs(self, tlvs: tuple[Tlv, ...]) -> None:
        """Replace the rows."""
        for row in tuple(self._rows):
            self._remove(row)
        for tlv in tlvs:
            self._fill(self.add(), tlv)
        self.changed.emit()

    def add(self) -> _TlvRow:
        """One more row, empty."""
        self._made += 1
        row = _TlvRow(self._made, self._book)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._column.addWidget(row)
        self.show()
        row.tag.setFocus()
        return row

    def _fill(self, row: _TlvRow, tlv: Tlv) -> None:
        spec = self._book.tlv(tlv.tag)
        if spec is not None and spec.kind is TlvKind.INT:
            name, value = spec.name, str(int.from_bytes(tlv.value))
        elif spec is not None and spec.kind is TlvKind.OCTETS:
            name, value = spec.name, tlv.value.hex()
        else:
            name, value = f"0x{tlv.tag:04X}", tlv.value.hex()
        row.tag.setCurrentText(name)
        row.value.setText(value)

    def _remove(self, row: _TlvRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.deleteLater()
        self.setVisible(bool(self._rows))
        self.changed.emit()
