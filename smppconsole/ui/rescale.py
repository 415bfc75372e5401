"""Another text size while the window is open: fonts and fixed measures of what is there grow or shrink with it.

Widgets take their measures from ``theme.px`` when they are made. What was measured at another size is set anew here,
from the value at 100 %, which each widget keeps, so that going up and down again ends where it began.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QDockWidget,
    QGridLayout,
    QLayout,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

_ENDLESS = 16_777_215
_BASE = "measures at 100 %"
_OURS = ("Inter", "JetBrains Mono")


def rescale(widgets: Iterable[QWidget], before: float, after: float) -> None:
    """Set the measures of ``widgets``, made or set at the text size ``before``, for ``after`` (1.0 is 100 %)."""
    for widget in widgets:
        if isValid(widget):
            _note_font(widget, before)
            if not _is_qts_own(widget):
                _rescale_widget(widget, before, after)


def rescale_fonts(widgets: Iterable[QWidget], before: float, after: float) -> None:
    """The same for fonts that are a widget's own; to be done behind the program's font and style sheet."""
    for widget in widgets:
        if isValid(widget) and not widget.objectName().startswith("qt_"):
            _rescale_font(widget, before, after)


def _is_qts_own(widget: QWidget) -> bool:
    """Windows and docks are measured by the room; what Qt makes for itself, by Qt."""
    return widget.isWindow() or isinstance(widget, QDockWidget) or widget.objectName().startswith("qt_")


def _rescale_widget(widget: QWidget, before: float, after: float) -> None:
    smallest, largest = widget.minimumSize(), widget.maximumSize()
    now = (smallest.width(), smallest.height(), largest.width(), largest.height())
    kept = _scaled(widget, "size", now, before, after)
    if kept != now:
        widget.setMaximumSize(_ENDLESS, _ENDLESS)
        widget.setMinimumSize(kept[0], kept[1])
        widget.setMaximumSize(kept[2], kept[3])
    _rescale_icons(widget, before, after)
    _rescale_layouts(widget, before, after)


def _rescale_icons(widget: QWidget, before: float, after: float) -> None:
    """Icons of buttons, and of those lists that have a size for theirs."""
    if not isinstance(widget, QAbstractButton | QAbstractItemView):
        return
    side = widget.iconSize()
    if side.isValid() and not (isinstance(widget, QAbstractButton) and widget.icon().isNull()):
        widget.setIconSize(QSize(*_scaled(widget, "icon", (side.width(), side.height()), before, after)))


def _note_font(widget: QWidget, before: float) -> None:
    """The size at 100 % of a font that is the widget's own, read once: a style sheet that is set again may put the
    first font back, and some widgets set another as soon as the program's font is another."""
    font, name = widget.font(), f"{_BASE}: font"
    own = widget.testAttribute(Qt.WidgetAttribute.WA_SetFont) and not widget.objectName().startswith("qt_")
    if own and widget.property(name) is None and font.families() and font.families()[0] in _OURS:
        widget.setProperty(name, font.pixelSize() / before)


def _rescale_font(widget: QWidget, before: float, after: float) -> None:
    _note_font(widget, before)
    kept, font = widget.property(f"{_BASE}: font"), widget.font()
    if kept is None:
        return
    size = _at(float(kept), after)
    if size > 0 and size != font.pixelSize():
        changed = QFont(font)
        changed.setPixelSize(size)
        widget.setFont(changed)
        if isinstance(widget, QTextEdit):  # its hint has the font of the ground it is painted on, which a sheet holds
            widget.viewport().setFont(changed)


def _rescale_layouts(owner: QObject, before: float, after: float) -> None:
    """The layouts right below a widget or a layout. Not by way of their items: those are no objects of Qt, and what
    Python knows of one may be what stood at its place before."""
    for child in owner.children():
        if isinstance(child, QLayout):
            _rescale_layout(child, before, after)


def _rescale_layout(layout: QLayout, before: float, after: float) -> None:
    edges = layout.contentsMargins()
    now = (edges.left(), edges.top(), edges.right(), edges.bottom(), max(0, layout.spacing()))
    left, top, right, bottom, gap = _scaled(layout, "layout", now, before, after)
    layout.setContentsMargins(left, top, right, bottom)
    if layout.spacing() > 0:
        layout.setSpacing(gap)
    if isinstance(layout, QGridLayout):
        _rescale_grid(layout, before, after)
    _rescale_layouts(layout, before, after)


def _rescale_grid(grid: QGridLayout, before: float, after: float) -> None:
    rows, columns = range(grid.rowCount()), range(grid.columnCount())
    now = (*(grid.rowMinimumHeight(row) for row in rows), *(grid.columnMinimumWidth(column) for column in columns))
    kept = _scaled(grid, "grid", now, before, after)
    for row in rows:
        grid.setRowMinimumHeight(row, kept[row])
    for column in columns:
        grid.setColumnMinimumWidth(column, kept[len(rows) + column])
    down, across = grid.verticalSpacing(), grid.horizontalSpacing()
    if down > 0 or across > 0:
        high, wide = _scaled(grid, "gaps", (max(0, down), max(0, across)), before, after)
        grid.setVerticalSpacing(high)
        grid.setHorizontalSpacing(wide)


def _scaled(owner: QWidget | QLayout, what: str, now: tuple[int, ...], before: float, after: float) -> tuple[int, ...]:
    """``now`` at the new size, from the measures at 100 % where ``now`` is still what they gave last time."""
    name = f"{_BASE}: {what}"
    kept = owner.property(name)
    same = isinstance(kept, list) and tuple(_at(one, before) for one in kept) == now
    base = [float(one) for one in kept] if same else [one if one >= _ENDLESS else one / before for one in now]
    owner.setProperty(name, base)
    return tuple(_at(one, after) for one in base)


def _at(share: float, scale: float) -> int:
    return _ENDLESS if share >= _ENDLESS else round(share * scale)
