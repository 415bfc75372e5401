"""Finding a text or octets in a trace."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.models.trace_model import TraceModel
from smppconsole.ui.models.trace_rows import RowMaker, SessionTag
from smppconsole.ui.panels.trace_filter import TraceFilter
from smppconsole.ui.panels.trace_find import TraceFind
from smppconsole.ui.panels.trace_table import TraceTable
from smppconsole.ui.widgets.filter_row import FilterWish
from tests.kit.screen import nameless
from tests.kit.traces import Tape, answer, submit

TAG = SessionTag("NL TX", "blue")


class Desk:
    """A table of ten pairs with the bar to find in it; rows 4, 10 and 16 say needle."""

    def __init__(self) -> None:
        self.tape = Tape()
        for sequence in range(1, 11):
            self.tape.out(submit(sequence, "a Needle" if sequence in {3, 6, 9} else "hay"))
            self.tape.into(answer(sequence))
        store = self.tape.published()
        self.model = TraceModel(store, RowMaker(store, lambda _s: TAG, lambda _s: AS_USUAL))
        self.table = TraceTable(self.model)
        self.find = TraceFind(self.table, self.model)

    def go(self, step: int) -> int:
        """The row chosen after a step."""
        self.find.go(step)
        return self.table.chosen_row


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    """All shown, nothing looked for."""
    made = Desk()
    for widget in (made.table, made.find):
        qtbot.addWidget(widget)
        widget.show()
    yield made
    made.find.stop()


def _look_for(desk: Desk, qtbot: QtBot, text: str) -> None:
    desk.find.line.setText(text)
    qtbot.waitUntil(lambda: desk.find.done)
    qtbot.waitUntil(lambda: not desk.find.told.text().endswith("looking…"))


def test_hits_are_counted_and_walked_around_both_ways(desk: Desk, qtbot: QtBot) -> None:
    _look_for(desk, qtbot, "needle")
    assert desk.find.told.text() == "3 PDUs"
    assert [desk.go(step) for step in (1, 1, 1, 1, -1, -1)] == [4, 10, 16, 4, 16, 10]


def test_where_one_wanted_to_go_is_gone_to_once_it_is_known(desk: Desk, qtbot: QtBot) -> None:
    desk.find.line.setText("needle")
    with qtbot.waitSignal(desk.find.found) as told:
        desk.find.go(-1)
        assert desk.table.chosen_row == -1
    assert told.args == [16]
    assert desk.table.chosen_row == 16


def test_hits_that_the_filter_hides_are_passed_over(desk: Desk, qtbot: QtBot) -> None:
    trace_filter = TraceFilter(desk.tape.store, desk.model)
    trace_filter.set_wish(FilterWish("sequence != 6"))
    _look_for(desk, qtbot, "needle")
    assert [desk.go(1) for _ in range(3)] == [4, 16, 4]
    trace_filter.close()


def test_octets_are_looked_for_by_their_hex(desk: Desk, qtbot: QtBot) -> None:
    desk.find.kind.set_value("octets")
    _look_for(desk, qtbot, "4e 65:65")
    assert desk.find.told.text() == "3 PDUs"
    _look_for(desk, qtbot, "6e 65 65")
    assert (desk.find.told.text(), desk.find.told.property("tone")) == ("0 PDUs", "warn")
    _look_for(desk, qtbot, "needle")
    assert desk.find.line.toolTip() == "These are no octets in hex."
    assert desk.find.told.text() == ""


def test_what_came_since_is_found_by_the_next_step(desk: Desk, qtbot: QtBot) -> None:
    _look_for(desk, qtbot, "needle")
    desk.table.choose(16)
    row = desk.tape.out(submit(50, "the last needle"))
    desk.tape.published()
    with qtbot.waitSignal(desk.find.found) as told:
        desk.find.go(1)
    assert told.args == [row]


def test_the_keys_of_the_bar_go_on_go_back_and_put_it_away(desk: Desk, qtbot: QtBot) -> None:
    _look_for(desk, qtbot, "needle")
    qtbot.keyClick(desk.find.line, Qt.Key.Key_Return)
    assert desk.table.chosen_row == 4
    qtbot.keyClick(desk.find, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert desk.table.chosen_row == 16
    qtbot.keyClick(desk.find.line, Qt.Key.Key_Escape)
    assert not desk.find.isVisible()


def test_with_nothing_to_look_for_the_next_hit_opens_the_bar(desk: Desk) -> None:
    desk.find.hide()
    assert desk.go(1) == -1
    assert desk.find.isVisible()
    assert not nameless(desk.find)
