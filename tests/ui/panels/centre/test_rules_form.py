"""Rules in a form and as text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from smppconsole.console.centre_rules import CentreRules, Fault
from smppconsole.console.scenarios import scenario
from smppconsole.ui.panels.centre.rules_form import CentreRulesForm
from smppconsole.ui.widgets.controls import Choice
from smppconsole.ui.widgets.number_field import NumberField
from tests.kit.screen import found


@pytest.fixture
def form(qtbot: QtBot) -> CentreRulesForm:
    """With the rules of a well-behaved centre, all unfolded."""
    made = CentreRulesForm()
    qtbot.addWidget(made)
    for section in made.sections.values():
        section.head.setChecked(True)
    return made


def test_a_section_has_its_controls_when_it_is_unfolded(qtbot: QtBot) -> None:
    made = CentreRulesForm()
    qtbot.addWidget(made)
    made.show_rules(scenario("stormy"))
    assert made.findChild(NumberField, "centre.link_drop_after") is None
    made.sections["link"].head.setChecked(True)
    made.sections["link"].head.setChecked(False)
    made.sections["link"].head.setChecked(True)
    assert found(made, "centre.link_drop_after", NumberField).value == 10


def test_each_kind_of_control_changes_its_rule(form: CentreRulesForm, qtbot: QtBot) -> None:
    told: list[CentreRules] = []
    form.changed.connect(told.append)
    delay = found(form, "centre.answers_delay", NumberField)
    delay.clear()
    qtbot.keyClicks(delay, "1.5")
    found(form, "centre.link_deaf", QCheckBox).click()
    found(form, "centre.bind_fault", Choice).choose(Fault.HALF)
    found(form, "centre.receipts_states", Choice).choose("UNDELIV")
    rules = form.rules
    assert rules.answers.delay == 1.5
    assert rules.link.deaf
    assert rules.bind.fault is Fault.HALF
    assert rules.receipts.states == ("UNDELIV",)
    assert told[-1] == rules
    assert form.sections["answers"].remark.text() == "1 set"


def test_other_rules_are_shown_without_a_signal(form: CentreRulesForm, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.changed):
        form.show_rules(scenario("stormy"))
    assert found(form, "centre.link_drop_after", NumberField).value == 10
    assert found(form, "centre.bind_status", Choice).currentData() == 5
    assert 'name = "stormy"' in form.text.toPlainText()


def test_rules_can_be_written_as_text(form: CentreRulesForm, qtbot: QtBot) -> None:
    form.text.setPlainText('name = "mine"\n[answers]\nids = "hex"\n[bind]\nstatus = 0x99\n')
    with qtbot.waitSignal(form.changed):
        qtbot.mouseClick(form.apply, Qt.MouseButton.LeftButton)
    assert form.rules.name == "mine"
    assert found(form, "centre.bind_status", Choice).currentText() == "0x99"


def test_text_that_is_no_rules_is_told_where(form: CentreRulesForm, qtbot: QtBot) -> None:
    form.text.setPlainText("[answers]\nspeed = 3\n")
    qtbot.mouseClick(form.apply, Qt.MouseButton.LeftButton)
    assert "'speed'" in form.problem.text()
    assert form.rules == CentreRules()
