"""The right side: composer, templates and history above the messages, or all as tabs where the window is low."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from smppconsole.console.drafts import DraftShelf
from smppconsole.ui import fonts, theme
from smppconsole.ui.models.message_model import ALL, RECEIVED, SENT
from smppconsole.ui.panels.composer.panel import Composer
from smppconsole.ui.panels.messages import MessageTable
from smppconsole.ui.widgets.controls import IconButton, hairline, label, named
from smppconsole.ui.widgets.squeezed import Squeezed
from smppconsole.ui.widgets.tab_row import TabRow
from smppconsole.ui.words import grouped, tr

if TYPE_CHECKING:
    from smppconsole.ui.panels.composer.sent_page import SentPage
    from smppconsole.ui.panels.composer.templates import TemplatesPage

COMPOSE, MESSAGES, TEMPLATES, HISTORY = range(4)
"""The tabs."""
_FOUR_TABS = 420


class SideHead(QWidget):
    """The tabs and the menu of the composer; also the title bar of the dock."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = TabRow("side.tabs", tr("Compose and messages"))
        for words in (tr("Compose"), tr("Messages"), tr("Templates"), tr("History")):
            self.tabs.addTab(words)
        self.more = IconButton("more", "side.more", tr("More to do with the message"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(4), 0, theme.px(6), 0)
        row.setSpacing(0)
        row.addWidget(self.tabs)
        row.addStretch(
            1
        )  # by this the dock is drawn out of the window: a row of tabs keeps the presses beside its tabs
        row.addWidget(self.more)
        self.setFixedHeight(theme.px(theme.HEIGHTS.tab_row))


class SidePanel(QWidget):
    """Shows composer, templates, history and messages; ``set_low`` makes a tab of the messages, ``take_head`` puts the
    tabs inside, where no dock shows them. Templates and history read what there is on the ``shelf``: each is made when
    it is first wanted, and ``made`` then tells its tab."""

    turned = Signal(int)
    made = Signal(int)

    def __init__(self, composer: Composer, messages: MessageTable, shelf: DraftShelf) -> None:
        super().__init__()
        named(self, "side", tr("Composer and messages"))
        self.composer, self.messages, self._shelf = composer, messages, shelf
        self._templates: TemplatesPage | None = None
        self._sent: SentPage | None = None
        self._places: dict[int, int] = {}
        self.head = SideHead()
        self.kinds = TabRow("messages.kinds", tr("Which messages are shown"), air=10)
        self.waiting = label("", "text2", fonts.text(11), "messages.waiting")
        self._low, self._shares = False, ""
        self._below = QWidget()
        self._below_head = self._make_below_head()
        self._lay_out()
        self.head.tabs.currentChanged.connect(self._turn)
        self.set_low(False)

    def _lay_out(self) -> None:
        self.above = QStackedWidget()
        self._take_in(COMPOSE, self.composer)
        self.above.setProperty("ground", "surface")
        self.above.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("side.splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.above)
        self.splitter.addWidget(self._below)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._below_head)
        below.addWidget(self.messages, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(hairline())
        self._column.addWidget(self.splitter, 1)
        self.setMinimumWidth(theme.px(312))
        self.splitter.setSizes([theme.px(560), theme.px(200)])

    def _make_below_head(self) -> QWidget:
        for words, kind in ((tr("Messages"), ALL), (tr("Sent"), SENT), (tr("Received"), RECEIVED)):
            self.kinds.setTabData(self.kinds.addTab(words), kind)
        self.kinds.currentChanged.connect(lambda at: self.messages.show_kind(str(self.kinds.tabData(at))))
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(6), 0, theme.px(12), 0)
        row.addWidget(self.kinds)
        row.addStretch(1)
        row.addWidget(self.waiting)
        head = QWidget()
        head.setProperty("ground", "bg")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head.setFixedHeight(theme.px(theme.HEIGHTS.tab_row))
        head.setLayout(row)
        return head

    @property
    def templates(self) -> TemplatesPage:
        """The saved templates."""
        if self._templates is None:
            from smppconsole.ui.panels.composer.templates import TemplatesPage  # noqa: PLC0415 - when wanted

            self._templates = TemplatesPage(self._shelf)
            self._take_in(TEMPLATES, self._templates)
        return self._templates

    @property
    def sent(self) -> SentPage:
        """What was sent."""
        if self._sent is None:
            from smppconsole.ui.panels.composer.sent_page import SentPage  # noqa: PLC0415 - when wanted

            self._sent = SentPage(self._shelf)
            self._take_in(HISTORY, self._sent)
        return self._sent

    def _take_in(self, tab: int, page: QWidget) -> None:
        """In a low window there is less height than it needs."""
        self._places[tab] = self.above.addWidget(Squeezed(page, wraps=True))
        self.made.emit(tab)

    def take_head(self) -> None:
        """Show the tabs inside."""
        self._column.insertWidget(0, self.head)
        self.head.show()

    def set_low(self, low: bool) -> None:
        """One below the other, or tabs."""
        self._low = low
        if not low and self.head.tabs.currentIndex() == MESSAGES:
            self.head.tabs.setCurrentIndex(COMPOSE)
        self.head.tabs.setTabVisible(MESSAGES, low)
        self.kinds.setTabText(0, tr("All") if low else tr("Messages"))
        self._fit_tabs()
        self._turn(self.head.tabs.currentIndex())

    def _fit_tabs(self) -> None:
        """Where four tabs have no room the history is in the menu; the tab in front stays."""
        tabs = self.head.tabs
        room = not self._low or self.width() >= theme.px(_FOUR_TABS)
        tabs.setTabVisible(HISTORY, room or tabs.currentIndex() == HISTORY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More tabs where there is room."""
        super().resizeEvent(event)
        self._fit_tabs()

    # --- what is kept

    @property
    def kind(self) -> str:
        """Which messages are shown."""
        return str(self.kinds.tabData(self.kinds.currentIndex()))

    def show_kind(self, kind: str) -> None:
        """Show messages of a kind; raises ``ValueError`` where there is no such kind."""
        self.kinds.setCurrentIndex([self.kinds.tabData(at) for at in range(self.kinds.count())].index(kind))

    @property
    def shares(self) -> str:
        """How composer and messages share the height."""
        return " ".join(map(str, self.splitter.sizes())) if not self._low else self._shares

    def share_height(self, shares: str) -> None:
        """Share it so; raises ``ValueError`` for what is no two heights."""
        above, below = map(int, shares.split())
        self._shares = shares
        self.splitter.setSizes([above, below])

    def show_count(self, messages: int, waiting: int) -> None:
        """How many messages there are, and how many wait for something."""
        self.head.tabs.setTabText(
            MESSAGES, tr("Messages {messages}", messages=messages) if messages else tr("Messages")
        )
        self.waiting.setText(tr("{waiting} waiting", waiting=grouped(waiting)) if waiting else "")
        self.waiting.setToolTip(tr("Messages that wait for an answer or for a receipt"))

    def _turn(self, tab: int) -> None:
        """Another tab; keys that went to what it hides go to what it shows: of itself Qt gives them to the window's
        first button."""
        worked = QApplication.focusWidget()
        if not isinstance(worked, QWidget) or not self.splitter.isAncestorOf(worked):
            worked = None
        if tab == TEMPLATES:
            _ = self.templates
        elif tab == HISTORY:
            _ = self.sent
        self.above.setCurrentIndex(self._places.get(tab, self.above.currentIndex()))
        self._fit_tabs()
        self.above.setVisible(not self._low or tab != MESSAGES)
        self._below.setVisible(not self._low or tab == MESSAGES)
        if worked is not None and not worked.isVisible():
            page = self.above.currentWidget()
            inside = self.messages if self.above.isHidden() else page and page.focusWidget()
            (inside or self.head.tabs).setFocus()
        self.turned.emit(tab)
