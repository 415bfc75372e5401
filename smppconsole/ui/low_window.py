"""Who has the height of a low window. The composer takes what it needs, if some rows of the trace stay, and gives it
back when another tab comes. In a very low window the rows have it: of the inspector the tabs stay, until it is asked
for, and again once the user goes back to the trace; composer and tools have all of it while they are in front, and of
the trace its row of tabs stays, and the notice. In the lowest the inspector shares no height with the trace either."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow

from smppconsole.ui import theme
from smppconsole.ui.panels.inspector.panel import Inspector
from smppconsole.ui.panels.trace.panel import TracePanel

_GUEST, _BESIDE_GUEST = 332, 282
"""Pixels at 100 %: what the composer needs; the window's frame, the trace's controls and some rows."""
_ACROSS = Qt.DockWidgetArea.BottomDockWidgetArea | Qt.DockWidgetArea.TopDockWidgetArea
"""Where a dock takes height from the trace."""


class LowWindow:
    """Folds trace and inspector to their tabs; ``watch`` tells it of further docks in the inspector's place. ``share``
    says what height the inspector has as a rule."""

    def __init__(
        self,
        window: QMainWindow,
        trace: TracePanel,
        inspector: Inspector,
        bottom: QDockWidget,
        share: Callable[[], int],
    ) -> None:
        self._window, self._trace, self._inspector, self._bottom = window, trace, inspector, bottom
        self._share = share
        self._before = self._given = 0
        self._low = self._lowest = self._inspects = False
        self._in_front: set[QDockWidget] = set()
        self._soon = QTimer(bottom)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)  # once all has come to its place: folding moves docks and the focus itself
        self._soon.timeout.connect(self._settle)
        inspector.head.tabs.currentChanged.connect(lambda _at: self._soon.start())
        inspector.head.tabs.tabBarClicked.connect(self._pressed)
        inspector.head.fold.clicked.connect(self._turn)
        trace.tabs.tabBarClicked.connect(lambda _at: self.bring_trace())
        self.watch(bottom)

    def watch(self, dock: QDockWidget) -> None:
        """One more dock that shares its place with the inspector."""
        dock.visibilityChanged.connect(partial(self._note, dock))
        dock.topLevelChanged.connect(lambda _floats: self._soon.start())
        dock.dockLocationChanged.connect(lambda _area: self._soon.start())

    def set_low(self, low: bool, lowest: bool) -> None:
        """Whether the window is so low that composer and tools need it all and the rows come before the inspector,
        and whether the inspector needs it all too."""
        if (low, lowest) != (self._low, self._lowest):
            self._low, self._lowest = low, lowest
            self._soon.start()

    def bring_trace(self) -> None:
        """The trace, whatever has its height now."""
        self._inspects = False
        if self._trace.is_folded:
            self._inspector.head.tabs.setCurrentIndex(0)
            self._bottom.raise_()
            self._trace.set_folded(False)  # at once: it is about to get the focus
        self._soon.start()

    def bring_inspector(self) -> None:
        """The inspector, as far as it can."""
        self._inspects = True
        self._fold(False)  # at once: it is about to get the focus
        self._soon.start()

    def _pressed(self, at: int) -> None:
        """A tab opens what is folded; the one in front folds it again."""
        if at == self._inspector.head.tabs.currentIndex() and not self._inspector.is_guest_in_front:
            self._turn()
        else:
            self.bring_inspector()

    def _turn(self) -> None:
        """Open what is folded, or the other way round."""
        if self._folds and not self._inspector.is_folded:
            self.bring_trace()
        else:
            self.bring_inspector()

    def _note(self, dock: QDockWidget, seen: bool) -> None:
        (self._in_front.add if seen else self._in_front.discard)(dock)
        self._soon.start()

    @property
    def _stands(self) -> bool:
        """Whether the inspector is in front, and takes height from the trace."""
        return self._bottom in self._in_front and self._lies_across(self._bottom)

    @property
    def _folds(self) -> bool:
        return self._low and self._stands

    def _settle(self) -> None:
        self._fold(self._folds and not self._is_inspected())
        self._inspector.head.offer_fold(self._folds, folded=self._inspector.is_folded)
        self._trace.set_folded(self._low and any(map(self._works, self._in_front)))
        self._share_with_guest(self._stands and self._inspector.is_guest_in_front and not self._trace.is_folded)

    def _fold(self, folded: bool) -> None:
        """Opened again it has the height that it has as a rule."""
        if folded == self._inspector.is_folded:
            return
        self._inspector.set_folded(folded)
        if not folded:
            QTimer.singleShot(0, self._bottom, self._open)  # when the docks know that it may be higher

    def _open(self) -> None:
        if not self._inspector.is_folded and not self._trace.is_folded:
            self._window.resizeDocks([self._bottom], [self._share()], Qt.Orientation.Vertical)

    def _share_with_guest(self, here: bool) -> None:
        """The composer takes what it lacks; what it took it gives back, unless somebody has drawn the border since."""
        now = self._bottom.height()
        wish = min(theme.px(_GUEST), self._window.height() - theme.px(_BESIDE_GUEST))
        if here and not self._given and now < wish:
            self._before, self._given = now, wish
            self._window.resizeDocks([self._bottom], [wish], Qt.Orientation.Vertical)
        elif self._given and not here:
            if abs(now - self._given) <= 1:
                self._window.resizeDocks([self._bottom], [self._before], Qt.Orientation.Vertical)
            self._given = 0

    def _works(self, dock: QDockWidget) -> bool:
        return self._lies_across(dock) and (dock is not self._bottom or self._needs_all())

    def _lies_across(self, dock: QDockWidget) -> bool:
        return not dock.isFloating() and bool(self._window.dockWidgetArea(dock) & _ACROSS)

    def _needs_all(self) -> bool:
        return self._inspector.is_guest_in_front or (self._lowest and self._inspects)

    def _is_inspected(self) -> bool:
        return self._inspector.is_guest_in_front or self._inspects
