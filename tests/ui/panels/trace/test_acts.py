"""What keys and the menu of a trace do; most is tested through the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.models.trace_model import COLUMN
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.trace.page import TracePage, TraceTerms
from tests.kit.traces import Tape, answer, submit

TERMS = TraceTerms(lambda _session: SessionTag("NL", "blue"), lambda _session: AS_USUAL)


def test_the_filter_is_on_the_cell_that_the_arrows_went_to(qtbot: QtBot) -> None:
    tape = Tape()
    tape.out(submit(1, "look for this"))
    tape.into(answer(1, "A1"))
    page = TracePage(tape.published(), TERMS, "")
    qtbot.addWidget(page)
    page.table.choose(0)
    for _ in range(COLUMN["text"] - COLUMN["command"] - 1):  # the gap of times is hidden
        qtbot.keyClick(page.table, Qt.Key.Key_Right)
    assert page.table.currentIndex().column() == COLUMN["text"]
    assert page.acts.do("filter_value")
    assert page.filters.line.edit.text() == 'text == "look for this"'
    assert page.model.rowCount() == 1
    assert not page.acts.do("send_again")
    assert "partner" in page.acts.known
