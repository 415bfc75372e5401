"""A panel whose words change without the window being laid out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.unmoved import Unmoved


class _Window(QWidget):
    """Counts how often it is laid out."""

    def __init__(self) -> None:
        super().__init__()
        self.laid_out = 0
        self.panel = Unmoved()
        self.wide, self.figure = QLabel("the widest of all these words"), QLabel("3")
        column = QVBoxLayout(self.panel.inside)
        column.addWidget(self.wide)
        column.addWidget(self.figure)
        QVBoxLayout(self).addWidget(self.panel)

    def event(self, event: QEvent) -> bool:
        self.laid_out += event.type() == QEvent.Type.LayoutRequest
        return super().event(event)


def _settle() -> None:
    for _turn in range(3):
        QApplication.processEvents()


@pytest.fixture
def window(qtbot: QtBot) -> _Window:
    """Shown, and settled."""
    made = _Window()
    qtbot.addWidget(made)
    made.show()
    made.figure.setText("4")
    _settle()
    made.laid_out = 0
    return made


def test_other_words_of_the_same_room_lay_nothing_out(window: _Window) -> None:
    for number in range(5, 20):
        window.figure.setText(str(number))
        _settle()
    assert window.laid_out == 0
    assert window.figure.width() >= window.figure.sizeHint().width()


def test_words_that_need_more_room_get_it(window: _Window) -> None:
    window.wide.setText("words that are wider than " + window.wide.text())
    _settle()
    assert window.laid_out
    assert window.wide.width() >= window.wide.sizeHint().width()
    window.figure.setText("two\nlines\nmore")
    _settle()
    assert window.figure.height() >= window.figure.sizeHint().height()


def test_what_is_inside_has_all_of_it(window: _Window) -> None:
    window.resize(600, 400)
    assert window.panel.inside.size() == window.panel.size()
