"""Writes many single lines of text in one painting, with as little work for each as there can be.

Qt lays a text out as a paragraph where it is given a box for it, and takes half of that time where it is given a base
line; typeface and ink cost as much again each time they are set. So lines of plain characters go on a base line, in the
place where the box would have had them, and typeface and ink are set where they change.
"""

from __future__ import annotations

from collections.abc import Callable
from math import floor

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QFontMetricsF, QPainter

from smppconsole.ui.bidi import isolated

_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT = int(_LINE | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(_LINE | Qt.AlignmentFlag.AlignRight)
"""Worked out once: of flags of Python each line would make some."""
_MOST = 400
"""Characters of a text that are looked at; no screen shows as many in one line."""


class Face:
    """A typeface and what of its measures a line needs, in pixels; ``pitch`` is 0 where characters differ in width."""

    __slots__ = ("ascent", "font", "high", "metrics", "pitch", "size")

    def __init__(self, font: QFont) -> None:
        exact = QFontMetricsF(font)
        self.font, self.metrics, self.size = font, QFontMetrics(font), font.pixelSize()
        self.ascent, self.high = exact.ascent(), exact.ascent() + exact.descent()
        self.pitch = exact.horizontalAdvance("0") if QFontInfo(font).fixedPitch() else 0.0

    def at_most(self, words: str) -> float:
        """Pixels that plain characters take at most: exactly as many where all are of one width."""
        return len(words) * (self.pitch or self.size)

    def width(self, words: str) -> int:
        """Whole pixels that any words take."""
        return self.metrics.horizontalAdvance(words)


def is_plain(words: str) -> bool:
    """Whether every typeface of ours has all characters, and they follow one another from left to right."""
    return words.isascii() and words.isprintable()


class LineWriter:
    """Writes with one painter, in inks known by their tokens. Who sets the painter's font or pen says so by
    ``forget``."""

    def __init__(self, painter: QPainter, ink: Callable[[str], QColor]) -> None:
        self._painter, self._ink = painter, ink
        self._faces: dict[int, Face] = {}
        self._face: Face | None = None
        self._token = ""

    def face(self, font: QFont) -> Face:
        """A font's measures, taken once."""
        found = self._faces.get(id(font))
        if found is None:
            found = self._faces[id(font)] = Face(font)
        return found

    def forget(self) -> None:
        """Somebody else has set font or pen."""
        self._face, self._token = None, ""

    def take(self, face: Face, token: str) -> None:
        """Set typeface and ink where they are others than before."""
        if face is not self._face:
            self._face = face
            self._painter.setFont(face.font)
        if token != self._token:
            self._token = token
            self._painter.setPen(self._ink(token))

    def write(
        self,
        words: str,
        box: tuple[int, int, int, int],
        face: Face,
        token: str,
        *,
        right: bool = False,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        plain: bool | None = None,
    ) -> None:
        """One line in a box (left, top, width, height), in its middle, cut with an ellipsis where it does not fit.
        ``plain`` says that it is, where the caller knows."""
        if not words:
            return
        self.take(face, token)
        left, top, width, height = box
        plain = is_plain(words) if plain is None else plain
        limit = face.at_most(words) if plain else len(words) * face.size
        if limit > width:
            words = face.metrics.elidedText(words[:_MOST], cut, width)
        if not plain:
            self._painter.drawText(QRect(left, top, width, height), _RIGHT if right else _LEFT, isolated(words))
            return
        base = top + floor((height - face.high) / 2 + face.ascent + 0.5)
        x = float(left)
        if right:
            x += width - (len(words) * face.pitch or QFontMetricsF(face.font).horizontalAdvance(words))
        self._painter.drawText(QPointF(x, base), words)
