"""Accounts go from one colleague to another: exported, compared, imported on a bare profile, and over one's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel

from smppconsole.console.account import Account
from smppconsole.ui.main_window import MainWindow
from smppconsole.ui.widgets.notice import Notice
from smppconsole.ui.widgets.segmented import Segmented
from tests.kit.screen import eventually, found
from tests.kit.window import opened_window

pytestmark = [pytest.mark.qt_log_ignore("This plugin does not support"), pytest.mark.usefixtures("qapp")]

SHEET = "".join(f"{at}. Rule {at}: “~” counts twice.\n" for at in range(80))
TWENTY = [
    Account(f"Carrier {at:02}", f"smpp{at}.example.net", 2775 + at, f"user{at}", group="AB"[at % 2]) for at in range(20)
]


def _book(window: MainWindow) -> list[Account]:
    return sorted(window.workspace.accounts, key=lambda account: account.name)


def _notice(window: MainWindow) -> str:
    return found(window, "trace.notice", Notice).text


async def test_twenty_accounts_are_handed_on_and_changes_are_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "all.toml"
    async with opened_window() as window:
        for account in (replace(TWENTY[0], notes=SHEET), *TWENTY[1:]):
            window.workspace.accounts.save(account)
        await window.workspace.secrets.set("Carrier 03", "topsecret")
        window.deeds.accounts.exchange.write(path)
        assert "topsecret" not in _text(path)
        for account in TWENTY:
            window.workspace.accounts.delete(account.name)
        window.deeds.accounts.exchange.read(path)
        assert _notice(window) == "all.toml: 20 accounts imported."
        assert _book(window)[0].notes == SHEET
        window.deeds.accounts.exchange.read(path)
        assert _notice(window) == "all.toml: 0 accounts imported, 20 were there already."

        path.write_text(
            _text(path).replace("port = 2778", "port = 3550").replace("user4", "other").replace("Carrier 19", "New")
        )
        window.deeds.accounts.exchange.read(path)
        told = found(window, "accounts.import_differences.Carrier 03", QLabel)
        assert told.text() == "Port: 2778 here, 3550 in the file"
        assert _book(window) == [replace(TWENTY[0], notes=SHEET), *TWENTY[1:]]
        ways = found(window, "accounts.import_way.Carrier 03", Segmented)
        found(ways, "accounts.import_way.Carrier 03.2", QAbstractButton).click()
        yes = found(window, "accounts.import_sheet.yes", QAbstractButton)
        assert yes.text() == "Add 1 account, replace 1"
        yes.click()
        await eventually(lambda: _notice(window) == "all.toml: 1 account imported, 1 replaced, 17 were there already.")
        by_name = {account.name: account for account in _book(window)}
        assert (by_name["Carrier 03"].port, by_name["Carrier 04"].system_id, len(by_name)) == (3550, "user4", 21)
        assert (await window.workspace.secrets.get("Carrier 03")).password == "topsecret"


async def test_a_broken_file_is_told_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('[[account]]\nname = "Nordlink"\nhost = smsc.example\n')
    async with opened_window() as window:
        window.deeds.accounts.exchange.read(path)
        assert _notice(window).startswith("broken.toml was not imported: This is no TOML text: ")
        assert "at line 3 col" in _notice(window)
        assert "Nothing of it was taken. Correct it there" in _notice(window)
        assert _book(window) == []
        assert window.findChild(QDialog, "accounts.import_sheet") is None


def _text(path: Path) -> str:
    return path.read_text("utf-8")
