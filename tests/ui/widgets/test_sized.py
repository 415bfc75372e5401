"""Windows beside the main one."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui import style, theme
from smppconsole.ui.widgets.sized import open_sized


def test_a_window_grows_with_the_letters_but_not_beyond_the_screen(look: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = window.screen().availableGeometry()
    open_sized(window, 300, 200)
    assert (window.width(), window.height()) == (300, 200)
    style.apply(look, theme.LIGHT, 200)
    open_sized(window, 300, screen.height() - 1)
    window.show()
    assert window.width() == 600
    assert screen.height() - 40 <= window.frameGeometry().height() <= screen.height()


def test_it_opens_on_the_screen_of_the_window_it_belongs_to(qtbot: QtBot) -> None:
    class Elsewhere(QWidget):
        def screen(self) -> _Screen:  # type: ignore[override]
            return _Screen()

    window, main = QWidget(), Elsewhere()
    qtbot.addWidget(window)
    qtbot.addWidget(main)
    open_sized(window, 300, 200, near=main)
    assert _Screen.PLACE.contains(window.geometry())
    open_sized(window, 9000, 200, near=main)
    assert window.width() == _Screen.PLACE.width() - 4


class _Screen:
    """A second one, which the offscreen platform does not have."""

    PLACE = QRect(1500, 0, 900, 700)

    def availableGeometry(self) -> QRect:  # noqa: N802 - Qt's name
        return self.PLACE

    def virtualSiblings(self) -> list[_Screen]:  # noqa: N802 - Qt's name
        return [self, self]
