"""The box to try two ids in, opened from the account's sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smppconsole.console.account import Account
from smppconsole.ui.panels.accounts.form import AccountForm
from smppconsole.ui.panels.accounts.id_trial import IdTrialSheet
from tests.kit.screen import found, nameless


def test_two_ids_are_compared_and_the_forms_that_fit_go_into_the_sheet(qtbot: QtBot) -> None:
    form = AccountForm()
    qtbot.addWidget(form)
    form.show_account(Account("A", "h"), "A")
    form.more.click()
    qtbot.waitUntil(lambda: form.findChild(QPushButton, "accounts.id_trial") is not None)
    found(form, "accounts.id_trial", QPushButton).click()
    (box,) = form.findChildren(IdTrialSheet)
    assert box.fit.isHidden()
    box.response.setPlainText("A1F")
    box.receipt.setPlainText("id:2591 stat:DELIVRD err:000")
    qtbot.waitUntil(lambda: box.verdict.text() == "Not tied. They would be as hex then decimal.")
    assert box.compared.text() == "A1F  ~  2591"
    box.fit.click()
    assert box.verdict.text() == "Tied: hex then decimal."
    box.yes.click()
    assert (form.account.response_id_form, form.account.receipt_id_form) == ("hex", "decimal")


def test_all_of_the_box_has_names(qtbot: QtBot) -> None:
    form = AccountForm()
    qtbot.addWidget(form)
    assert nameless(IdTrialSheet(form, Account(), lambda _response, _receipt: None)) == []
