"""The list of messages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smppconsole.trace.journeys import Journeys
from smppconsole.ui import theme
from smppconsole.ui.models.message_model import MessageModel
from smppconsole.ui.panels.messages import MessageTable
from tests.kit.traces import Tape, answer, receipt, submit


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
