"""The row of filters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.filter_row import FilterRow, FilterWish


@pytest.fixture
def row(qtbot: QtBot) -> FilterRow:
    """A row in a wide page."""
    made = FilterRow()
    qtbot.addWidget(made)
    made.resize(900, 44)
    made.show()
    return made


def test_each_control_asks_for_its_own(row: FilterRow, qtbot: QtBot) -> None:
    qtbot.keyClicks(row.line.edit, "error")
    qtbot.mouseClick(row.keepalives, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(row.errors, Qt.MouseButton.LeftButton)
    qtbot.keyClick(row.direction, Qt.Key.Key_Right)
    row.session.fill((("All sessions", None), ("NL TX", 3)))
    row.session.setCurrentIndex(1)
    assert row.wish == FilterWish("error", True, True, "out", 3)


def test_clearing_tells_once(row: FilterRow, qtbot: QtBot) -> None:
    row.line.edit.setText("error")
    row.errors.setChecked(True)
    told: list[FilterWish] = []
    row.wished.connect(told.append)
    row.clear()
    assert told == [FilterWish()]


def test_a_filter_that_cannot_be_read_looks_wrong(row: FilterRow) -> None:
    row.show_problem("“commnd” is no name (column 1)")
    assert row.line.property("bad")
    assert row.line.edit.toolTip().startswith("“commnd”")
    row.show_problem("")
    assert not row.line.property("bad")


def test_the_frame_shows_the_focus(row: FilterRow) -> None:
    QApplication.sendEvent(row.line.edit, QFocusEvent(QEvent.Type.FocusIn))
    assert row.line.property("ringed")
    QApplication.sendEvent(row.line.edit, QFocusEvent(QEvent.Type.FocusOut))
    assert not row.line.property("ringed")


def test_toggles_lose_their_icons_before_their_words(row: FilterRow) -> None:
    row.give_way(700)
    assert row.keepalives.icon().isNull()
    assert row.keepalives.text() == "Hide keep-alives"
    row.give_way(900)
    assert not row.keepalives.icon().isNull()


def test_where_there_is_hardly_room_toggles_are_icons_that_say_on_hover_what_they_do(row: FilterRow) -> None:
    row.give_way(420)
    assert (row.keepalives.text(), row.errors.text()) == ("", "")
    assert not row.errors.icon().isNull()
    assert (row.keepalives.toolTip(), row.errors.toolTip()) == ("No keep-alives", "Errors only")
    assert (row.keepalives.accessibleName(), row.errors.accessibleName()) == ("Hide keep-alives", "Errors only")
    assert row.minimumSizeHint().width() <= 420
    row.give_way(900)
    assert (row.errors.text(), row.errors.toolTip()) == ("Errors only", "")


def test_in_the_narrowest_row_only_what_filters_stays(row: FilterRow) -> None:
    row.give_way(300)
    assert not row.direction.isVisible()
    assert not row.session.isVisible()
    assert row.minimumSizeHint().width() <= 300
    row.direction.set_value("out")
    row.give_way(300)
    assert row.direction.isVisible()
