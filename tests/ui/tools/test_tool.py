"""What a tool is."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smppconsole.ui.tools.tool import following


def test_following_a_signal_can_be_ended(qtbot: QtBot) -> None:
    button, heard = QPushButton(), []
    qtbot.addWidget(button)
    leave = following(button.clicked, lambda _checked=False: heard.append(1))
    button.click()
    leave()
    button.click()
    assert heard == [1]
