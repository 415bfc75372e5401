"""Work over several turns of which only the end is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget
from shiboken6 import isValid

_APART = 15
"""Milliseconds between one window, or one part of it, and the next."""
_COVERS = Qt.WidgetAttribute.WA_OpaquePaintEvent
"""Of what paints all of its own."""
_LARGE = 2_500_000
"""Pixels, more than of 1920x1080, that take too long to paint at once."""


def unpainted(windows: Sequence[QWidget], steps: Iterator[None]) -> Iterator[None]:
    """The steps, during which nothing of these windows is painted: each is painted once, behind the last, and
    in turns of its own.

    A window that was to be painted as a whole when this began may have its turn to paint while it must not. For Qt it
    stays unpainted then, and as such is not asked to paint again, whatever changes: so it is asked here.
    """
    shown = [window for window in windows if window.isVisible() and window.updatesEnabled()]
    for window in shown:
        window.setUpdatesEnabled(False)
    try:
        yield from steps
    finally:
        for turn, window in enumerate(filter(isValid, shown)):
            if turn:
                QTimer.singleShot(2 * turn * _APART, window, partial(paint, window))
            else:
                paint(window)


def paint(window: QWidget, *, lost: bool = False, docks_apart: bool = False) -> None:
    """Let a window be painted that was kept from it. The centre of a very large one, which has the most to paint, is
    painted a turn later. ``lost`` says that what stood there is, to another size: what is painted later has the
    window's ground until then, or else what stood there. With ``docks_apart`` the docks have a turn of their own before
    the centre: the first picture in new memory takes as long as they do."""
    large = window.width() * window.height() > _LARGE
    centre = window.centralWidget() if isinstance(window, QMainWindow) and (large or docks_apart) else None
    if centre is not None:
        docks = [dock for dock in window.findChildren(QDockWidget) if docks_apart and not dock.isWindow()]
        later = [[_put_off(part, lost) for part in parts] for parts in (docks, [centre]) if parts]
        _let(window, later)
    window.setUpdatesEnabled(True)
    QApplication.postEvent(window, QEvent(QEvent.Type.UpdateRequest))


def _let(window: QWidget, later: list[list[Callable[[], None]]]) -> None:
    """Paint the first of these a turn later and the next a turn after that: had each its own timer, both might be up
    when the first picture is done."""

    def paint_first() -> None:
        for paint_it in later[0]:
            paint_it()
        if later[1:]:
            _let(window, later[1:])

    QTimer.singleShot(_APART, window, paint_first)


def _put_off(part: QWidget, lost: bool) -> Callable[[], None]:
    """Keep a part from being painted; what is given back lets it. Qt paints no ground below what covers it, so where
    there is to be one nothing covers it meanwhile."""
    covering = [one for one in part.findChildren(QWidget) if one.testAttribute(_COVERS)] if lost else []
    filling = [one for one in part.findChildren(QWidget) if one.autoFillBackground()] if lost else []

    def cover(on: bool) -> None:
        for one in filter(isValid, covering):
            one.setAttribute(_COVERS, on=on)
        for one in filter(isValid, filling):
            one.setAutoFillBackground(on)
        if isValid(part):
            part.setUpdatesEnabled(on)

    cover(False)
    return partial(cover, True)
