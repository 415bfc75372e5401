"""The menus of the accounts."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from smppconsole.console.account import Account
from smppconsole.ui.panels.accounts.menus import row_menu
from smppconsole.ui.panels.sessions.view import SessionView
from tests.kit.screen import found


def test_an_account_is_moved_to_any_group_or_none(qtbot: QtBot) -> None:
    parent, asked, moved = QWidget(), list[str](), list[str]()
    qtbot.addWidget(parent)
    view = SessionView(0, Account("Nordlink", group="Lab"))
    menu = row_menu(
        parent,
        lambda wish, name: asked.append(f"{wish} {name}"),
        ["Lab", "", "Asia", "Lab"],
        view,
        lambda name, group: moved.append(f"{name} to {group}"),
    )
    assert [action.text() for action in menu.actions()][:2] == ["Bind", "Wait for an outbind…"]
    groups = found(menu, "accounts.groups_menu", QMenu)
    rows = {action.text(): action for action in groups.actions() if action.text()}
    assert list(rows) == ["Asia", "Lab", "No group", "Another group…"]
    assert rows["Lab"].isChecked()
    for words in ("Asia", "No group", "Another group…"):
        rows[words].trigger()
    assert moved == ["Nordlink to Asia", "Nordlink to "]
    menu.actions()[0].trigger()
    assert asked == ["group Nordlink", "bind Nordlink"]
