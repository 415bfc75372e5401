"""What the actions do to accounts: open a sheet, save, bind, ask for a password, delete."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from smppconsole.console.account import Account
from smppconsole.smpp.finding import Severity
from smppconsole.ui.cast import Cast
from smppconsole.ui.models.notices import about_link
from smppconsole.ui.panels.accounts.exchange import AccountExchange
from smppconsole.ui.room import Room
from smppconsole.ui.widgets.controls import LineField
from smppconsole.ui.words import tr

if TYPE_CHECKING:
    from smppconsole.console.door import Door

SIMULATOR = "Simulator"
_SHEET = ("sheet",)
"""What the notice on a sheet that was left is about."""
_SENDS_ONLY = (
    "This account binds as transmitter. A centre sends outbind to deliver messages, and waits for a receiver or a "
    "transceiver: change it in the sheet."
)


class AccountWork(QObject):
    """Works on the accounts of one window; sheets are asked over ``window``."""

    def __init__(self, window: QWidget, cast: Cast, room: Room) -> None:
        super().__init__()
        self._window, self._cast, self._room = window, cast, room
        self._left: tuple[Account, str, str] | None = None
        self.exchange = AccountExchange(window, cast.sessions)
        self.exchange.said.connect(partial(cast.trace.notice.say, about=("exchange",)))
        cast.accounts.group_asked.connect(cast.keeping.move)

    def do(self, wish: str, name: str) -> None:
        """What a menu of the accounts wants: bind, new, provider, edit, duplicate, delete, group, outbind,
        import, export, simulator."""
        from smppconsole.ui.panels.frame.dialogs import ask  # noqa: PLC0415 - when asked for

        if wish in {"import", "export"}:
            (self.exchange.ask_import if wish == "import" else self.exchange.ask_export)(name)
            return
        known = self._cast.sessions.account(name)
        if wish == "simulator":
            self.start_simulator()
        elif wish == "bind":
            self._cast.sessions.toggle(name)
        elif wish == "new":
            self._edit(Account(), "")
        elif wish == "provider":
            self._edit_template(name)
        elif wish == "duplicate" and known is not None:
            self._edit(self._cast.keeping.duplicate(name) or known, "")
        elif wish == "delete" and known is not None:
            words = tr(
                "Delete the account {name}? Its password is forgotten too; what the trace shows of it stays.", name=name
            )
            title = tr("Delete account")
            ask(self._window, "delete", title, words, title, lambda: self._delete(name), loses=True)
        elif wish == "edit" and known is not None:
            self._edit(known, name)
        elif wish == "outbind" and known is not None:
            self._ask_outbind(known)
        elif wish == "group" and known is not None:
            self._ask_group(known)

    def _ask_group(self, account: Account) -> None:
        """Ask for a group that there may not be yet."""
        from smppconsole.ui.panels.frame.dialogs import Sheet, ask_line  # noqa: PLC0415 - when asked for

        words = tr("Which group does {name} belong to?", name=account.name)
        sheet = Sheet(self._window, "accounts.group_sheet", tr("Move to group"), words, tr("Move"))
        line = LineField("accounts.group_name", tr("Group"), tr("Empty: no group"))
        ask_line(sheet, line, account.group, lambda group: self._cast.keeping.move(account.name, group))

    def _ask_outbind(self, account: Account) -> None:
        """Ask where to wait for the centre; a session that is there already has to end first."""
        from smppconsole.ui.panels.frame.dialogs import ask_door  # noqa: PLC0415 - when asked for

        engine = self._cast.sessions.engine(account.name)
        if engine is not None and engine.is_busy:
            words = tr("{name} is connected, or on its way, already. Unbind it first.", name=account.name)
            self._cast.trace.notice.say(Severity.NOTE, words, ())
        else:
            hint = tr(_SENDS_ONLY) if account.bind_as == "tx" else ""
            ask_door(self._window, account.name, hint, lambda *told: self._wait_at(account, *told))

    def _wait_at(self, account: Account, host: str, port: int, system_id: str, password: str) -> None:
        """Wait there for as long as the account reconnects: until somebody stops it, or for one session."""
        from smppconsole.console.door import Door  # noqa: PLC0415 - when asked for

        door = Door(host, port, system_id=system_id, password=password, once=not account.reconnect)
        self._cast.sessions.bind(account.name, door=door)

    def _edit(self, account: Account, old_name: str, hint: str = "") -> None:
        self._room.bring(self._room.left)
        self._cast.accounts.form.taken = lambda: (one.name for one in self._cast.workspace.accounts)
        self._cast.accounts.edit(account, old_name, hint)
        self._room.give_way()

    def go_on_with(self, account: Account, old_name: str, hint: str) -> None:
        """The sheet of an account as it was being filled in."""
        self._edit(account, old_name, hint)

    def _edit_template(self, title: str) -> None:
        """A new account by what a provider publishes, all of it open to change."""
        from smppconsole.console.providers import providers  # noqa: PLC0415 - when asked for

        provider = next((one for one in providers() if one.title == title), None)
        if provider is not None:
            account = provider.account()
            free = self._cast.workspace.accounts.free_name(account.name)
            hint = tr(
                "Settings of {title} as read at {source}. Rules change: compare them with your sheet.",
                title=title,
                source=provider.source,
            )
            self._edit(replace(account, name=free), "", hint)

    def ask_provider(self) -> None:
        """The menu of templates, beside the accounts."""
        self._room.bring(self._room.left)
        self._cast.accounts.open_more(templates=True)

    def _delete(self, name: str) -> None:
        self._cast.keeping.delete(name)
        self.close_sheet()

    def save(self, account: Account, old_name: str, password: str | None) -> None:
        """Save a sheet and go back to the list."""
        self._cast.keeping.save(account, old_name, password, lambda _name: self.close_sheet())

    def save_and_bind(self, account: Account, old_name: str, password: str | None) -> None:
        """Save a sheet, go back to the list, and bind."""

        def go_on(name: str) -> None:
            self.close_sheet()
            self._cast.sessions.bind(name, password)

        self._cast.keeping.save(account, old_name, password, go_on)

    def close_sheet(self) -> None:
        """Back to the list, and there to the session one had before."""
        self._cast.accounts.close_form()
        self._room.give_way()
        self._cast.accounts.take_focus(self._cast.sessions.current)

    def leave_sheet(self) -> None:
        """Back to the list without saving; what was typed is told, and comes back on request."""
        form = self._cast.accounts.form
        typed = (form.account, form.old_name, form.password.text()) if form.is_changed else None
        self.close_sheet()
        if typed is not None:
            self._left = typed
            words = tr("What was typed for {name} is not saved.", name=typed[0].name or tr("the new account"))
            self._cast.trace.notice.say(Severity.NOTE, words, ("sheet",), about=_SHEET)

    def go_on(self) -> None:
        """The sheet that was left without saving, as it stood."""
        if self._left is not None:
            (account, old_name, password), self._left = self._left, None
            known = self._cast.sessions.account(old_name) is not None
            self._cast.trace.notice.say(Severity.NOTE, "", about=_SHEET)
            self._edit(account, old_name if known else "", tr("As it stood when you left it; it is not saved yet."))
            self._cast.accounts.form.password.setText(password)

    def ask_password(self, name: str, why: str, door: Door | None = None) -> None:
        """Ask for what the key store does not have, to bind with, at a door if there is one."""
        from smppconsole.ui.panels.frame.dialogs import ask_password  # noqa: PLC0415 - when asked for

        sessions = self._cast.sessions
        ask_password(
            self._window,
            name,
            why,
            lambda password, keep: sessions.bind(name, password, keep, door),
            has_store=sessions.workspace.secrets.has_store,
        )

    def start_simulator(self) -> None:
        """Start the practice centre, and bind to it."""
        self._cast.keeping.start_simulator(SIMULATOR)

    @property
    def _spoken_of(self) -> str:
        """The account that the notice is about of which a link was pressed last."""
        _what, name, *_part = self._cast.trace.notice.asked_about
        return name

    def edit_failed(self) -> None:
        """The sheet of the account whose bind failed."""
        self.do("edit", self._spoken_of)

    def bind_again(self) -> None:
        """Once more, after a failure."""
        name = self._spoken_of
        self._cast.trace.notice.say(Severity.NOTE, "", about=about_link(name))
        self._cast.sessions.bind(name, door=self._cast.sessions.doors.get(name))
