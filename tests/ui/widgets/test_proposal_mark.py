"""The word beside a choice."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.proposal_mark import ProposalMark


def test_it_says_proposed_and_why_then_set_and_can_be_pressed(qtbot: QtBot) -> None:
    mark = ProposalMark("x.proposal", "TON is proposed")
    qtbot.addWidget(mark)
    assert (mark.text(), mark.isEnabled()) == ("proposed", False)
    mark.show_state(own=False, reason="alphanumeric")
    assert mark.toolTip() == "Proposed: alphanumeric"
    mark.show_state(own=True)
    assert (mark.text(), mark.isEnabled(), mark.toolTip()) == ("set", True, "Take the proposal again")
