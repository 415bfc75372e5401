"""The columns of a trace: chosen, drawn wider, kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.models.trace_model import COLUMN, COLUMNS, TraceModel
from smppconsole.ui.models.trace_rows import RowMaker, SessionTag
from smppconsole.ui.panels.trace.columns import ColumnWish, TraceColumns
from smppconsole.ui.panels.trace.table import TraceTable
from tests.kit.traces import Tape, answer, submit
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def table(qtbot: QtBot) -> TraceTable:
    """A table with room for every column."""
    tape = Tape()
    tape.out(submit(1))
    tape.into(answer(1, "A1"))
    store = tape.published()
    made = TraceTable(TraceModel(store, RowMaker(store, lambda _: SessionTag("NL", "blue"), lambda _: AS_USUAL)))
    qtbot.addWidget(made)
    made.resize(1100, 300)
    made.show()
    return made


def _menu(columns: TraceColumns) -> QMenu:
    menu = columns.open_menu(QPoint(0, 0))
    assert isinstance(menu, QMenu)
    return menu


def test_a_wish_is_kept_as_a_line_and_read_again() -> None:
    wish = ColumnWish().turn("gap").turn("number").with_width("route", 300).with_width("route", 260)
    assert ColumnWish.read(wish.text()) == wish
    assert wish.hidden == {"number", "length"}
    assert ColumnWish.read("nonsense text route=wide route=9 text=-4") == ColumnWish()


def test_the_menu_shows_what_was_hidden_and_hides_what_was_shown(table: TraceTable, qtbot: QtBot) -> None:
    for title, column in (("Octets", "length"), ("Seq", "sequence")):
        before = table.isColumnHidden(COLUMN[column])
        menu = _menu(table.columns)
        action = next(one for one in menu.actions() if one.text() == title)
        assert action.isChecked() is not before
        with qtbot.waitSignal(table.columns.wished):
            action.trigger()
        menu.close()
        assert table.isColumnHidden(COLUMN[column]) is not before
    menu = _menu(table.columns)
    assert not {"Command", "Status", "Text or summary"} & {one.text() for one in menu.actions()}
    next(one for one in menu.actions() if one.text() == "As at first").trigger()
    menu.close()
    assert table.columns.wish == ColumnWish()


def test_the_rare_columns_say_length_and_gap(table: TraceTable) -> None:
    model = table.trace
    assert model.index(0, COLUMN["length"]).data() == str(len(model.store.octets(0)))
    assert model.index(0, COLUMN["gap"]).data() == ""
    assert model.index(1, COLUMN["gap"]).data() == "0.001"


def test_a_width_that_was_drawn_stays_when_the_room_changes(table: TraceTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.columns.wished):
        table.horizontalHeader().resizeSection(COLUMN["route"], 222)
    table.resize(1000, 300)
    QApplication.processEvents()
    assert table.columnWidth(COLUMN["route"]) == 222
    assert dict(table.columns.wish.widths) == {"route": 222}


async def test_every_trace_shows_the_same_columns_and_the_next_start_too() -> None:
    async with opened_window() as window:
        live = window.cast.trace.live
        live.table.columns._choose(ColumnWish().turn("length"))
        page = window.cast.trace.add_page("other", live.store, live.terms)
        assert not page.table.isColumnHidden(COLUMN["length"])
        page.table.columns._choose(ColumnWish().turn("session"))
        assert live.table.columns.wish == ColumnWish().turn("session")
    async with opened_window() as window:
        assert window.cast.trace.live.table.columns.wish == ColumnWish().turn("session")


def test_a_column_of_numbers_grows_with_them(table: TraceTable, qtbot: QtBot) -> None:
    before = table.columnWidth(COLUMN["sequence"])
    tape = Tape()
    tape.store = table.trace.store
    with qtbot.waitSignal(table.trace.rowsInserted):
        tape.out(submit(2147483647))
        tape.published()
    digits = table.fontMetrics().horizontalAdvance("0") * len("2147483647")
    assert table.columnWidth(COLUMN["sequence"]) > max(before, digits)


def test_the_text_keeps_some_room_whatever_widths_are_wished(table: TraceTable) -> None:
    def text_has() -> int:
        QApplication.processEvents()
        return table.columnWidth(COLUMN["text"])

    table.resize(560, 300)
    assert text_has() >= 96
    assert table.isColumnHidden(COLUMN["route"])
    table.resize(1000, 300)
    assert not table.isColumnHidden(COLUMN["route"])
    table.columns.set_wish(ColumnWish().with_width("command", 420))
    assert text_has() >= 96
    assert table.isColumnHidden(COLUMN["route"])


def test_where_there_is_hardly_any_room_the_status_is_narrow_and_at_last_the_time_folds(table: TraceTable) -> None:
    seen = []
    for width in (500, 460, 390):
        table.resize(width, 300)
        QApplication.processEvents()
        seen.append((table.columnWidth(COLUMN["status"]), table.isColumnHidden(COLUMN["time"])))
        assert table.columnWidth(COLUMN["text"]) >= 60
    assert seen == [(124, False), (84, False), (84, True)]


def _shown(table: TraceTable) -> list[str]:
    heads = table.horizontalHeader()
    order = [COLUMNS[heads.logicalIndex(place)].id for place in range(len(COLUMNS))]
    return [id for id in order if not table.isColumnHidden(COLUMN[id])]


def test_a_column_is_moved_kept_and_brought_back(table: TraceTable, qtbot: QtBot) -> None:
    usual, heads = _shown(table), table.horizontalHeader()
    with qtbot.waitSignal(table.columns.wished):
        heads.moveSection(heads.visualIndex(COLUMN["round_trip"]), heads.visualIndex(COLUMN["session"]))
    assert _shown(table).index("round_trip") == usual.index("session")
    kept = ColumnWish.read(table.columns.wish.text())
    assert kept == table.columns.wish
    table.columns.set_wish(ColumnWish())
    assert _shown(table) == usual
    table.columns.set_wish(kept)
    assert _shown(table).index("round_trip") == usual.index("session")


def _press(table: TraceTable, key: Qt.Key) -> None:
    """With Alt and Shift; not through the program, which would take them for held in the tests behind."""
    held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    table.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, held))


def test_keys_move_the_column_of_the_current_cell_and_never_past_the_lines(table: TraceTable) -> None:
    usual = _shown(table)
    table.choose(0)
    _press(table, Qt.Key.Key_Right)
    moved = _shown(table)
    assert moved.index("command") == usual.index("command") + 1
    for _ in range(20):
        _press(table, Qt.Key.Key_Left)
    assert _shown(table)[:2] == ["pair", "command"]
    assert table.currentIndex().column() == COLUMN["command"]


def test_an_order_of_another_version_keeps_what_it_does_not_know_where_it_was() -> None:
    wish = ColumnWish.read("order=pair,status,status,nonsense,number")
    assert wish.order == ("pair", "status", "number")
    assert sorted(wish.ordered) == sorted(column.id for column in COLUMNS)
    assert wish.ordered[0] == "pair"
