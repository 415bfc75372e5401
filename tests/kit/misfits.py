"""What does not fit, found by measure: widgets beyond their room, widgets over each other, words that are cut."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QDockWidget,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QWidget,
)

from smppconsole.ui.widgets.controls import IconButton
from smppconsole.ui.widgets.cut_label import CutLabel
from smppconsole.ui.widgets.dock_grip import DockGrip
from smppconsole.ui.widgets.main_button import MainButton
from smppconsole.ui.widgets.tab_row import TabRow

_SLACK = 1
_OVERLAYS = ("grip", "pill", "qt_", "palette", "rubberband", "noticeplace")
"""What lies over others by intent, or is Qt's own: parts of names and kinds, in small letters."""


def misfits(window: QWidget, is_on_screen: bool = True) -> list[str]:
    """In words, what of a window that is shown does not fit: each with the name of the widget. One that is not
    ``is_on_screen`` may be larger than that."""
    over = _beyond_screen(window) if is_on_screen else []
    found = [f"{name_of(window)} is beyond its screen: {words}" for words in over]
    found += [f"{name_of(window)} {words}" for words in _overlaps(window)]
    for widget in _shown(window):
        found += [f"{name_of(widget)} {words}" for words in _misfits_of(widget)]
    return found


def name_of(widget: QWidget) -> str:
    """Its object name, or its kind and the nearest name above it."""
    if widget.objectName():
        return widget.objectName()
    above = widget.parentWidget()
    words = f" “{widget.text()[:30]}”" if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__}{words} in {name_of(above)}" if above is not None else type(widget).__name__


def _shown(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        own = widget.window() is window and not widget.objectName().startswith("qt_")
        if own and widget.isVisible() and not _is_put_behind(widget):
            yield widget


def _is_put_behind(widget: QWidget) -> bool:
    """Whether it is in a dock behind others, which Qt keeps shown beyond the corner of the window, or goes with it."""
    above: QWidget | None = widget
    while above is not None and not above.isWindow():
        if isinstance(above, QDockWidget | QTabBar | DockGrip) and above.geometry().right() < 0:
            return True
        above = above.parentWidget()
    return False


def _beyond_screen(window: QWidget) -> list[str]:
    free, frame = window.screen().availableGeometry(), window.frameGeometry()
    fits = frame.width() <= free.width() and frame.height() <= free.height()
    return [] if fits else [f"{frame.width()}x{frame.height()} in {free.width()}x{free.height()}"]


def _misfits_of(widget: QWidget) -> Iterator[str]:
    yield from _beyond_parent(widget)
    yield from _overlaps(widget)
    yield from _cut(widget)


def _is_scrolled(widget: QWidget) -> bool:
    """Whether it is what a scroll area moves, or the inside of one."""
    above = widget.parentWidget()
    return above is not None and isinstance(above.parentWidget(), QAbstractScrollArea)


def _beyond_parent(widget: QWidget) -> Iterator[str]:
    above = widget.parentWidget()
    if above is None or _is_scrolled(widget) or isinstance(above, QAbstractScrollArea):
        return
    box, room = widget.geometry(), above.rect()
    over = (-box.left(), -box.top(), box.right() - room.right(), box.bottom() - room.bottom())
    if max(over) > _SLACK:
        yield f"{box.getRect()} is beyond {name_of(above)} {room.width()}x{room.height()}"


def _overlaps(widget: QWidget) -> Iterator[str]:
    inside = [one for one in widget.children() if isinstance(one, QWidget) and one.isVisible() and _lies(one)]
    for one, other in combinations(inside, 2):
        shared: QRect = one.geometry().intersected(other.geometry())
        if shared.width() > _SLACK and shared.height() > _SLACK:
            yield f"has {name_of(one)} over {name_of(other)} by {shared.width()}x{shared.height()}"


def _lies(widget: QWidget) -> bool:
    named = widget.objectName().casefold() + type(widget).__name__.casefold()
    return not widget.isWindow() and not _is_put_behind(widget) and not any(part in named for part in _OVERLAYS)


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, CutLabel):
        if widget.shown != widget.text() and not _has_tip(widget):
            yield f"“{widget.text()}” is cut and has no tool tip"
    elif isinstance(widget, QLabel):
        yield from _cut_label(widget)
    elif isinstance(widget, QTabBar):
        yield from _cut_tabs(widget)
    elif isinstance(widget, QHeaderView):
        yield from _cut_header(widget)
    elif isinstance(widget, QLineEdit):
        yield from _cut_line(widget)
    elif isinstance(widget, MainButton):
        need, has = widget._words_font_width(), widget.width() - 2 * 8
        if need > has and not widget.toolTip():
            yield f"“{widget.text()}” is cut by {need - has}"
    elif isinstance(widget, IconButton):
        return
    elif isinstance(widget, QPushButton | QCheckBox):
        need = 0 if widget.hasHeightForWidth() else widget.sizeHint().width() - 8
        if need > widget.width() + _SLACK and not widget.toolTip():
            yield f"“{widget.text()}” is cut by {need - widget.width()}"
        if widget.sizeHint().height() - 6 > widget.height():
            yield f"“{widget.text()}” is too low: {widget.height()} of {widget.sizeHint().height()}"


def _cut_label(widget: QLabel) -> Iterator[str]:
    if not widget.text() or widget.textFormat() == Qt.TextFormat.RichText:
        return
    room = widget.contentsRect()
    if widget.wordWrap():
        need = widget.heightForWidth(widget.width())
        if need > widget.height() + _SLACK:
            yield f"“{widget.text()[:60]}” lacks {need - widget.height()} of its height"
        return
    metrics = widget.fontMetrics()
    need = max(metrics.horizontalAdvance(line) for line in widget.text().split("\n"))
    if need > room.width() + _SLACK:
        yield f"“{widget.text()[:60]}” is cut by {need - room.width()}"
    if metrics.height() > room.height() + 4:
        yield f"“{widget.text()[:60]}” is too low: {room.height()} of {metrics.height()}"
    if widget.text().endswith("…") and not widget.toolTip():
        yield f"“{widget.text()[:60]}” ends in … and has no tool tip"


def _has_tip(widget: QWidget) -> bool:
    above = widget.parentWidget()
    return bool(widget.toolTip()) or (above is not None and not widget.isWindow() and _has_tip(above))


def _cut_tabs(widget: QTabBar) -> Iterator[str]:
    if isinstance(widget, TabRow):
        return  # it says on hover what it cuts
    for at in range(widget.count()):
        if not widget.isTabVisible(at):
            continue
        words, room = widget.tabText(at), widget.tabRect(at).width()
        need = widget.fontMetrics().horizontalAdvance(words)
        if need > room and not widget.tabToolTip(at):
            yield f"tab “{words}” is cut by {need - room}"
        if widget.tabRect(at).right() > widget.width() + _SLACK and not widget.usesScrollButtons():
            yield f"tab “{words}” is beyond the row by {widget.tabRect(at).right() - widget.width()}"


def _cut_header(widget: QHeaderView) -> Iterator[str]:
    model = widget.model()
    if model is None or widget.orientation() != Qt.Orientation.Horizontal:
        return
    for at in range(widget.count()):
        if widget.isSectionHidden(at):
            continue
        words = model.headerData(at, Qt.Orientation.Horizontal)
        tip = model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        need = widget.fontMetrics().horizontalAdvance(str(words or ""))
        if need > widget.sectionSize(at) and not tip:
            yield f"column “{words}” is cut by {need - widget.sectionSize(at)}"


def _cut_line(widget: QLineEdit) -> Iterator[str]:
    margins = widget.textMargins()
    room = widget.contentsRect().width() - margins.left() - margins.right() - 4
    words = widget.placeholderText() if not widget.text() else ""
    need = widget.fontMetrics().horizontalAdvance(words)
    if need > room and words not in widget.toolTip():
        yield f"hint “{words}” is cut by {need - room}"
    if widget.fontMetrics().height() > widget.contentsRect().height() + 2:
        yield f"is too low: {widget.contentsRect().height()} of {widget.fontMetrics().height()}"
