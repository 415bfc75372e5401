"""The table of the trace."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui import style, theme
from smppconsole.ui.models.trace_model import COLUMN, TraceModel
from smppconsole.ui.models.trace_rows import RowMaker, SessionTag
from smppconsole.ui.panels.trace.table import TraceTable
from tests.kit.pdus import octets
from tests.kit.traces import Tape, answer, submit

TAG = SessionTag("NL TX", "blue")


@pytest.fixture
def tape() -> Tape:
    """Sixty pairs, published; the last but one is refused."""
    made = Tape()
    for sequence in range(1, 61):
        made.out(submit(sequence))
        made.into(answer(sequence, status=0x58 if sequence == 59 else 0))
    made.published()
    return made


@pytest.fixture
def table(tape: Tape, qtbot: QtBot) -> TraceTable:
    """A table of 900 by 360 pixels."""
    made = TraceTable(TraceModel(tape.store, RowMaker(tape.store, lambda _s: TAG, lambda _s: AS_USUAL)))
    qtbot.addWidget(made)
    made.resize(900, 360)
    made.show()
    made.following.start()
    QApplication.processEvents()
    return made


def test_headings_know_their_height_without_asking_any_column(
    table: TraceTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(TraceModel, "headerData", lambda _self, section, *_told: asked.append(section))
    heads = table.horizontalHeader()
    table.updateGeometries()
    assert heads.height() == theme.HEIGHTS.trace_row
    assert asked == []


def test_rows_have_one_height_and_no_content_is_measured(table: TraceTable) -> None:
    assert table.verticalHeader().defaultSectionSize() == theme.HEIGHTS.trace_row
    assert table.verticalHeader().sectionResizeMode(0) == QHeaderView.ResizeMode.Fixed
    modes = {table.horizontalHeader().sectionResizeMode(at) for at in range(table.trace.columnCount())}
    assert QHeaderView.ResizeMode.ResizeToContents not in modes
    assert not table.isSortingEnabled()


def test_choosing_a_row_tells_and_stops_following(table: TraceTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.picked) as told:
        assert table.choose(10)
    assert told.args == [10]
    assert table.chosen_row == 10
    assert table.chosen_rows == [10]
    assert not table.following.on
    assert not table.choose(5000)


@pytest.mark.parametrize(
    ("key", "shift", "wish"),
    [
        (Qt.Key.Key_P, False, "partner"),
        (Qt.Key.Key_M, False, "kin"),
        (Qt.Key.Key_E, False, "next_error"),
        (Qt.Key.Key_E, True, "previous_error"),
        (Qt.Key.Key_Space, False, "mark"),
        (Qt.Key.Key_C, False, "comment"),
        (Qt.Key.Key_F, False, "filter_value"),
        (Qt.Key.Key_K, False, "keepalives"),
        (Qt.Key.Key_Return, False, "inspect"),
        (Qt.Key.Key_Escape, False, "escape"),
    ],
)
def test_a_letter_is_a_key(table: TraceTable, qtbot: QtBot, key: Qt.Key, shift: bool, wish: str) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(table.asked) as told:
        qtbot.keyClick(table, key, modifier)
    assert told.args == [wish]


def test_end_follows_and_up_stops(table: TraceTable, qtbot: QtBot) -> None:
    table.choose(100)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.following.on
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert not table.following.on


def test_columns_fold_in_their_order_and_status_and_text_never(table: TraceTable) -> None:
    def shown() -> set[str]:
        QApplication.processEvents()
        return {name for name, at in COLUMN.items() if not table.isColumnHidden(at)}

    usual = set(COLUMN) - {"gap", "length"}
    assert shown() == usual
    table.resize(760, 360)
    assert shown() == usual - {"round_trip", "number"}
    table.resize(400, 360)
    assert {"status", "text", "command", "direction"} <= shown()
    assert not {"route", "time"} & shown()


def test_a_refused_row_and_the_partner_are_tinted(table: TraceTable, tape: Tape) -> None:
    def ground(row: int) -> str:
        image = table.viewport().grab().toImage()
        box = table.visualRect(table.trace.index(row, COLUMN["text"]))
        return image.pixelColor(box.right() - 2, box.top() + 3).name().upper()

    refused = next(row for row in range(len(tape.store)) if tape.store.status(row))
    table.following.start()
    QApplication.processEvents()
    assert ground(refused) == theme.LIGHT.err_bg
    table.choose(118)
    assert ground(119) == theme.LIGHT.pair


def test_a_painting_looks_its_theme_up_once_for_all_rows(table: TraceTable, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked for each cell takes longer than painting it."""
    asked: list[int] = []
    current = theme.current
    monkeypatch.setattr(theme, "current", lambda: (asked.append(1), current())[1])

    def look_ups(height: int) -> int:
        table.resize(900, height)
        QApplication.processEvents()
        asked.clear()
        table.viewport().grab()
        return len(asked)

    assert look_ups(900) == look_ups(300) < 12


def test_nothing_is_painted_below_the_rows_in_any_theme(qtbot: QtBot, tape: Tape) -> None:
    painted: list[QRect] = []

    class Below(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            painted.append(event.rect())

    below = Below()
    qtbot.addWidget(below)
    table = TraceTable(TraceModel(tape.store, RowMaker(tape.store, lambda _s: TAG, lambda _s: AS_USUAL)))
    table.setParent(below)
    below.resize(900, 400)
    table.resize(900, 400)
    below.show()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for look in (theme.DARK, theme.LIGHT):
        style.apply(app, look)
        QApplication.processEvents()
        painted.clear()
        table.viewport().update()
        QApplication.processEvents()
        assert not painted


def test_a_part_is_painted_as_the_whole_is(table: TraceTable) -> None:
    whole, part = table.viewport().grab().toImage(), QRect(40, 30, 300, 70)
    assert table.viewport().grab(part).toImage() == whole.copy(part)


def test_the_rows_of_the_same_message_are_marked(table: TraceTable) -> None:
    table.show_kin(frozenset({110, 112}))
    assert table.kin == {110, 112}
    image = table.viewport().grab().toImage()
    assert theme.LIGHT.accent_text in {image.pixelColor(1, y).name().upper() for y in range(image.height())}


def test_the_clock_runs_only_while_something_waits(table: TraceTable, tape: Tape) -> None:
    tape.out(submit(100))
    tape.published()
    assert table._second.isActive()
    tape.into(answer(100))
    tape.published()
    table._second.timeout.emit()
    assert not table._second.isActive()


def test_the_end_of_the_clock_paints_nothing_where_nothing_waited(table: TraceTable, tape: Tape, qtbot: QtBot) -> None:
    tape.out(octets("enquire_link", 100))
    tape.into(octets("enquire_link_resp", 100))
    tape.published()
    QApplication.processEvents()
    with qtbot.assertNotEmitted(table.trace.settled):
        table._second.timeout.emit()
    assert not table._second.isActive()


def test_what_waited_when_its_session_ended_is_told_without_another_row(table: TraceTable, tape: Tape) -> None:
    waiting = tape.out(submit(99))
    tape.published()
    QApplication.processEvents()
    status = table.trace.index(waiting, COLUMN["status"])
    table._second.timeout.emit()
    before = table.trace.data(status)
    tape.store.end_session(tape.session)
    table._second.timeout.emit()
    assert table.trace.data(status) == "No answer"
    assert before != "No answer"
    table._second.timeout.emit()
    assert not table._second.isActive()


@pytest.mark.parametrize(
    ("key", "row"), [(Qt.Key.Key_Down, 0), (Qt.Key.Key_PageDown, 0), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 119)]
)
def test_where_no_row_is_chosen_the_first_key_finds_one(table: TraceTable, qtbot: QtBot, key: Qt.Key, row: int) -> None:
    table.verticalScrollBar().setValue(0)
    table.setFocus()
    qtbot.keyClick(table, key)
    assert table.chosen_row == row


def test_the_first_up_finds_the_last_row_in_sight(table: TraceTable, qtbot: QtBot) -> None:
    assert table.following.on
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert table.chosen_row == 119
    assert not table.following.on


def test_home_and_end_go_to_the_ends_and_end_follows(table: TraceTable, qtbot: QtBot) -> None:
    table.choose(40)
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert (table.chosen_row, table.following.on) == (0, False)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert (table.chosen_row, table.following.on) == (119, True)
