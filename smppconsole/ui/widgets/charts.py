"""Plots of a trace: lines over time and bars of a distribution. Kinds are told by stroke and word, not colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.plots import ceiling
from smppconsole.ui.widgets.roles import Role, told_as
from smppconsole.ui.words import tr

_HIGH = 150
_HEAD, _FOOT, _AXIS = 26, 20, 44
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
STROKES = {"solid": Qt.PenStyle.SolidLine, "dashed": Qt.PenStyle.DashLine, "dotted": Qt.PenStyle.DotLine}
_DASHES = {"dashed": (8.0, 6.0), "dotted": (2.0, 4.0)}
"""Pixels of line and gap."""
_THIN, _BROAD = 1.5, 3.5
"""Widths: a solid line that others are drawn over is broad, so that it is seen on both sides of one that lies on it."""


class Series(NamedTuple):
    """One line: (x, y) points in order of x; ``stroke`` is a key of ``STROKES``."""

    words: str
    token: str
    stroke: str
    points: tuple[tuple[float, float], ...]


class Bar(NamedTuple):
    """One bar; ``words`` stand below it."""

    words: str
    value: float


@told_as(Role.Graphic)
class _Chart(QWidget):
    """The frame that both share: title, axis from 0 to a round number, foot."""

    def __init__(self, name: str, title: str, empty: str) -> None:
        super().__init__()
        named(self, name, title)
        self.title, self._empty = title, empty
        self.setMinimumSize(theme.px(200), theme.px(_HIGH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(theme.px(360), theme.px(_HIGH))

    def _inside(self) -> QRectF:
        box = QRectF(self.rect())
        return box.adjusted(theme.px(_AXIS), theme.px(_HEAD), -theme.px(12), -theme.px(_FOOT))

    def _paint_frame(self, painter: QPainter, most: float) -> float:
        """Title and axis; the value at the top of the axis."""
        look, inside = theme.current(), self._inside()
        painter.fillRect(self.rect(), look.colour("surface"))
        painter.setFont(fonts.text(11, fonts.SEMIBOLD))
        painter.setPen(look.colour("text2"))
        head = QRectF(theme.px(8), 0, self.width() - theme.px(16), theme.px(_HEAD))
        painter.drawText(head, int(_LEFT), self.title)
        if most <= 0:
            painter.setFont(fonts.text(12))
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._empty)
            return 0
        top = ceiling((most,))
        painter.setFont(fonts.mono(10))
        for share in (0.0, 0.5, 1.0):
            height = round(inside.bottom() - share * inside.height()) + 0.5
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(QPointF(inside.left(), height), QPointF(inside.right(), height))
            painter.setPen(look.colour("text3"))
            place = QRectF(0, height - theme.px(8), inside.left() - theme.px(6), theme.px(16))
            painter.drawText(place, int(_RIGHT), f"{top * share:g}")
        return top


class LineChart(_Chart):
    """Lines over time. ``feet`` are the words at the left and right end below."""

    def __init__(self, name: str, title: str, empty: str) -> None:
        super().__init__(name, title, empty)
        self._series: tuple[Series, ...] = ()
        self._feet = ("", "")

    def show_series(self, series: Sequence[Series], feet: tuple[str, str]) -> None:
        """Show other lines."""
        self._series, self._feet = tuple(series), feet
        told = ", ".join(
            tr("{words} up to {points:g}", words=one.words, points=max((y for _, y in one.points), default=0))
            for one in series
        )
        self.setAccessibleName(f"{self.title}: {told}" if told else self.title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, legend, lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        values = [y for one in self._series for _, y in one.points]
        top = self._paint_frame(painter, max(values, default=0))
        if top:
            self._paint_legend(painter)
            for one in self._series:
                self._paint_line(painter, one, top)
            self._paint_feet(painter)
        painter.end()

    def _paint_legend(self, painter: QPainter) -> None:
        look, right, middle = theme.current(), self.width() - theme.px(12), theme.px(_HEAD) / 2
        font = fonts.text(11)
        painter.setFont(font)
        for one in reversed(self._series if len(self._series) > 1 else ()):
            wide = QFontMetrics(font).horizontalAdvance(one.words)
            painter.setPen(look.colour("text2"))
            painter.drawText(QRectF(right - wide, 0, wide, theme.px(_HEAD)), int(_MIDDLE), one.words)
            right -= wide + theme.px(6)
            painter.setPen(self._pen(one))
            painter.drawLine(QPointF(right - theme.px(18), middle), QPointF(right, middle))
            right -= theme.px(30)

    def _paint_line(self, painter: QPainter, one: Series, top: float) -> None:
        inside = self._inside()
        begin = min(points.points[0][0] for points in self._series if points.points)
        end = max(points.points[-1][0] for points in self._series if points.points)
        wide = max(1e-9, end - begin)
        line = [
            QPointF(
                inside.left() + (x - begin) / wide * inside.width() if end > begin else inside.center().x(),
                inside.bottom() - min(1.0, y / top) * inside.height(),
            )
            for x, y in one.points
        ]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(line) > 1:
            painter.setPen(self._pen(one, casing=True))
            painter.drawPolyline(QPolygonF(line))
            painter.setPen(self._pen(one))
            painter.drawPolyline(QPolygonF(line))
        elif line:
            painter.setBrush(theme.current().colour(one.token))
            painter.drawEllipse(line[0], 2, 2)

    def _pen(self, one: Series, casing: bool = False) -> QPen:
        """What a line is drawn with; ``casing`` is its ground, which cuts the dashes out of a line below."""
        look, broad = theme.current(), one.stroke == "solid" and len(self._series) > 1
        width = _BROAD if broad or casing else _THIN
        pen = QPen(look.colour("surface" if casing else one.token), width, STROKES[one.stroke])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if one.stroke != "solid":
            pen.setDashPattern([length / width for length in _DASHES[one.stroke]])
        return pen

    def _paint_feet(self, painter: QPainter) -> None:
        inside = self._inside()
        painter.setFont(fonts.mono(10))
        painter.setPen(theme.current().colour("text3"))
        foot = QRectF(inside.left(), inside.bottom(), inside.width(), theme.px(_FOOT))
        painter.drawText(foot, int(_LEFT), self._feet[0])
        painter.drawText(foot, int(_RIGHT), self._feet[1])


class BarChart(_Chart):
    """A distribution: one bar a class."""

    def __init__(self, name: str, title: str, empty: str, token: str = "accent") -> None:
        super().__init__(name, title, empty)
        self._bars: tuple[Bar, ...] = ()
        self._token = token

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = tuple(bars)
        told = ", ".join(f"{bar.words} {bar.value:g}" for bar in bars[:20])
        self.setAccessibleName(f"{self.title}: {told}" if told else self.title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame and bars; words below as many as fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self._paint_frame(painter, max((bar.value for bar in self._bars), default=0))
        if top:
            self._paint_bars(painter, top)
        painter.end()

    def _paint_bars(self, painter: QPainter, top: float) -> None:
        look, inside = theme.current(), self._inside()
        step = inside.width() / len(self._bars)
        painter.setFont(fonts.mono(10))
        metrics = painter.fontMetrics()
        widest = max(metrics.horizontalAdvance(bar.words) for bar in self._bars) + theme.px(6)
        each = max(1, -(-int(widest) // max(1, int(step))))
        gap = min(theme.px(3), step / 4)
        for at, bar in enumerate(self._bars):
            left = inside.left() + at * step
            high = max(1.0 if bar.value else 0.0, bar.value / top * inside.height())
            painter.fillRect(QRectF(left + gap, inside.bottom() - high, step - 2 * gap, high), look.colour(self._token))
            if at % each == 0:
                painter.setPen(look.colour("text3"))
                place = QRectF(left + step / 2 - widest / 2, inside.bottom(), widest, theme.px(_FOOT))
                painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), bar.words)
