"""The list of messages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from smppconsole.trace.journeys import Journeys
from smppconsole.ui import theme
from smppconsole.ui.models.message_model import RECEIVED, MessageModel
from smppconsole.ui.models.message_row import incoming_key, sent_key
from smppconsole.ui.panels import messages
from smppconsole.ui.panels.messages import MessageTable
from tests.kit.traces import Tape, answer, deliver_parts, receipt, submit


@pytest.fixture
def tape() -> Tape:
    """One message delivered, one waiting."""
    made = Tape()
    made.out(submit(1, "first"))
    made.into(answer(1, "A1"))
    made.into(receipt(1, "A1"))
    made.out(submit(2, "second"))
    made.into(answer(2, "A2"))
    made.published()
    return made


def _table(tape: Tape, qtbot: QtBot) -> MessageTable:
    journeys = Journeys(tape.store)
    table = MessageTable(MessageModel(journeys))
    qtbot.addWidget(table)
    table.resize(320, 200)
    table.show()
    table.refresh(journeys.step())
    return table


def test_stations_are_told_in_their_colours(tape: Tape, qtbot: QtBot) -> None:
    table = _table(tape, qtbot)
    image = table.viewport().grab().toImage()
    colours = {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}
    assert theme.LIGHT.ok in colours


def test_a_click_asks_for_the_row_it_was_sent_in(tape: Tape, qtbot: QtBot) -> None:
    table = _table(tape, qtbot)
    box = table.visualRect(table.messages.index(1, 0))
    with qtbot.waitSignal(table.row_asked) as told:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert told.args == [0]


def test_the_clock_of_what_waits_ends_with_the_waiting(tape: Tape, qtbot: QtBot) -> None:
    table = _table(tape, qtbot)
    assert table.waiting
    table.viewport().grab()
    tape.into(receipt(2, "A2"))
    tape.published()
    table.refresh(table.messages.journeys.step())
    table._tick()
    assert not table.waiting


def test_while_there_are_none_it_says_what_will_stand_here(qtbot: QtBot) -> None:
    table = MessageTable(MessageModel(Journeys(Tape().published())))
    qtbot.addWidget(table)
    table.resize(320, 200)
    table.show()
    image = table.viewport().grab().toImage()
    assert any(image.pixelColor(x, y).name().upper() != theme.LIGHT.surface for x in range(320) for y in range(60, 140))


def test_a_message_unfolds_by_its_chevron_and_by_keys(tape: Tape, qtbot: QtBot) -> None:
    table = _table(tape, qtbot)
    plain = table.rowHeight(1)
    corner = table.visualRect(table.messages.index(1, 0)).topLeft() + QPoint(8, 10)
    with qtbot.assertNotEmitted(table.row_asked):
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert table.unfolded == 0
    assert table.rowHeight(1) > plain
    assert not table.viewport().grab().isNull()
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert table.rowHeight(1) == plain
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.unfolded == 0


def test_a_line_inside_goes_to_its_own_row(tape: Tape, qtbot: QtBot) -> None:
    table = _table(tape, qtbot)
    table.unfold(0)
    box = table.visualRect(table.messages.index(1, 0))
    with qtbot.waitSignal(table.row_asked) as told:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(60, 44 + 30))
    assert told.args == [2]


def test_an_unfolded_message_grows_with_its_receipt(tape: Tape, qtbot: QtBot) -> None:
    table = _table(tape, qtbot)
    table.unfold(0)
    before = table.rowHeight(1)
    tape.into(receipt(2, "A1", "DELIVRD"))
    tape.published()
    table.refresh(table.messages.journeys.step())
    assert table.rowHeight(1) > before


def test_the_menu_is_asked_for_with_the_message(tape: Tape, qtbot: QtBot) -> None:
    table = _table(tape, qtbot)
    with qtbot.waitSignal(table.menu_asked) as told:
        table.customContextMenuRequested.emit(table.visualRect(table.messages.index(0, 0)).center())
    assert told.args is not None
    assert told.args[0] == sent_key(1)


def test_only_those_received_are_shown_where_one_asks_for_them(tape: Tape, qtbot: QtBot) -> None:
    for pdu in deliver_parts("abc"):
        tape.into(pdu)
    tape.published()
    table = _table(tape, qtbot)
    table.refresh(set(), table.messages.journeys.inbox.take_changed())
    assert table.messages.rowCount() == 3
    table.show_kind(RECEIVED)
    assert [table.messages.message(at).text for at in range(table.messages.rowCount())] == ["abc"]
    plain = table.rowHeight(0)
    table.unfold(incoming_key(0))
    assert table.rowHeight(0) == plain + 3 * 20 + 6
    assert not table.viewport().grab().isNull()


def test_what_is_inside_a_message_is_spoken_as_keys_unfold_it(
    tape: Tape, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(messages, "say_aloud", lambda _table, words: said.append(words))
    table = _table(tape, qtbot)
    table.selectRow(1)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(table, key)
    lines = table.messages.message(1).lines
    assert len(lines) > 1
    assert all(line.words in said[0] for line in lines)
    assert said[1:] == ["folded"]
