"""Who has the height of a low window. The composer takes what it needs, if some rows of the trace stay, and gives it
back when another tab comes. In a very low window it and the tools have all of it while they are in front; of the trace
its row of tabs stays, and the notice. In the lowest the inspector shares no height with the trace either: of that which
is not worked in the tabs stay, and a press on one brings it back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow

from smppconsole.ui import theme
from smppconsole.ui.panels.inspector.panel import Inspector
from smppconsole.ui.panels.trace.panel import TracePanel

_GUEST, _BESIDE_GUEST = 332, 282
"""Pixels at 100 %: what the composer needs; the window's frame, the trace's controls and some rows."""


class LowWindow:
    """Folds trace and inspector to their tabs; ``watch`` tells it of further docks in the inspector's place."""

    def __init__(self, window: QMainWindow, trace: TracePanel, inspector: Inspector, bottom: QDockWidget) -> None:
        self._window, self._trace, self._inspector, self._bottom = window, trace, inspector, bottom
        self._before = self._given = 0
        self._low = self._lowest = self._inspects = False
        self._in_front: set[QDockWidget] = set()
        self._soon = QTimer(bottom)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)  # once all has come to its place: folding moves docks and the focus itself
        self._soon.timeout.connect(self._settle)
        inspector.head.tabs.currentChanged.connect(lambda _at: self._soon.start())
        inspector.head.tabs.tabBarClicked.connect(lambda _at: self.bring_inspector())
        trace.tabs.tabBarClicked.connect(lambda _at: self.bring_trace())
        self.watch(bottom)

    def watch(self, dock: QDockWidget) -> None:
        """One more dock that shares its place with the inspector."""
        dock.visibilityChanged.connect(partial(self._note, dock))
        dock.topLevelChanged.connect(lambda _floats: self._soon.start())

    def set_low(self, low: bool, lowest: bool) -> None:
        """Whether the window is so low that composer and tools need it all, and whether the inspector does."""
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
        self._soon.start()

    def _note(self, dock: QDockWidget, seen: bool) -> None:
        (self._in_front.add if seen else self._in_front.discard)(dock)
        self._soon.start()

    def _settle(self) -> None:
        stands = self._bottom in self._in_front and not self._bottom.isFloating()
        self._inspector.set_folded(self._lowest and stands and not self._is_inspected())
        self._trace.set_folded(self._low and any(map(self._works, self._in_front)))
        self._share_with_guest(stands and self._inspector.is_guest_in_front and not self._trace.is_folded)

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
        return not dock.isFloating() and (dock is not self._bottom or self._is_inspected())

    def _is_inspected(self) -> bool:
        return self._inspector.is_guest_in_front or (self._lowest and self._inspects)
