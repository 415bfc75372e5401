"""The inspector's row of tabs."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.ui.panels.inspector.head import InspectorHead
from smppconsole.ui.panels.inspector.shown_pdu import look_at
from tests.kit.traces import submit


@pytest.fixture
def head(qtbot: QtBot) -> InspectorHead:
    """A head of 900 pixels."""
    made = InspectorHead()
    qtbot.addWidget(made)
    made.resize(900, 36)
    made.show()
    return made


def test_a_pdu_of_the_trace_has_a_partner_a_part_has_neighbours(head: InspectorHead) -> None:
    head.show_pdu(look_at(submit(1), AS_USUAL, number=3, peer=4))
    assert (head.command.text(), head.partner.isEnabled(), head.before.isHidden()) == ("submit_sm", True, True)
    head.show_pdu(look_at(submit(1), AS_USUAL, part=1, parts=3))
    assert head.partner.isHidden()
    assert (head.before.isEnabled(), head.after.isEnabled()) == (False, True)
    head.show_pdu(None)
    assert head.command.text() == ""
    assert head.copy.isHidden()


def test_a_note_is_cut_to_the_room_there_is(head: InspectorHead) -> None:
    head.show_pdu(look_at(submit(1), AS_USUAL, number=3))
    QApplication.processEvents()
    head.say_note(Severity.WARNING, "UDH present, but UDHI (0x40) is not set in esm_class. " * 3)
    assert head.note.isVisible()
    assert head.note.text().endswith("…")
    head.say_note(Severity.NOTE, "")
    assert not head.note.isVisible()


def test_the_place_gives_way_before_the_command(head: InspectorHead) -> None:
    head.show_pdu(look_at(submit(1), AS_USUAL, number=3))
    tabs, words = head.tabs.sizeHint().width(), head.command.sizeHint().width()
    shown = {}
    head.setMinimumWidth(1)  # as a dock does, which has its own
    for wide in (tabs + words + 250, tabs + words + 100, tabs + 90, tabs):
        head.resize(wide, 36)
        QApplication.processEvents()
        shown[wide] = [part.isVisible() for part in (head.place, head.command, head.partner)]
    assert list(shown.values()) == [
        [True, True, True],
        [False, True, True],
        [False, False, True],
        [False, False, False],
    ]
