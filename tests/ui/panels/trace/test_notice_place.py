"""Where notices stand: above the trace, and without moving the rows under the mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.trace.panel import TracePanel
from smppconsole.ui.panels.trace.terms import TraceTerms
from tests.kit.traces import Tape, submit

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TERMS = TraceTerms(lambda _session: SessionTag("NL", "blue"), lambda _session: AS_USUAL)
LONG = "Bind refused: invalid password (0x0E). The password has 10 octets, SMPP allows 8; it was sent as it is. " * 3
OUTSIDE = QPoint(5, 5)


def _panel(qtbot: QtBot, rows: int) -> TracePanel:
    tape = Tape()
    for number in range(1, rows + 1):
        tape.out(submit(number))
    made = TracePanel(tape.published(), TERMS)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.move(40, 40)
    made.show()
    made.activateWindow()
    made.page.table.setFocus()
    qtbot.waitUntil(made.isActiveWindow)
    QApplication.processEvents()
    return made


@pytest.fixture(params=[6, 400])
def panel(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[TracePanel]:
    """A trace with few rows, and one with many."""
    yield _panel(qtbot, request.param)
    QCursor.setPos(OUTSIDE)


def _over(panel: TracePanel, row: int = 2) -> QPoint:
    """The mouse over a row that is in sight; its place on the screen."""
    table = panel.page.table
    middle = table.visualRect(table.model().index(max(0, table.rowAt(0)) + row, 2)).center()
    place = table.viewport().mapToGlobal(middle)
    QCursor.setPos(place)
    return place


def _row_at(panel: TracePanel, place: QPoint) -> int:
    viewport = panel.page.table.viewport()
    return panel.page.table.rowAt(viewport.mapFromGlobal(place).y())


def _leave(panel: TracePanel) -> None:
    QCursor.setPos(OUTSIDE)
    QApplication.sendEvent(panel.page.table.viewport(), QEvent(QEvent.Type.Leave))
    for _ in range(3):  # looked at again in a turn of its own, laid out in the next
        QApplication.processEvents()


@pytest.mark.parametrize("follows", [True, False])
@pytest.mark.parametrize("words", ["Copied.", LONG])
def test_the_rows_under_the_mouse_stay_when_a_notice_comes_and_when_it_goes(
    panel: TracePanel, follows: bool, words: str
) -> None:
    if not follows:
        panel.page.table.following.stop()
        panel.page.table.verticalScrollBar().setValue(90)
    place = _over(panel)
    row = _row_at(panel, place)
    panel.notice.say(Severity.ERROR, words)
    QApplication.processEvents()
    assert panel.notice.text == words
    assert _row_at(panel, place) == row
    top = panel.notice.board.mapToGlobal(QPoint(0, 0)).y()
    assert top + panel.notice.board.height() < place.y()
    panel.notice.put_away()
    QApplication.processEvents()
    assert _row_at(panel, place) == row
    assert panel.notice.height() == 0


def test_the_trace_makes_room_when_the_mouse_has_left_the_rows_and_takes_it_back_so(panel: TracePanel) -> None:
    _over(panel)
    panel.notice.say(Severity.NOTE, "Copied.")
    assert panel.notice.board.isVisible()
    assert panel.notice.height() == 0
    _leave(panel)
    assert panel.notice.height() == panel.notice.board.height() > 0
    place = _over(panel)
    row = _row_at(panel, place)
    panel.notice.put_away()
    QApplication.processEvents()
    assert panel.notice.board.isHidden()
    assert _row_at(panel, place) == row
    assert panel.notice.height() > 0
    _leave(panel)
    assert panel.notice.height() == 0


def test_with_the_mouse_elsewhere_room_is_made_at_once(panel: TracePanel) -> None:
    QCursor.setPos(OUTSIDE)
    panel.notice.say(Severity.NOTE, "Copied.")
    assert panel.notice.height() == panel.notice.board.height() > 0
    QApplication.processEvents()
    assert panel.notice.board.geometry().bottom() < panel.page.mapTo(panel, QPoint(0, 0)).y()


def test_who_types_a_filter_is_not_covered(panel: TracePanel) -> None:
    _over(panel)
    panel.page.to_filter()
    panel.notice.say(Severity.NOTE, "Copied.")
    assert panel.notice.height() > 0
    panel.notice.put_away()
    panel.page.table.setFocus()
    panel.notice.settle()
    panel.notice.say(Severity.NOTE, "Copied.")
    assert panel.notice.height() == 0
    panel.page.to_filter()
    assert panel.notice.height() > 0


def test_a_menu_over_the_rows_is_no_leaving(panel: TracePanel, qtbot: QtBot) -> None:
    place = _over(panel)
    panel.notice.say(Severity.NOTE, "Copied.")
    menu = QMenu(panel)
    menu.addAction("Copy")
    menu.popup(place)
    qtbot.waitUntil(menu.isVisible)
    QApplication.sendEvent(panel.page.table.viewport(), QEvent(QEvent.Type.Leave))
    QApplication.processEvents()
    assert panel.notice.height() == 0
    QCursor.setPos(OUTSIDE)
    menu.close()
    qtbot.waitUntil(lambda: panel.notice.height() > 0)


def test_the_gravest_and_the_newest_are_shown_and_the_way_to_the_others(panel: TracePanel, qtbot: QtBot) -> None:
    QCursor.setPos(OUTSIDE)
    for at in range(3):
        panel.notice.say(Severity.WARNING, f"warning {at}", about=("file", str(at)))
    panel.notice.say(Severity.ERROR, "refused", ("again",), ("link", "Nordlink"))
    panel.notice.say(Severity.NOTE, "Copied.")
    assert panel.notice.text == "refused\nCopied."
    more = panel.notice.lines[1].links["all"]
    assert more.text() == "3 more"
    with qtbot.waitSignal(panel.asked) as asked:
        more.click()
    assert asked.args == ["notice.all"]
    with qtbot.waitSignal(panel.asked) as asked:
        panel.notice.links["again"].click()
    assert (asked.args, panel.notice.asked_about) == (["notice.again"], ("link", "Nordlink"))
    panel.notice.lines[1].away.click()
    assert panel.notice.text == "refused\nwarning 2"
    qtbot.keyClick(panel.notice.lines[0].words, Qt.Key.Key_Escape)
    assert panel.notice.text == "warning 2\nwarning 1"
    assert panel.notice.lines[1].links["all"].text() == "1 more"


def test_only_what_is_new_is_read_aloud(panel: TracePanel, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr("smppconsole.ui.widgets.notice.say_aloud", lambda _widget, words, urgent: heard.append(words))
    panel.notice.say(Severity.WARNING, "first", about=("a",))
    panel.notice.say(Severity.ERROR, "second", about=("b",))
    panel.notice.put_away()
    assert panel.notice.text == "first"
    assert heard == ["Warning: first", "Error: second"]


def test_a_closed_place_watches_nothing(panel: TracePanel) -> None:
    _over(panel)
    panel.notice.say(Severity.NOTE, "Copied.")
    panel.notice.close_place()
    panel.notice.notices.put_away(*panel.notice.notices.standing)
    assert panel.notice.text == "Copied."
