"""The box to try a receipt pattern in, opened from the account's sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smppconsole.console.account import Account
from smppconsole.smpp.reading import Reading
from smppconsole.ui.panels.accounts.form import AccountForm
from smppconsole.ui.panels.accounts.receipt_trial import ReceiptTrial
from smppconsole.ui.widgets.controls import LineField
from tests.kit.screen import found, nameless


def test_it_reads_while_one_types_and_gives_the_pattern_back(qtbot: QtBot) -> None:
    form = AccountForm()
    qtbot.addWidget(form)
    form.show_account(Account("A", "h", receipt_pattern="x"), "A")
    form.more.click()
    qtbot.waitUntil(lambda: form.findChild(QPushButton, "accounts.receipt_trial") is not None)
    found(form, "accounts.receipt_trial", QPushButton).click()
    (box,) = form.findChildren(ReceiptTrial)
    assert box.pattern.text() == "x"
    box.pattern.setText(r"(?P<id>\d+) (?P<stat>[A-Z]+)")
    box.pasted.setPlainText("77 DELIVRD")
    qtbot.waitUntil(lambda: box.verdict.text() == "Read by the pattern: 2 fields.")
    assert "DELIVERED" in box.found.toPlainText()
    box.yes.click()
    assert form.account.receipt_pattern == r"(?P<id>\d+) (?P<stat>[A-Z]+)"


def test_a_pattern_that_is_none_cannot_be_kept(qtbot: QtBot) -> None:
    form = AccountForm()
    qtbot.addWidget(form)
    box = ReceiptTrial(form, "(?P<id>[", Reading(), lambda _pattern: None)
    assert not box.yes.isEnabled()
    assert found(box, "receipt_trial.pattern", LineField).property("bad")
    assert nameless(box) == []
