"""Docks and the room they share: what gives way where the window is small, and how it was left."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTabBar, QVBoxLayout, QWidget

from smppconsole.console import paths
from smppconsole.smpp.said import said
from smppconsole.ui import place, theme
from smppconsole.ui.cast import Cast
from smppconsole.ui.composer_place import RIGHT, ComposerPlace
from smppconsole.ui.low_window import LowWindow
from smppconsole.ui.state_file import WINDOW, open_state
from smppconsole.ui.widgets.dock import Dock
from smppconsole.ui.widgets.dock_grip import DockGrip
from smppconsole.ui.words import tr

_LAYOUT_VERSION = 1
_OTHER_LAYOUT = (
    "{path}: the places of the panels are those of another version and were not taken. They stand as at first; what "
    "you change is kept again."
)
_RAIL_BELOW = 1240
_LOW_BELOW, _FLAT_BELOW, _ALONE_BELOW, _LOWEST_BELOW = 800, 680, 530, 390
_LEFT, _RAIL, _SHEET = 228, 84, 320
_LEFT_LEAST, _LEFT_MOST = 200, 420
_SHEET_SHARE = 0.48
_BOTTOM_SHARE, _FLAT_SHARE = 0.43, 0.40
_BOTTOM_LEAST, _FRAME_AND_ROWS = 140, 276
"""Pixels at 100 %: what the inspector keeps; the window's frame, the trace's controls and four rows."""
_TRACE_LEAST, _TRACE_MOST, _BESIDE_TRACE = 90, 196, 214
"""The same of what the docks leave the trace: a notice and two rows, in the lowest windows less; and of all else."""


class Room:
    """Arranges the panels of one window in docks around the trace."""

    def __init__(self, window: QMainWindow, cast: Cast) -> None:
        self._window, self._cast = window, cast
        self._rail = self._taken = False
        self._low = (False, theme.scale())
        self.left = self._dock(
            "left", tr("Accounts"), self._left_side(), cast.accounts.head, Qt.DockWidgetArea.LeftDockWidgetArea
        )
        self.right = self._dock(
            "right", tr("Compose"), cast.side, cast.side.head, Qt.DockWidgetArea.RightDockWidgetArea
        )
        self.bottom = self._dock(
            "bottom", tr("Inspector"), cast.inspector, cast.inspector.head, Qt.DockWidgetArea.BottomDockWidgetArea
        )
        self.low_window = LowWindow(window, cast.trace, cast.inspector, self.bottom, self._bottom_height)
        self.composer_place = ComposerPlace(window, self.right, cast.side, cast.inspector)
        self.left.topLevelChanged.connect(self._drawn_out)
        self.widths = place.Widths(window, self.left, self.right)
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self.grips = [DockGrip(window, dock) for dock in (self.left, self.right, self.bottom)]

    def _left_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._cast.accounts, 1)
        column.addWidget(self._cast.health)
        return side

    def _dock(self, name: str, title: str, widget: QWidget, head: QWidget, area: Qt.DockWidgetArea) -> Dock:
        dock = Dock(name, title, self._window)
        dock.setWidget(widget)
        dock.setTitleBarWidget(head)
        self._window.addDockWidget(area, dock)
        return dock

    def panels(self) -> list[QWidget]:
        """What is in the window, in the order in which the eye goes through it; docks that float are windows."""
        cast, areas, window = self._cast, Qt.DockWidgetArea, self._window
        docks = [dock for dock in window.findChildren(QDockWidget) if dock.isVisible() and not dock.isFloating()]
        at = {area: [dock for dock in docks if window.dockWidgetArea(dock) == area] for area in areas}
        left, right = at[areas.LeftDockWidgetArea], at[areas.RightDockWidgetArea]
        tabs = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        below = [*at[areas.BottomDockWidgetArea], *tabs]
        return [cast.header, *left, *at[areas.TopDockWidgetArea], cast.trace, *below, *right, cast.status]

    # --- giving way

    def give_way(self) -> None:
        """Rail, tabs and folds for the size the window has."""
        cast, width, height = self._cast, self._window.width(), self._window.height()
        cast.header.give_way(width)
        cast.status.give_way(width)
        self._set_rail(width < theme.px(_RAIL_BELOW) and not self.left.isFloating())
        cast.inspector.set_flat(height < theme.px(_FLAT_BELOW))
        trace = min(theme.px(_TRACE_MOST), height - theme.px(_BESIDE_TRACE))
        cast.trace.set_least(max(theme.px(_TRACE_LEAST), trace))
        cast.trace.notice.set_brief(height < theme.px(_FLAT_BELOW))
        self.low_window.set_low(height < theme.px(_ALONE_BELOW), height < theme.px(_LOWEST_BELOW))
        self.composer_place.give_way(height < theme.px(_LOW_BELOW))
        self._measure_left()
        self._set_low(height < theme.px(_LOW_BELOW))

    def _drawn_out(self, _out: bool) -> None:
        """A window of its own has room for the whole list."""
        self.give_way()

    def _set_low(self, low: bool) -> None:
        """A window that has become low, or whose text has grown in it, leaves the trace its share of the height,
        whatever a higher one gave; grown again it gives the inspector back what was taken."""
        before, self._low = self._low, (low, theme.scale())
        if before[0] != low or (low and before != self._low):
            QTimer.singleShot(0, self._window, self._share_height)

    def _bottom_height(self) -> int:
        """The share of the inspector: less in a low window, so that some rows of the trace stay in sight."""
        height = self._window.height()
        share = round(height * (_FLAT_SHARE if height < theme.px(_FLAT_BELOW) else _BOTTOM_SHARE))
        return max(theme.px(_BOTTOM_LEAST), min(share, height - theme.px(_FRAME_AND_ROWS)))

    def _share_height(self) -> None:
        share = self._bottom_height()
        takes = self._low[0] and self.bottom.height() > share
        if self.bottom.isVisible() and (takes or self._taken):
            self._taken = takes
            self._window.resizeDocks([self.bottom], [share], Qt.Orientation.Vertical)

    def _set_rail(self, rail: bool) -> None:
        if rail != self._rail:
            self._rail = rail
            self._cast.accounts.set_rail(rail)

    def toggle_rail(self) -> None:
        """From the rail to the list, as long as the user wants it."""
        self._cast.accounts.set_rail(not self._cast.accounts.is_rail)
        self._measure_left()

    def _measure_left(self) -> None:
        """The rail and a sheet have widths of their own; health folds where there is no room for it."""
        accounts, high = self._cast.accounts, self._window.height() >= theme.px(_LOW_BELOW)
        self._cast.health.setVisible(high and not accounts.is_rail and not accounts.is_editing)
        if accounts.is_rail or accounts.is_editing:
            sheet = min(theme.px(_SHEET), round(self._window.width() * _SHEET_SHARE))
            self.left.setFixedWidth(theme.px(_RAIL) if accounts.is_rail else sheet)
            return
        fixed = self.left.minimumWidth() == self.left.maximumWidth()
        self.left.setMinimumWidth(theme.px(_LEFT_LEAST))
        self.left.setMaximumWidth(theme.px(_LEFT_MOST))
        if fixed:
            self._window.resizeDocks([self.left], [theme.px(_LEFT)], Qt.Orientation.Horizontal)

    def bring(self, dock: QDockWidget) -> None:
        """A panel to the front: shown, before those it shares its place with, and ready for keys where it floats."""
        dock.show()
        dock.raise_()
        if dock is self.bottom:
            self.low_window.bring_inspector()
        (dock if dock.isFloating() else self._window).activateWindow()

    def show_composer(self) -> None:
        """Bring the composer to the front, wherever it is."""
        self.composer_place.settle()
        self.bring(self.bottom if self._cast.inspector.show_guest() else self.right)
        self._cast.side.head.tabs.setCurrentIndex(0)

    def toggle(self, dock: QDockWidget) -> None:
        """Show what is hidden, hide what is shown; what stands behind another tab comes to the front."""
        self.composer_place.settle()
        if dock is self.right and self.composer_place.is_tab:
            self.show_composer()
        elif not dock.isHidden() and dock.visibleRegion().isEmpty():
            dock.raise_()
        else:
            worked = dock.isAncestorOf(QApplication.focusWidget() or self._window)
            dock.setVisible(dock.isHidden())
            if worked and dock.isHidden():
                self._cast.trace.page.table.setFocus()  # of itself Qt gives it to the window's first button

    # --- remembering

    def come_in(self) -> None:
        """Stand in a window that is on the screen already: at once, since docks that are not shown take no sizes."""
        for one in (self.left, self.bottom, self.right, self._cast.trace, self._window.statusBar()):
            one.show()
        self.give_way()
        self.composer_place.settle()
        layout = self._window.layout()
        if layout is not None:
            layout.activate()

    def restore(self) -> str:
        """As it was left, or as the design has it; in words, why it is not as it was left."""
        self.composer_place.settle()
        state = open_state(WINDOW).value("state")
        if state is not None and self._window.restoreState(state, _LAYOUT_VERSION):
            if self.composer_place.is_tab:
                self.right.hide()  # a larger window showed it; here nothing is in it
            return ""
        self._measure()
        path = paths.config() / WINDOW
        return said(_OTHER_LAYOUT, path=path) if state is not None else ""

    @property
    def docks(self) -> list[QDockWidget]:
        """All docks of the window, those of tools too."""
        return self._window.findChildren(QDockWidget)

    def reset(self) -> None:
        """Every panel in its place, whatever was drawn out of the window, moved or put behind another; the focus where
        it was, or in the trace where that is out of sight now."""
        focus = QApplication.focusWidget()
        self.composer_place.settle()
        place.put_back(self._window, self.left, self.right, self.bottom)
        self._measure()
        self.bottom.raise_()
        if focus is not None:
            self._window.activateWindow()
            (focus if focus.isVisible() else self._cast.trace.page.table).setFocus()

    def _measure(self) -> None:
        self.left.show()
        self.bottom.show()
        self.right.setVisible(not self.composer_place.is_tab)
        widths = [theme.px(_LEFT), theme.px(RIGHT)]
        self._window.resizeDocks([self.left, self.right], widths, Qt.Orientation.Horizontal)
        self._window.resizeDocks([self.bottom], [self._bottom_height()], Qt.Orientation.Vertical)

    def keep(self) -> None:
        """Remember where everything stands."""
        self.composer_place.settle()
        kept = open_state(WINDOW)
        place.keep(self._window, kept)
        kept.setValue("state", self._window.saveState(_LAYOUT_VERSION))
        kept.sync()
