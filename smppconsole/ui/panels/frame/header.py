"""The head of the window: menus, the way to the palette, switches of the panels and the colours."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QSizePolicy, QWidget

from smppconsole.ui import fonts, icons, theme
from smppconsole.ui.widgets.controls import IconButton, hairline, named, native_keys
from smppconsole.ui.widgets.enter import EnterButton
from smppconsole.ui.words import tr

_WORDS, _SHORT = "Commands, fields, statuses", "Commands, fields"
_SEARCH, _SEARCH_FROM = (320, 240, 200, 34), (1240, 1060, 820, 0)
"""Widths of the search field, and from which width of the window on; at last it is its glass alone."""
_SWITCH, _AROUND = 32, 78
"""Pixels at 100 % of a switch; and of the edges, the gaps and the button of the colours."""


class SearchButton(EnterButton):
    """Looks like a field, opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "header.search", tr(_WORDS))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(f"{tr(_WORDS)} ({native_keys('Ctrl+K')})")
        self.setAccessibleDescription(native_keys("Ctrl+K"))  # of itself Qt tells the tooltip: the name once more
        self.setFixedHeight(theme.px(26))
        self.setFixedWidth(theme.px(320))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, glass, words, keys."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.current()
        ring = self.hasFocus()
        painter.setPen(QPen(look.colour("accent_text" if ring else "line_strong"), 2 if ring else 1))
        painter.setBrush(look.colour("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        side = theme.px(14)
        icons.paint(painter, "search", "text2", theme.px(10), (self.height() - side) / 2, side)
        painter.setPen(look.colour("text2"))
        painter.setFont(fonts.text(12))
        inside = self.rect().adjusted(theme.px(31), 0, -theme.px(9), 0)
        if self.width() >= theme.px(_SEARCH[-2]):
            words = _WORDS if self.width() >= theme.px(260) else _SHORT
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), tr(words))
            painter.setFont(fonts.mono(11))
            painter.drawText(
                inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), native_keys("Ctrl+K")
            )
        painter.end()


class Header(QWidget):
    """Signals: ``asked`` with an action's id."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "header", tr("Head of the window"))
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(theme.HEIGHTS.header))
        self.menus = named(QMenuBar(), "header.menus", tr("Menus"))
        self.menus.setFont(fonts.text(13))
        self.menus.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.search = SearchButton()
        self.left = IconButton("panel-left", "header.left", tr("Accounts"), "Ctrl+Alt+1")
        self.bottom = IconButton("panel-bottom", "header.bottom", tr("Inspector"), "Ctrl+Alt+2")
        self.right = IconButton("panel-right", "header.right", tr("Composer"), "Ctrl+Alt+3")
        self.contrast = IconButton("contrast", "header.theme", tr("Light or dark"))
        for button, action in (
            (self.left, "panel_left"),
            (self.bottom, "panel_bottom"),
            (self.right, "panel_right"),
            (self.contrast, "turn_theme"),
            (self.search, "palette"),
        ):
            button.clicked.connect(lambda _=False, action=action: self.asked.emit(action))
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), 0, theme.px(10), 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addStretch(1)
        for button in (self.left, self.bottom, self.right):
            row.addWidget(button)
        line = hairline(vertical=True)
        line.setFixedHeight(theme.px(16))
        row.addSpacing(theme.px(4))
        row.addWidget(line)
        row.addSpacing(theme.px(4))
        row.addWidget(self.contrast)

    def give_way(self, width: int) -> None:
        """A shorter search field, so that the menus keep their words; at last the switches, which a menu has too."""
        wide = next(wide for wide, least in zip(_SEARCH, _SEARCH_FROM, strict=True) if width >= theme.px(least))
        self.search.setFixedWidth(theme.px(wide))
        switches = (self.left, self.bottom, self.right)
        needed = self.menus.sizeHint().width() + theme.px(wide + _AROUND) + len(switches) * theme.px(_SWITCH)
        for switch in switches:
            switch.setVisible(width >= needed)

    @property
    def search_box(self) -> QRect:
        """Where the search field stands, in the window."""
        corner = self.search.mapTo(self.window(), self.search.rect().topLeft())
        return QRect(corner, self.search.size())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline below."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.current().colour("line"))
        painter.end()
