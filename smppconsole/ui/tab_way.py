"""The way of the Tab key through a window: panel by panel, and in each as the eye goes, line by line.

Qt goes in the order in which widgets were made, and cards, tools and sheets come and go. What has the focus but is no
station, a panel as a whole, leads to the first station in it. What stands beside each other with a splitter between, or
in columns that say so, is gone through one part after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

_COLUMN = "tab_column"
"""The property of a widget within which Tab goes through all before it goes on."""
_LINE = 12
"""Pixels by which tops may differ that the eye takes for one line."""


def go(window: QWidget, panels: Sequence[QWidget], forward: bool) -> bool:
    """Give the focus to the station after that which has it, or before; whether there is one."""
    stations = [one for panel in panels for one in stations_of(panel, window)]
    if not stations:
        return False
    focus = QApplication.focusWidget()
    beside = _beside(focus, panels, window) if focus is not None and focus not in stations else None
    (beside or stations[_next(stations, focus, forward)]).setFocus(
        Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    )
    return True


def _beside(focus: QWidget, panels: Sequence[QWidget], window: QWidget) -> QWidget | None:
    """The station behind what can have the focus no longer, as a button that its own press switches off or hides; where
    it was the last of its panel the one before. None where it is not like that."""
    if focus.isVisible() and focus.isEnabled():
        return None
    panel = next((one for one in panels if one.isAncestorOf(focus)), None)
    if panel is None:
        return None
    place, stations = _way_to(focus, panel, window), stations_of(panel, window)
    behind = (one for one in stations if _way_to(one, panel, window) > place)
    return next(behind, stations[-1] if stations else None)


def _next(stations: list[QWidget], focus: QWidget | None, forward: bool) -> int:
    if focus in stations:
        return (stations.index(focus) + (1 if forward else -1)) % len(stations)
    inside = [at for at, one in enumerate(stations) if focus is not None and focus.isAncestorOf(one)]
    return (inside[0] if forward else inside[-1]) if inside else 0


def gone_through_whole(*columns: QWidget) -> None:
    """Have Tab go through all within each of these before it goes on."""
    for column in columns:
        column.setProperty(_COLUMN, True)


class WalkedWindow(QWidget):
    """A window of one panel, through which Tab goes so."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Round and round."""
        return go(self, (self,), forward)


def stations_of(panel: QWidget, window: QWidget) -> list[QWidget]:
    """What Tab stops at within a panel, line by line in each of its parts."""
    return sorted(_stops(panel), key=lambda one: _way_to(one, panel, window))


def _stops(panel: QWidget) -> Iterator[QWidget]:
    for one in (panel, *panel.findChildren(QWidget)):
        stops = one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
        if stops and one.isVisible() and one.isEnabled():
            yield one


def _way_to(one: QWidget, panel: QWidget, window: QWidget) -> list[tuple[int, int]]:
    """Where it stands, after where the parts stand that it is in, from the outermost on."""
    way, above = [_place(one, window)], one.parentWidget()
    while above is not None and above is not panel and one is not panel:
        if isinstance(above.parentWidget(), QSplitter) or above.property(_COLUMN):
            at = above.mapTo(window, QPoint(0, 0))
            way.append((at.y() // _LINE, at.x()))
        above = above.parentWidget()
    return way[::-1]


def _place(one: QWidget, window: QWidget) -> tuple[int, int]:
    at = one.mapTo(window, QPoint(0, 0))
    return (at.y() + one.height() // 2) // _LINE, at.x()
