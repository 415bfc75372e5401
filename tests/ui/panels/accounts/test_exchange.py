"""Accounts to and from files, as the window does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.console.account import Account
from smppconsole.console.workspace import Workspace
from smppconsole.smpp.finding import Severity
from smppconsole.ui.panels.accounts.exchange import AccountExchange
from smppconsole.ui.panels.sessions.sessions import Sessions

NORD = Account("Nordlink", "smsc.example", 2775, "me")


@pytest.fixture
def exchange(qtbot: QtBot) -> AccountExchange:
    """Over an empty workspace."""
    window = QWidget()
    qtbot.addWidget(window)
    made = AccountExchange(window, Sessions(Workspace()))
    made.said.connect(lambda severity, words, _links: made.setProperty("told", f"{severity}: {words}"))
    return made


def test_accounts_go_to_a_file_and_come_back(exchange: AccountExchange, tmp_path: Path) -> None:
    book = exchange._sessions.workspace.accounts
    book.save(NORD)
    exchange.write(tmp_path / "all.toml")
    assert "passwords left out" in exchange.property("told")
    book.delete("Nordlink")
    exchange._read_all([str(tmp_path / "all.toml")])
    assert list(book) == [NORD]
    assert exchange._sessions.current == "Nordlink"


def test_one_account_alone_can_be_handed_on(exchange: AccountExchange, tmp_path: Path) -> None:
    book = exchange._sessions.workspace.accounts
    book.save(NORD)
    book.save(Account("Other", "other.example"))
    exchange.write(tmp_path / "one.toml", "Nordlink")
    assert "Other" not in (tmp_path / "one.toml").read_text("utf-8")
    assert "1 account exported" in exchange.property("told")


def test_what_goes_wrong_is_said(exchange: AccountExchange, tmp_path: Path) -> None:
    exchange.read(tmp_path / "missing.toml")
    assert exchange.property("told").startswith(f"{Severity.ERROR}: missing.toml was not imported")
    (tmp_path / "folder").mkdir()
    exchange.write(tmp_path / "folder")
    assert "not exported" in exchange.property("told")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_questions_are_asked_beside_the_work(exchange: AccountExchange) -> None:
    exchange.ask_import()
    exchange.ask_export("Nordlink")
    dialogs = {dialog.objectName(): dialog for dialog in exchange._window.findChildren(QFileDialog)}
    assert {"accounts.import", "accounts.export"} <= set(dialogs)
    for dialog in dialogs.values():
        dialog.reject()  # what is modal would keep the mouse from the next test
