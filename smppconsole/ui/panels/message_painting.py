"""Paints rows of the messages, each in two lines: text and number above, stations and time below.

As in the trace, the table asks for all rows in sight at once: a painting then looks up its theme, its measures and its
typefaces once, not for each of them.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPen

from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.models.message_lines import Line
from smppconsole.ui.models.message_row import MessageRow, Step, is_incoming
from smppconsole.ui.widgets.line_writer import LineWriter
from smppconsole.ui.widgets.row_ground import paint_bar, paint_ground

LINE = 20
"""Pixels at 100 %: a line of a message that is unfolded."""
_MOST = 200


class ShownMessage(NamedTuple):
    """A message in sight, its top and height in pixels, and what it is for the user now."""

    row: MessageRow
    top: int
    height: int
    chosen: bool
    hovered: bool
    opened: bool


class MessagePainting:
    """One painting of messages, ``width`` pixels wide, in a table that has the focus or not."""

    def __init__(self, painter: QPainter, look: theme.Theme, width: int, focus: bool) -> None:
        self._painter, self._look, self._width, self._focus = painter, look, width, focus
        self._writer = LineWriter(painter, look.colour)
        self._mono, self._text = self._writer.face(fonts.mono(11)), self._writer.face(fonts.text(12))
        self._small = self._writer.face(fonts.text(11))
        self._step = self._writer.face(fonts.text(11, fonts.MEDIUM))
        self._scale = theme.scale()
        self._folded = theme.px(theme.HEIGHTS.message_row)
        self._stamps = icons.Stamps(painter)
        self._rule = QPen(look.colour("line_strong"), 2)

    def paint(self, shown: ShownMessage) -> None:
        """One message."""
        row, box = shown.row, QRect(0, shown.top, self._width, shown.height)
        paint_ground(self._painter, box, shown.chosen, self._focus, shown.hovered)
        self._painter.fillRect(0, box.bottom(), self._width, 1, self._look.colour("row_line"))
        if shown.chosen:
            paint_bar(self._painter, box, self._focus)
        chevron = "chevron-down" if shown.opened else "chevron-right"
        self._stamps.paint(chevron, "text2", self._px(6), shown.top + self._px(8), self._px(10))
        left, air = self._px(20), self._px(3)
        width, half = self._width - left - self._px(10), (self._folded - 2 * air) // 2
        self._write_text(row, (left, shown.top + air, width, half))
        self._write_steps(row, (left, shown.top + air + half, width, half))
        for at, line in enumerate(row.lines if shown.opened else ()):
            top = shown.top + self._folded - 1 + at * self._px(LINE)
            self._write_line(line, (left, top, width, self._px(LINE)))

    def _px(self, length: float) -> int:
        return round(length * self._scale)

    def _write_line(self, line: Line, box: tuple[int, int, int, int]) -> None:
        """A part or a receipt of an unfolded message."""
        left, top, width, height = box
        side, indent = self._px(11), self._px(11) + self._px(5)
        self._stamps.paint(line.icon, line.token, left, _middle(top, height) - side / 2 + 1, side)
        self._writer.write(line.remark, box, self._mono, "text2", right=True)
        room = width - indent - self._mono.width(line.remark) - self._px(8)
        self._writer.write(line.words, (left + indent, top, room, height), self._small, "text")

    def _write_text(self, row: MessageRow, box: tuple[int, int, int, int]) -> None:
        left, top, width, height = box
        taken, side = self._mono.width(row.party) + self._px(5), self._px(12)
        self._writer.write(row.party, box, self._mono, "text2", right=True)
        icon, token = ("in", "mark.address") if is_incoming(row.key) else ("out", "accent_text")
        self._stamps.paint(icon, token, left + width - 1 - taken - side, _middle(top, height) - side / 2 + 1, side)
        room = width - taken - side - self._px(8)
        self._writer.write(row.text[:_MOST], (left, top, room, height), self._text, "text")

    def _write_steps(self, row: MessageRow, box: tuple[int, int, int, int]) -> None:
        left, top, _width, height = box
        self._writer.write(row.time, box, self._mono, "text2", right=True)
        middle = _middle(top, height)
        for at, step in enumerate(row.steps):
            if at:
                self._painter.setPen(self._rule)
                self._writer.forget()
                self._painter.drawLine(left + self._px(5), middle + 1, left + self._px(18), middle + 1)
                left += self._px(23)
            left = self._write_step(step, left, top, height)

    def _write_step(self, step: Step, left: int, top: int, height: int) -> int:
        """A station from ``left`` on; where it ends. What there is no room for runs below the time."""
        side = self._px(11)
        self._stamps.paint(step.icon, step.token, left, _middle(top, height) - side / 2 + 1, side)
        left += side + self._px(5)
        self._writer.write(step.words, (left, top, self._width, height), self._step, step.token)
        return left + self._step.width(step.words)


def _middle(top: int, height: int) -> int:
    return top + (height - 1) // 2
