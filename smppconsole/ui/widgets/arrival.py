"""Keys that come into a list find a row there: the first one is chosen where none was, and where there is none the list
shows the ring of the focus and tells why it is empty. Of itself Qt puts the keys on a first row that nothing shows, and
the next key leads to the second."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from smppconsole.ui.widgets.focus_ring import ring
from smppconsole.ui.widgets.row_choice import select_row
from smppconsole.ui.widgets.telling import set_description
from smppconsole.ui.words import tr

_MOUSE = Qt.FocusReason.MouseFocusReason
_SHIFTING = frozenset({QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Resize, QEvent.Type.Show})
_FROM_ABOVE = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_FROM_BELOW = frozenset({Qt.Key.Key_Up, Qt.Key.Key_End})


class _Ring(QWidget):
    """The ring of the focus over a list in which no row shows it."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view.viewport())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing but the ring."""
        painter = QPainter(self)
        ring(painter, self.rect(), 0)
        painter.end()


class Arrival(QObject):
    """Watches ``view``. ``words`` tells of the rows as a whole, or why there are none. Where it makes a difference
    whether a row is chosen, ``chooses`` is False: then the first arrow key chooses."""

    def __init__(self, view: QAbstractItemView, words: Callable[[], str], *, chooses: bool = True) -> None:
        super().__init__(view)
        self._view, self._words, self._chooses = view, words, chooses
        self._was_empty = False
        self._ring: _Ring | None = None
        model = view.model()
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._follow)
        view.selectionModel().selectionChanged.connect(self._follow)
        view.verticalScrollBar().valueChanged.connect(self._follow)  # Qt scrolls what lies on a list with its rows
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    @property
    def is_ringed(self) -> bool:
        """Whether the list as a whole shows that the keys are here."""
        return self._ring is not None and self._ring.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys come or go, or one is pressed."""
        if not vars(self):  # Python has collected what it knew, Qt has not yet
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._began(event)
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._arrive(event)
            self._tell()
        if event.type() in _SHIFTING:
            self._follow()
        return False

    def _arrive(self, event: QFocusEvent) -> None:
        if self._chooses and event.reason() != _MOUSE and not self._has_choice():
            current = self._view.currentIndex()
            self._choose(current.row() if current.isValid() else 0)

    def _began(self, event: QKeyEvent) -> bool:
        """The first arrow key chooses the row at the end that it comes from."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held or self._has_choice() or event.key() not in _FROM_ABOVE | _FROM_BELOW:
            return False
        return self._choose(0 if event.key() in _FROM_ABOVE else self._view.model().rowCount() - 1)

    def _choose(self, row: int) -> bool:
        index = self._view.model().index(row, 0)
        if index.isValid():
            select_row(self._view, index)
        return index.isValid()

    def _has_choice(self) -> bool:
        return self._view.selectionModel().hasSelection()

    def _tell(self) -> None:
        set_description(self._view, tr(self._words()))

    def _follow(self, *_what: object) -> None:
        """Rows came, went, were chosen. What is told of them does not change under whoever is here, unless there are
        none any more, or again some."""
        empty = not self._view.model().rowCount()
        if empty is not self._was_empty or not self._view.hasFocus():
            self._was_empty = empty
            self._tell()
        ringed = self._view.hasFocus() and (empty or not self._has_choice())
        if ringed:
            self._ring = self._ring or _Ring(self._view)
            self._ring.setGeometry(self._view.viewport().rect())
            self._ring.raise_()
        if self._ring is not None:
            self._ring.setVisible(ringed)
