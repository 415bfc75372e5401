"""Times chosen rather than typed."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.smpp.smpptime import read_time
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
