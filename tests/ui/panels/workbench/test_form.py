"""The form of the workbench: a row for each field, a sheet in and out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from smppconsole.compose.workbench import Sheet, TlvLine, make
from smppconsole.smpp.reading import AS_USUAL
from smppconsole.smpp.spec.book import STANDARD, read_dictionary
from smppconsole.ui.panels.workbench.form import WorkbenchForm
from smppconsole.ui.widgets.controls import Choice, LineField
from tests.kit.screen import found


@pytest.fixture
def form(qtbot: QtBot) -> WorkbenchForm:
    made = WorkbenchForm()
    qtbot.addWidget(made)
    return made


def test_a_sheet_is_shown_whole_and_changes_nothing(form: WorkbenchForm) -> None:
    told: list[object] = []
    form.changed.connect(lambda sheet, _place: told.append(sheet))
    sheet = Sheet("submit_sm_resp", {"message_id": "7"}, (TlvLine("0x1401", "31"),), "ESME_RTHROTTLED", "9", "40")
    form.show_sheet(sheet)
    assert (form.sheet, told) == (sheet, [])
    assert form.status.typed == "ESME_RTHROTTLED"
    assert (form.sequence.text(), form.claimed.text()) == ("9", "40")


def test_another_command_takes_its_common_fields_along(form: WorkbenchForm) -> None:
    form.show_sheet(Sheet("submit_sm", {"source_addr": "Orbit", "short_message": "68"}))
    form.command.choose("data_sm")
    form.command.activated.emit(form.command.currentIndex())
    assert form.sheet == Sheet("data_sm", {"source_addr": "Orbit"})
    assert found(form, "workbench.source_addr", LineField).text() == "Orbit"


def test_a_status_is_chosen_or_typed(form: WorkbenchForm) -> None:
    status = found(form, "workbench.status", Choice)
    status.setEditText("ESME_RSYSERR  0x08")
    assert form.sheet.status == "ESME_RSYSERR"
    status.setEditText("0x401")
    assert form.sheet.status == "0x401"


def test_an_accounts_statuses_are_offered(form: WorkbenchForm) -> None:
    rows = read_dictionary('[[status]]\ncode = 0x401\nname = "ESME_NO_CREDIT"\nwords = "Empty."')
    form.set_terms(STANDARD.with_rows(statuses=rows.statuses), AS_USUAL)
    assert form.status.findText("ESME_NO_CREDIT  0x401") >= 0


def test_what_is_wrong_stands_at_its_field(form: WorkbenchForm) -> None:
    sheet = Sheet("submit_sm", {"destination_addr": "4" * 30}, sequence="what")
    form.show_sheet(sheet)
    form.show_made(make(sheet))
    assert "30 characters" in found(form, "workbench.destination_addr", LineField).toolTip()
    assert form.sequence.property("bad")
    form.show_made(make(replace(sheet, words={}, sequence="")))
    assert not form.sequence.property("bad")
    assert form.claimed.placeholderText() == "the true one, 33"
