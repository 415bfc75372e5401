"""The sheet of an account."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.console.account import Account
from smppconsole.ui.panels.accounts import form as form_module
from smppconsole.ui.panels.accounts.form import AccountForm
from tests.kit.screen import found, nameless

NORDLINK = Account("Nordlink", "smsc.example", 2776, "nl", bind_as="tx", enquire_link=45.0, tls="verify")


@pytest.fixture
def form(qtbot: QtBot) -> AccountForm:
    """A sheet that shows Nordlink."""
    made = AccountForm()
    qtbot.addWidget(made)
    made.resize(320, 800)
    made.show()
    made.show_account(NORDLINK, "Nordlink")
    return made


def test_it_gives_back_what_it_shows(form: AccountForm) -> None:
    assert form.account == NORDLINK


def test_all_fields_of_the_main_job_are_there(form: AccountForm) -> None:
    for name in (
        "host",
        "port",
        "system_id",
        "password",
        "system_type",
        "service_type",
        "bind_as",
        "interface_version",
        "tls",
        "enquire_link",
    ):
        assert found(form, f"accounts.{name}", QWidget).isVisible()
    assert found(form, "accounts.password", QLineEdit).echoMode() == QLineEdit.EchoMode.Password
    assert not nameless(form)


def test_a_field_that_is_too_long_says_its_limit(form: AccountForm) -> None:
    found(form, "accounts.system_type", QLineEdit).setText("x" * 13)
    assert "13 characters" in found(form, "accounts.system_type_remark", QLabel).text()
    assert "12" in found(form, "accounts.system_type_remark", QLabel).text()
    assert found(form, "accounts.system_type", QWidget).property("bad")


def test_what_is_wrong_is_not_saved(form: AccountForm, qtbot: QtBot) -> None:
    found(form, "accounts.port", QLineEdit).setText("99999")
    with qtbot.assertNotEmitted(form.saved):
        qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert "65535" in form.problem.text()


def test_saving_tells_the_old_name_and_the_password(form: AccountForm, qtbot: QtBot) -> None:
    found(form, "accounts.name", QLineEdit).setText("Nordlink 2")
    form.password.setText("secret")
    with qtbot.waitSignal(form.saved) as told:
        qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert told.args is not None
    account, old, password = told.args
    assert (account.name, old, password) == ("Nordlink 2", "Nordlink", "secret")


def test_an_untouched_password_is_none(form: AccountForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.bind_asked) as told:
        qtbot.mouseClick(form.bind, Qt.MouseButton.LeftButton)
    assert told.args is not None
    assert told.args[2] is None


def test_a_long_password_is_refused_unless_it_is_chosen(form: AccountForm, qtbot: QtBot) -> None:
    form.password.setText("ninechars")
    remark = found(form, "accounts.password_remark", QLabel)
    assert "holds 8. Where the provider's sheet says so, “Long login”" in remark.text()
    with qtbot.assertNotEmitted(form.saved):
        qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(form.more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form.findChild(QCheckBox, "accounts.long_login") is not None)
    found(form, "accounts.long_login", QCheckBox).setChecked(True)
    assert "It is sent as it is, as you chose." in remark.text()
    with qtbot.waitSignal(form.saved):
        qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)


def test_an_empty_sheet_is_not_scolded(form: AccountForm) -> None:
    form.show_account(Account())
    assert form.problem.isHidden()
    assert form.title.text() == "New account"
    assert form.delete.isHidden()


def test_a_sheet_without_a_name_takes_the_login(form: AccountForm, qtbot: QtBot) -> None:
    form.show_account(Account("", "smsc.example", system_id="orbit"))
    with qtbot.waitSignal(form.saved) as told:
        form.save.click()
    assert told.args is not None
    assert told.args[0].name == "orbit"


def test_rare_settings_unfold(form: AccountForm, qtbot: QtBot) -> None:
    form.show_account(Account("Nordlink", "smsc.example", window=7), "Nordlink")
    assert form.findChild(QLineEdit, "accounts.window") is None
    qtbot.mouseClick(form.more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form.findChild(QCheckBox, "accounts.keep_password_in_captures") is not None)
    window = found(form, "accounts.window", QLineEdit)
    qtbot.waitUntil(window.isVisible)
    assert window.text() == "7"
    assert form.more.text() == "Fewer settings"
    window.setText("many")
    assert not form._check()
    qtbot.mouseClick(form.more, Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    assert "number" in form.problem.text()


def test_what_is_wrong_with_a_field_that_was_never_shown_is_said_at_the_foot(form: AccountForm) -> None:
    form.show_account(Account("Nordlink", "smsc.example", tls_key="key.pem"), "Nordlink")
    assert "certificate" in form.problem.text()


def test_esc_leaves(form: AccountForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.left):
        qtbot.keyClick(form, Qt.Key.Key_Escape)


def test_what_is_wrong_takes_the_keys_and_says_why(form: AccountForm, qtbot: QtBot) -> None:
    port = found(form, "accounts.port", QLineEdit)
    port.setText("99999999")
    with qtbot.waitActive(form):
        form.activateWindow()
    form.save.setFocus()
    qtbot.keyClick(form.save, Qt.Key.Key_Return)
    assert port.hasFocus()
    assert port.accessibleDescription() == "Port lies between 1 and 65535, not 99999999"


def test_a_fault_where_the_keys_are_already_is_read(
    form: AccountForm, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(form_module, "say_aloud", lambda _widget, words, **_how: said.append(words))
    port = found(form, "accounts.port", QLineEdit)
    port.setText("0")
    with qtbot.waitActive(form):
        form.activateWindow()
    port.setFocus()
    qtbot.keyClick(port, Qt.Key.Key_Return)
    assert said == ["Port lies between 1 and 65535, not 0"]
