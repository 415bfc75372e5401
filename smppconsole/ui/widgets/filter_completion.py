"""Completes the filter line while one types: names and values, each with what it means, in a list below the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

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
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.words import tr

if TYPE_CHECKING:
    from smppconsole.trace.filter_completion import Candidate, Completion

_NOWHERE = QModelIndex()
_MOST = 60
_ROWS = 9
_NAME_WIDTH, _WIDTH = 170, 460
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class _Candidates(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Candidate, ...] = ()

    def show_rows(self, rows: tuple[Candidate, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.text}, {row.words}"
        return row.text if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole) else None


class _TwoColumns(QStyledItemDelegate):
    """The name in the type of octets, its meaning in grey beside it."""

    def __init__(self, model: _Candidates) -> None:
        super().__init__()
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.px(_WIDTH), theme.px(theme.HEIGHTS.trace_row))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, look = self._model.rows[index.row()], theme.current()
        box = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("sel"))
        box = box.adjusted(theme.px(8), 0, -theme.px(8), 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for font, token, text, left in (
            (fonts.mono(11), "text", row.text, 0),
            (fonts.text(11), "text2", row.words, max(theme.px(_NAME_WIDTH), _advance(painter, row.text))),
        ):
            painter.setFont(font)
            painter.setPen(look.colour(token))
            room = box.adjusted(left, 0, 0, 0)
            words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, middle, words)


def _advance(painter: QPainter, text: str) -> int:
    painter.setFont(fonts.mono(11))
    return painter.fontMetrics().horizontalAdvance(text) + theme.px(16)


class FilterCompletion(QObject):
    """Watches a line; Tab takes the first candidate, Down and Enter another, Escape none. ``closed``: the list
    went away."""

    closed = Signal()

    def __init__(self, edit: QLineEdit, suggest: Callable[[str, int], Completion]) -> None:
        super().__init__(edit)
        self._edit, self._suggest = edit, suggest
        self._begin = self._end = 0
        self._model = _Candidates()
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_ROWS)
        self._completer.setWidget(edit)
        self.list = named(QListView(), f"{edit.objectName()}_candidates", tr("What could stand here"))
        self._completer.setPopup(self.list)
        self.list.setProperty("box", "popup")
        self._delegate = _TwoColumns(self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        self.list.clicked.connect(lambda index: self.take(index.row()))
        edit.textEdited.connect(self.offer)

    def offer(self, *_ignored: object) -> None:
        """Show what could stand at the cursor; nothing where what stands there is whole."""
        told = self._suggest(self._edit.text(), self._edit.cursorPosition())
        self._begin, self._end = told.start, told.stop
        typed = self._edit.text()[told.start : told.stop]
        rows = told.candidates[:_MOST]
        if not rows or not self._edit.text().strip() or (len(rows) == 1 and rows[0].text == typed):
            self.list.hide()
            return
        self._model.show_rows(rows)
        box = self._edit.cursorRect()
        left = max(0, box.left() - self._edit.fontMetrics().horizontalAdvance(typed))
        self._completer.complete(QRect(left, box.top(), theme.px(_WIDTH), box.height() + theme.px(8)))

    def take(self, row: int) -> None:
        """Put a candidate where it belongs, and a blank behind it."""
        if not 0 <= row < len(self._model.rows):
            return
        text, begin = self._edit.text(), self._begin
        behind = text[self._end :]
        word = self._model.rows[row].text + ("" if behind.startswith((" ", ")")) else " ")
        self._edit.setText(text[:begin] + word + behind)
        self._edit.setCursorPosition(begin + len(word))
        self.list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab takes the candidate that is chosen, or the first; Enter one that is chosen."""
        if event.type() == QEvent.Type.Hide:
            self.closed.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self.list.currentIndex().row()
            if event.key() == Qt.Key.Key_Tab or (event.key() in _ENTER and row >= 0):
                self.take(max(0, row))
                return True
        return super().eventFilter(watched, event)
