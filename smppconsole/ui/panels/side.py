"""The right side: the composer above the messages, or both as tabs where the window is low."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from smppconsole.ui import fonts, theme
from smppconsole.ui.panels.composer import Composer
from smppconsole.ui.panels.messages import MessageTable
from smppconsole.ui.widgets.controls import hairline, label, named
from smppconsole.ui.widgets.tab_row import TabRow

_COMPOSE, _MESSAGES = range(2)


class SideHead(QWidget):
    """The tabs; also the title bar of the dock."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = TabRow("side.tabs", "Compose and messages")
        self.tabs.addTab("Compose")
        self.tabs.addTab("Messages")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(4), 0, 0, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        self.setFixedHeight(theme.px(theme.HEIGHTS.tab_row))


class SidePanel(QWidget):
    """Shows composer and messages; ``set_low`` makes tabs of them."""

    turned = Signal(int)

    def __init__(self, composer: Composer, messages: MessageTable) -> None:
        super().__init__()
        named(self, "side", "Composer and messages")
        self.composer, self.messages = composer, messages
        self.head = SideHead()
        self.waiting = label("", "text2", fonts.text(11), "messages.waiting")
        self._low = False
        self._below = QWidget()
        self._below_head = self._make_below_head()
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("side.splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(composer)
        self.splitter.addWidget(self._below)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._below_head)
        below.addWidget(messages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addWidget(self.splitter, 1)
        self.setMinimumWidth(theme.px(312))
        self.splitter.setSizes([theme.px(560), theme.px(200)])
        self.head.tabs.currentChanged.connect(self._turn)
        self.set_low(False)

    def _make_below_head(self) -> QWidget:
        tabs = TabRow("messages.tabs", "Messages")
        tabs.addTab("Messages")
        tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(4), 0, theme.px(12), 0)
        row.addWidget(tabs)
        row.addStretch(1)
        row.addWidget(self.waiting)
        head = QWidget()
        head.setProperty("ground", "bg")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head.setFixedHeight(theme.px(theme.HEIGHTS.tab_row))
        head.setLayout(row)
        return head

    def set_low(self, low: bool) -> None:
        """One below the other, or tabs."""
        self._low = low
        self.head.tabs.setTabVisible(_MESSAGES, low)
        self._below_head.setVisible(not low)
        self._turn(self.head.tabs.currentIndex() if low else _COMPOSE)

    def show_count(self, messages: int, waiting: int) -> None:
        """How many messages there are, and how many of the newest wait for something."""
        self.head.tabs.setTabText(_MESSAGES, f"Messages {messages}" if messages else "Messages")
        self.waiting.setText(f"{waiting} waiting" if waiting else "")

    def _turn(self, tab: int) -> None:
        self.composer.setVisible(not self._low or tab == _COMPOSE)
        self._below.setVisible(not self._low or tab == _MESSAGES)
        self.turned.emit(tab)
