"""A small table of a form: rows of a few cells in an order that counts, each with a number, to add, move and remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import Choice, IconButton, LineField, button, label, named
from smppconsole.ui.words import tr

Cell = LineField | Choice | QCheckBox


class RowTable(QWidget):
    """Rows of texts; ``make`` gives the cells of a row by its object name and what it is called,
    the one in the column ``wide`` takes what room there is. ``edited`` fires on every change, ``entered`` at Return."""

    edited = Signal()
    entered = Signal()

    def __init__(
        self,
        name: str,
        says: str,
        captions: Sequence[str],
        make: Callable[[str, str], Sequence[Cell]],
        hint: str = "",
        wide: int = 0,
    ) -> None:
        super().__init__()
        named(self, name, says)
        self._name, self._says, self._make = name, says, make
        self._cells: list[Sequence[Cell]] = []
        self._made = 0
        self.title = label(says, "text2", fonts.text(12))
        self.add = button(tr("+ Add a row"), f"{name}_add", tr("{what}: add a row", what=says), role="link")
        self.hint = label(hint, "text3", fonts.text(11))
        self.hint.setWordWrap(True)
        self._captions = [label(words, "text2", fonts.text(11)) for words in captions]
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(4))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(wide + 1, 1)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addLayout(self._grid)
        self.add.clicked.connect(self._add_row)
        self._lay_out()

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The texts of all cells, row by row; a tick reads as TICKED or "". Rows with nothing typed are left out."""
        return tuple(tuple(map(_text, cells)) for cells in self._cells if any(map(_is_typed, cells)))

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Replace the rows; no signal."""
        self._drop(self._cells)
        self._cells = []
        for row in rows:
            self._append(row)
        self._lay_out()

    def _add_row(self) -> None:
        cells = self._append(())
        self._lay_out()
        cells[0].setFocus()
        self.edited.emit()

    def _append(self, texts: Sequence[str]) -> Sequence[Cell]:
        self._made += 1
        says = tr("{what}, row {number}", what=self._says, number=len(self._cells) + 1)
        cells = self._make(f"{self._name}_{self._made}", says)
        for cell, text in zip(cells, texts, strict=False):
            _fill(cell, text)
        for cell in cells:
            self._wire(cell)
        self._cells.append(cells)
        return cells

    def _wire(self, cell: Cell) -> None:
        if isinstance(cell, QCheckBox):
            cell.toggled.connect(lambda _on: self.edited.emit())
        elif isinstance(cell, Choice):
            (cell.currentTextChanged if cell.isEditable() else cell.currentIndexChanged).connect(
                lambda *_: self.edited.emit()
            )
        else:
            cell.textChanged.connect(lambda _text: self.edited.emit())
            cell.returnPressed.connect(self.entered)

    def _lay_out(self) -> None:
        """Put captions, numbers, cells and buttons into the grid anew, in the order of the rows."""
        kept = {id(cell) for cells in self._cells for cell in cells} | {id(one) for one in self._captions}
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and id(widget) not in kept:
                widget.deleteLater()
        for at, caption in enumerate(self._captions):
            caption.setVisible(bool(self._cells))
            self._grid.addWidget(caption, 0, at + 1)
        for number, cells in enumerate(self._cells, start=1):
            self._grid.addWidget(_number(number), number, 0)
            for at, cell in enumerate(cells):
                self._grid.addWidget(cell, number, at + 1)
            for at, widget in enumerate(self._buttons(number, cells)):
                self._grid.addWidget(widget, number, len(cells) + 1 + at)
        self.hint.setVisible(not self._cells and bool(self.hint.text()))

    def _buttons(self, number: int, cells: Sequence[Cell]) -> tuple[IconButton, IconButton]:
        says = tr("{what}, row {number}", what=self._says, number=number)
        up = IconButton("chevron-up", f"{self._name}_up_{number}", tr("{row}: move up", row=says), size=12)
        up.setEnabled(number > 1)
        up.clicked.connect(lambda: self._move_up(cells))
        cross = IconButton("close", f"{self._name}_remove_{number}", tr("{row}: remove", row=says), size=12)
        cross.clicked.connect(lambda: self._remove(cells))
        for one in (up, cross):
            one.setFixedWidth(theme.px(22))
        return up, cross

    def _move_up(self, cells: Sequence[Cell]) -> None:
        at = self._cells.index(cells)
        self._cells[at - 1 : at + 1] = [cells, self._cells[at - 1]]
        self._lay_out()
        self.edited.emit()

    def _remove(self, cells: Sequence[Cell]) -> None:
        self._cells.remove(cells)
        self._drop([cells])
        self._lay_out()
        self.edited.emit()

    def _drop(self, rows: Sequence[Sequence[Cell]]) -> None:
        for cell in (cell for cells in rows for cell in cells):
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()


TICKED = "yes"
"""What a tick reads as."""


def _number(number: int) -> QLabel:
    return label(str(number), "text3", fonts.mono(11))


def _is_typed(cell: Cell) -> bool:
    """Whether something stands in a cell that is typed into."""
    by_hand = isinstance(cell, LineField) or (isinstance(cell, Choice) and cell.isEditable())
    return by_hand and bool(_text(cell))


def _text(cell: Cell) -> str:
    if isinstance(cell, QCheckBox):
        return TICKED if cell.isChecked() else ""
    if isinstance(cell, Choice):
        return (cell.currentText() if cell.isEditable() else str(cell.currentData() or "")).strip()
    return cell.text().strip()


def _fill(cell: Cell, text: str) -> None:
    if isinstance(cell, QCheckBox):
        cell.setChecked(text == TICKED)
    elif isinstance(cell, LineField):
        cell.setText(text)
    elif cell.isEditable():
        cell.setCurrentText(text)
    elif not text:
        cell.setCurrentIndex(-1)
    else:
        if cell.findData(text) < 0:
            cell.addItem(text, text)
        cell.choose(text)


def typed_choice(name: str, says: str, rows: Sequence[tuple[str, object]]) -> Choice:
    """A list to choose from or to type another value into."""
    choice = Choice(name, says)
    choice.setEditable(True)
    choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    line = choice.lineEdit()
    if line is not None:
        named(line, f"{name}_line", says)
    choice.fill(tuple(rows))
    choice.setCurrentText("")
    return choice
