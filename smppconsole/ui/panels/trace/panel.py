"""The middle of the window: the live trace and the captures opened beside it, each a tab."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from smppconsole.smpp.finding import Severity
from smppconsole.trace.store import Store
from smppconsole.ui import theme
from smppconsole.ui.panels.trace.columns import ColumnWish
from smppconsole.ui.panels.trace.notice_place import NoticePlace
from smppconsole.ui.panels.trace.page import TracePage
from smppconsole.ui.panels.trace.terms import TraceTerms
from smppconsole.ui.widgets.controls import IconButton, hairline, named
from smppconsole.ui.widgets.folding import fold
from smppconsole.ui.widgets.pill import Pill
from smppconsole.ui.widgets.tab_row import TabRow
from smppconsole.ui.words import tip, tr

_LEAST = 240
"""Pixels that the docks at the sides leave the trace at least, whatever its controls would like."""
EMPTY_LIVE = "No PDUs yet. Bind a session, or open a capture."
EMPTY_FILE = "This capture holds no PDUs of SMPP."


class TracePanel(QWidget):
    """Signals: ``picked`` with a row of the page in front, ``asked`` with a wish, ``turned`` when another tab comes,
    ``added`` with a new page, ``noted`` with a page and rows the user marked or commented on, ``missed`` with a row
    that a filter hides, ``columns_chosen`` with a ``ColumnWish``."""

    picked = Signal(int)
    asked = Signal(str)
    turned = Signal()
    added = Signal(object)
    noted = Signal(object, object)
    missed = Signal(int)
    columns_chosen = Signal(object)

    def __init__(self, live: Store, terms: TraceTerms) -> None:
        super().__init__()
        named(self, "trace", tr("Trace"))
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = TabRow("trace.tabs", tr("Traces"))
        self.open = IconButton("plus", "trace.open", tr("Open a capture"), "Ctrl+O")
        self.pill = Pill("trace.follow", self)
        self.pause = IconButton("pause", "trace.pause", tr("Stop following"), tr("End follows again"))
        self.pause.setCheckable(True)
        self.choose = IconButton("columns", "trace.columns", tr("Choose columns"))
        self.export = IconButton("export", "trace.save", tr("Save what is shown"), "Ctrl+S")
        self.pages = QStackedWidget()
        self.notice = NoticePlace(self, lambda: self.page)
        self.columns = ColumnWish()
        self.missing: Callable[[str], str] = _nothing
        """Why an action can do nothing now; the window says it, "" for all that can be done."""
        self.setMinimumWidth(theme.px(_LEAST))
        self._least = 0
        self._lay_out()
        self.live = self.add_page(tr("Live"), live, terms, EMPTY_LIVE)
        self.show_bound(False)
        self._wire()

    def show_bound(self, bound: bool) -> None:
        """Whether any session is bound: a filled disc at the tab of what is live, or a hollow one."""
        mark = ("dot", "ok", tr("a session is bound")) if bound else ("ring", "text3", tr("no session is bound"))
        self.tabs.set_mark(0, *mark)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(4), 0, theme.px(8), 0)
        row.setSpacing(theme.px(2))
        row.addWidget(self.tabs)
        row.addWidget(self.open)
        row.addStretch(1)
        row.addWidget(self.pill)
        row.addSpacing(theme.px(6))
        for button in (self.pause, self.choose, self.export):
            row.addWidget(button)
        head = QWidget()
        head.setLayout(row)
        head.setFixedHeight(theme.px(theme.HEIGHTS.tab_row))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(hairline())
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self.tabs.tabCloseRequested.connect(self.close_page)
        self.notice.asked.connect(lambda key: self.asked.emit(f"notice.{key}"))
        self.open.clicked.connect(lambda: self.asked.emit("open"))
        self.export.clicked.connect(lambda: self.asked.emit("save"))
        self.pause.clicked.connect(self._pause)
        self.choose.clicked.connect(self.choose_columns)
        self.pill.clicked.connect(self._follow)

    @property
    def is_folded(self) -> bool:
        """Whether the tabs and the notice are all there is to see."""
        return self.pages.isHidden()

    def set_folded(self, folded: bool) -> None:
        """Leave the height to others, or take it back."""
        if fold(self, self.pages, folded):
            self.notice.arrange()
            self.setMinimumHeight(0 if folded else self._least)

    def set_least(self, height: int) -> None:
        """Pixels that docks above and below leave the trace at least."""
        self._least = height
        self.setMinimumHeight(0 if self.is_folded else height)

    @property
    def page(self) -> TracePage:
        """The page in front."""
        page = self.pages.currentWidget()
        assert isinstance(page, TracePage)  # noqa: S101 - the stack holds nothing else
        return page

    def add_page(self, title: str, store: Store, terms: TraceTerms, empty: str = EMPTY_FILE) -> TracePage:
        """One more trace, in a tab of its own, in front."""
        page = TracePage(store, terms, empty, title)
        self.pages.addWidget(page)
        at = self.tabs.addTab(title)
        if at:
            self.tabs.set_mark(at, "file", "text2")
            self._add_cross(at, page)
        page.picked.connect(self.picked)
        page.asked.connect(self.asked)
        page.noted.connect(lambda rows: self.noted.emit(page, rows))
        page.missed.connect(self.missed)
        page.missing = self._lacking
        for said in (page.said, page.acts.errors.missed):
            said.connect(self._say_note)
        page.table.columns.set_wish(self.columns)
        page.table.columns.wished.connect(self.set_columns)
        page.table.following.turned.connect(lambda _on: self._show_following())
        page.table.following.counted.connect(lambda _count: self._show_following())
        self.added.emit(page)
        self.tabs.setCurrentIndex(at)
        return page

    def _say_note(self, words: str) -> None:
        self.notice.say(Severity.NOTE, words)

    def _lacking(self, action: str) -> str:
        return self.missing(action)

    def tell_of(self, page: TracePage, words: str) -> None:
        """What a page's tab tells the one who points at it."""
        self.tabs.setTabToolTip(self.pages.indexOf(page), tip(words))

    def choose_columns(self) -> None:
        """The columns to choose from, below their button."""
        self.page.table.columns.open_menu(self.choose.mapToGlobal(self.choose.rect().bottomLeft()))

    def set_columns(self, wish: ColumnWish) -> None:
        """These columns in every trace."""
        if wish != self.columns:
            self.columns = wish
            for at in range(self.pages.count()):
                page = self.pages.widget(at)
                if isinstance(page, TracePage) and page.table.columns.wish != wish:
                    page.table.columns.set_wish(wish)
            self.columns_chosen.emit(wish)

    def _add_cross(self, at: int, page: TracePage) -> None:
        cross = IconButton("close", f"trace.close_{at}", tr("Close this capture"), size=10)
        cross.setFixedSize(theme.px(18), theme.px(18))
        cross.clicked.connect(lambda: self.close_page(self.pages.indexOf(page)))
        self.tabs.setTabButton(at, QTabBar.ButtonPosition.RightSide, cross)

    def close_page(self, at: int) -> None:
        """Close a capture; the live trace stays."""
        page = self.pages.widget(at)
        if at > 0 and isinstance(page, TracePage):
            self.pages.removeWidget(page)
            self.tabs.removeTab(at)
            page.close_page()
            page.deleteLater()

    def close_all(self) -> None:
        """Watch no store any longer, ask nobody what can be done."""
        self.missing = _nothing
        self.notice.close_place()
        for at in range(self.pages.count()):
            page = self.pages.widget(at)
            if isinstance(page, TracePage):
                page.close_page()

    def _turn(self, at: int) -> None:
        self.pages.setCurrentIndex(at)
        self.notice.settle()
        self._show_following()
        self.turned.emit()

    def _pause(self, paused: bool) -> None:
        following = self.page.table.following
        if paused:
            following.stop()
        else:
            following.start()

    def _follow(self) -> None:
        self.page.table.following.start()

    def _show_following(self) -> None:
        following = self.page.table.following.on
        self.pill.show_count(self.page.table.following.since)
        self.pause.setChecked(not following)
        self.pause.setToolTip(tr("Stop following") if following else tr("Follow again (End)"))
        self.pause.set_icon("pause" if following else "play")


def _nothing(_action: str) -> str:
    return ""
