"""The line for a filter, and the row that says what is wrong with it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.filter_line import FilterLine, FilterProblem
from tests.kit.screen import nameless


@pytest.fixture
def line(qtbot: QtBot) -> FilterLine:
    made = FilterLine("filter")
    qtbot.addWidget(made)
    made.resize(400, 30)
    made.show()
    return made


def test_the_funnel_switches_off_and_back(line: FilterLine, qtbot: QtBot) -> None:
    told: list[bool] = []
    line.switched.connect(told.append)
    line.edit.setText("error")
    qtbot.mouseClick(line.funnel, Qt.MouseButton.LeftButton)
    assert (line.on, line.edit.text(), line.edit.property("off")) == (False, "error", True)
    qtbot.mouseClick(line.funnel, Qt.MouseButton.LeftButton)
    assert line.on
    assert told == [False, True]


def test_an_empty_line_has_nothing_to_switch_off(line: FilterLine, qtbot: QtBot) -> None:
    qtbot.mouseClick(line.funnel, Qt.MouseButton.LeftButton)
    assert line.on


def test_typing_switches_the_filter_on(line: FilterLine, qtbot: QtBot) -> None:
    line.edit.setText("erro")
    line.set_on(False)
    qtbot.keyClicks(line.edit, "r")
    assert line.on


def test_the_star_asks_and_shows_what_is_kept(line: FilterLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.star_asked, timeout=1000):
        qtbot.mouseClick(line.star, Qt.MouseButton.LeftButton)
    line.show_kept(True)
    assert line.star.token == "accent_text"
    line.show_kept(False)
    assert line.star.token == "text3"


def test_the_funnel_s_colour_tells_off_on_and_wrong(line: FilterLine) -> None:
    line.edit.setText("error")
    line.show_state("")
    assert line.funnel.token == "accent_text"
    line.set_on(False)
    assert line.funnel.token == "text3"
    line.show_state("no name (column 1)")
    assert (line.funnel.token, line.edit.accessibleDescription()) == ("err", "no name (column 1)")


def test_a_column_stands_where_its_letter_does_wherever_the_cursor_is(line: FilterLine) -> None:
    line.edit.setText("status is not OK")
    places = []
    for cursor in (0, 7, 16):
        line.edit.setCursorPosition(cursor)
        places.append([line.x_of(column) for column in (0, 7, 16, 99)])
    first = places[0]
    assert first[0] < first[1] < first[2] == first[3]
    assert all(abs(one - other) <= 2 for row in places for one, other in zip(row, first, strict=True))


def test_the_problem_is_shown_while_there_is_one_and_can_be_pressed(qtbot: QtBot) -> None:
    problem = FilterProblem("filter_problem")
    qtbot.addWidget(problem)
    problem.say("no name (column 1)", 12)
    assert not problem.isHidden()
    assert problem.text() == problem.accessibleDescription() == "no name (column 1)"
    with qtbot.waitSignal(problem.pressed, timeout=1000):
        qtbot.mouseClick(problem, Qt.MouseButton.LeftButton)
    problem.say("", 0)
    assert problem.isHidden()


def test_every_control_has_a_name(line: FilterLine) -> None:
    assert nameless(line) == []
