"""Paints the rows of a hex view: tinted grounds, octets, characters."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from smppconsole.smpp.spec.model import Group
from smppconsole.ui import theme
from smppconsole.ui.widgets.hex_layout import HexLayout
from smppconsole.values import dataclass, field

_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(slots=True)
class HexScene:
    """What is shown: octets, the group of each, where fields begin, what is chosen, hovered, and under the cursor."""

    octets: bytes = b""
    groups: list[Group | None] = field(default_factory=list)
    starts: frozenset[int] = frozenset()
    chosen: tuple[int, int] = (0, 0)
    hovered: tuple[int, int] = (0, 0)
    picked: int = -1

    @property
    def cursor(self) -> int:
        """Where keys go on from: the octet that was walked to, or the first of those chosen."""
        return self.picked if self.picked >= 0 else self.chosen[0]

    def is_chosen(self, octet: int) -> bool:
        """Whether an octet is among those chosen."""
        return self.chosen[0] <= octet < self.chosen[1]

    def is_hovered(self, octet: int) -> bool:
        """Whether an octet belongs to the field the mouse is over."""
        return self.hovered[0] <= octet < self.hovered[1]


def paint_head(painter: QPainter, layout: HexLayout, width: int) -> None:
    """The heading: the last digit of each offset."""
    look = theme.current()
    painter.fillRect(0, 0, width, layout.head, look.colour("raised"))
    painter.fillRect(0, layout.head - 1, width, 1, look.colour("line"))
    painter.setPen(look.colour("text3"))
    for column in range(layout.columns):
        cell = QRectF(layout.cell_left(column), 0, layout.cell, layout.head)
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, f"{column:X}")
    painter.drawText(QRectF(layout.text_left, 0, 200, layout.head), _MIDDLE, "text")


def paint_row(painter: QPainter, layout: HexLayout, scene: HexScene, start: int, top: int, focus: bool) -> None:
    """The offset, then the octets from ``start`` on."""
    painter.setPen(theme.current().colour("text3"))
    painter.drawText(QRectF(theme.px(6), top, layout.left, layout.row), _MIDDLE, f"{start:04X}")
    row = range(start, min(start + layout.columns, len(scene.octets)))
    for octet in row:
        _paint_ground(painter, layout, scene, octet, octet - start, top)
    for octet in row:
        _paint_octet(painter, layout, scene, octet, octet - start, top)
    if focus and scene.cursor in row:
        ink = theme.current().colour("on_accent" if scene.is_chosen(scene.cursor) else "accent_text")
        painter.setPen(QPen(ink, 1))
        painter.drawRect(layout.cell_box(scene.cursor - start, top).adjusted(1, 2.5, -2, -3.5))


def _paint_ground(painter: QPainter, layout: HexLayout, scene: HexScene, octet: int, column: int, top: int) -> None:
    """The tint of the field, or the accent; fields are parted by one pixel, and each begins with the mark it has in the
    tree: of unlike tints, too, many are alike to who sees no colours."""
    look, group, chosen = theme.current(), scene.groups[octet], scene.is_chosen(octet)
    joined = octet + 1 < len(scene.octets) and octet + 1 not in scene.starts and column != layout.columns - 1
    box = layout.cell_box(column, top).adjusted(0, 1, 0 if joined else -1, -1)
    if chosen:
        painter.fillRect(box, look.colour("accent"))
        painter.fillRect(layout.letter_box(column, top).adjusted(0, 1, 0.5, -1), look.colour("accent"))
    elif group is not None:
        painter.fillRect(box, theme.colour(look.tints[group].ground))
        if octet in scene.starts:
            painter.fillRect(QRectF(box.left(), box.top(), 1, box.height()), _mark(group))
    if scene.is_hovered(octet) and not chosen:
        painter.fillRect(QRectF(box.left(), top + layout.row - 3, box.width(), 2), _mark(group))


def _mark(group: Group | None) -> QColor:
    look = theme.current()
    return theme.colour(look.tints[group].mark) if group is not None else look.colour("line_strong")


def _paint_octet(painter: QPainter, layout: HexLayout, scene: HexScene, octet: int, column: int, top: int) -> None:
    look, value, chosen = theme.current(), scene.octets[octet], scene.is_chosen(octet)
    painter.setPen(look.colour("on_accent" if chosen else "text" if value else "text2"))
    cell = layout.cell_box(column, top).adjusted(0, 0, -1, 0)
    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, f"{value:02X}")
    printable = 0x20 <= value < 0x7F
    painter.setPen(look.colour("on_accent" if chosen else "text" if printable else "text3"))
    letter = chr(value) if printable else "·"
    painter.drawText(layout.letter_box(column, top), Qt.AlignmentFlag.AlignCenter, letter)
