"""The real octets of one PDU, in hex and characters, tinted by what they belong to.

Selection goes both ways: ``select`` marks a field's octets, ``octet_picked`` says which octet was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from smppconsole.smpp.spec.model import Group
from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import named

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class OctetSpan(NamedTuple):
    """Octets ``start`` to before ``end`` belong to one field of ``group``."""

    start: int
    end: int
    group: Group


class _Measure(NamedTuple):
    """Where cells lie, in pixels."""

    row: int
    head: int
    cell: float
    gap: float
    left: float
    letter: float
    text_left: float


class HexView(QAbstractScrollArea):
    """Offsets, octets, characters. Sixteen octets a row, eight where there is no room."""

    octet_picked = Signal(int)
    octet_hovered = Signal(int)

    def __init__(self, name: str, says: str) -> None:
        super().__init__()
        named(self, name, says)
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self._octets = b""
        self._groups: list[Group | None] = []
        self._starts: set[int] = set()
        self._chosen, self._hovered = (0, 0), (0, 0)
        self._picked = -1
        self._columns = 16

    @property
    def octets(self) -> bytes:
        """What is shown."""
        return self._octets

    @property
    def selection(self) -> tuple[int, int]:
        """First octet chosen, and the one after the last; equal where nothing is."""
        return self._chosen

    @property
    def columns(self) -> int:
        """Octets a row: 16 or 8."""
        return self._columns

    def show_octets(self, octets: bytes, spans: Sequence[OctetSpan] = ()) -> None:
        """Show other octets; nothing is chosen then."""
        self._octets = octets
        self._groups = [None] * len(octets)
        self._starts = {span.start for span in spans}
        for span in spans:
            end = min(span.end, len(octets))
            self._groups[span.start : end] = [span.group] * max(0, end - span.start)
        self._chosen = self._hovered = (0, 0)
        self._picked = -1
        self.verticalScrollBar().setValue(0)
        self._fit()
        self.viewport().update()

    def select(self, start: int, end: int) -> None:
        """Mark octets, and bring the first of them into sight."""
        self._chosen = (start, end)
        self._reveal(start)
        self.viewport().update()

    def hover(self, start: int, end: int) -> None:
        """Frame the octets of the field the mouse is over in the tree."""
        if (start, end) != self._hovered:
            self._hovered = (start, end)
            self.viewport().update()

    def width_for(self, columns: int) -> int:
        """Pixels that ``columns`` octets a row take."""
        measure = self._measure(columns)
        return round(measure.text_left + columns * measure.letter + theme.px(12))

    def minimumSizeHint(self) -> QSize:
        """Eight octets wide."""
        return QSize(self.width_for(8) + 10, theme.px(80))

    # --- measuring

    def _measure(self, columns: int) -> _Measure:
        metrics = QFontMetricsF(fonts.mono(11))
        letter = metrics.horizontalAdvance("0")
        cell = round(letter * 2 + theme.px(4))
        gap = theme.px(9) if columns > 8 else 0
        left = theme.px(6) + letter * 4 + theme.px(11)
        text_left = left + columns * cell + gap + theme.px(11)
        return _Measure(
            theme.px(theme.HEIGHTS.tree_row), theme.px(24), cell, gap, round(left), letter, round(text_left)
        )

    def _fit(self) -> None:
        self._columns = 16 if self.viewport().width() >= self.width_for(16) - theme.px(8) else 8
        measure = self._measure(self._columns)
        rows = -(-len(self._octets) // self._columns)
        page = max(1, (self.viewport().height() - measure.head) // measure.row)
        bar = self.verticalScrollBar()
        bar.setPageStep(page)
        bar.setRange(0, max(0, rows - page))

    def _cell(self, measure: _Measure, column: int) -> float:
        return measure.left + column * measure.cell + (measure.gap if column >= 8 else 0)

    def _octet_at(self, point: QPoint) -> int:
        measure = self._measure(self._columns)
        if point.y() < measure.head:
            return -1
        row = (point.y() - measure.head) // measure.row + self.verticalScrollBar().value()
        column = self._column_at(measure, point.x())
        octet = row * self._columns + column
        return octet if column >= 0 and octet < len(self._octets) else -1

    def _column_at(self, measure: _Measure, x: float) -> int:
        if x >= measure.text_left:
            column = int((x - measure.text_left) // measure.letter)
            return column if column < self._columns else -1
        for column in range(self._columns):
            left = self._cell(measure, column)
            if left <= x < left + measure.cell:
                return column
        return -1

    def _reveal(self, octet: int) -> None:
        bar, row = self.verticalScrollBar(), octet // self._columns
        if row < bar.value():
            bar.setValue(row)
        elif row >= bar.value() + bar.pageStep():
            bar.setValue(row - bar.pageStep() + 1)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The heading, then the rows in sight."""
        painter = QPainter(self.viewport())
        look = theme.current()
        painter.fillRect(self.viewport().rect(), look.colour("surface"))
        painter.setFont(fonts.mono(11))
        measure = self._measure(self._columns)
        self._paint_head(painter, measure)
        painter.setClipRect(0, measure.head, self.viewport().width(), self.viewport().height() - measure.head)
        first = self.verticalScrollBar().value()
        for at in range(self.viewport().height() // measure.row + 1):
            start = (first + at) * self._columns
            if start < len(self._octets):
                self._paint_row(painter, measure, start, measure.head + theme.px(3) + at * measure.row)
        painter.end()

    def _paint_head(self, painter: QPainter, measure: _Measure) -> None:
        look = theme.current()
        box = QRect(0, 0, self.viewport().width(), measure.head)
        painter.fillRect(box, look.colour("raised"))
        painter.fillRect(0, measure.head - 1, box.width(), 1, look.colour("line"))
        painter.setPen(look.colour("text3"))
        for column in range(self._columns):
            cell = QRectF(self._cell(measure, column), 0, measure.cell, measure.head)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, f"{column:X}")
        painter.drawText(
            QRectF(measure.text_left, 0, 200, measure.head),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            "text",
        )

    def _paint_row(self, painter: QPainter, measure: _Measure, start: int, top: int) -> None:
        look = theme.current()
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(look.colour("text3"))
        painter.drawText(QRectF(theme.px(6), top, measure.left, measure.row), middle, f"{start:04X}")
        for octet in range(start, min(start + self._columns, len(self._octets))):
            self._paint_ground(painter, measure, octet, octet - start, top)
        for octet in range(start, min(start + self._columns, len(self._octets))):
            self._paint_octet(painter, measure, octet, octet - start, top)

    def _paint_ground(self, painter: QPainter, measure: _Measure, octet: int, column: int, top: int) -> None:
        """The tint of the field, or the accent; fields are parted by one pixel."""
        look, group = theme.current(), self._groups[octet]
        left, wide = self._cell(measure, column), measure.cell
        joined = octet + 1 < len(self._octets) and octet + 1 not in self._starts and column != self._columns - 1
        if joined and column == 7 and measure.gap:
            wide += 0
        box = QRectF(left, top + 1, wide if joined else wide - 1, measure.row - 2)
        chosen = self._chosen[0] <= octet < self._chosen[1]
        if chosen:
            painter.fillRect(box, look.colour("accent"))
            painter.fillRect(
                QRectF(measure.text_left + column * measure.letter, top + 1, measure.letter + 0.5, measure.row - 2),
                look.colour("accent"),
            )
        elif group is not None:
            painter.fillRect(box, theme.colour(look.tints[group].ground))
        if self._hovered[0] <= octet < self._hovered[1] and not chosen:
            mark = theme.colour(look.tints[group].mark) if group is not None else look.colour("line_strong")
            painter.fillRect(QRectF(box.left(), top + measure.row - 3, box.width(), 2), mark)

    def _paint_octet(self, painter: QPainter, measure: _Measure, octet: int, column: int, top: int) -> None:
        look, value = theme.current(), self._octets[octet]
        chosen = self._chosen[0] <= octet < self._chosen[1]
        painter.setPen(look.colour("on_accent" if chosen else "text" if value else "text2"))
        cell = QRectF(self._cell(measure, column), top, measure.cell - 1, measure.row)
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, f"{value:02X}")
        printable = 0x20 <= value < 0x7F
        painter.setPen(look.colour("on_accent" if chosen else "text" if printable else "text3"))
        place = QRectF(measure.text_left + column * measure.letter, top, measure.letter, measure.row)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, chr(value) if printable else "·")
        if octet == self._picked and self.hasFocus():
            painter.setPen(QPen(look.colour("on_accent" if chosen else "accent_text"), 1))
            painter.drawRect(cell.adjusted(1, 2.5, -1, -3.5))

    # --- what the user does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the field of the octet."""
        self._pick(self._octet_at(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which octet the mouse is over."""
        octet = self._octet_at(event.position().toPoint())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick(octet)
        self.octet_hovered.emit(octet)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is over none."""
        self.octet_hovered.emit(-1)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk from octet to octet."""
        key = Qt.Key(event.key())
        step = _STEPS.get(key, {Qt.Key.Key_Up: -self._columns, Qt.Key.Key_Down: self._columns}.get(key, 0))
        if step and self._octets:
            at = self._picked if self._picked >= 0 else self._chosen[0]
            self._pick(max(0, min(len(self._octets) - 1, at + step)))
        else:
            super().keyPressEvent(event)

    def _pick(self, octet: int) -> None:
        if octet >= 0:
            self._picked = octet
            self._reveal(octet)
            self.octet_picked.emit(octet)
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sixteen octets a row or eight."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange}:
            self._fit()
            self.viewport().update()
