"""Small plots of round trips and of the window, painted with pens of one pixel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.roles import Role, told_as
from smppconsole.ui.words import tr

Trips = Sequence[float | None]
"""Round trips in milliseconds, oldest first; None is one that was missed."""


def ceiling(trips: Trips) -> int:
    """The top of the axis: the next of 1, 2, 3, 6 × 10ⁿ above the greatest, so that the half has a round name."""
    most = max((trip for trip in trips if trip is not None), default=0.0)
    step = 1
    while True:
        for factor in (2, 4, 6, 10):
            if factor * step >= most:
                return factor * step
        step *= 10


def _runs(trips: Trips, box: QRectF, top: float) -> list[QPolygonF]:
    """The line, broken where an answer was missed."""
    step = box.width() / max(1, len(trips) - 1)
    runs: list[QPolygonF] = [QPolygonF()]
    for at, trip in enumerate(trips):
        if trip is None:
            runs.append(QPolygonF())
        else:
            runs[-1].append(QPointF(box.left() + at * step, box.bottom() - min(1.0, trip / top) * box.height()))
    return [run for run in runs if run.size()]


@told_as(Role.Graphic)
class Sparkline(QWidget):
    """The last round trips in the height of a word."""

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name, tr("Round trips"))
        self._trips: tuple[float | None, ...] = ()
        self.setFixedSize(theme.px(64), theme.px(14))

    def show_trips(self, trips: Trips) -> None:
        """Show other values."""
        if tuple(trips) != self._trips:
            self._trips = tuple(trips)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One line, and a dot at its end."""
        if not self._trips:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 3, -4, -3)
        painter.setPen(QPen(theme.current().colour("accent_text"), 1))
        runs = _runs(self._trips, box, ceiling(self._trips))
        for run in runs:
            painter.drawPolyline(run)
        if runs and self._trips[-1] is not None:
            painter.setBrush(theme.current().colour("accent_text"))
            painter.drawEllipse(runs[-1].last(), 1.5, 1.5)
        painter.end()


@told_as(Role.Graphic)
class TripPlot(QWidget):
    """Round trips with an axis in milliseconds; a missed answer is a cross at the top."""

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name, tr("Round trips of enquire_link"))
        self._trips: tuple[float | None, ...] = ()
        self.setFixedHeight(theme.px(84))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_trips(self, trips: Trips) -> None:
        """Show other values."""
        if tuple(trips) != self._trips:
            self._trips = tuple(trips)
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(theme.px(200), theme.px(84))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axis, line, crosses; words while there is nothing to plot."""
        painter = QPainter(self)
        if not self._trips:
            painter.setFont(fonts.text(11))
            painter.setPen(theme.current().colour("text3"))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), tr("No enquire_link answered yet"))
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(theme.px(28), theme.px(9), -theme.px(4), -theme.px(9))
        top = ceiling(self._trips)
        self._paint_axis(painter, box, top)
        painter.setPen(QPen(theme.current().colour("accent_text"), 1))
        runs = _runs(self._trips, box, top)
        for run in runs:
            painter.drawPolyline(run)
        self._paint_marks(painter, box, runs)
        painter.end()

    def _paint_axis(self, painter: QPainter, box: QRectF, top: int) -> None:
        look = theme.current()
        painter.setFont(fonts.mono(10))
        for share in (0.0, 0.5, 1.0):
            height = round(box.bottom() - share * box.height()) + 0.5
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(QPointF(box.left(), height), QPointF(box.right(), height))
            painter.setPen(look.colour("text3"))
            place = QRectF(0, height - 8, box.left() - theme.px(6), 16)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(place, right, f"{round(top * share)}")

    def _paint_marks(self, painter: QPainter, box: QRectF, runs: list[QPolygonF]) -> None:
        step = box.width() / max(1, len(self._trips) - 1)
        side = theme.px(8)
        for at, trip in enumerate(self._trips):
            if trip is None:
                icons.paint(painter, "cross", "err", box.left() + at * step - side / 2, box.top() - side / 2 + 2, side)
        if runs and self._trips[-1] is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().colour("accent_text"))
            painter.drawEllipse(runs[-1].last(), 2, 2)


@told_as(Role.Graphic)
class WindowGauge(QWidget):
    """How many requests wait for an answer, of how many that may: one bar each, ten at most."""

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name, tr("Window: nothing outstanding"))
        self._used, self._size = 0, 10
        self.setFixedSize(theme.px(60), theme.px(11))

    def show_window(self, used: int, size: int) -> None:
        """``used`` of ``size`` are outstanding."""
        if (used, size) != (self._used, self._size):
            self._used, self._size = used, size
            self.setAccessibleName(tr("Window: {used} of {size} outstanding", used=used, size=size))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars in the accent for what is used, grey ones for what is free."""
        painter = QPainter(self)
        look = theme.current()
        bars = max(1, min(10, self._size))
        filled = -(-self._used * bars // max(1, self._size))
        step = self.width() / bars
        for at in range(bars):
            box = QRectF(round(at * step), 0, max(3, round(step) - 2), self.height())
            painter.fillRect(box, look.colour("accent" if at < filled else "line_strong"))
        painter.end()
