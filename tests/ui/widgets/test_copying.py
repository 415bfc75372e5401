"""Words that can be taken along."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.controls import LineField
from smppconsole.ui.widgets.copying import copy_by_keys, offer_copy

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def copied() -> str:
    return QGuiApplication.clipboard().text()


def bring(panel: QWidget, qtbot: QtBot) -> None:
    """Onto the screen, with the keys."""
    qtbot.addWidget(panel)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()


def copied_from(widget: QWidget, qtbot: QtBot) -> str:
    """What the keys of copying copy where a widget has the focus."""
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return copied()


def test_the_keys_copy_the_words_of_a_panel_unless_the_field_in_it_has_something_to_copy(qtbot: QtBot) -> None:
    panel = QWidget()
    button, line = QPushButton("Press"), QLineEdit("a line")
    column = QVBoxLayout(panel)
    column.addWidget(button)
    column.addWidget(line)
    copy_by_keys(panel, lambda: "what the panel says")
    bring(panel, qtbot)
    assert copied_from(button, qtbot) == "what the panel says"
    line.selectAll()
    assert copied_from(line, qtbot) == "a line"


def test_what_paints_its_words_copies_them_by_keys_and_from_its_menu(qtbot: QtBot) -> None:
    painted = QWidget()
    offer_copy(painted, lambda: "what it says")
    bring(painted, qtbot)
    assert copied_from(painted, qtbot) == "what it says"
    QGuiApplication.clipboard().setText("")
    (row,) = menu_of(painted)
    assert row.text() == "Copy"
    row.trigger()
    assert copied() == "what it says"


def menu_of(field: QWidget) -> list[QAction]:
    """The rows of its menu, opened by the keyboard's menu key."""
    place = field.rect().center()
    QApplication.sendEvent(field, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, field.mapToGlobal(place)))
    menu = field.findChildren(QMenu)[-1]
    menu.close()
    return menu.actions()


def test_the_menu_of_a_field_copies_what_is_wrong_where_anything_is(qtbot: QtBot) -> None:
    field = LineField("x.port", "Port")
    qtbot.addWidget(field)
    field.show()
    assert "Copy what is wrong" not in [row.text() for row in menu_of(field)]
    field.set_problem("A port lies between 1 and 65535")
    row = menu_of(field)[-1]
    assert row.text() == "Copy what is wrong"
    row.trigger()
    assert copied() == "A port lies between 1 and 65535"
