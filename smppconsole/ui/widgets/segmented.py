"""A choice of a few words in one row, one of them on: Both, Out, In."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from shiboken6 import isValid

from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.roles import Role, told_as
from smppconsole.ui.words import tr

Segment = tuple[str, str, object]
"""(words, icon or "", value)"""


class _Segment(QAbstractButton):
    """One of the words: where the mouse, the keys and screen readers find it. The row paints it."""

    def __init__(self, row: QWidget, name: str, words: str) -> None:
        super().__init__(row)
        self._row = row
        named(self, name, words)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # a radio button to a screen reader
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the row has painted it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The row walks."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, which is around the row."""
        self._show_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._show_ring()

    def _show_ring(self) -> None:
        if isValid(self._row):  # a row that is being deleted takes the focus away once more
            self._row.update()


@told_as(Role.Grouping)
class Segmented(QWidget):
    """One of several values; arrow keys move. ``chosen`` carries the value."""

    chosen = Signal(object)

    def __init__(self, name: str, says: str, segments: tuple[Segment, ...]) -> None:
        super().__init__()
        named(self, name, says)
        self._segments = tuple((tr(words), icon, value) for words, icon, value in segments)
        self._at, self._wordless = 0, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.parts = [_Segment(self, f"{name}.{at}", one[0]) for at, one in enumerate(self._segments, start=1)]
        for at, part in enumerate(self.parts):
            part.clicked.connect(partial(self._choose, at))
        self._switch(0)

    @property
    def value(self) -> object:
        """The value that is on."""
        return self._segments[self._at][2]

    def set_value(self, value: object) -> None:
        """Switch without a signal."""
        for at, segment in enumerate(self._segments):
            if segment[2] == value:
                self._switch(at)

    def set_wordless(self, wordless: bool) -> None:
        """Show icons alone where there are any."""
        if wordless != self._wordless:
            self._wordless = wordless
            self.updateGeometry()
            self._place()
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as the words and icons ask."""
        return QSize(sum(self._widths()), theme.px(theme.HEIGHTS.control))

    def _switch(self, at: int) -> None:
        """Tab stops at the one that is on."""
        self._at = at
        for part in self.parts:
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.parts[at].setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.parts[at].setChecked(True)
        self.setFocusProxy(self.parts[at])
        self.update()

    def _place(self) -> None:
        for part, box in zip(self.parts, self._boxes(), strict=True):
            part.setGeometry(box.toRect())

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(fonts.text(12, fonts.MEDIUM))
        widths = []
        for words, icon, _ in self._segments:
            wide = theme.px(20) + (theme.px(14) if icon else 0)
            if not (self._wordless and icon):
                wide += metrics.horizontalAdvance(words) + (theme.px(6) if icon else 0)
            widths.append(wide)
        return widths

    def _boxes(self) -> list[QRectF]:
        boxes, left = [], 0
        for wide in self._widths():
            boxes.append(QRectF(left, 0, wide, self.height()))
            left += wide
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        """One frame around all, a line between two, the one that is on in the soft accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, boxes = theme.current(), self._boxes()
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(0.5, 0.5, sum(self._widths()) - 1, self.height() - 1), theme.RADIUS, theme.RADIUS)
        painter.fillPath(frame, look.colour("surface"))
        painter.setClipPath(frame)
        for at, (segment, box) in enumerate(zip(self._segments, boxes, strict=True)):
            if at == self._at:
                painter.fillRect(box, look.colour("accent_soft"))
            self._paint_segment(painter, segment, box, at == self._at)
            if at:
                painter.fillRect(QRectF(box.left(), 0, 1, box.height()), look.colour("line_strong"))
        painter.setClipping(False)
        ring = self.parts[self._at].hasFocus()
        painter.setPen(QPen(look.colour("accent_text" if ring else "line_strong"), 2 if ring else 1))
        painter.drawPath(frame)
        painter.end()

    def _paint_segment(self, painter: QPainter, segment: Segment, box: QRectF, on: bool) -> None:
        words, icon, _ = segment
        token = "accent_text" if on else "text2" if not self.isEnabled() else "text"
        inside = box.adjusted(theme.px(10), 0, -theme.px(10), 0)
        if icon:
            side = theme.px(14)
            icons.paint(painter, icon, token, inside.left(), (self.height() - side) / 2, side)
            inside.setLeft(inside.left() + side + theme.px(6))
        if not (icon and self._wordless):
            painter.setFont(fonts.text(12, fonts.MEDIUM if on else fonts.REGULAR))
            painter.setPen(theme.current().colour(token))
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move; other keys go on."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._choose(max(0, min(len(self._segments) - 1, self._at + step)))
        else:
            super().keyPressEvent(event)

    def _choose(self, at: int, *_told: object) -> None:
        """The focus goes along where a key moved it; a screen reader then says the word."""
        before = self.parts[self._at]
        if at != self._at:
            self._switch(at)
            if before.hasFocus():
                self.parts[at].setFocus()
            self.chosen.emit(self._segments[at][2])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words have their places."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: other widths."""
        super().changeEvent(event)
        self.updateGeometry()
        if event.type() == QEvent.Type.FontChange:
            self._place()
