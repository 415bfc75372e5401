"""A dock of tools: a tab for each that was opened, one in front, taken out of the window or put away together."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from smppconsole.ui import theme
from smppconsole.ui.widgets.controls import IconButton, named
from smppconsole.ui.widgets.dock import Dock
from smppconsole.ui.widgets.roles import Role, told_as
from smppconsole.ui.widgets.sized import open_sized
from smppconsole.ui.widgets.tab_row import TabRow
from smppconsole.ui.words import tr

_LEAST = 240
_OUTSIDE = (960, 640)


@told_as(Role.Grouping)
class _EmptyPage(QWidget):
    """Where a tool will be in a moment: its ground, and the keys meanwhile."""

    def __init__(self, id: str, title: str) -> None:
        super().__init__()
        named(self, f"tools.page.{id}", title)
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


class ToolShelf(Dock):
    """``turned`` carries the id of the tool that came to the front. ``emptied`` says that the last one with the focus
    in it was put away: who has it next is for others to say."""

    turned = Signal(str)
    emptied = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__("tools", tr("Tools"), window)
        self.setAccessibleName(tr("Tools"))
        self.tabs = TabRow("tools.tabs", tr("Tools"))
        self.out = IconButton(
            "panel-right", "tools.out", tr("Take the tools out of the window, or put them back"), size=14
        )
        self.away = IconButton("close", "tools.close", tr("Close this tool"), size=12)
        self.stack = QStackedWidget()
        self.stack.setMinimumSize(theme.px(_LEAST), 1)  # it stands with the inspector, which keeps its own height
        self._ids: list[str] = []
        self._pages: dict[str, QWidget] = {}
        self.setTitleBarWidget(self._head())
        self.setWidget(self.stack)
        self.tabs.currentChanged.connect(self._turn)
        self.out.clicked.connect(self._take_out)
        self.away.clicked.connect(lambda: self.put_away(self.front))
        self.visibilityChanged.connect(self._seen)

    def _head(self) -> QWidget:
        head = named(QWidget(), "tools.head", tr("Tools"))
        head.setProperty("ground", "bg")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head.setFixedHeight(theme.px(theme.HEIGHTS.tab_row))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(4), 0, theme.px(8), 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.tabs, 1)
        row.addWidget(self.out)
        row.addWidget(self.away)
        return head

    @property
    def front(self) -> str:
        """The id of the tool in front, "" where there is none."""
        at = self.tabs.currentIndex()
        return self._ids[at] if 0 <= at < len(self._ids) else ""

    @property
    def ids(self) -> list[str]:
        """The ids of the open tools, in the order of their tabs."""
        return list(self._ids)

    @property
    def on_top(self) -> bool:
        """Whether no other panel stands before it."""
        return not self.isHidden() and (self.isFloating() or not self.visibleRegion().isEmpty())

    @property
    def holds_focus(self) -> bool:
        """Whether the keys go to something on it."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def is_seen(self, id: str) -> bool:
        """Whether a tool is in front and on the screen."""
        return self.front == id and self.isVisible()

    def show_tool(self, id: str, title: str) -> None:
        """Bring a tool to the front, with a tab of its own; the first time its page is empty and waits for ``put``."""
        if id not in self._ids:
            self._ids.append(id)
            self.stack.addWidget(self._page(id, title))
            self.tabs.addTab(title)
        was = self.isVisible(), self.front
        self.tabs.setCurrentIndex(self._ids.index(id))
        self.show()
        self.raise_()
        if was == (True, id):
            self.turned.emit(id)

    def _page(self, id: str, title: str) -> QWidget:
        if id not in self._pages:
            self._pages[id] = _EmptyPage(id, title)
        return self._pages[id]

    def is_empty(self, id: str) -> bool:
        """Whether a tool has a page, and its panel has yet to come."""
        return id in self._ids and isinstance(self._pages[id], _EmptyPage)

    def put(self, id: str, panel: QWidget) -> None:
        """The panel of a tool, in the place of its empty page; the keys go where they went."""
        at, page = self._ids.index(id), self._pages[id]
        in_front, with_keys = self.front == id, page.hasFocus()
        self.stack.insertWidget(at, panel)
        self.stack.removeWidget(page)
        self._pages[id] = panel
        if in_front:
            self.stack.setCurrentWidget(panel)
        if with_keys:
            panel.setFocus()
        page.deleteLater()

    def take_focus(self) -> None:
        """The keys to the tool in front."""
        self._pages[self.front].setFocus()

    def put_away(self, id: str) -> None:
        """Take a tool's tab away; the tool itself is kept for the next time."""
        if id not in self._ids:
            return
        at, held = self._ids.index(id), self.holds_focus
        self.stack.removeWidget(self._pages[id])
        self._ids.pop(at)
        self.tabs.removeTab(at)
        self._turn(self.tabs.currentIndex())
        if not self._ids:
            self.hide()
        if held:
            self._pass_focus_on()

    def _pass_focus_on(self) -> None:
        """To the tool that is in front now; Qt would give it to whatever comes next in the window."""
        front = self.stack.currentWidget()
        if self._ids and front is not None:
            front.setFocus()
        else:
            self.emptied.emit()

    def _turn(self, at: int) -> None:
        if 0 <= at < self.stack.count():
            self.stack.setCurrentIndex(at)
            self.turned.emit(self._ids[at])

    def _take_out(self) -> None:
        self.setFloating(not self.isFloating())
        if self.isFloating():
            open_sized(self, *_OUTSIDE)

    def _seen(self, visible: bool) -> None:
        """An empty shelf that a kept layout brings back stays away."""
        if visible and not self._ids:
            self.hide()
        elif visible:
            self.turned.emit(self.front)
