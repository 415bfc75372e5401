"""The keys of the workbench go before those of the line in focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.panels.workbench.keys import WorkbenchKeys

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_undo_redo_and_send_are_taken_and_all_else_is_typed(qtbot: QtBot) -> None:
    bench = QWidget()
    line, stranger = QLineEdit(), QLineEdit()
    QVBoxLayout(bench).addWidget(line)
    for widget in (bench, stranger):
        qtbot.addWidget(widget)
    done: list[object] = []
    keys = WorkbenchKeys(bench, lambda: done.append("undo"), lambda: done.append("redo"), done.append)
    keys.follow(None, line)
    keys.follow(None, stranger)
    for widget in (line, stranger):
        QTest.keyClicks(widget, "abc")
        QTest.keyClick(widget, Qt.Key.Key_Z, CTRL)
        QTest.keyClick(widget, Qt.Key.Key_Z, CTRL | SHIFT)
        QTest.keyClick(widget, Qt.Key.Key_Return, CTRL)
        QTest.keyClick(widget, Qt.Key.Key_Return, CTRL | SHIFT)
    assert done == ["undo", "redo", False, True]
    assert line.text() == "abc"


def test_ctrl_w_closes_the_bench(qtbot: QtBot) -> None:
    bench = QWidget()
    line = QLineEdit()
    QVBoxLayout(bench).addWidget(line)
    qtbot.addWidget(bench)
    bench.show()
    keys = WorkbenchKeys(bench, list, list, lambda _anyway: None)
    keys.follow(None, line)
    QTest.keyClick(line, Qt.Key.Key_W, CTRL)
    assert not bench.isVisible()
