"""The trials in an account's sheet: what its settings make of an address and a text, while one types."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.console.account import Account
from smppconsole.ui.panels.accounts.form import AccountForm
from smppconsole.ui.panels.accounts.trials import make_trial
from smppconsole.ui.widgets.controls import LineField
from tests.kit.screen import found, nameless


def unfolded(qtbot: QtBot, account: Account) -> AccountForm:
    form = AccountForm()
    qtbot.addWidget(form)
    form.show_account(account, "A")
    form.more.click()
    qtbot.waitUntil(lambda: form.findChild(QWidget, "accounts.id_trial") is not None)
    return form


def test_an_address_is_tried_on_the_rules_as_they_are_typed(qtbot: QtBot) -> None:
    form = unfolded(qtbot, Account("A", "h", source_rules="alpha 5/0"))
    line, told = found(form, "accounts.address_trial", LineField), found(form, "accounts.address_trial_told", QLabel)
    assert told.isHidden()
    line.setText("+4479")
    assert told.text() == "As either: 1/1, number: international, ISDN"
    form.rows.type_in("source_rules", "alpha 5/0, + 2/1")
    assert told.text().startswith("As sender: 2/1, by rule 2 of the account: +.")
    line.clear()
    assert told.isHidden()


def test_a_text_is_tried_on_the_codings_and_sizes_as_they_are_typed(qtbot: QtBot) -> None:
    form = unfolded(qtbot, Account("A", "h", default_alphabet="ascii"))
    found(form, "accounts.text_trial", LineField).setText("5 €")
    told = found(form, "accounts.text_trial_told", QLabel)
    assert told.text() == "UCS-2, data_coding 8, 6 octets in short_message"
    form.rows.type_in("alphabets", "4 gsm7")
    assert told.text() == "GSM 7-bit, data_coding 4, 4 octets in short_message"
    found(form, "accounts.payload_from", LineField).setText("4")
    assert told.text() == "GSM 7-bit, data_coding 4, 4 octets in message_payload"


def test_few_fields_have_a_trial_and_all_of_it_has_names(qtbot: QtBot) -> None:
    form = unfolded(qtbot, Account("A", "h"))
    assert make_trial("host", form.rows) is None
    assert nameless(form) == []
