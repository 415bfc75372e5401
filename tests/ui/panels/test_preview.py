"""What stands in the inspector."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.compose.draft import Carry, Draft
from smppconsole.console.workspace import Workspace
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.inspector import Inspector
from smppconsole.ui.panels.preview import Looking
from smppconsole.ui.panels.sending import Sending
from smppconsole.ui.panels.sessions import Sessions
from smppconsole.ui.panels.trace_page import TracePage, TraceTerms
from tests.kit.traces import Tape, answer, submit

LONG = Draft("491713920012", "Orbit", "x" * 400, carry=Carry.UDH8)


@pytest.fixture
def looking(qtbot: QtBot) -> Looking:
    """An inspector over an empty workspace."""
    inspector = Inspector()
    qtbot.addWidget(inspector)
    qtbot.addWidget(inspector.head)
    return Looking(inspector, Sending(Sessions(Workspace())))


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
