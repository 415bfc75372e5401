"""The real octets of one PDU, in hex and characters, tinted by what they belong to.

Selection goes both ways: ``select`` marks a field's octets, ``octet_picked`` says which octet was asked for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from smppconsole.smpp.spec.model import Group
from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.aloud import tell_place
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.focus_ring import ring
from smppconsole.ui.widgets.hex_layout import HexLayout
from smppconsole.ui.widgets.hex_painting import HexScene, paint_head, paint_row
from smppconsole.ui.widgets.roles import Role, told_as
from smppconsole.ui.widgets.viewports import viewport_of
from smppconsole.ui.words import tr

_SLACK = 8
_MOST_SAID = 16
"""Octets of a field that are told at once."""
_WORD = 60
"""Letters that are told of a field whose octets are walked over: the tree tells all of them."""
_RESHAPING = frozenset({QEvent.Type.FontChange, QEvent.Type.PaletteChange})


class OctetSpan(NamedTuple):
    """Octets ``start`` to before ``end`` belong to one field of ``group``."""

    start: int
    end: int
    group: Group


@told_as(Role.Document)
class HexView(QAbstractScrollArea):
    """Offsets, octets, characters. Sixteen octets a row, eight where there is no room. ``field_words`` tells which
    field an octet belongs to and what that says, "" where it is of none."""

    octet_picked = Signal(int)
    octet_hovered = Signal(int)

    def __init__(self, name: str, says: str) -> None:
        super().__init__()
        named(self, name, says)
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        viewport_of(self).setMouseTracking(True)
        self.field_words: Callable[[int], str] = lambda _octet: ""
        self._scene = HexScene()
        self._layout = HexLayout(16)

    @property
    def octets(self) -> bytes:
        """What is shown."""
        return self._scene.octets

    @property
    def selection(self) -> tuple[int, int]:
        """First octet chosen, and the one after the last; equal where nothing is."""
        return self._scene.chosen

    @property
    def columns(self) -> int:
        """Octets a row: 16 or 8."""
        return self._layout.columns

    def show_octets(self, octets: bytes, spans: Sequence[OctetSpan] = ()) -> None:
        """Show other octets; nothing is chosen then."""
        groups: list[Group | None] = [None] * len(octets)
        for span in spans:
            end = min(span.end, len(octets))
            groups[span.start : end] = [span.group] * max(0, end - span.start)
        self._scene = HexScene(octets, groups, frozenset(span.start for span in spans))
        self._say_span(0, 0)
        self.verticalScrollBar().setValue(0)
        self._fit()
        self.viewport().update()

    def select(self, start: int, end: int) -> None:
        """Mark octets, and bring the first of them into sight."""
        self._scene.chosen = (start, end)
        if not start <= self._scene.picked < end:
            self._scene.picked = -1  # keys go on from the field that was chosen
            self._say_span(start, end)
        self._reveal(start)
        self.viewport().update()

    def hover(self, start: int, end: int) -> None:
        """Underline the octets of the field the mouse is over in the tree."""
        if (start, end) != self._scene.hovered:
            self._scene.hovered = (start, end)
            self.viewport().update()

    def width_for(self, columns: int) -> int:
        """Pixels that ``columns`` octets a row take."""
        return HexLayout(columns).width

    def minimumSizeHint(self) -> QSize:
        """Eight octets wide; the heading and one row."""
        return QSize(self.width_for(8) + 10, theme.px(44))

    def _fit(self) -> None:
        wide = self.viewport().width() >= self.width_for(16) - theme.px(_SLACK)
        self._layout = HexLayout(16 if wide else 8)
        rows = -(-len(self.octets) // self.columns)
        page = max(1, (self.viewport().height() - self._layout.head) // self._layout.row)
        self.verticalScrollBar().setPageStep(page)
        self.verticalScrollBar().setRange(0, max(0, rows - page))

    def _reveal(self, octet: int) -> None:
        bar, row = self.verticalScrollBar(), octet // self.columns
        if row < bar.value():
            bar.setValue(row)
        elif row >= bar.value() + bar.pageStep():
            bar.setValue(row - bar.pageStep() + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The heading, then the rows in sight."""
        painter, box, layout = QPainter(self.viewport()), self.viewport().rect(), self._layout
        painter.fillRect(box, theme.current().colour("surface"))
        painter.setFont(fonts.mono(11))
        paint_head(painter, layout, box.width())
        painter.setClipRect(0, layout.head, box.width(), box.height() - layout.head)
        first = self.verticalScrollBar().value()
        for at in range(box.height() // layout.row + 1):
            start, top = (first + at) * self.columns, layout.head + theme.px(3) + at * layout.row
            if start < len(self.octets):
                paint_row(painter, layout, self._scene, start, top, self.hasFocus())
        if self.hasFocus() and not self.octets:
            ring(painter, box, 0)
        painter.end()

    # --- what the user does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the field of the octet."""
        octet = self._layout.octet_at(event.position(), self.verticalScrollBar().value(), len(self.octets))
        self._pick(octet)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """All was done when it was pressed."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which octet the mouse is over."""
        octet = self._layout.octet_at(event.position(), self.verticalScrollBar().value(), len(self.octets))
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick(octet)
        self.octet_hovered.emit(octet)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is over none."""
        self.octet_hovered.emit(-1)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk from octet to octet, with Ctrl from field to field; Home and End go to the ends of the row,
        with Ctrl of all."""
        to = self._target(event, self._scene.cursor)
        if to is not None and self.octets:
            self._pick(max(0, min(len(self.octets) - 1, to)))
        else:
            super().keyPressEvent(event)

    def _target(self, event: QKeyEvent, at: int) -> int | None:
        """Where a key leads from an octet."""
        keys, columns = Qt.Key, self.columns
        page, row = columns * max(1, self.verticalScrollBar().pageStep()), at - at % columns
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier:
            starts = sorted(self._scene.starts)
            before, behind = starts[: bisect_left(starts, at)], starts[bisect_right(starts, at) :]
            far = {keys.Key_Home: 0, keys.Key_End: len(self.octets) - 1}
            far |= {keys.Key_Left: before[-1] if before else 0, keys.Key_Right: behind[0] if behind else at}
            return far.get(keys(event.key()))
        near = {keys.Key_Left: at - 1, keys.Key_Right: at + 1, keys.Key_Up: at - columns, keys.Key_Down: at + columns}
        near |= {keys.Key_PageUp: at - page, keys.Key_PageDown: at + page}
        near |= {keys.Key_Home: row, keys.Key_End: row + columns - 1}
        return None if held else near.get(keys(event.key()))

    def _pick(self, octet: int) -> None:
        if octet >= 0:
            self._scene.picked = octet
            self._reveal(octet)
            self._say(octet)
            self.octet_picked.emit(octet)
            self.viewport().update()

    def _say(self, octet: int) -> None:
        """Which octet it is, counted from 0 as fields are, and its field, to whoever does not see it."""
        value = self.octets[octet]
        told = tr("octet {octet}: 0x{value:02X}", octet=octet, value=value)
        letter = chr(value) if 0x20 < value < 0x7F else ""
        words = self.field_words(octet)
        field = words[:_WORD] + ("…" if len(words) > _WORD else "")
        tell_place(self, ", ".join(filter(None, (told, letter, field))))

    def _say_span(self, start: int, end: int) -> None:
        """The octets of the field that was chosen elsewhere, for when one comes here; no words for none."""
        octets = self.octets[start:end]
        words = octets[:_MOST_SAID].hex(" ").upper() + (" …" if len(octets) > _MOST_SAID else "")
        last = max(start, end - 1)
        self.setAccessibleDescription(
            tr("octets {first} to {last}: {words}", first=start, last=last, words=words) if octets else ""
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sixteen octets a row or eight."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or text size."""
        super().changeEvent(event)
        if event.type() in _RESHAPING:
            self._fit()
            self.viewport().update()
