"""Texts, times, octets and lists of the workbench's form."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from smppconsole.compose.workbench import TEXT_MARK, ItemWords
from smppconsole.smpp.bounds import ALIKE
from smppconsole.smpp.smpptime import read_time
from smppconsole.smpp.spec.model import FieldSpec, Kind
from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.workbench.numbers import NumberEditor
from smppconsole.ui.widgets.controls import IconButton, LineField, button, label, named, set_property
from smppconsole.ui.widgets.segmented import Segmented
from smppconsole.ui.words import tr

_MODES = (("Text", "", True), ("Hex", "", False))
_NEWLINE = r"\x0A"


class TextEditor(LineField):
    """A C-string on one line. ``edited`` carries the words."""

    edited = Signal(str)

    def __init__(self, row: FieldSpec, name: str) -> None:
        super().__init__(name, row.name, tr("up to {maximum} characters", maximum=row.maximum - 1), mono=True)
        self.set_help(
            tr(
                "{words} Up to {most} characters; \\xHH is one that no key gives.",
                words=tr(row.words),
                most=row.maximum - 1,
            ).strip()
        )
        self.textEdited.connect(self.edited)

    def show_words(self, words: str) -> None:
        """Show what is typed; no signal."""
        if self.text() != words:
            self.setText(words)


class TimeEditor(QWidget):
    """A time, and below it what it says in words."""

    edited = Signal(str)

    def __init__(self, row: FieldSpec, name: str) -> None:
        super().__init__()
        self.line = LineField(name, row.name, tr("YYMMDDhhmmsstnnp"), mono=True)
        self.line.set_help(
            tr("{words} Empty, or 16 characters: YYMMDDhhmmss, tenth, quarters, + - or R.", words=tr(row.words)).strip()
        )
        self.said = label("", "text3", fonts.text(11), f"{name}.said")
        self.said.setWordWrap(True)
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self.line)
        column.addWidget(self.said)
        self.line.textEdited.connect(self._typed)
        self.setFocusProxy(self.line)

    def show_words(self, words: str) -> None:
        """Show what is typed; no signal."""
        if self.line.text() != words:
            self.line.setText(words)
        time = read_time(words.strip())
        said = tr(time.problem or time.words)
        self.said.setText(said if words.strip() else "")
        self.said.setVisible(bool(words.strip() and said))

    def _typed(self, words: str) -> None:
        self.show_words(words)
        self.edited.emit(words)

    def set_problem(self, words: str) -> None:
        """Why it is refused, "" where it is not."""
        self.line.set_problem(words)


class OctetsEditor(QWidget):
    """A message, as text or as octets. ``turn_asked`` carries whether text is wanted: who has the octets answers by
    ``show_words``."""

    edited = Signal(str)
    turn_asked = Signal(bool)

    def __init__(self, row: FieldSpec, name: str) -> None:
        super().__init__()
        self.mode = Segmented(f"{name}.mode", tr("{name} typed as", name=row.name), _MODES)
        self.box = named(QTextEdit(), name, row.name)
        self.box.setAcceptRichText(False)
        self.box.setProperty("entry", True)
        self.box.setProperty("box", "field")
        self.box.setTabChangesFocus(True)
        self.box.setFixedHeight(theme.px(76))
        self.box.setToolTip(
            tr("{words} As text in the alphabet of data_coding, or as octets in hex.", words=tr(row.words)).strip()
        )
        self.said = label("", "text3", fonts.text(11), f"{name}.said")
        head = QHBoxLayout()
        head.addWidget(self.mode)
        head.addStretch(1)
        head.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.box)
        column.addLayout(head)
        self.box.textChanged.connect(self._typed)
        self.mode.chosen.connect(lambda as_text: self.turn_asked.emit(bool(as_text)))
        self.setFocusProxy(self.box)
        self.show_words("")

    def show_words(self, words: str) -> None:
        """Show what is typed; no signal. Nothing at all leaves the mode as it is."""
        if words:
            self.mode.set_value(words.startswith(TEXT_MARK))
        shown = words.removeprefix(TEXT_MARK)
        shown = shown.replace(_NEWLINE, "\n") if self.mode.value else shown
        self.box.setFont(fonts.text(12) if self.mode.value else fonts.mono(11))
        self.box.setPlaceholderText(
            tr("text, in the alphabet of data_coding") if self.mode.value else tr("octets in hex")
        )
        if self.box.toPlainText() != shown:
            was = self.box.blockSignals(True)
            self.box.setPlainText(shown)
            self.box.blockSignals(was)

    def say(self, words: str) -> None:
        """A remark below: how many octets."""
        self.said.setText(words)

    def _typed(self) -> None:
        text = self.box.toPlainText()
        as_text = TEXT_MARK + text.replace("\n", _NEWLINE) if text else ""
        self.edited.emit(as_text if self.mode.value else text)

    def set_problem(self, words: str) -> None:
        """Why it is refused, "" where it is not."""
        set_property(self.box, "bad", bool(words))
        self.box.setAccessibleDescription(words)


class _ItemRow(QWidget):
    """One item of a list: its fields in a line, and a cross."""

    changed = Signal()
    removed = Signal()

    def __init__(self, fields: tuple[FieldSpec, ...], name: str, fixed: Mapping[str, str]) -> None:
        super().__init__()
        self._fixed = dict(fixed)
        self._lines: dict[str, LineField] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        for field in fields:
            if field.name in fixed:
                continue
            line = LineField(f"{name}.{field.name}", field.name, _short(field), mono=True)
            line.set_help(f"{field.name}. {tr(field.words)}")
            if field.kind is Kind.INT:
                line.setFixedWidth(theme.px(36 if field.size == 1 else 84))
            line.textEdited.connect(lambda _text: self.changed.emit())
            self._lines[field.name] = line
            row.addWidget(line, 0 if field.kind is Kind.INT else 1)
        cross = IconButton("close", f"{name}.remove", tr("Remove this item"), size=12)
        cross.clicked.connect(self.removed)
        row.addWidget(cross)

    @property
    def words(self) -> ItemWords:
        """The item as typed."""
        return {**self._fixed, **{name: line.text() for name, line in self._lines.items() if line.text()}}

    def show_words(self, words: ItemWords) -> None:
        """Show what is typed; no signal."""
        self._fixed = {name: words.get(name, value) for name, value in self._fixed.items()}
        for name, line in self._lines.items():
            if line.text() != words.get(name, ""):
                line.setText(words.get(name, ""))


_SHORT_NAMES = {"dest_addr_ton": "TON", "dest_addr_npi": "NPI", "dl_name": "list", "error_status_code": "status"}


def _short(field: FieldSpec) -> str:
    return _SHORT_NAMES.get(field.name, field.name.removesuffix("_addr").replace("_", " "))


class ListEditor(QWidget):
    """Items under each other; a link adds one, a link for each kind there is. ``edited`` carries a tuple of items."""

    edited = Signal(object)

    def __init__(self, row: FieldSpec, name: str) -> None:
        super().__init__()
        named(self, name, row.name)
        self._row, self._name = row, name
        self._items: list[_ItemRow] = []
        self._shapes: list[int] = []
        self._made = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        links = QHBoxLayout()
        links.setSpacing(theme.px(12))
        for shape, words in _shapes(row):
            link = button(
                f"+ {words}",
                f"{name}.add_{shape if shape >= 0 else 'item'}",
                tr("Add: {words}", words=words),
                role="link",
            )
            link.clicked.connect(lambda _=False, shape=shape: self._append(shape))
            links.addWidget(link)
        links.addStretch(1)
        self._column.addLayout(links)

    def show_words(self, words: object) -> None:
        """Show the items; no signal."""
        items = words if isinstance(words, tuple) else ()
        shapes = [self._shape_of(item) for item in items]
        if shapes != self._shapes:
            for old in self._items:
                self._column.removeWidget(old)
                old.deleteLater()
            self._items, self._shapes = [], []
            for shape in shapes:
                self._add(shape)
        for row, item in zip(self._items, items, strict=True):
            row.show_words(item)

    def _shape_of(self, item: ItemWords) -> int:
        variants = self._row.items or {}
        if ALIKE in variants:
            return ALIKE
        head = next(iter(variants.values()))[0].name
        typed = item.get(head, "")
        return int(typed) if typed.isdecimal() and int(typed) in variants else next(iter(variants))

    def _add(self, shape: int) -> _ItemRow:
        fields = (self._row.items or {})[shape]
        fixed = {} if shape == ALIKE else {fields[0].name: str(shape)}
        self._made += 1
        row = _ItemRow(fields, f"{self._name}.{self._made}", fixed)
        row.changed.connect(self._tell)
        row.removed.connect(lambda: self._remove(row))
        self._column.insertWidget(len(self._items), row)
        self._items.append(row)
        self._shapes.append(shape)
        return row

    def _append(self, shape: int) -> None:
        self._add(shape)
        self._tell()

    def _remove(self, row: _ItemRow) -> None:
        at = self._items.index(row)
        del self._items[at], self._shapes[at]
        self._column.removeWidget(row)
        row.deleteLater()
        self._tell()

    def _tell(self) -> None:
        self.edited.emit(tuple(row.words for row in self._items))

    def set_problem(self, words: str) -> None:
        """Why the list is refused, "" where it is not."""
        self.setToolTip(words)
        self.setAccessibleDescription(words)


def _shapes(row: FieldSpec) -> list[tuple[int, str]]:
    variants = row.items or {}
    if ALIKE in variants:
        return [(ALIKE, tr("Add an item"))]
    head = next(iter(variants.values()))[0]
    return [(shape, str(head.meaning.word(shape)) if head.meaning else str(shape)) for shape in variants]


Editor = NumberEditor | TextEditor | TimeEditor | OctetsEditor | ListEditor


def editor_for(row: FieldSpec, name: str, counted: bool) -> Editor:
    """The editor of a field by its kind; ``counted`` says that the field is worked out where it is left empty."""
    if row.kind is Kind.INT:
        return NumberEditor(row, name, counted)
    if row.kind is Kind.TIME:
        return TimeEditor(row, name)
    if row.kind is Kind.OCTETS:
        return OctetsEditor(row, name)
    return ListEditor(row, name) if row.kind is Kind.LIST else TextEditor(row, name)
