"""Rows that go on in the next line."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.flow import Flow


def _held(qtbot: QtBot, *words: str) -> tuple[QWidget, list[QPushButton]]:
    holder, buttons = QWidget(), [QPushButton(word) for word in words]
    holder.setLayout(Flow(*buttons))
    qtbot.addWidget(holder)
    return holder, buttons


def test_what_fits_stands_in_one_line(qtbot: QtBot) -> None:
    holder, buttons = _held(qtbot, "one", "two", "three")
    holder.resize(900, 60)
    holder.show()
    assert len({button.y() for button in buttons}) == 1
    assert buttons[0].x() < buttons[1].x() < buttons[2].x()


def test_what_does_not_fit_goes_below(qtbot: QtBot) -> None:
    holder, buttons = _held(qtbot, "one", "two", "three")
    holder.resize(buttons[0].sizeHint().width() + 20, 200)
    holder.show()
    assert buttons[0].y() < buttons[1].y() < buttons[2].y()
    layout = holder.layout()
    assert layout is not None
    assert layout.heightForWidth(2000) < layout.heightForWidth(holder.width())


def test_hidden_ones_take_no_room(qtbot: QtBot) -> None:
    holder, buttons = _held(qtbot, "one", "two")
    buttons[0].hide()
    holder.resize(500, 60)
    holder.show()
    assert buttons[1].x() == 0


def test_items_can_be_taken_back(qtbot: QtBot) -> None:
    holder, _ = _held(qtbot, "one", "two")
    layout = holder.layout()
    assert layout is not None
    taken = layout.takeAt(0)
    assert taken is not None
    assert layout.count() == 1
    assert layout.itemAt(7) is None
    assert layout.takeAt(7) is None


def test_it_leaves_its_margins_free(qtbot: QtBot) -> None:
    holder, buttons = _held(qtbot, "one", "two")
    layout = holder.layout()
    assert layout is not None
    bare, low = layout.sizeHint(), layout.heightForWidth(600)
    layout.setContentsMargins(6, 4, 6, 4)
    holder.resize(600, 60)
    holder.show()
    assert (layout.sizeHint() - bare, layout.heightForWidth(600) - low) == (QSize(12, 8), 8)
    assert buttons[0].x() == 6
