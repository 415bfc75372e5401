"""The link's light: six shapes, so that no meaning hangs on colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from smppconsole.ui import theme
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.roles import Role, told_as
from smppconsole.ui.words import tr

TOKENS: Mapping[str, str] = MappingProxyType(
    {"off": "text3", "waiting": "accent_text", "binding": "accent_text", "alive": "ok", "late": "warn", "dead": "err"}
)


def paint_light(painter: QPainter, box: QRectF, state: str, turn: int = 0) -> None:
    """Paint the shape of ``state`` into a square. ``turn`` is how many quarters the half disc has turned."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = theme.current().colour(TOKENS[state])
    pen = QPen(ink, max(1.5, box.width() / 6))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _SHAPES[state](painter, box, turn)
    painter.restore()


def _ring(painter: QPainter, box: QRectF, turn: int) -> None:
    edge = painter.pen().widthF() / 2
    painter.drawEllipse(box.adjusted(edge, edge, -edge, -edge))


def _dotted_ring(painter: QPainter, box: QRectF, turn: int) -> None:
    _ring(painter, box, turn)
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(box.center(), box.width() * 0.17, box.height() * 0.17)


def _half(painter: QPainter, box: QRectF, turn: int) -> None:
    _ring(painter, box, turn)
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPie(box.adjusted(0.5, 0.5, -0.5, -0.5), (-90 - 90 * (turn % 4)) * 16, 180 * 16)


def _disc(painter: QPainter, box: QRectF, turn: int) -> None:
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(box)


def _triangle(painter: QPainter, box: QRectF, turn: int) -> None:
    pen = painter.pen()
    pen.setWidthF(1.4)
    painter.setPen(pen)
    painter.setBrush(pen.color())
    inside = box.adjusted(0.9, 1.2, -0.9, -1.2)
    top = QPointF(inside.center().x(), inside.top())
    painter.drawPolygon(QPolygonF([top, inside.bottomRight(), inside.bottomLeft()]))


def _cross(painter: QPainter, box: QRectF, turn: int) -> None:
    inside = box.adjusted(1.4, 1.4, -1.4, -1.4)
    painter.drawLine(inside.topLeft(), inside.bottomRight())
    painter.drawLine(inside.topRight(), inside.bottomLeft())


_SHAPES = {
    "off": _ring,
    "waiting": _dotted_ring,
    "binding": _half,
    "alive": _disc,
    "late": _triangle,
    "dead": _cross,
}


@told_as(Role.Graphic)
class LinkLight(QWidget):
    """One light. It turns only while binding, and only where motion is welcome."""

    def __init__(self, name: str, size: int = 10) -> None:
        super().__init__()
        named(self, name, tr("Link: off"))
        self._size, self._state, self._turn = size, "off", 0
        self.setFixedSize(self.sizeHint())

    @property
    def state(self) -> str:
        """off, waiting, binding, alive, late or dead."""
        return self._state

    def show_state(self, state: str, turn: int = 0) -> None:
        """Change at once; never blink."""
        if (state, turn) != (self._state, self._turn):
            self._state, self._turn = state, turn
            self.setAccessibleName(tr("Link: {state}", state=state))
            self.update()

    def sizeHint(self) -> QSize:
        """A square of the design's size."""
        side = theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shape of the state."""
        painter = QPainter(self)
        paint_light(painter, QRectF(self.rect()), self._state, self._turn)
        painter.end()
