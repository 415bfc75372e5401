"""A bar of what is done, by how it ended, and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from smppconsole.ui import theme
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.roles import Role, told_as
from smppconsole.ui.words import tr


class Tally(NamedTuple):
    """So many of a kind, in the colour of a token."""

    words: str
    number: int
    token: str


@told_as(Role.Graphic)
class TallyBar(QWidget):
    """Shows ``Tally`` shares of ``total``; its accessible name tells them in words."""

    def __init__(self, name: str, says: str) -> None:
        super().__init__()
        named(self, name, says)
        self._says = says
        self._shares: tuple[Tally, ...] = ()
        self._total = 0
        self.setFixedHeight(theme.px(8))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tally(self, shares: Sequence[Tally], total: int) -> None:
        """Show other figures."""
        if (tuple(shares), total) != (self._shares, self._total):
            self._shares, self._total = tuple(shares), total
            told = ", ".join(f"{share.number} {share.words}" for share in shares if share.number)
            self.setAccessibleName(
                tr("{says}: {told}, of {total}", says=self._says, told=told or tr("nothing yet"), total=total)
            )
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(theme.px(200), theme.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """One piece a kind, the rest empty; a kind that is there at all is seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, box = theme.current(), QRectF(self.rect())
        frame = QPainterPath()
        frame.addRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setClipPath(frame)
        painter.fillRect(box, look.colour("line"))
        left = 0.0
        for share in self._shares:
            if share.number and self._total:
                wide = max(2.0, box.width() * share.number / self._total)
                painter.fillRect(QRectF(left, 0, wide, box.height()), look.colour(share.token))
                left += wide
        painter.end()
