"""Where composer and messages stand: in a dock at the right, or in a narrow window as a tab beside the inspector.

They change their place a moment after the window's size, in turns of their own: Qt styles all of them again for another
parent, and that would hold up the size as it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from smppconsole.ui import theme
from smppconsole.ui.panels.frame.side import SidePanel
from smppconsole.ui.panels.inspector.panel import Inspector
from smppconsole.ui.rescale import rescale_fonts
from smppconsole.ui.slices import SlicedWork
from smppconsole.ui.unpainted import unpainted
from smppconsole.ui.words import tr

RIGHT = 320
"""Pixels of the design: the dock's width."""
_TAB_BELOW = 1040
_SOON = 30
"""Milliseconds from a size that wants another place to the move: the size itself is drawn before."""


class ComposerPlace:
    """Moves one panel between its dock and the inspector."""

    def __init__(self, window: QMainWindow, dock: QDockWidget, side: SidePanel, inspector: Inspector) -> None:
        self._window, self._dock, self._side, self._inspector = window, dock, side, inspector
        self._no_head = QWidget(dock)
        self._no_head.hide()  # it would lie over the heading, and take the presses on its tabs
        self._low = False
        self.is_tab = False
        self._moving: SlicedWork | None = None
        self._soon = QTimer(window)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._move)

    @property
    def settled(self) -> bool:
        """Whether it stands where the window's size wants it."""
        return self._moving is None and not self._soon.isActive()

    def give_way(self, low: bool) -> None:
        """For the size the window has; in a ``low`` one composer and messages are tabs."""
        self._low = low
        if (self._window.width() < theme.px(_TAB_BELOW)) == self.is_tab:
            self._share()
        elif not self._soon.isActive():
            self._soon.start()
            if not self._window.isVisible():
                self.settle()
        QTimer.singleShot(0, self._window, self._widen)

    def settle(self) -> None:
        """Stand there at once."""
        moving, self._moving = self._moving, None
        if moving is not None:
            moving.finish()
            moving.deleteLater()
        if self._soon.isActive():
            self._soon.stop()
            for _step in self._moves():
                pass

    def _move(self) -> None:
        """In turns, of which only the last is seen."""
        self.settle()
        self._moving = SlicedWork(unpainted([self._window], self._moves()))
        self._moving.ended.connect(lambda _why: self.settle())

    def _moves(self) -> Iterator[None]:
        to_tab = self._window.width() < theme.px(_TAB_BELOW)
        if to_tab == self.is_tab:
            return
        self.is_tab = to_tab
        yield from self._to_tab() if to_tab else self._to_dock()
        self._share()
        scale = theme.scale()  # another parent: the style sheet puts fonts back to those of the start
        rescale_fonts((self._side.head, *self._side.findChildren(QWidget)), scale, scale)
        yield
        QTimer.singleShot(0, self._window, self._widen)

    def _to_tab(self) -> Iterator[None]:
        self._dock.setTitleBarWidget(self._no_head)
        self._side.take_head()
        yield
        self._inspector.take_guest(tr("Compose"), self._side)
        yield
        self._dock.hide()
        yield

    def _to_dock(self) -> Iterator[None]:
        self._inspector.give_guest_back()
        self._dock.setTitleBarWidget(self._side.head)
        self._no_head.hide()
        yield
        self._dock.setWidget(self._side)
        yield
        self._side.show()
        self._dock.show()
        yield

    def _share(self) -> None:
        """Composer and messages below one another, or as tabs where there is not the height."""
        self._side.set_low(self._low or self.is_tab)

    def _widen(self) -> None:
        """The composer has its full width where there is room, whatever a smaller window took of it."""
        if self._dock.isVisible() and self._dock.width() < theme.px(RIGHT):
            self._window.resizeDocks([self._dock], [theme.px(RIGHT)], Qt.Orientation.Horizontal)
