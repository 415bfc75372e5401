"""The line one types a filter into: its funnel switches the filter off and back, its star keeps it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.widgets.controls import named, set_property
from smppconsole.ui.widgets.copying import offer_problem
from smppconsole.ui.widgets.enter import EnterButton
from smppconsole.ui.words import tip, tr


class _Glyph(EnterButton):
    """A small icon inside the line that can be pressed."""

    def __init__(self, icon: str, name: str, says: str) -> None:
        super().__init__()
        named(self, name, says)
        self.setToolTip(says)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon, self._token = icon, "text3"
        self.setFixedSize(theme.px(18), theme.px(20))

    def sizeHint(self) -> QSize:
        return self.size()

    def show_token(self, token: str) -> None:
        """Its colour."""
        self._token = token
        self.update()

    def show_icon(self, icon: str, token: str) -> None:
        """Another icon in a colour."""
        self._icon = icon
        self.show_token(token)

    @property
    def token(self) -> str:
        """Its colour now."""
        return self._token

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon; a line below it where it has the focus."""
        painter, side = QPainter(self), theme.px(14)
        icons.paint(painter, self._icon, self._token, (self.width() - side) / 2, (self.height() - side) / 2, side)
        if self.hasFocus():
            painter.fillRect(2, self.height() - 2, self.width() - 4, 2, theme.current().colour("accent_text"))
        painter.end()


class FilterLine(QFrame):
    """Signals: ``star_asked`` when the star is pressed, ``switched`` with whether the filter is on."""

    star_asked = Signal()
    switched = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("box", "field")
        self.setFixedHeight(theme.px(theme.HEIGHTS.control))
        self.edit = named(QLineEdit(), name, tr("Filter"))
        self.edit.setPlaceholderText(tr("Filter, for example: status is not OK"))
        self.edit.setToolTip(self.edit.placeholderText())
        self.edit.setProperty("bare", True)
        self.edit.setFont(fonts.mono(11))
        self.edit.setClearButtonEnabled(False)
        self.edit.installEventFilter(self)
        offer_problem(self.edit, lambda: self._problem)
        self.funnel = _Glyph("filter", f"{name}_switch", tr("Switch the filter off, and back (Shift+F)"))
        self.star = _Glyph("star", f"{name}_star", tr("Filters that are kept"))
        self._on, self._problem, self._kept = True, "", False
        self.funnel.clicked.connect(self.toggle)
        self.star.clicked.connect(self.star_asked)
        self.edit.textEdited.connect(lambda _text: self.set_on(True))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(6), 0, theme.px(4), 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self.funnel)
        row.addWidget(self.edit, 1)
        row.addWidget(self.star)

    @property
    def on(self) -> bool:
        """Whether what stands here filters."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Switch the filter off, keeping its words, or back."""
        if on != self._on:
            self._on = on
            set_property(self.edit, "off", not on)
            self._colour()
            self.switched.emit(on)

    def toggle(self) -> None:
        """Off, and back."""
        if self.edit.text():
            self.set_on(not self._on)

    def show_kept(self, kept: bool) -> None:
        """Whether what stands here is among the kept filters."""
        self._kept = kept
        self._colour()

    def show_state(self, problem: str) -> None:
        """Look wrong where the filter cannot be read; say why in the tooltip."""
        self._problem = problem
        set_property(self, "bad", bool(problem))
        self.edit.setToolTip(problem or self.edit.placeholderText())
        self.edit.setAccessibleDescription(problem)
        self._colour()

    def _colour(self) -> None:
        filled = "accent_text" if self.edit.text() and self._on else "text3"
        self.funnel.show_token("err" if self._problem else filled)
        self.star.show_icon("star-kept" if self._kept else "star", "accent_text" if self._kept else "text3")
        self.star.setAccessibleDescription(tr("this filter is kept") if self._kept else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the frame the ring while the line has the focus."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            set_property(self, "ringed", event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def x_of(self, column: int) -> int:
        """Where a column of the text stands, in pixels of this line."""
        edit, cursor = self.edit, self.edit.cursorPosition()
        at, metrics = edit.cursorRect().center().x(), edit.fontMetrics()
        text, column = edit.text(), max(0, min(column, len(edit.text())))
        ahead = column >= cursor
        between = text[cursor:column] if ahead else text[column:cursor]
        way = metrics.horizontalAdvance(between)
        return edit.x() + (at + way if ahead else at - way)


class FilterProblem(QWidget):
    """Says below the line what is wrong with the filter, with a tick under the column; ``pressed`` when clicked."""

    pressed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name, tr("What is wrong with the filter"))
        self._text, self._x = "", 0
        self.setFixedHeight(theme.px(22))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def text(self) -> str:
        """The words, "" while nothing is wrong."""
        return self._text

    def say(self, text: str, x: int) -> None:
        """Say it under a place; "" hides the row."""
        self._text, self._x = text, x
        self.setToolTip(tip(text))
        self.setAccessibleDescription(text)
        self.setVisible(bool(text))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead to the place."""
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tick under the column, the words beside it, to its left where there is no room."""
        painter, look = QPainter(self), theme.current()
        painter.setFont(fonts.text(11))
        painter.setPen(look.colour("err"))
        metrics, gap = painter.fontMetrics(), theme.px(9)
        x = max(theme.px(8), min(self._x, self.width() - theme.px(8)))
        half = metrics.horizontalAdvance("▲") // 2
        painter.drawText(x - half, theme.px(10), "▲")
        wide = metrics.horizontalAdvance(self._text)
        left = x + gap
        if left + wide > self.width() - gap:
            left = max(theme.px(8), min(x - gap - wide, self.width() - wide - gap))
        top = theme.px(15) if left > x or left + wide < x else theme.px(20)
        words = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width() - left - gap)
        painter.drawText(left, top, words)
        painter.end()
