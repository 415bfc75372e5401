"""The pill over a list that no longer follows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.pill import Pill


def test_it_says_how_much_came_and_goes_with_nothing(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    pill = Pill("x.follow", holder)
    holder.show()
    pill.show_count(12)
    assert pill.isVisible()
    assert pill.accessibleName() == "12 new, follow again"
    assert not pill.grab().isNull()
    with qtbot.waitSignal(pill.clicked):
        qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    pill.show_count(2_500_000)
    assert pill.text() == "2 M new"
    pill.show_count(6452)
    assert pill.text() == "6\u2009452 new"
    pill.show_count(0)
    assert not pill.isVisible()
