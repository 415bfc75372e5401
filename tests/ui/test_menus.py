"""The menus, before and after there is something to do."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.actions import ACTIONS, MENUS
from smppconsole.ui.menus import Menus


def test_every_action_stands_in_its_menu_and_is_carried_out(qtbot: QtBot) -> None:
    window, bar, done = QWidget(), QMenuBar(), []
    qtbot.addWidget(window)
    qtbot.addWidget(bar)
    menus = Menus(window, bar, done.append)
    assert [entry.text().replace("&", "") for entry in bar.actions()] == list(MENUS)
    for action in menus.acts.values():
        action.trigger()
    assert done == [spec.id for spec in ACTIONS]


def test_of_a_frame_all_can_be_called(qtbot: QtBot) -> None:
    window, bar = QWidget(), QMenuBar()
    qtbot.addWidget(window)
    qtbot.addWidget(bar)
    menus = Menus(window, bar, lambda _id: None)
    bar.actions()[0].menu().aboutToShow.emit()
    assert all(action.isEnabled() for action in menus.acts.values())


def test_both_enter_keys_send(qtbot: QtBot) -> None:
    window, bar = QWidget(), QMenuBar()
    qtbot.addWidget(window)
    qtbot.addWidget(bar)
    keys = [keys.toString() for keys in Menus(window, bar, lambda _id: None).acts["send"].shortcuts()]
    assert keys == ["Ctrl+Enter", "Ctrl+Return"]


def test_the_keys_of_every_action_carry_it_out(qtbot: QtBot) -> None:
    window, bar, done = QMainWindow(), QMenuBar(), []
    qtbot.addWidget(window)
    window.setMenuBar(bar)
    Menus(window, bar, done.append)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keyed = [spec for spec in ACTIONS if spec.keys]
    for spec in keyed:
        keys = QKeySequence(spec.keys)[0]
        qtbot.keyClick(window, keys.key(), keys.keyboardModifiers())
    assert done == [spec.id for spec in keyed]
