"""Paints the cells of the trace: lines of pairs, arrows, tags, icons, chips. Reads a made row, works nothing out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from smppconsole.ui import fonts, icons, style, theme
from smppconsole.ui.bidi import isolated
from smppconsole.ui.models.lanes import LaneLine
from smppconsole.ui.models.trace_model import COLUMN, COLUMNS, TraceModel
from smppconsole.ui.models.trace_rows import TraceRow
from smppconsole.ui.widgets.badges import paint_chip
from smppconsole.ui.widgets.row_ground import paint_bar
from smppconsole.values import dataclass, field

_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT = int(_LINE | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(_LINE | Qt.AlignmentFlag.AlignRight)
"""Worked out once: of flags of Python a cell would make some every time."""
_PAD = 6
_FADE = 0.55
_LEAST_ROUTE = 12
_RESPONSE = "_resp"


@dataclass(slots=True)
class Scene:
    """What holds for one painting of the table: the theme, what is chosen, the lines in sight; ``column`` is the one
    that a filter on a value would take, -1 without the focus."""

    look: theme.Theme = theme.LIGHT
    focus: bool = False
    hovered: int = -1
    chosen: frozenset[int] = frozenset()
    partner: int = -1
    kin: frozenset[int] = frozenset()
    lines: dict[int, list[LaneLine]] = field(default_factory=dict)
    to_only: bool = False
    column: int = -1
    inks: dict[str, QColor] = field(default_factory=dict)

    def ink(self, token: str) -> QColor:
        """The colour of a token, looked up once in a painting."""
        found = self.inks.get(token)
        if found is None:
            found = self.inks[token] = self.look.colour(token)
        return found

    def ground(self, position: int, row: TraceRow) -> str:
        """The token of a row's ground."""
        if position in self.chosen:
            return "sel" if self.focus else "sel_idle"
        if position == self.hovered:
            return "hover"
        if row.failed:
            return "err_bg"
        return "pair" if position == self.partner else "surface"

    def quiet(self, position: int) -> str:
        """text3, or text2 where the ground is too dark for it."""
        return "text2" if position in self.chosen else "text3"


class TraceDelegate(QStyledItemDelegate):
    """One for the whole table; the table sets ``scene`` before each painting."""

    def __init__(self, model: TraceModel) -> None:
        super().__init__()
        self._model = model
        self.scene = Scene()
        self._painters: Mapping[int, Callable[[QPainter, QRect, TraceRow, int], None]] = {
            COLUMN["pair"]: self._pair,
            COLUMN["direction"]: self._direction,
            COLUMN["session"]: self._session,
            COLUMN["command"]: self._command,
            COLUMN["status"]: self._status,
            COLUMN["text"]: self._text,
            COLUMN["route"]: self._route,
        }

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Never asked of the content: rows have one height, columns their widths."""
        return QSize(40, theme.px(theme.HEIGHTS.trace_row))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, hairline, and what the column shows."""
        position, column = index.row(), index.column()
        row = self._model.shown(position)
        box: QRect = option.rect
        scene = self.scene
        ground = scene.ground(position, row)
        if ground != "surface":  # the table's own, which is there
            painter.fillRect(box, scene.ink(ground))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, scene.ink("row_line"))
        if column == scene.column and position in scene.chosen:
            ring = theme.px(2)
            painter.fillRect(box.left() + _PAD, box.bottom() - ring, box.width() - 2 * _PAD, ring, scene.ink("accent"))
        painting = self._painters.get(column)
        if painting is not None:
            painting(painter, box, row, position)
        else:
            self._plain(painter, box, row, position, column)

    # --- columns

    def _plain(self, painter: QPainter, box: QRect, row: TraceRow, position: int, column: int) -> None:
        """Numbers and times."""
        inside = box.adjusted(_PAD, 0, -_PAD, -1)
        token = self.scene.quiet(position) if row.tone == "keepalive" else "text2"
        side = _RIGHT if COLUMNS[column].right else _LEFT
        self._words(painter, inside, COLUMNS[column].text(row), fonts.mono(11), token, side)

    def _direction(self, painter: QPainter, box: QRect, row: TraceRow, position: int) -> None:
        side = theme.px(14)
        token = "accent_text" if row.outgoing else "mark.address"
        if row.tone == "keepalive":
            token = self.scene.quiet(position)
        icons.paint(
            painter, "out" if row.outgoing else "in", token, box.left() + 3, box.center().y() - side / 2 + 1, side
        )

    def _session(self, painter: QPainter, box: QRect, row: TraceRow, position: int) -> None:
        look = self.scene.look
        ink: QColor = look.colour(f"tag.{row.tag.colour}")
        token = "text"
        if row.tone == "keepalive":
            ink = style.mixed(ink, look.colour("surface"), _FADE)
            token = self.scene.quiet(position)
        if row.tag.text:
            bar = QRectF(box.left() + _PAD, box.top() + theme.px(5), theme.px(3), box.height() - theme.px(11))
            painter.fillRect(bar, ink)
        inside = box.adjusted(_PAD + theme.px(8), 0, 0, -1)
        self._words(painter, inside, row.tag.text, fonts.mono(11), token, _LEFT)

    def _command(self, painter: QPainter, box: QRect, row: TraceRow, position: int) -> None:
        weight = fonts.MEDIUM if row.tone == "request" else fonts.REGULAR
        token = {"request": "text", "response": "text2"}.get(row.tone, self.scene.quiet(position))
        inside = box.adjusted(_PAD, 0, -_PAD, -1)
        font = fonts.text(12, weight)
        self._words(painter, inside, fitted_command(row.command, font, inside.width()), font, token, _LEFT)

    def _status(self, painter: QPainter, box: QRect, row: TraceRow, position: int) -> None:
        cell, side = row.status, theme.px(14)
        if not cell.words:
            return
        icons.paint(painter, cell.icon, cell.token, box.left() + _PAD, box.center().y() - side / 2 + 1, side)
        inside = box.adjusted(_PAD + side + theme.px(5), 0, -2, -1)
        font = fonts.text(12, fonts.MEDIUM if cell.strong else fonts.REGULAR)
        token = cell.token if cell.strong else "text2"
        if row.tone == "keepalive":
            token = self.scene.quiet(position)
        self._words(painter, inside, cell.words, font, token, _LEFT)

    def _route(self, painter: QPainter, box: QRect, row: TraceRow, position: int) -> None:
        """Two addresses that do not fit are cut in their middles: their ends tell them apart."""
        inside, font = box.adjusted(_PAD, 0, -_PAD, -1), fonts.mono(11)
        words = row.to if self.scene.to_only else row.route
        if not self.scene.to_only:
            words = fitted_route(words, int(inside.width() / max(1.0, QFontMetricsF(font).horizontalAdvance("0"))))
        self._words(painter, inside, words, font, "text", _LEFT, Qt.TextElideMode.ElideMiddle)

    def _text(self, painter: QPainter, box: QRect, row: TraceRow, position: int) -> None:
        inside = box.adjusted(_PAD, 0, -_PAD, -1)
        side = theme.px(14)
        marks = [(row.alarm, "err" if row.alarm == "error" else "warn")] * bool(row.alarm)
        marks += [("comment", "accent_text")] * bool(row.comment)
        for icon, token in marks:
            icons.paint(painter, icon, token, inside.right() - side + 1, box.center().y() - side / 2 + 1, side)
            inside.setRight(inside.right() - side - theme.px(4))
        if row.chip:
            wide = paint_chip(painter, inside.left(), box.center().y(), row.chip)
            inside.setLeft(inside.left() + wide + theme.px(6))
        token = {"request": "text", "response": "text2"}.get(row.tone, self.scene.quiet(position))
        self._words(painter, inside, row.text, fonts.text(12), "text" if row.failed else token, _LEFT)

    def _pair(self, painter: QPainter, box: QRect, row: TraceRow, position: int) -> None:
        """The bar of the chosen row, the dotted bar of its message, and the lanes."""
        scene = self.scene
        if position in scene.chosen:
            paint_bar(painter, box, scene.focus)
        elif row.row in scene.kin:
            for top in range(box.top() + 1, box.bottom(), 4):
                painter.fillRect(box.left(), top, theme.px(3), 2, scene.look.colour("accent_text"))
        if row.marked:
            side = theme.px(11)
            icons.paint(painter, "bookmark", "accent_text", box.right() - side, box.center().y() - side / 2, side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in scene.lines.get(position, ()):
            self._lane(painter, box, line, position, row)
        painter.restore()

    def _lane(self, painter: QPainter, box: QRect, line: LaneLine, position: int, row: TraceRow) -> None:
        """One lane in one row: a dot at its ends, a line between; dashed while the answer is outstanding."""
        ends = {line.first, line.last}
        own = bool(ends & self.scene.chosen)
        opened = line.last < 0
        late = opened and position == line.first and row.status.icon == "warning"
        token = "accent_text" if own else "warn" if late or self._is_late(line) else "line_strong"
        ink = self.scene.ink(token)
        x = box.left() + theme.px(9) + line.lane * theme.px(6) + 0.5
        middle = box.center().y() + 0.5
        top = middle if position == line.first else float(box.top())
        bottom = middle if position == line.last else float(box.bottom() + 1)
        pen = QPen(ink, 2 if own else 1)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if opened:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        radius = theme.px(5) / 2
        if position == line.first:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(x, middle), radius, radius)
        elif position == line.last:
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(self.scene.ink(self.scene.ground(position, row)))
            painter.drawEllipse(QPointF(x, middle), radius, radius)

    def _is_late(self, line: LaneLine) -> bool:
        return line.last < 0 and self._model.shown(line.first).status.icon == "warning"

    def _words(
        self,
        painter: QPainter,
        box: QRect,
        words: str,
        font: QFont,
        token: str,
        side: int,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        """One line of text, cut with an ellipsis where it does not fit."""
        if not words:
            return
        painter.setFont(font)
        painter.setPen(self.scene.ink(token))
        if len(words) * font.pixelSize() > box.width():
            words = QFontMetrics(font).elidedText(words[:400], cut, box.width())
        painter.drawText(box, side, isolated(words))


def fitted_route(route: str, most: int) -> str:
    """ "491700000001 → 491701234567" in ``most`` characters: both addresses shortened in their middles, as
    "4917…001 → 4917…4567"; a short one gives its room to the other."""
    source, arrow, destination = route.partition(" → ")
    room = most - len(arrow)
    if len(route) <= most or not arrow or room < _LEAST_ROUTE:
        return route
    first = min(len(source), max(room // 2, room - len(destination)))
    return f"{_middle_cut(source, first)}{arrow}{_middle_cut(destination, room - first)}"


def fitted_command(name: str, font: QFont, room: int) -> str:
    """A command's name; without room it is cut before its end, so that a response is still told: "bind_tr…_resp"."""
    metrics, end = QFontMetrics(font), name[-len(_RESPONSE) :]
    if end != _RESPONSE or metrics.horizontalAdvance(name) <= room:
        return name
    head = name[: -len(_RESPONSE)]
    return metrics.elidedText(head, Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance(end)) + end


def _middle_cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    head = (most - 1) // 2
    return f"{text[:head]}…{text[len(text) - (most - 1 - head) :]}"
