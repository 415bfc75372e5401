"""Following the newest row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from smppconsole.ui.panels.trace.following import Following


@pytest.fixture
def table(qtbot: QtBot) -> QTableView:
    """A table of forty rows, twelve of which fit."""
    made = QTableView()
    made.setObjectName("x")
    made.setModel(QStringListModel([str(number) for number in range(40)], made))
    qtbot.addWidget(made)
    made.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    made.resize(300, 320)
    made.show()
    QApplication.processEvents()
    return made


def _more(table: QTableView, count: int) -> None:
    model = table.model()
    model.insertRows(model.rowCount(), count)
    QApplication.processEvents()


def test_while_it_follows_the_last_row_stays_in_sight(table: QTableView) -> None:
    following = Following(table)
    _more(table, 30)
    assert following.on
    assert table.verticalScrollBar().value() == table.verticalScrollBar().maximum()
    assert following.since == 0


def test_stopped_it_counts_what_comes(table: QTableView, qtbot: QtBot) -> None:
    following = Following(table)
    with qtbot.waitSignal(following.turned) as told:
        following.stop()
    assert told.args == [False]
    before = table.verticalScrollBar().value()
    _more(table, 5)
    _more(table, 7)
    assert following.since == 12
    assert table.verticalScrollBar().value() == before


def test_started_again_it_counts_from_nothing(table: QTableView, qtbot: QtBot) -> None:
    following = Following(table)
    following.stop()
    _more(table, 5)
    with qtbot.waitSignal(following.counted) as told:
        following.start()
    assert told.args == [0]
    assert following.on
    assert table.verticalScrollBar().value() == table.verticalScrollBar().maximum()


def test_dragging_up_stops_and_dragging_to_the_end_follows(table: QTableView) -> None:
    following = Following(table)
    following.start()
    bar = table.verticalScrollBar()
    bar.setSliderDown(True)
    bar.setValue(0)
    assert not following.on
    bar.setValue(bar.maximum())
    assert following.on
    bar.setSliderDown(False)


def test_a_new_set_of_rows_begins_to_count_anew(table: QTableView) -> None:
    following = Following(table)
    following.stop()
    _more(table, 5)
    model = table.model()
    assert isinstance(model, QStringListModel)
    model.setStringList(["a"])
    assert following.since == 0


def test_rows_of_a_file_are_no_news(table: QTableView) -> None:
    following = Following(table)
    following.quiet = True
    following.stop()
    _more(table, 5)
    assert following.since == 0
