"""What stands in the inspector."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from smppconsole.compose.draft import Carry, Draft
from smppconsole.console.workspace import Workspace
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.trace.journeys import Journeys
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.composer.sending import Sending
from smppconsole.ui.panels.inspector.panel import Inspector
from smppconsole.ui.panels.inspector.preview import Looking
from smppconsole.ui.panels.sessions.sessions import Sessions
from smppconsole.ui.panels.trace.page import TracePage
from smppconsole.ui.panels.trace.terms import TraceTerms
from tests.kit.pdus import octets
from tests.kit.traces import Tape, answer, receipt, submit

LONG = Draft("491713920012", "Orbit", "x" * 400, carry=Carry.UDH8)


@pytest.fixture
def looking(qtbot: QtBot) -> Looking:
    """An inspector over an empty workspace."""
    inspector = Inspector()
    qtbot.addWidget(inspector)
    qtbot.addWidget(inspector.head)
    workspace = Workspace()
    return Looking(inspector, Sending(Sessions(workspace)), workspace.journeys)


@pytest.fixture
def page(qtbot: QtBot) -> TracePage:
    """A pair."""
    tape = Tape()
    tape.out(submit(1))
    tape.into(answer(1))
    made = TracePage(tape.published(), TraceTerms(lambda _s: SessionTag("x", "blue"), lambda _s: AS_USUAL), "")
    qtbot.addWidget(made)
    return made


def _place(looking: Looking) -> str:
    pdu = looking._inspector.pdu
    return pdu.place if pdu is not None else ""


def test_a_row_is_shown_with_its_number_and_partner(looking: Looking, page: TracePage) -> None:
    looking.show_row(page, 1)
    pdu = looking._inspector.pdu
    assert pdu is not None
    assert (pdu.number, pdu.peer, pdu.title) == (2, 0, "submit_sm_resp")
    looking.show_row(page, -1)
    assert looking._inspector.pdu is None


def test_a_receipt_says_by_which_rule_its_message_was_found(qtbot: QtBot) -> None:
    tape = Tape()
    tape.out(submit(1))
    tape.into(receipt(9, "nobody"))
    tape.into(answer(1, "00A1"))
    tape.into(receipt(2, "A1"))
    terms = TraceTerms(lambda _s: SessionTag("x", "blue"), lambda _s: AS_USUAL)
    page, inspector = TracePage(tape.published(), terms, ""), Inspector()
    for widget in (page, inspector, inspector.head):
        qtbot.addWidget(widget)
    journeys = Journeys(tape.store)
    journeys.finish()
    looking = Looking(inspector, Sending(Sessions(Workspace())), journeys)
    told = []
    for row in range(4):
        looking.show_row(page, row)
        assert inspector.pdu is not None
        told.append((inspector.pdu.tied, inspector.pdu.about))
    assert told == [(None, 0), ("", 0), (None, 0), ("leading zeros ignored", 1)]
    elsewhere = Looking(inspector, Sending(Sessions(Workspace())), Workspace().journeys)
    elsewhere.show_row(page, 1)
    assert inspector.pdu is not None
    assert inspector.pdu.tied is None


def test_the_parts_of_a_draft_are_walked(looking: Looking) -> None:
    looking.set_preview(True, LONG)
    assert "part 1 of 3" in _place(looking)
    looking.turn(1)
    looking.turn(1)
    looking.turn(1)
    assert "part 3 of 3" in _place(looking)
    looking.set_preview(False, LONG)
    assert _place(looking) == ""


def test_the_preview_follows_the_draft_and_ends_with_a_row(looking: Looking, page: TracePage, qtbot: QtBot) -> None:
    looking.set_preview(True, LONG)
    looking.show_draft(Draft("49", "x", "short"))
    assert _place(looking).startswith("not sent  ")
    with qtbot.waitSignal(looking.previewing) as told:
        looking.show_row(page, 0)
    assert told.args == [False]
    looking.show_draft(LONG)
    assert _place(looking).startswith("No. 1")


def _part(number: int, text: bytes) -> bytes:
    return octets("deliver_sm", number, esm_class=0x40, short_message=bytes((5, 0, 3, 9, 2, number)) + text)


def test_a_part_is_shown_with_its_whole_message_and_grows_as_parts_come(qtbot: QtBot, looking: Looking) -> None:
    tape = Tape()
    tape.into(_part(2, b"lo"))
    page = TracePage(tape.published(), TraceTerms(lambda _s: SessionTag("x", "blue"), lambda _s: AS_USUAL), "")
    qtbot.addWidget(page)
    page.picked.connect(lambda row: looking.show_row(page, row))
    page.table.choose(0)
    inspector = looking._inspector
    tabs = inspector.head.tabs
    qtbot.waitUntil(lambda: tabs.tabText(4) == "Part 2 of 2")
    assert tabs.isTabVisible(4)
    tabs.setCurrentIndex(4)
    assert "Incomplete" in inspector.message.toPlainText()
    tape.into(_part(1, b"Hel"))
    tape.published()
    qtbot.waitUntil(lambda: "Hello" in inspector.message.toPlainText())
    with qtbot.waitSignal(inspector.partner_asked) as asked:
        inspector.message.anchorClicked.emit(QUrl("row:1"))
    assert asked.args == [1]
    page.close_page()


def test_a_pdu_that_is_no_part_has_no_tab_for_the_whole(looking: Looking, page: TracePage) -> None:
    looking.show_row(page, 0)
    assert not looking._inspector.head.tabs.isTabVisible(4)
