"""Icons: strokes from SVG files, painted in the colour of a token."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from smppconsole.console import paths
from smppconsole.ui import theme

_SIZES = (16, 32, 48, 64, 128, 256)


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    side = max(1, round(size * ratio))
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, token: str, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The icon in the colour of a theme token, for a screen of ``ratio`` device pixels a pixel; cached."""
    return _pixmap(name, theme.current().hex(token), size, ratio)


def paint(painter: QPainter, name: str, token: str, x: float, y: float, size: int = 14) -> None:
    """Paint an icon with its top left corner at ``x``, ``y``, in design pixels."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(int(x), int(y), pixmap(name, token, size, ratio))


class Stamps:
    """Paints many icons with one painter: each is looked up once."""

    def __init__(self, painter: QPainter) -> None:
        self._painter, self._ratio = painter, painter.device().devicePixelRatioF()
        self._found: dict[tuple[str, str, int], QPixmap] = {}

    def paint(self, name: str, token: str, x: float, y: float, size: int) -> None:
        """As ``paint`` of this module."""
        key = (name, token, size)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = pixmap(name, token, size, self._ratio)
        self._painter.drawPixmap(int(x), int(y), found)


def icon(name: str, token: str, gap: int = 0) -> QIcon:
    """The icon as Qt's buttons and lists take it, at one, two and three device pixels a pixel; ``gap`` pixels of air
    after it, of sixteen that the icon takes."""
    return _icon(name, theme.current().hex(token), theme.px(16), theme.px(gap) if gap else 0)


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, size: int, gap: int) -> QIcon:
    made = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        drawn = _pixmap(name, colour, size, ratio)
        aired = _with_air(drawn, gap, ratio) if gap else drawn
        made.addPixmap(aired)
        made.addPixmap(aired, QIcon.Mode.Selected)  # of itself Qt greys it in a row that is chosen
    return made


def _with_air(drawn: QPixmap, gap: int, ratio: float) -> QPixmap:
    wider = QPixmap(drawn.width() + round(gap * ratio), drawn.height())
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return wider


def app_icon() -> QIcon:
    """The program's own icon in the sizes window managers ask for."""
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(_pixmap("app", "#000000", size, 1.0))
    return made
