"""Where the cells of a hex view lie, in pixels, for sixteen or eight octets a row."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from smppconsole.ui import fonts, theme


class HexLayout:
    """Measured once for a number of columns and a text size."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.row = theme.px(theme.HEIGHTS.tree_row)
        self.head = theme.px(24)
        self.letter = QFontMetricsF(fonts.mono(11)).horizontalAdvance("0")
        self.cell = round(self.letter * 2 + theme.px(3))
        self.gap = theme.px(9) if columns > 8 else 0
        self.left = round(theme.px(6) + self.letter * 4 + theme.px(8))
        self.text_left = round(self.left + columns * self.cell + self.gap + theme.px(9))

    @property
    def width(self) -> int:
        """Pixels that a whole row takes."""
        return round(self.text_left + self.columns * self.letter + theme.px(8))

    def cell_left(self, column: int) -> float:
        """The left edge of an octet's cell; a gap stands in the middle."""
        return self.left + column * self.cell + (self.gap if column >= 8 else 0)

    def cell_box(self, column: int, top: float) -> QRectF:
        """An octet's cell in a row that begins at ``top``."""
        return QRectF(self.cell_left(column), top, self.cell, self.row)

    def letter_box(self, column: int, top: float) -> QRectF:
        """The place of an octet's character."""
        return QRectF(self.text_left + column * self.letter, top, self.letter, self.row)

    def octet_at(self, point: QPointF, first_row: int, count: int) -> int:
        """The octet at a point, of ``count`` ones from the first of all; -1 where there is none."""
        column = self._column_at(point.x())
        if point.y() < self.head or column < 0:
            return -1
        octet = (int(point.y() - self.head) // self.row + first_row) * self.columns + column
        return octet if octet < count else -1

    def _column_at(self, x: float) -> int:
        if x >= self.text_left:
            column = int((x - self.text_left) // self.letter)
            return column if column < self.columns else -1
        for column in range(self.columns):
            left = self.cell_left(column)
            if left <= x < left + self.cell:
                return column
        return -1
