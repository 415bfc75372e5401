"""Accounts by actions."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit

from smppconsole.console.account import Account
from smppconsole.console.centre_rules import CentreRules, Login
from smppconsole.console.door import Door
from smppconsole.console.linkstatus import LinkState
from smppconsole.console.scenarios import scenario
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.widgets.number_field import NumberField
from tests.kit.screen import eventually, found
from tests.kit.window import opened_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def _state(window: MainWindow, name: str) -> LinkState:
    view = window.cast.sessions.view(name)
    return view.link.state if view is not None else LinkState.OFF


async def test_from_an_empty_sheet_to_a_bound_session() -> None:
    async with opened_window() as window:
        port = await window.workspace.start_centre(scenario("plain"), traced=False)
        window.deeds.do("new_account")
        form = window.cast.accounts.form
        for name, text in (("name", "Practice"), ("host", "127.0.0.1"), ("port", str(port)), ("system_id", "demo")):
            found(form, f"accounts.{name}", QLineEdit).setText(text)
        form.password.setText("secret")
        form.bind.click()
        await eventually(lambda: _state(window, "Practice") is LinkState.ALIVE)
        assert not window.cast.accounts.is_editing
        await eventually(window.cast.composer.send.isEnabled)
        window.deeds.do("bind")
        await eventually(lambda: _state(window, "Practice") is LinkState.OFF)


async def test_a_session_waits_for_a_centre_that_connects_by_itself() -> None:
    async with opened_window() as window:
        await window.workspace.start_centre(scenario("plain"), traced=False)
        centre = window.workspace.centre
        assert centre is not None
        window.workspace.accounts.save(Account("Practice", "127.0.0.1", 2775, "demo"))
        window.cast.sessions.choose("Practice")
        window.do("wait_outbind")
        found(window, "door.port", NumberField).set_value(0)
        found(window, "door", QDialog).accept()
        await eventually(lambda: window.findChild(QDialog, "password"))
        found(window, "password.line", QLineEdit).setText("secret")
        found(window, "password", QDialog).accept()
        await eventually(lambda: "waiting for an outbind on 127.0.0.1:" in _words(window, "Practice"))
        assert _state(window, "Practice") is LinkState.WAITING
        window.do("wait_outbind")
        assert "already" in window.cast.trace.notice.text
        await centre.outbind("127.0.0.1", int(_words(window, "Practice").rpartition(":")[2]))
        await eventually(lambda: _state(window, "Practice") is LinkState.ALIVE)
        window.deeds.do("bind")
        await eventually(lambda: _state(window, "Practice") is LinkState.OFF)


async def test_waiting_for_a_centre_can_be_stopped() -> None:
    async with opened_window() as window:
        window.workspace.accounts.save(Account("Practice", "127.0.0.1", 2775, "demo"))
        window.cast.sessions.bind("Practice", "secret", door=Door("127.0.0.1", 0))
        await eventually(lambda: "waiting for an outbind" in _words(window, "Practice"))
        window.cast.sessions.toggle("Practice")
        await eventually(lambda: _state(window, "Practice") is LinkState.OFF)
        view = window.cast.sessions.view("Practice")
        assert view is not None
        assert not view.failure


def _words(window: MainWindow, name: str) -> str:
    view = window.cast.sessions.view(name)
    return view.link.words if view is not None else ""


async def test_a_missing_password_is_asked_for_and_then_it_binds() -> None:
    async with opened_window() as window:
        port = await window.workspace.start_centre(scenario("plain"), traced=False)
        window.workspace.accounts.save(Account("Practice", "127.0.0.1", port, "demo"))
        window.cast.sessions.toggle("Practice")
        await eventually(lambda: window.findChild(QDialog, "password"))
        sheet = found(window, "password", QDialog)
        found(sheet, "password.line", QLineEdit).setText("secret")
        sheet.accept()
        await eventually(lambda: _state(window, "Practice") is LinkState.ALIVE)


async def test_a_copy_is_edited_before_it_is_saved() -> None:
    async with opened_window() as window:
        window.workspace.accounts.save(Account("Nordlink", "smsc.example", notes="from the sheet"))
        window.deeds.accounts.do("duplicate", "Nordlink")
        assert window.cast.accounts.is_editing
        assert found(window, "accounts.name", QLineEdit).text() == "Nordlink 2"
        assert window.workspace.accounts.get("Nordlink 2") is None


async def test_deleting_is_asked_about() -> None:
    async with opened_window() as window:
        window.workspace.accounts.save(Account("Nordlink", "smsc.example"))
        window.deeds.accounts.do("delete", "Nordlink")
        sheet = found(window, "delete", QDialog)
        assert window.workspace.accounts.get("Nordlink") is not None
        sheet.accept()
        await eventually(lambda: window.workspace.accounts.get("Nordlink") is None)


async def test_a_failed_bind_offers_its_sheet_and_another_try() -> None:
    async with opened_window() as window:
        window.workspace.accounts.save(Account("Closed", "127.0.0.1", 9, "x", reconnect=False))
        window.cast.sessions.bind("Closed", "x")
        await eventually(lambda: window.cast.trace.notice.text)
        assert "port 9" in window.cast.trace.notice.text
        window.workspace.secrets.remember("Closed", "x")
        window.cast.trace.notice.links["again"].click()
        await eventually(lambda: window.cast.trace.notice.text)
        window.cast.trace.notice.links["edit"].click()
        assert window.cast.accounts.is_editing


async def test_the_simulator_is_a_click_away() -> None:
    async with opened_window() as window:
        window.deeds.do("simulator")
        await eventually(lambda: _state(window, "Simulator") is LinkState.ALIVE)


async def test_once_more_waits_at_the_same_door() -> None:
    async with opened_window() as window:
        await window.workspace.start_centre(CentreRules(logins=(Login("other", "x"),)), traced=False)
        centre = window.workspace.centre
        assert centre is not None
        window.workspace.accounts.save(Account("Practice", "127.0.0.1", 2775, "demo"))
        await window.workspace.secrets.set("Practice", "secret")
        window.cast.sessions.bind("Practice", door=Door("127.0.0.1", 0))
        await eventually(lambda: _state(window, "Practice") is LinkState.WAITING)
        await centre.outbind("127.0.0.1", int(_words(window, "Practice").rpartition(":")[2]))
        await eventually(lambda: "refused the bind" in window.cast.trace.notice.text)
        window.cast.trace.notice.links["again"].click()
        await eventually(lambda: _state(window, "Practice") is LinkState.WAITING)


async def test_what_was_typed_on_a_sheet_that_is_left_comes_back() -> None:
    async with opened_window() as window:
        window.workspace.accounts.save(Account("Practice", "127.0.0.1", 2775, "demo"))
        window.workspace.accounts.save(Account("Other", "127.0.0.1"))
        window.cast.sessions.choose("Practice")
        form = window.cast.accounts.form
        window.do("edit_account")
        form.back.click()
        assert window.cast.trace.notice.text == ""
        window.do("edit_account")
        found(form, "accounts.host", QLineEdit).setText("smsc.example")
        form.password.setText("secret")
        form.back.click()
        assert window.cast.trace.notice.text == "What was typed for Practice is not saved."
        window.do("new_account")
        form.back.click()
        window.cast.trace.notice.links["sheet"].click()
        assert form.old_name == "Practice"
        assert (form.account.host, form.password.text()) == ("smsc.example", "secret")
        assert window.cast.trace.notice.text == ""


async def test_a_name_that_another_account_has_is_told_while_it_is_typed() -> None:
    async with opened_window() as window:
        window.workspace.accounts.save(Account("Practice", "127.0.0.1", 2775, "demo"))
        window.do("new_account")
        form = window.cast.accounts.form
        for name, text in (("host", "127.0.0.1"), ("system_id", "demo"), ("name", "Practice")):
            found(form, f"accounts.{name}", QLineEdit).setText(text)
        assert form.rows.first_remark() == "There is an account Practice already"
        form.save.click()
        assert window.cast.accounts.is_editing
        found(form, "accounts.name", QLineEdit).setText("Practice 2")
        assert form.rows.first_remark() == ""


async def test_an_account_is_put_into_a_group_that_was_not_there() -> None:
    async with opened_window() as window:
        window.workspace.accounts.save(Account("Practice", "127.0.0.1", 2775, "demo"))
        window.deeds.accounts.do("group", "Practice")
        found(window, "accounts.group_name", QLineEdit).setText("Lab")
        found(window, "accounts.group_sheet", QDialog).accept()
        await eventually(lambda: [one.group for one in window.workspace.accounts] == ["Lab"])


async def test_a_deleted_account_comes_back_from_the_notice() -> None:
    async with opened_window() as window:
        window.workspace.accounts.save(Account("Practice", "127.0.0.1", 2775, "demo"))
        window.cast.sessions.changed.emit()
        window.deeds.accounts.do("delete", "Practice")
        found(window, "delete", QDialog).accept()
        await eventually(lambda: window.cast.trace.notice.text == "The account Practice is deleted.")
        assert len(window.workspace.accounts) == 0
        window.cast.trace.notice.links["undelete"].click()
        await eventually(lambda: [one.name for one in window.workspace.accounts] == ["Practice"])
        await eventually(lambda: window.cast.trace.notice.text == "")
