"""The way of the Tab key through a window: panel by panel, and in each as the eye goes, line by line.

Qt goes in the order in which widgets were made, and cards, tools and sheets come and go. What has the focus but is no
station, a panel as a whole, leads to the first station in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

_LINE = 12
"""Pixels by which tops may differ that the eye takes for one line."""


def go(window: QWidget, panels: Sequence[QWidget], forward: bool) -> bool:
    """Give the focus to the station after that which has it, or before; whether there is one."""
    stations = [one for panel in panels for one in stations_of(panel, window)]
    if not stations:
        return False
    stations[_next(stations, QApplication.focusWidget(), forward)].setFocus(
        Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    )
    return True


def _next(stations: list[QWidget], focus: QWidget | None, forward: bool) -> int:
    if focus in stations:
        return (stations.index(focus) + (1 if forward else -1)) % len(stations)
    inside = [at for at, one in enumerate(stations) if focus is not None and focus.isAncestorOf(one)]
    return (inside[0] if forward else inside[-1]) if inside else 0


def stations_of(panel: QWidget, window: QWidget) -> list[QWidget]:
    """What Tab stops at within a panel, line by line."""
    return sorted(_stops(panel), key=lambda one: _place(one, window))


def _stops(panel: QWidget) -> Iterator[QWidget]:
    for one in (panel, *panel.findChildren(QWidget)):
        stops = one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
        if stops and one.isVisible() and one.isEnabled():
            yield one


def _place(one: QWidget, window: QWidget) -> tuple[int, int]:
    at = one.mapTo(window, QPoint(0, 0))
    return (at.y() + one.height() // 2) // _LINE, at.x()
