"""The menus of the accounts: over one of them, and of ways to get more."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from smppconsole.ui.panels.sessions.view import SessionView
from smppconsole.ui.widgets.controls import named
from smppconsole.ui.words import tr

_ABOVE = (("Wait for an outbind…", "outbind"), ("", ""), ("Edit", "edit"), ("Duplicate", "duplicate"))
_BELOW = (("Export…", "export"), ("", ""), ("Delete…", "delete"))
_OTHER = (("Another group…", "group"),)
Ask = Callable[[str], object]
AskOf = Callable[[str, str], object]


def row_menu(parent: QWidget, ask: AskOf, groups: Iterable[str], view: SessionView, move: AskOf) -> QMenu:
    """What can be done with one account: ``ask(wish, name)``, ``move(name, group)`` to one of ``groups``."""
    name = view.account.name
    menu = named(QMenu(parent), "accounts.row_menu", tr("What can be done with the account"))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def wish(what: str) -> None:
        ask(what, name)

    _add(menu, ((view.button, "bind"), *_ABOVE), wish)
    menu.addMenu(_groups_menu(menu, wish, groups, view.account.group, lambda group: move(name, group)))
    _add(menu, _BELOW, wish)
    return menu


def _groups_menu(parent: QMenu, ask: Ask, groups: Iterable[str], group: str, move: Ask) -> QMenu:
    menu = named(QMenu(tr("Move to group"), parent), "accounts.groups_menu", tr("Move to group"))
    for name in (*sorted({*groups} - {""}, key=str.casefold), ""):
        entry = menu.addAction(name.replace("&", "&&") or tr("No group"))
        entry.setCheckable(True)
        entry.setChecked(name == group)
        entry.triggered.connect(lambda _=False, name=name: move(name))
    menu.addSeparator()
    _add(menu, _OTHER, ask)
    return menu


def _add(menu: QMenu, rows: tuple[tuple[str, str], ...], ask: Ask) -> None:
    for words, key in rows:
        if words:
            menu.addAction(tr(words)).triggered.connect(lambda _=False, key=key: ask(key))
        else:
            menu.addSeparator()


def account_menu(parent: QWidget, ask: Callable[[str, str], object]) -> QMenu:
    """Ways to get accounts, and to hand them on; ``ask(wish, title of a provider)``."""
    menu = QMenu(parent)
    menu.addAction(tr("New account")).triggered.connect(lambda: ask("new", ""))
    menu.addMenu(provider_menu(menu, ask))
    menu.addSeparator()
    menu.addAction(tr("Import accounts…")).triggered.connect(lambda: ask("import", ""))
    menu.addAction(tr("Export accounts…")).triggered.connect(lambda: ask("export", ""))
    menu.addSeparator()
    menu.addAction(tr("Start the simulator")).triggered.connect(lambda: ask("simulator", ""))
    return menu


def provider_menu(parent: QWidget, ask: Callable[[str, str], object]) -> QMenu:
    """New accounts by what providers publish, each with where that is from."""
    from smppconsole.console.providers import providers  # noqa: PLC0415 - when asked for

    menu = QMenu(tr("New from provider"), parent)
    for provider in providers():
        row = menu.addAction(provider.title)
        row.setToolTip(provider.source)
        row.triggered.connect(lambda _=False, title=provider.title: ask("provider", title))
    menu.setToolTipsVisible(True)
    return menu
