"""Times chosen rather than typed."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.smpp.smpptime import read_time
from smppconsole.ui import theme
from smppconsole.ui.panels.composer.time_menu import ask_moment, moment, open_time_menu
from smppconsole.ui.widgets.controls import LineField
from tests.kit.screen import found

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_day_and_an_hour_are_those_of_this_clock() -> None:
    read = read_time(moment(QDate(2027, 3, 1), "14:30"))
    assert read.when == datetime(2027, 3, 1, 14, 30).astimezone()
    assert moment(QDate(2027, 3, 1), "25:00") == ""
    assert moment(QDate(2050, 3, 1), "14:30") == ""


def test_the_menu_gives_periods_and_takes_the_time_away(qtbot: QtBot) -> None:
    below = QPushButton()
    qtbot.addWidget(below)
    below.show()
    told: list[str] = []
    menu = open_time_menu(below, "x", "at once", told.append)
    rows = {row.text(): row for row in menu.actions() if row.text()}
    rows["In 1 hour"].trigger()
    rows["At once"].trigger()
    assert told == ["000000010000000R", ""]
    menu.hide()


def test_a_moment_that_is_none_or_has_passed_is_told_in_words(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    sheet = ask_moment(parent, "x", lambda _text: None)
    hour, words = found(sheet, "x.hour", LineField), found(sheet, "x.moment_words", QLabel)
    hour.setText("25:99")
    assert words.text() == "Takes hour and minute, as 14:30"
    hour.setText("12:00")
    found(sheet, "x.day", QCalendarWidget).setSelectedDate(QDate(2026, 1, 1))
    assert words.text().endswith("It has passed.")
    found(sheet, "x.day", QCalendarWidget).setSelectedDate(QDate.currentDate().addDays(1))
    assert "passed" not in words.text()


def test_enter_in_the_hour_takes_the_moment_where_it_is_one(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    told: list[str] = []
    hour = found(ask_moment(parent, "x", told.append), "x.hour", LineField)
    hour.setText("25:99")
    qtbot.keyClick(hour, Qt.Key.Key_Return)
    assert told == []
    hour.setText("9:05")
    qtbot.keyClick(hour, Qt.Key.Key_Return)
    assert read_time(told[0]).when is not None


def test_days_of_other_months_step_back(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    calendar = found(ask_moment(parent, "x", lambda _text: None), "x.day", QCalendarWidget)
    calendar.setCurrentPage(2027, 2)
    quiet = theme.LIGHT.colour("text3")
    assert calendar.dateTextFormat(QDate(2027, 1, 31)).foreground().color() == quiet
    assert calendar.dateTextFormat(QDate(2027, 3, 1)).foreground().color() == quiet
    assert calendar.dateTextFormat(QDate(2027, 2, 14)).foreground().color() != quiet


def test_a_sheet_asks_for_the_moment(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    told: list[str] = []
    sheet = ask_moment(parent, "x", told.append)
    hour = found(sheet, "x.hour", LineField)
    hour.setText("noon")
    assert not sheet.yes.isEnabled()
    hour.setText("12:00")
    sheet.yes.click()
    assert read_time(told[0]).when is not None
