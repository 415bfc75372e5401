"""Keeping accounts: save, rename, copy, delete, and the practice centre's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from smppconsole.console.account import Account
from smppconsole.net import tasks
from smppconsole.smpp.finding import Severity
from smppconsole.ui.models.notices import News, unsaved_password
from smppconsole.ui.panels.sessions.sessions import Sessions
from smppconsole.ui.panels.sessions.view import free_colour
from smppconsole.ui.words import sentence, tr

_TEAL = "#0A7672"


class AccountKeeping(QObject):
    """Signals: ``said`` with ``News``."""

    said = Signal(object)

    def __init__(self, sessions: Sessions) -> None:
        super().__init__()
        self._sessions = sessions
        self._workspace = sessions.workspace
        self._gone: tuple[Account, str | None] | None = None

    def save(self, account: Account, old_name: str, password: str | None, then: Callable[[str], None]) -> None:
        """Save a sheet, the password into the key store, then go on with ``then(name)``."""
        tasks.spawn(self._save(account, old_name, password, then), tr("save {name}", name=account.name))

    async def _save(self, account: Account, old_name: str, password: str | None, then: Callable[[str], None]) -> None:
        if not old_name and not account.colour:
            account = replace(account, colour=free_colour(account, self._workspace.accounts))
        try:
            self._workspace.accounts.save(account, instead_of=old_name)
        except (OSError, ValueError) as error:
            self._fail(account.name, tr("the account was not saved: {error}", error=error))
            return
        self.said.emit(News(Severity.NOTE, "", about=("account", account.name)))
        self._sessions.choose(account.name)
        self._sessions.changed.emit()
        then(account.name)
        if old_name and old_name != account.name:
            await self._sessions.forget(old_name)
            await self._workspace.secrets.rename(old_name, account.name)
        if password is not None:
            told = await self._workspace.secrets.set(account.name, password)
            if not told.ok:
                self.said.emit(unsaved_password(account.name, told.words))

    def _fail(self, name: str, words: str) -> None:
        self.said.emit(News(Severity.ERROR, sentence(words), about=("account", name)))

    def duplicate(self, name: str) -> Account | None:
        """A copy of a sheet under a free name, not saved yet."""
        account = self._sessions.account(name)
        return replace(account, name=self._workspace.accounts.free_name(name)) if account else None

    def move(self, name: str, group: str) -> None:
        """Put an account into another group, "" for none."""
        account = self._workspace.accounts.get(name)
        if account is None or account.group == group.strip():
            return
        try:
            self._workspace.accounts.save(replace(account, group=group.strip()))
        except OSError as error:
            self._fail(name, tr("the account was not saved: {error}", error=error))
        self._sessions.changed.emit()

    def delete(self, name: str) -> None:
        """Unbind and forget an account and its password; its rows stay in the trace. ``undelete`` takes it back."""
        tasks.spawn(self._delete(name), tr("delete {name}", name=name))

    async def _delete(self, name: str) -> None:
        account = self._workspace.accounts.get(name)
        try:
            self._workspace.accounts.delete(name)
        except OSError as error:
            self._fail(name, tr("the account was not deleted: {error}", error=error))
            return
        await self._sessions.forget(name)
        if self._sessions.current == name:
            self._sessions.choose(next((view.account.name for view in self._sessions.views()), ""))
        self._sessions.changed.emit()
        password = (await self._workspace.secrets.get(name)).password
        await self._workspace.secrets.delete(name)
        if account is not None:
            self._gone = account, password
            words = tr("The account {name} is deleted.", name=name)
            self.said.emit(News(Severity.NOTE, words, ("undelete",), about=("account", name)))

    def undelete(self) -> None:
        """Bring back the account that was deleted last, with its password; it is not bound."""
        if self._gone is not None:
            (account, password), self._gone = self._gone, None
            self.said.emit(News(Severity.NOTE, "", about=("account", account.name)))
            name = self._workspace.accounts.free_name(account.name)
            self.save(replace(account, name=name), "", password, lambda _name: None)

    def start_simulator(self, name: str) -> None:
        """Start the practice centre on this machine and bind to it."""
        tasks.spawn(self._start_simulator(name), tr("start the simulator"))

    async def _start_simulator(self, name: str) -> None:
        from smppconsole.console.scenarios import scenario  # noqa: PLC0415 - when asked for
        from smppconsole.net.listen import ListenFailure  # noqa: PLC0415 - when asked for

        if self._workspace.centre is None:
            try:
                port = await self._workspace.start_centre(scenario("plain"), traced=False)
            except ListenFailure as error:
                self._fail(name, tr("the simulator did not start: {error}", error=error))
                return
            await self._sessions.forget(name)
            self._sessions.keep_stranger(Account(name, "127.0.0.1", port, "demo", tag="SIM", colour=_TEAL))
        self._sessions.bind(name, "secret")
