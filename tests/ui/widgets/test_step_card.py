"""The card of a step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smppconsole.ui.widgets.step_card import LOOKS, Evidence, StepCard, StepView
from tests.kit.screen import found


@pytest.fixture
def card(qtbot: QtBot) -> StepCard:
    """The bind."""
    made = StepCard("Bind", "doctor.bind")
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.show()
    return made


@pytest.mark.parametrize("state", list(LOOKS))
def test_every_state_is_told_by_a_word_and_painted(card: StepCard, state: str) -> None:
    card.show_view(StepView(state))
    assert card.word.text() == LOOKS[state][2]
    assert not card.grab().isNull()


def test_a_failure_shows_what_to_check_and_its_evidence(card: StepCard) -> None:
    card.show_view(StepView("failed", "12 ms", "Refused.", ("Look here", "Then there"), (Evidence("← resp", "00 01"),)))
    assert card.finding.text() == "Refused."
    assert found(card, "doctor.bind.advice2").isVisible()
    assert found(card, "doctor.bind.evidence1").isVisible()
    assert "Refused." in card.accessibleName()


def test_evidence_of_what_went_well_waits_to_be_asked_for(card: StepCard, qtbot: QtBot) -> None:
    card.show_view(StepView("good", "12 ms", evidence=(Evidence("← resp", "00 01"),)))
    assert not found(card, "doctor.bind.evidence1").isVisible()
    qtbot.mouseClick(card.more, Qt.MouseButton.LeftButton)
    assert found(card, "doctor.bind.evidence1").isVisible()
    assert card.more.text() == "Hide evidence"


def test_a_try_carries_what_it_stands_for(card: StepCard, qtbot: QtBot) -> None:
    card.show_view(StepView("failed", tries=(("without TLS", "plain"), ("as receiver", "rx"))))
    press = found(card, "doctor.bind.try2", QPushButton)
    with qtbot.waitSignal(card.tried, check_params_cb=lambda value: value == "rx"):
        qtbot.mouseClick(press, Qt.MouseButton.LeftButton)


def test_a_step_can_be_heard_with_its_state_and_its_time(card: StepCard, qtbot: QtBot) -> None:
    card.show_view(StepView("failed", "12 ms", "Refused."))
    with qtbot.waitActive(card):
        card.activateWindow()
    card.setFocus(Qt.FocusReason.TabFocusReason)
    assert card.hasFocus()
    assert card.accessibleName() == "Bind: failed, 12 ms. Refused."
    assert not card.grab().isNull()
