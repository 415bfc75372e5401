"""The palette: every action by its words, and the reference of commands, fields, TLVs and statuses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.aloud import tell_place
from smppconsole.ui.widgets.controls import LineField, hairline, label, named, set_property
from smppconsole.ui.widgets.row_ground import paint_bar, paint_ground
from smppconsole.ui.words import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST = 60
_ROWS = 11


class Entry(NamedTuple):
    """One row: ``action`` is an action's id, "" in the reference; ``hint`` stands at the right, ``words`` below."""

    title: str
    hint: str
    action: str
    words: str


def reference(book: Book = STANDARD) -> list[Entry]:
    """Everything the tables know, to look up."""
    entries = [
        Entry(row.name, tr("command 0x{id:08X}", id=row.id), "", f"{tr(row.words)} {row.section}")
        for row in book.commands
    ]
    fields: dict[str, str] = {}
    for command in book.commands:
        for row in command.fields:
            fields.setdefault(row.name, row.words)
    entries += [Entry(name, tr("field"), "", tr(words)) for name, words in fields.items()]
    entries += [
        Entry(row.name, tr("TLV 0x{tag:04X}", tag=row.tag), "", f"{tr(row.words)} {row.section}") for row in book.tlvs
    ]
    entries += [
        Entry(
            row.name,
            tr("status 0x{code:02X}", code=row.code),
            "",
            tr("{words} {cause} To check: {check}", words=tr(row.words), cause=tr(row.cause), check=tr(row.check)),
        )
        for row in book.statuses
    ]
    return entries


def matching(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """Entries that hold every word typed, those that begin with it first; the reference only when something is."""
    words = typed.casefold().split()
    if not words:
        return [entry for entry in entries if entry.action][:_MOST]
    found = [entry for entry in entries if all(word in f"{entry.title} {entry.hint}".casefold() for word in words)]
    found += [
        entry for entry in entries if entry not in found and all(word in entry.words.casefold() for word in words)
    ]
    return sorted(found, key=lambda entry: not entry.title.casefold().startswith(words[0]))[:_MOST]


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.missing: dict[str, str] = {}

    def show_entries(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            entry = self.entries[index.row()]
            return f"{entry.title}, {entry.hint}"
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(300), theme.px(26))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Model)  # noqa: S101 - the list shows nothing else
        entry, look, box = model.entries[index.row()], theme.current(), QRect(option.rect)
        view = option.widget
        chosen = isinstance(view, QListView) and view.currentIndex().row() == index.row()
        paint_ground(painter, box, chosen, focus=True)
        if chosen:
            paint_bar(painter, box, focus=True)
        inside = box.adjusted(theme.px(12), 0, -theme.px(12), 0)
        mono = fonts.mono(11)
        painter.setFont(mono)
        painter.setPen(look.colour("text2"))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), entry.hint)
        room = inside.width() - QFontMetrics(mono).horizontalAdvance(entry.hint) - theme.px(12)
        font = fonts.text(12, fonts.MEDIUM if entry.action else fonts.REGULAR)
        painter.setFont(font)
        painter.setPen(look.colour("text3" if model.missing.get(entry.action) and not chosen else "text"))
        title = QFontMetrics(font).elidedText(entry.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), title)


class Palette(QFrame):
    """A sheet over the window, no dialog. ``chosen`` carries the id of an action; ``missing`` tells of one why it can
    do nothing now: it stands in grey then, the reason below."""

    chosen = Signal(str)

    def __init__(
        self, parent: QWidget, actions: Iterable[Entry], missing: Callable[[str], str] = lambda _action: ""
    ) -> None:
        super().__init__(parent)
        self._missing = missing
        named(self, "palette", tr("Commands, fields, statuses"))
        self._actions = list(actions)
        self._entries: list[Entry] = []
        self._before: QWidget | None = None
        self.line = LineField("palette.line", tr("Search"), tr("Commands, fields, statuses"))
        self.list = named(QListView(), "palette.list", tr("Found"))
        self.words: QLabel = label("", "text2", fonts.text(11), "palette.words")
        self.words.setWordWrap(True)
        self._model = _Model()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setFixedHeight(theme.px(26) * _ROWS)
        set_property(self, "box", "field")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        column.setSpacing(theme.px(6))
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(hairline())
        column.addWidget(self.words)
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self._take())
        self.hide()

    def open_over(self, box: QRect) -> None:
        """Show it with its line over ``box``, a rectangle of the parent."""
        if not self._entries:
            self._entries = [*self._actions, *reference()]
        self._model.missing = {entry.action: self._missing(entry.action) for entry in self._actions}
        width = max(theme.px(520), box.width())
        left = max(theme.px(8), box.center().x() - width // 2)
        self.setGeometry(left, max(2, box.top() - theme.px(5)), width, theme.px(400))
        self._before = QApplication.focusWidget()
        self.show()
        self.raise_()
        self.line.setFocus()  # first: a screen reader takes the first it hears from the line for the news
        self.line.clear()
        self._search("")

    def _search(self, typed: str) -> None:
        found = matching(self._entries, typed)
        self._model.show_entries(found)
        self.list.setFixedHeight(theme.px(26) * max(1, min(_ROWS, len(found))))
        self._go_to(0)

    def _go_to(self, row: int) -> None:
        count = self._model.rowCount()
        if not count:
            self.words.setText(tr("Nothing found."))
            tell_place(self.line, self.words.text())
            self._fit()
            return
        row = max(0, min(count - 1, row))
        self.list.setCurrentIndex(self._model.index(row))
        entry = self._model.entries[row]
        self.words.setText(self._model.missing.get(entry.action) or entry.words)
        self._tell(row, count)
        self.list.viewport().update()
        self._fit()

    def _tell(self, row: int, count: int) -> None:
        """The row gone to: the focus stays in the line, so a screen reader would not hear of it."""
        entry = self._model.entries[row]
        title = ", ".join(filter(None, (entry.title, entry.hint)))
        place = tr("{words}, {row} of {count}", words=title, row=row + 1, count=count)
        tell_place(self.line, ". ".join(filter(None, (place, self.words.text()))))

    def _fit(self) -> None:
        """As high as what was found."""
        inside = self.width() - theme.px(16)
        words = self.words.heightForWidth(inside) if self.words.text() else 0
        self.resize(self.width(), self.line.height() + self.list.height() + words + theme.px(38))

    def _leave(self) -> None:
        """Give the focus back to where it was."""
        before = self._before
        if before is not None and isValid(before) and before.isVisible() and self.line.hasFocus():
            before.setFocus()
        self.hide()

    def _take(self) -> None:
        row = self.list.currentIndex().row()
        if not 0 <= row < len(self._model.entries):
            return
        entry = self._model.entries[row]
        self._go_to(row)
        if entry.action:
            self._leave()
            self.chosen.emit(entry.action)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk, Enter takes, Esc and losing the focus close."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        row = self.list.currentIndex().row()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
        key = Qt.Key(event.key())
        if key in steps:
            self._go_to(row + steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            return super().eventFilter(watched, event)
        return True
