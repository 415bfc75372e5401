"""A conversation as a ladder: two ends, time downwards, an arrow for every PDU. Steps are made when they are seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.bidi import isolated
from smppconsole.ui.widgets.aloud import tell_place
from smppconsole.ui.widgets.badges import paint_chip
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.focus_ring import ring
from smppconsole.ui.widgets.roles import Role, told_as
from smppconsole.ui.widgets.row_ground import paint_bar, paint_ground
from smppconsole.ui.words import tr

_STEP = 38
_HEAD = 34
_TIME_FOLDS = 460
_TIME = 92
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class LadderStep(NamedTuple):
    """One PDU: ``row`` of the store, whether our end sent it, its name, what it carries; ``tone`` and ``icon`` of what
    became of it in ``status``; ``pause`` tells how long nothing was said before; ``open`` that no answer has come."""

    row: int
    time: str
    outgoing: bool
    command: str
    detail: str
    status: str = ""
    tone: str = "text"
    icon: str = ""
    chip: str = ""
    pause: str = ""
    answer: bool = False
    open: bool = False


class _StepPainter:
    """Paints steps between two lanes; ``timed`` where there is room for the time."""

    def __init__(self, lanes: tuple[int, int], timed: bool) -> None:
        self._lanes, self._timed = lanes, timed

    def paint(self, painter: QPainter, step: LadderStep, top: int, chosen: bool) -> None:
        """The time, the words, the arrow below them."""
        left, right = self._lanes
        if self._timed:
            self._paint_time(painter, step, top, chosen)
        inside = QRect(left + theme.px(12), top + theme.px(3), right - left - theme.px(24), theme.px(18))
        self._paint_words(painter, step, inside, chosen)
        self._paint_arrow(painter, step, left, right, top + theme.px(_STEP - 10))

    def _paint_time(self, painter: QPainter, step: LadderStep, top: int, chosen: bool) -> None:
        look = theme.current()
        painter.setFont(fonts.mono(11))
        painter.setPen(look.colour("text2" if chosen else "text3"))
        box = QRect(theme.px(10), top, theme.px(_TIME), theme.px(_STEP))
        upper = box.adjusted(0, theme.px(3), 0, -theme.px(17))
        painter.drawText(upper if step.pause else box, int(_LEFT), step.time)
        if step.pause:
            painter.setFont(fonts.text(10))
            painter.drawText(
                box.adjusted(0, theme.px(18), 0, -theme.px(2)), int(_LEFT), tr("after {pause}", pause=step.pause)
            )

    def _paint_words(self, painter: QPainter, step: LadderStep, box: QRect, chosen: bool) -> None:
        look = theme.current()
        right = box.right()
        if step.status:
            font = fonts.text(11, fonts.MEDIUM)
            wide = QFontMetrics(font).horizontalAdvance(step.status)
            painter.setFont(font)
            painter.setPen(look.colour(step.tone))
            painter.drawText(box, int(_RIGHT), step.status)
            right -= wide
            if step.icon:
                side = theme.px(12)
                right -= side + theme.px(5)
                icons.paint(painter, step.icon, step.tone, right, box.center().y() - side / 2 + 1, side)
            right -= theme.px(10)
        font = fonts.text(12, fonts.REGULAR if step.answer else fonts.MEDIUM)
        painter.setFont(font)
        painter.setPen(look.colour("text2" if step.answer else "text"))
        painter.drawText(box, int(_LEFT), step.command)
        at = box.left() + QFontMetrics(font).horizontalAdvance(step.command) + theme.px(10)
        if step.chip and at < right:
            at += paint_chip(painter, at, box.center().y() + 1, step.chip) + theme.px(6)
        font = fonts.text(11)
        painter.setFont(font)
        painter.setPen(look.colour("text2" if chosen else "text3"))
        room = QRect(at, box.top(), max(0, right - at), box.height())
        cut = QFontMetrics(font).elidedText(step.detail.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(_LEFT), isolated(cut))

    def _paint_arrow(self, painter: QPainter, step: LadderStep, left: int, right: int, middle: int) -> None:
        """From one end to the other; an answer is thin, one that waits is dashed and stops short."""
        look = theme.current()
        token = step.tone if step.tone in {"err", "warn"} else "accent_text" if step.outgoing else "mark.address"
        ink = look.colour(token)
        begin, end = (left, right) if step.outgoing else (right, left)
        toward = 1 if end > begin else -1
        pen = QPen(ink, 1.0 if step.answer else 1.8)
        if step.open:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        tip = end - toward * theme.px(3)
        painter.drawLine(QPointF(begin + toward * theme.px(3), middle), QPointF(tip - toward * theme.px(5), middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        side = theme.px(4)
        back = tip - toward * theme.px(8)
        painter.drawPolygon(
            QPolygonF([QPointF(tip, middle), QPointF(back, middle - side), QPointF(back, middle + side)])
        )
        dot = theme.px(6)
        painter.drawEllipse(QRectF(begin - dot / 2, middle - dot / 2, dot, dot))


@told_as(Role.Document)
class LadderView(QAbstractScrollArea):
    """``picked`` carries the row of the step that was chosen."""

    picked = Signal(int)

    def __init__(self, name: str, says: str) -> None:
        super().__init__()
        named(self, name, says)
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._count = 0
        self._make: Callable[[int], LadderStep] | None = None
        self.chosen = -1
        self.ends = ("", "")
        self.empty_words = ""

    @property
    def count(self) -> int:
        """How many steps there are."""
        return self._count

    def show_steps(self, count: int, make: Callable[[int], LadderStep], ends: tuple[str, str]) -> None:
        """Show other steps; ``make(index)`` makes one."""
        self._count, self._make, self.ends = count, make, ends
        self.chosen = min(self.chosen, count - 1)
        self._fit()
        self.viewport().update()

    def choose(self, index: int) -> None:
        """Mark a step and bring it into sight, without a signal."""
        self.chosen = index
        self._reveal()
        self._say()
        self.viewport().update()

    def step(self, index: int) -> LadderStep | None:
        """One step."""
        return self._make(index) if self._make is not None and 0 <= index < self._count else None

    def sizeHint(self) -> QSize:
        """A few steps."""
        return QSize(theme.px(480), theme.px(_HEAD + 8 * _STEP))

    # --- measuring

    def _fit(self) -> None:
        room = max(0, self.viewport().height() - theme.px(_HEAD))
        bar = self.verticalScrollBar()
        bar.setSingleStep(theme.px(_STEP))
        bar.setPageStep(room)
        bar.setRange(0, max(0, self._count * theme.px(_STEP) + theme.px(10) - room))

    def _lanes(self) -> tuple[int, int]:
        """Where the two ends stand."""
        left = theme.px(_TIME if self.viewport().width() >= theme.px(_TIME_FOLDS) else 0) + theme.px(22)
        return left, self.viewport().width() - theme.px(22)

    def _top(self, index: int) -> int:
        return theme.px(_HEAD) + index * theme.px(_STEP) - self.verticalScrollBar().value()

    def _index_at(self, y: float) -> int:
        if y < theme.px(_HEAD):
            return -1
        index = int((y - theme.px(_HEAD) + self.verticalScrollBar().value()) // theme.px(_STEP))
        return index if index < self._count else -1

    def _reveal(self) -> None:
        bar, step = self.verticalScrollBar(), theme.px(_STEP)
        top = self.chosen * step
        if top < bar.value():
            bar.setValue(top)
        elif top + step > bar.value() + bar.pageStep():
            bar.setValue(top + step - bar.pageStep())

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The two ends, and the steps in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), theme.current().colour("surface"))
        if self._count:
            self._paint_steps(painter)
            self._paint_head(painter)
        else:
            painter.setFont(fonts.text(12))
            painter.setPen(theme.current().colour("text2"))
            box = self.viewport().rect().adjusted(theme.px(16), 0, -theme.px(16), 0)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self.empty_words)
        if self.hasFocus() and self.step(self.chosen) is None:
            ring(painter, self.viewport().rect(), 0)
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        look, box = theme.current(), QRect(0, 0, self.viewport().width(), theme.px(_HEAD))
        painter.fillRect(box, look.colour("raised"))
        painter.fillRect(0, box.bottom(), box.width(), 1, look.colour("line"))
        painter.setFont(fonts.text(12, fonts.SEMIBOLD))
        painter.setPen(look.colour("text"))
        left, right = self._lanes()
        half = (right - left) // 2 - theme.px(8)
        metrics = painter.fontMetrics()
        for words, side in ((self.ends[0], _LEFT), (self.ends[1], _RIGHT)):
            cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, half)
            painter.drawText(box.adjusted(left - theme.px(6), 0, -theme.px(16), 0), int(side), cut)

    def _paint_steps(self, painter: QPainter) -> None:
        look, (left, right) = theme.current(), self._lanes()
        first = max(0, self._index_at(theme.px(_HEAD)))
        last = min(self._count, first + self.viewport().height() // theme.px(_STEP) + 2)
        if first <= self.chosen < last:
            whole = QRect(0, self._top(self.chosen), self.viewport().width(), theme.px(_STEP))
            paint_ground(painter, whole, chosen=True, focus=self.hasFocus())
            paint_bar(painter, whole, self.hasFocus())
        painter.setPen(QPen(look.colour("line_strong"), 2))
        foot = min(self.viewport().height(), self._top(self._count) + theme.px(8))
        for lane in (left, right):
            painter.drawLine(lane, theme.px(_HEAD), lane, foot)
        steps = _StepPainter((left, right), self.viewport().width() >= theme.px(_TIME_FOLDS))
        for index in range(first, last):
            step = self.step(index)
            if step is not None:
                steps.paint(painter, step, self._top(index), index == self.chosen)

    # --- what the user does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the step under the mouse."""
        index = self._index_at(event.position().y())
        if index >= 0:
            self._pick(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press has done it."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk, by a page with Page Up and Page Down; Home and End jump."""
        keys, page = Qt.Key, max(1, self.verticalScrollBar().pageStep() // theme.px(_STEP))
        places = {
            keys.Key_Up: self.chosen - 1,
            keys.Key_Down: self.chosen + 1,
            keys.Key_PageUp: self.chosen - page,
            keys.Key_PageDown: self.chosen + page,
            keys.Key_Home: 0,
            keys.Key_End: self._count - 1,
        }
        at = places.get(keys(event.key()))
        if at is not None and self._count:
            self._pick(max(0, min(self._count - 1, at)))
        else:
            super().keyPressEvent(event)

    def _pick(self, index: int) -> None:
        self.choose(index)
        step = self.step(index)
        if step is not None:
            self.picked.emit(step.row)

    def _say(self) -> None:
        """The arrow that is chosen, what tells it from its neighbours before what they have in common."""
        step = self.step(self.chosen)
        if step is not None:
            ends = self.ends if step.outgoing else self.ends[::-1]
            way = tr("from {sender} to {receiver}", sender=ends[0], receiver=ends[1])
            state = step.status or (tr("no answer yet") if step.open else "")
            pause = tr("after {pause}", pause=step.pause) if step.pause else ""
            place = tr("step {at} of {count}", at=self.chosen + 1, count=self._count)
            told = (step.command, state, way, step.chip, step.detail, step.time, pause, place)
            tell_place(self, ", ".join(filter(None, told)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another page."""
        super().resizeEvent(event)
        self._fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint anew."""
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange}:
            self._fit()
            self.viewport().update()
