"""The rail of a narrow window."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smppconsole.console.account import Account
from smppconsole.ui.panels.accounts.rail import Rail
from smppconsole.ui.panels.sessions.view import SessionView

VIEWS = [SessionView(0, Account(name, "127.0.0.1", 2775, "nl")) for name in ("Nordlink", "Meridian", "Telco")]


def test_it_has_a_row_a_session_in_their_order(qtbot: QtBot) -> None:
    rail = Rail(QWidget())
    qtbot.addWidget(rail)
    assert rail.rows == {}
    rail.fill(VIEWS)
    rail.resize(84, 400)
    rail.show()
    tops = [row.mapTo(rail, QPoint(0, 0)).y() for row in rail.rows.values()]
    assert list(rail.rows) == ["Nordlink", "Meridian", "Telco"]
    assert tops == sorted(tops)
    assert all(row.isVisible() for row in rail.rows.values())


def test_other_sessions_take_the_place_of_those_before(qtbot: QtBot) -> None:
    rail = Rail(QWidget())
    qtbot.addWidget(rail)
    rail.fill(VIEWS)
    before = list(rail.rows.values())
    rail.fill(VIEWS[1:2])
    assert list(rail.rows) == ["Meridian"]
    assert all(row.parent() is None for row in before)


def test_a_row_tells_whose_it_is(qtbot: QtBot) -> None:
    rail = Rail(QWidget())
    qtbot.addWidget(rail)
    rail.fill(VIEWS)
    row = rail.rows["Telco"]
    for ask, told in (
        (row.clicked, rail.chosen),
        (row.opened, rail.opened),
    ):
        with qtbot.waitSignal(told, check_params_cb=lambda name: name == "Telco"):
            ask.emit()
    with qtbot.waitSignal(rail.menu_asked, check_params_cb=lambda name, place: (name, place.x()) == ("Telco", 3)):
        row.menu_asked.emit(QPoint(3, 4))
