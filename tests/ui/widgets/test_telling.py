"""What a widget says is set only where it says something else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.telling import set_description, set_tip


class Tips(QObject):
    """Counts the tips that are set."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.ToolTipChange
        return False


def test_what_is_said_already_is_not_said_anew(qtbot: QtBot) -> None:
    label, tips = QLabel(), Tips()
    qtbot.addWidget(label)
    label.installEventFilter(tips)
    for words in ("one", "one", "two", "two", ""):
        set_tip(label, words)
        set_description(label, words + "!")
    assert (label.toolTip(), label.accessibleDescription(), tips.count) == ("", "!", 3)
