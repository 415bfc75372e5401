"""Enter presses the button that has the focus."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.enter import EnterButton, EnterPushButton

_PLAIN = Qt.KeyboardModifier.NoModifier
_B = TypeVar("_B", bound=QAbstractButton)


class _Painted(EnterButton):
    def paintEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Nothing to see."""


def _counted(button: _B, qtbot: QtBot) -> tuple[_B, list[bool]]:
    pressed: list[bool] = []
    button.clicked.connect(lambda on=False: pressed.append(on))
    qtbot.addWidget(button)
    return button, pressed


@pytest.mark.parametrize("kind", [_Painted, EnterPushButton])
@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Return, _PLAIN),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier),
        (Qt.Key.Key_Space, _PLAIN),
    ],
)
def test_both_enters_and_the_space_bar_press_once(
    qtbot: QtBot, kind: type[QAbstractButton], key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    button, pressed = _counted(kind(), qtbot)
    qtbot.keyClick(button, key, modifier)
    assert len(pressed) == 1


def test_enter_with_control_is_left_to_the_window(qtbot: QtBot) -> None:
    button, pressed = _counted(EnterPushButton(), qtbot)
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not pressed


def test_enter_turns_a_button_that_stays_down(qtbot: QtBot) -> None:
    button, pressed = _counted(EnterPushButton(), qtbot)
    button.setCheckable(True)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert pressed == [True, False]
