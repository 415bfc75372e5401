"""A word to click that goes on in the next line where there is no room, so that a long one widens no form."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from smppconsole.ui import fonts, theme
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.widgets.enter import EnterPushButton

_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
_SIDE, _ABOVE, _LEAST = 2, 3, 80


class WrappedLink(EnterPushButton):
    """Looks like ``button(role="link")``."""

    def __init__(self, name: str, says: str) -> None:
        super().__init__()
        named(self, name, says)
        self.setFont(fonts.text(12))
        self.setAutoDefault(False)
        self.setProperty("role", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels of all lines at that width."""
        room = QRect(0, 0, max(1, width - 2 * theme.px(_SIDE)), 0)
        lines = QFontMetrics(self.font()).boundingRect(room, _FLAGS, self.text()).height()
        return max(theme.px(theme.HEIGHTS.small_control), lines + 2 * theme.px(_ABOVE))

    def sizeHint(self) -> QSize:
        """All in one line."""
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2 * theme.px(_SIDE) + 1
        return QSize(wide, theme.px(theme.HEIGHTS.small_control))

    def minimumSizeHint(self) -> QSize:
        """A word or two a line."""
        return QSize(theme.px(_LEAST), theme.px(theme.HEIGHTS.small_control))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and focus as the style sheet draws them, the words over them."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        font = self.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(theme.current().colour("accent_text"))
        painter.drawText(self.rect().adjusted(theme.px(_SIDE), 0, -theme.px(_SIDE), 0), _FLAGS, self.text())
        painter.end()
