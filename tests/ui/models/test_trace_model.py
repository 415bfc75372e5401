"""The trace as Qt's table."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.models.trace_model import COLUMN, COLUMNS, TraceModel
from smppconsole.ui.models.trace_rows import RowMaker, SessionTag
from tests.kit.traces import Tape, answer, submit


@pytest.fixture
def tape() -> Tape:
    """Two pairs, published."""
    made = Tape()
    for sequence in (1, 2):
        made.out(submit(sequence, f"text {sequence}"))
        made.into(answer(sequence, f"id{sequence}"))
    made.published()
    return made


@pytest.fixture
def model(tape: Tape) -> TraceModel:
    """The table over the tape."""
    return TraceModel(tape.store, RowMaker(tape.store, lambda _s: SessionTag("NL", "blue"), lambda _s: AS_USUAL))


def test_the_model_keeps_qts_rules_while_rows_come(model: TraceModel, tape: Tape, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model, force_py=True)
    tape.out(submit(3))
    tape.published()
    model.show_view(array("I", [0, 2]))
    model.show_view(None)
    assert model.rowCount() == 5


def test_cells_say_what_the_row_says(model: TraceModel) -> None:
    def cell(row: int, column: str) -> object:
        return model.data(model.index(row, COLUMN[column]))

    assert [cell(1, name) for name in ("number", "command", "status", "direction")] == [
        "2",
        "submit_sm_resp",
        "OK",
        "in",
    ]
    assert cell(0, "text") == "text 1"


def test_what_a_peer_sent_is_no_html_on_hover(model: TraceModel, tape: Tape) -> None:
    tape.out(submit(9, "<img src='file:///etc/hostname'> and a <b>long</b> text"))
    tape.published()
    told = model.data(model.index(model.rowCount() - 1, COLUMN["text"]), Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in told
    assert "&lt;b&gt;long" in told


def test_rows_are_inserted_in_one_batch(model: TraceModel, tape: Tape, qtbot: QtBot) -> None:
    for sequence in range(10, 60):
        tape.out(submit(sequence))
    with qtbot.waitSignal(model.rowsInserted) as told:
        tape.published()
    assert told.args is not None
    assert told.args[1:] == [4, 53]


def test_an_answer_makes_the_request_look_different(model: TraceModel, tape: Tape, qtbot: QtBot) -> None:
    row = tape.out(submit(3))
    tape.published()
    assert model.shown(row).waiting
    tape.into(answer(3))
    with qtbot.waitSignal(model.settled):
        tape.published()
    assert not model.shown(row).waiting


def test_only_rows_that_were_seen_are_painted_again(model: TraceModel, qtbot: QtBot) -> None:
    model.shown(2)
    with qtbot.assertNotEmitted(model.settled):
        model.refresh(0, 3)
    with qtbot.waitSignal(model.settled):
        model.refresh(0, 2)
    with qtbot.waitSignal(model.settled):
        model.refresh()


def test_a_view_maps_positions_both_ways(model: TraceModel) -> None:
    model.show_view(array("I", [0, 2, 3]))
    assert [model.store_row(position) for position in range(4)] == [0, 2, 3, -1]
    assert [model.position(row) for row in range(4)] == [0, -1, 1, 2]
    lines = model.lines(0, 2)
    assert {(line.first, line.last) for line in lines} == {(0, 0), (1, 2)}


def test_a_growing_view_is_followed(model: TraceModel) -> None:
    view = array("I", [0])
    model.show_view(view)
    view.append(2)
    model.grow()
    assert model.rowCount() == 2


def test_headings_have_words_and_give_way(model: TraceModel, qtbot: QtBot) -> None:
    def heading(role: Qt.ItemDataRole) -> object:
        return model.headerData(COLUMN["route"], Qt.Orientation.Horizontal, role)

    assert heading(Qt.ItemDataRole.DisplayRole) == "From → to"
    with qtbot.waitSignal(model.headerDataChanged):
        model.show_to_only(True)
    assert heading(Qt.ItemDataRole.DisplayRole) == "To"
    assert all(column.words for column in COLUMNS)


def test_after_closing_nothing_comes_any_more(model: TraceModel, tape: Tape) -> None:
    model.close()
    tape.out(submit(3))
    tape.published()
    assert model.rowCount() == 4


def test_what_lines_marks_and_icons_show_is_said_in_words(model: TraceModel, tape: Tape) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole

    def said(row: int, column: str) -> object:
        return model.data(model.index(row, COLUMN[column]), role)

    tape.store.mark(0)
    tape.out(submit(9, "alone"))
    tape.published()
    model.refresh()
    assert [said(row, "pair") for row in (0, 1, 4)] == [
        "marked, paired with No. 2",
        "paired with No. 1",
        "waiting for the answer",
    ]
    assert said(0, "text") == model.data(model.index(0, COLUMN["text"]))
    assert [model.headerData(COLUMN[name], Qt.Orientation.Horizontal, role) for name in ("pair", "text")] == [
        "Lines from requests to their responses",
        "Text or summary",
    ]


def test_it_knows_which_rows_waited_when_they_were_made(model: TraceModel, tape: Tape) -> None:
    row = tape.out(submit(9))
    tape.published()
    assert model.shown(0) is model.shown(0)
    model.shown(row)
    assert model.waited == [row]
    tape.into(answer(9, "id9"))
    tape.published()
    model.shown(row)
    assert model.waited == []
