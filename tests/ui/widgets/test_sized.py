"""Windows beside the main one."""

from __future__ import annotations

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
