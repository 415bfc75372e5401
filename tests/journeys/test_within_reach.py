"""Nothing lies over what the mouse goes to: each button, line, choice and tab is reached where it is seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QTabBar, QWidget

from smppconsole.console.account import Account
from smppconsole.ui.main_window import MainWindow
from tests.kit.screen import eventually
from tests.kit.window import filled, opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def _places(widget: QWidget) -> Iterator[tuple[str, QPoint]]:
    """Where one would press it: the middle of what is seen of it, or of each tab."""
    if widget.visibleRegion().isEmpty():
        return
    if isinstance(widget, QTabBar):
        for at in range(widget.count()):
            if widget.isTabVisible(at):
                yield f"{widget.objectName()}[{widget.tabText(at)}]", widget.tabRect(at).center()
    else:
        yield widget.objectName(), widget.visibleRegion().boundingRect().center()


def _covered(window: MainWindow) -> dict[str, str]:
    """What lies over something, by the name of what is below."""
    told = {}
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QTabBar) and widget.isVisible():
            for name, place in _places(widget):
                over = window.childAt(widget.mapTo(window, place))
                if over is not widget and not (over is not None and widget.isAncestorOf(over)):
                    told[name] = repr(over)
    return told


@pytest.mark.usefixtures("qapp")
async def test_everything_seen_is_reached_by_the_mouse_in_each_size() -> None:
    async with opened_window() as window:
        window.workspace.accounts.save(Account("Node", "127.0.0.1", 2775, "demo"))
        window.cast.sessions.changed.emit()
        for width, height in ((1440, 900), (1000, 640), (1920, 1080)):
            window.resize(width, height)
            QApplication.processEvents()
            await eventually(lambda: window.room.composer_place.settled)
            for action in ("to_composer", "templates", "history", "batch", "to_inspector"):
                window.deeds.do(action)
                await filled(window)
                QApplication.processEvents()
                assert _covered(window) == {}, (width, height, action)
