"""The palette: every action by its words, and the reference of all that the tables know."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

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
from smppconsole.ui.models.reference import Entry, matching, reference
from smppconsole.ui.widgets.aloud import tell_place
from smppconsole.ui.widgets.controls import LineField, hairline, label, named, set_property
from smppconsole.ui.widgets.row_ground import paint_bar, paint_ground
from smppconsole.ui.words import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROWS, _AROUND = 11, 130


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
    """A sheet over the window, no dialog. ``chosen`` carries the id of an action, ``filter_asked`` the filter on what
    was looked up. ``missing`` tells of an action why it can do nothing now: it stands in grey then, the reason below;
    ``book`` gives the tables to look things up in."""

    chosen = Signal(str)
    filter_asked = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        actions: Iterable[Entry],
        missing: Callable[[str], str] = lambda _action: "",
        book: Callable[[], Book] = lambda: STANDARD,
    ) -> None:
        super().__init__(parent)
        self._over, self._missing, self._book_now = parent, missing, book
        self._book = STANDARD
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

    def open_over(self, box: QRect, typed: str = "") -> None:
        """Show it with its line over ``box``, a rectangle of the parent, and ``typed`` in the line."""
        book = self._book_now()
        if not self._entries or book is not self._book:
            self._book = book
            self._entries = [*self._actions, *reference(book)]
        self._model.missing = {entry.action: self._missing(entry.action) for entry in self._actions}
        room, edge = self._over.size(), theme.px(8)
        width = min(max(theme.px(520), box.width()), room.width() - 2 * edge)
        left = min(max(edge, box.center().x() - width // 2), room.width() - width - edge)
        self.setGeometry(left, max(2, box.top() - theme.px(5)), width, theme.px(400))
        self._before = QApplication.focusWidget()
        self.show()
        self.raise_()
        self.line.setFocus()  # first: a screen reader takes the first it hears from the line for the news
        self.line.setText(typed)
        self._search(typed)

    def _search(self, typed: str) -> None:
        found = matching(self._entries, typed, self._book)
        self._model.show_entries(found)
        self.list.setFixedHeight(theme.px(26) * max(1, min(self._most_rows(), len(found))))
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
        hint = "" if entry.action or not entry.wanted else tr("Enter filters the trace: {wanted}", wanted=entry.wanted)
        self.words.setText(self._model.missing.get(entry.action) or "\n".join(filter(None, (entry.words, hint))))
        self._tell(row, count)
        self.list.viewport().update()
        self._fit()

    def _tell(self, row: int, count: int) -> None:
        """The row gone to: the focus stays in the line, so a screen reader would not hear of it."""
        entry = self._model.entries[row]
        title = ", ".join(filter(None, (entry.title, entry.hint)))
        place = tr("{words}, {row} of {count}", words=title, row=row + 1, count=count)
        tell_place(self.line, ". ".join(filter(None, (place, self.words.text()))))

    def _most_rows(self) -> int:
        """As many as the window has room for beside the line and the words."""
        return min(_ROWS, (self._over.height() - theme.px(_AROUND)) // theme.px(26))

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
        elif entry.wanted:
            self._leave()
            self.filter_asked.emit(entry.wanted)

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
