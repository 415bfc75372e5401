"""A choice of a few words in one row, one of them on: Both, Out, In."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.roles import Role, told_as
from smppconsole.ui.words import tr

Segment = tuple[str, str, object]
"""(words, icon or "", value)"""


@told_as(Role.ComboBox)
class Segmented(QWidget):
    """One of several values; arrow keys move. ``chosen`` carries the value."""

    chosen = Signal(object)

    def __init__(self, name: str, says: str, segments: tuple[Segment, ...]) -> None:
        super().__init__()
        named(self, name, says)
        self._segments = tuple((tr(words), icon, value) for words, icon, value in segments)
        self._says = says
        self._at, self._wordless = 0, False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tell()

    @property
    def value(self) -> object:
        """The value that is on."""
        return self._segments[self._at][2]

    def set_value(self, value: object) -> None:
        """Switch without a signal."""
        for at, segment in enumerate(self._segments):
            if segment[2] == value:
                self._at = at
        self._tell()
        self.update()

    def set_wordless(self, wordless: bool) -> None:
        """Show icons alone where there are any."""
        if wordless != self._wordless:
            self._wordless = wordless
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as the words and icons ask."""
        return QSize(sum(self._widths()), theme.px(theme.HEIGHTS.control))

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._says}: {self._segments[self._at][0]}")

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
        ring = self.hasFocus()
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what was pressed."""
        for at, box in enumerate(self._boxes()):
            if box.contains(event.position()):
                self._choose(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move; other keys go on."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._choose(max(0, min(len(self._segments) - 1, self._at + step)))
        else:
            super().keyPressEvent(event)

    def _choose(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._tell()
            self.update()
            self.chosen.emit(self._segments[at][2])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: other widths."""
        super().changeEvent(event)
        self.updateGeometry()
