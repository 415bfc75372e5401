"""Paints rows of the trace: lines of pairs, arrows, tags, icons, chips. Reads made rows, works nothing out.

The table asks for all rows in sight at once, not Qt for one cell after the other: what Python is asked for each of
nine hundred cells of a large screen takes twice as long as painting them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from smppconsole.ui import fonts, icons, style, theme
from smppconsole.ui.models.lanes import LaneLine
from smppconsole.ui.models.trace_model import COLUMN, COLUMNS
from smppconsole.ui.models.trace_rows import TraceRow
from smppconsole.ui.widgets.badges import paint_chip
from smppconsole.ui.widgets.line_writer import LineWriter, is_plain
from smppconsole.ui.widgets.row_ground import paint_bar
from smppconsole.values import dataclass, field

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

    def tag_ink(self, tag: str, quiet: bool) -> QColor:
        """The colour of a session, paler beside what is quiet."""
        token = f"tag.{tag}"
        if not quiet:
            return self.ink(token)
        found = self.inks.get(f"quiet {token}")
        if found is None:
            found = self.inks[f"quiet {token}"] = style.mixed(self.ink(token), self.ink("surface"), _FADE)
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


class Shown(NamedTuple):
    """A row in sight: its position, its top in pixels, what it says, the token of its ground."""

    position: int
    top: int
    row: TraceRow
    ground: str


class Place(NamedTuple):
    """A column in sight: its number, and where it stands in pixels."""

    column: int
    left: int
    width: int


class RowPainting:
    """One painting of rows of ``height`` pixels, by what holds for it and by ``row_at`` a position."""

    def __init__(
        self, painter: QPainter, scene: Scene, height: int, row_at: Callable[[int], TraceRow] | None = None
    ) -> None:
        self._painter, self._scene, self._height = painter, scene, height
        self._row_at = row_at
        self._writer = LineWriter(painter, scene.ink)
        self._mono, self._text = self._writer.face(fonts.mono(11)), self._writer.face(fonts.text(12))
        self._medium = self._writer.face(fonts.text(12, fonts.MEDIUM))
        self._icon, self._stamps = theme.px(14), icons.Stamps(painter)
        self._late: dict[LaneLine, bool] = {}
        self._columns: Mapping[int, Callable[[Place, Sequence[Shown]], None]] = {
            COLUMN["pair"]: self._pairs,
            COLUMN["direction"]: self._directions,
            COLUMN["session"]: self._sessions,
            COLUMN["command"]: self._commands,
            COLUMN["status"]: self._statuses,
            COLUMN["text"]: self._texts,
            COLUMN["route"]: self._routes,
        }

    def paint(self, rows: Sequence[Shown], places: Sequence[Place]) -> None:
        """Grounds and hairlines, then a column at a time: its typeface and its inks are the same in most rows."""
        self._grounds(rows, max((place.left + place.width for place in places), default=0))
        for place in places:
            if place.column == self._scene.column:
                self._ring(place, rows)
            painting = self._columns.get(place.column)
            if painting is not None:
                painting(place, rows)
            else:
                self._plain(place, rows)

    def _grounds(self, rows: Sequence[Shown], width: int) -> None:
        painter, scene, line = self._painter, self._scene, self._scene.ink("row_line")
        for _position, top, _row, ground in rows:
            if ground != "surface":  # the table's own, which is there
                painter.fillRect(0, top, width, self._height, scene.ink(ground))
            painter.fillRect(0, top + self._height - 1, width, 1, line)

    def _ring(self, place: Place, rows: Sequence[Shown]) -> None:
        """A line below the cell that a filter on a value would take."""
        ring, ink = theme.px(2), self._scene.ink("accent")
        for shown in rows:
            if shown.position in self._scene.chosen:
                bottom = shown.top + self._height - 1
                self._painter.fillRect(place.left + _PAD, bottom - ring, place.width - 2 * _PAD, ring, ink)

    def _middle(self, top: int) -> int:
        """The middle of a row, as Qt reckons that of a box."""
        return top + (self._height - 1) // 2

    def _tone(self, shown: Shown) -> str:
        """The ink of what a row says: responses are quieter than requests, keep-alives quieter still."""
        return {"request": "text", "response": "text2"}.get(shown.row.tone) or self._scene.quiet(shown.position)

    # --- columns

    def _plain(self, place: Place, rows: Sequence[Shown]) -> None:
        """Numbers and times."""
        column, left, width = COLUMNS[place.column], place.left + _PAD, place.width - 2 * _PAD
        for shown in rows:
            token = self._scene.quiet(shown.position) if shown.row.tone == "keepalive" else "text2"
            box = (left, shown.top, width, self._height - 1)
            self._writer.write(column.text(shown.row), box, self._mono, token, right=column.right)

    def _directions(self, place: Place, rows: Sequence[Shown]) -> None:
        side = self._icon
        for shown in rows:
            token = "accent_text" if shown.row.outgoing else "mark.address"
            if shown.row.tone == "keepalive":
                token = self._scene.quiet(shown.position)
            y = self._middle(shown.top) - side / 2 + 1
            self._stamps.paint("out" if shown.row.outgoing else "in", token, place.left + 3, y, side)

    def _sessions(self, place: Place, rows: Sequence[Shown]) -> None:
        air, bar = theme.px(5), theme.px(3)
        left, inside = place.left + _PAD + theme.px(8), place.width - _PAD - theme.px(8)
        high = self._height - theme.px(11)
        for position, top, row, _ground in rows:
            quiet = row.tone == "keepalive"
            if row.tag.text:
                ink = self._scene.tag_ink(row.tag.colour, quiet)
                self._painter.fillRect(place.left + _PAD, top + air, bar, high, ink)
            token = self._scene.quiet(position) if quiet else "text"
            self._writer.write(row.tag.text, (left, top, inside, self._height - 1), self._mono, token)

    def _commands(self, place: Place, rows: Sequence[Shown]) -> None:
        left, width = place.left + _PAD, place.width - 2 * _PAD
        fitted: dict[tuple[str, bool], str] = {}
        for shown in rows:
            asks = shown.row.tone == "request"
            face, key = self._medium if asks else self._text, (shown.row.command, asks)
            if key not in fitted:
                fitted[key] = fitted_command(shown.row.command, face.font, width)
            self._writer.write(fitted[key], (left, shown.top, width, self._height - 1), face, self._tone(shown))

    def _statuses(self, place: Place, rows: Sequence[Shown]) -> None:
        side, gap = self._icon, theme.px(5)
        left, width = place.left + _PAD + side + gap, place.width - _PAD - side - gap - 2
        for shown in rows:
            cell = shown.row.status
            if cell.words:
                y = self._middle(shown.top) - side / 2 + 1
                self._stamps.paint(cell.icon, cell.token, place.left + _PAD, y, side)
                token = cell.token if cell.strong else "text2"
                if shown.row.tone == "keepalive":
                    token = self._scene.quiet(shown.position)
                face = self._medium if cell.strong else self._text
                self._writer.write(cell.words, (left, shown.top, width, self._height - 1), face, token)

    def _routes(self, place: Place, rows: Sequence[Shown]) -> None:
        """Two addresses that do not fit are cut in their middles: their ends tell them apart."""
        left, width, to_only = place.left + _PAD, place.width - 2 * _PAD, self._scene.to_only
        most = int(width / max(1.0, self._mono.pitch or self._mono.metrics.horizontalAdvance("0")))
        for shown in rows:
            words = shown.row.to if to_only else fitted_route(shown.row.route, most)
            plain = is_plain(words.replace("→", "").replace("…", "")) and bool(self._mono.pitch)
            box = (left, shown.top, width, self._height - 1)
            self._writer.write(words, box, self._mono, "text", cut=Qt.TextElideMode.ElideMiddle, plain=plain)

    def _texts(self, place: Place, rows: Sequence[Shown]) -> None:
        gap = theme.px(6)
        for shown in rows:
            row, left = shown.row, place.left + _PAD
            width = place.width - 2 * _PAD - self._marks(shown, place)
            if row.chip:
                wide = paint_chip(self._painter, left, self._middle(shown.top), row.chip) + gap
                self._writer.forget()
                left, width = left + wide, width - wide
            token = "text" if row.failed else self._tone(shown)
            self._writer.write(row.text, (left, shown.top, width, self._height - 1), self._text, token)

    def _marks(self, shown: Shown, place: Place) -> int:
        """The icons of findings and a comment at the right end of a text; the pixels they take."""
        row, side, taken = shown.row, self._icon, 0
        marks = [(row.alarm, "err" if row.alarm == "error" else "warn")] * bool(row.alarm)
        marks += [("comment", "accent_text")] * bool(row.comment)
        right, y = place.left + place.width - _PAD, self._middle(shown.top) - side / 2 + 1
        for icon, token in marks:
            self._stamps.paint(icon, token, right - taken - side, y, side)
            taken += side + theme.px(4)
        return taken

    # --- the gutter

    def _pairs(self, place: Place, rows: Sequence[Shown]) -> None:
        """The bar of the chosen row, the dotted bar of its message, marks, and the lanes."""
        for shown in rows:
            self._bar(place, shown)
            if shown.row.marked:
                side, right = theme.px(11), place.left + place.width - 1
                self._stamps.paint("bookmark", "accent_text", right - side, self._middle(shown.top) - side / 2, side)
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shown in rows:
            for line in self._scene.lines.get(shown.position, ()):
                self._lane(place.left, line, shown)
        self._painter.restore()

    def _bar(self, place: Place, shown: Shown) -> None:
        box = QRect(place.left, shown.top, place.width, self._height)
        if shown.position in self._scene.chosen:
            paint_bar(self._painter, box, self._scene.focus)
        elif shown.row.row in self._scene.kin:
            for top in range(box.top() + 1, box.bottom(), 4):
                self._painter.fillRect(box.left(), top, theme.px(3), 2, self._scene.ink("accent_text"))

    def _lane(self, left: int, line: LaneLine, shown: Shown) -> None:
        """One lane in one row: a dot at its ends, a line between; dashed while the answer is outstanding."""
        painter, position = self._painter, shown.position
        own, opened = line.first in self._scene.chosen or line.last in self._scene.chosen, line.last < 0
        late = opened and ((position == line.first and shown.row.status.icon == "warning") or self._is_late(line))
        ink = self._scene.ink("accent_text" if own else "warn" if late else "line_strong")
        x = left + theme.px(9) + line.lane * theme.px(6) + 0.5
        middle = self._middle(shown.top) + 0.5
        top = middle if position == line.first else float(shown.top)
        bottom = middle if position == line.last else float(shown.top + self._height)
        painter.setPen(_lane_pen(ink, own, opened))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        if position == line.first:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
        elif position == line.last:
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(self._scene.ink(shown.ground))
        else:
            return
        radius = theme.px(5) / 2
        painter.drawEllipse(QPointF(x, middle), radius, radius)

    def _is_late(self, line: LaneLine) -> bool:
        found = self._late.get(line)
        if found is None:
            found = self._row_at is not None and self._row_at(line.first).status.icon == "warning"
            self._late[line] = found
        return found


def _lane_pen(ink: QColor, own: bool, opened: bool) -> QPen:
    pen = QPen(ink, 2 if own else 1)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if opened:
        pen.setDashPattern([3, 2])
    return pen


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
