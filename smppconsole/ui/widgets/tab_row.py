"""A row of tabs as the house draws it: words, and a line of 2 pixels under the one in front."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QTabBar, QToolTip

from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.widgets.controls import named

_LEAST_AIR = 6


class TabRow(QTabBar):
    """Tabs of 36 pixels, ``air`` pixels at either end of their words. A tab may carry an icon (with its colour)."""

    def __init__(self, name: str, says: str, air: int = 15) -> None:
        super().__init__()
        self._air = air
        named(self, name, says)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(False)
        self.setMouseTracking(True)
        self._marks: dict[int, tuple[str, str]] = {}

    def set_mark(self, index: int, icon: str, token: str, says: str = "") -> None:
        """Put an icon before a tab's words; "" takes it away. ``dot`` is a filled disc, ``ring`` a hollow one; ``says``
        is what the icon tells, to whoever does not see it."""
        self.setAccessibleTabName(index, f"{self.tabText(index)}, {says}" if says else "")
        mark = (icon, token) if icon else None
        if self._marks.get(index) == mark:
            return
        if mark is None:
            self._marks.pop(index, None)
        else:
            self._marks[index] = mark
        self.setTabText(index, self.tabText(index))
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt does not measure anew what was said otherwise while a row was hidden."""
        super().showEvent(event)
        if self.count():
            self.setTabText(0, self.tabText(0))

    def tabSizeHint(self, index: int) -> QSize:
        """The words at weight 500, the icon, and air."""
        words = QFontMetrics(fonts.text(12, fonts.MEDIUM)).horizontalAdvance(self.tabText(index))
        mark = theme.px(20) if index in self._marks else 0
        return QSize(words + mark + 2 * theme.px(self._air), theme.px(theme.HEIGHTS.tab_row))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """A tab may shrink to some letters; pointed at, it says them all."""
        return QSize(min(theme.px(46), self.tabSizeHint(index).width()), theme.px(theme.HEIGHTS.tab_row))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, icons, the line under the tab in front, and the ring of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            if self.isTabVisible(index):
                self._paint_tab(painter, index, self.tabRect(index))
        painter.end()

    def _paint_tab(self, painter: QPainter, index: int, box: QRect) -> None:
        look, front = theme.current(), index == self.currentIndex()
        air = self._air_in(index)
        inside = box.adjusted(air, 0, -air, 0)
        mark = self._marks.get(index)
        if mark:
            self._paint_mark(painter, mark, inside)
            inside.setLeft(inside.left() + theme.px(20))
        font = fonts.text(12, fonts.MEDIUM if front else fonts.REGULAR)
        painter.setFont(font)
        painter.setPen(look.colour("text" if front else "text2"))
        inside.setRight(inside.right() + min(theme.px(8), air))  # the font of the one in front is wider
        words = QFontMetrics(font).elidedText(self.tabText(index), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if front:
            token = "accent_text" if self.hasFocus() else "accent"
            painter.fillRect(box.left() + 4, box.bottom() - 1, box.width() - 8, 2, look.colour(token))
        if front and self.hasFocus():
            painter.setPen(look.colour("accent_text"))
            painter.drawRoundedRect(box.adjusted(4, 5, -5, -6), theme.RADIUS, theme.RADIUS)

    def _air_in(self, index: int) -> int:
        """Pixels at either end of a tab's words: less in a tab that has shrunk."""
        lacks = self.tabSizeHint(index).width() - self.tabRect(index).width()
        return max(theme.px(_LEAST_AIR), theme.px(self._air) - max(0, lacks) // 2)

    def event(self, event: QEvent) -> bool:
        """A tab that is cut says its words to the one who points at it, before what else it has to say."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.tabAt(event.pos())
            if at >= 0 and self.is_cut(at):
                words = "\n".join(filter(None, (self.tabText(at), self.tabToolTip(at))))
                QToolTip.showText(event.globalPos(), words, self, self.tabRect(at))
                return True
        return super().event(event)

    def is_cut(self, index: int) -> bool:
        """Whether a tab has less room than its words need."""
        needed = self.tabSizeHint(index).width() - 2 * theme.px(self._air - _LEAST_AIR)
        return self.tabRect(index).width() < needed

    def _paint_mark(self, painter: QPainter, mark: tuple[str, str], inside: QRect) -> None:
        icon, token = mark
        middle = inside.center().y()
        if icon in {"dot", "ring"}:
            side, ink = theme.px(7), theme.current().colour(token)
            painter.setPen(QPen(ink, 1.4))
            painter.setBrush(ink if icon == "dot" else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(
                QRectF(inside.left() + theme.px(6), middle - side / 2, side, side).adjusted(1, 1, -1, -1)
            )
        else:
            icons.paint(painter, icon, token, inside.left(), middle - theme.px(7) + 1, theme.px(14))
