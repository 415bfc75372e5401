"""Examinations of binds one after the other: start with a password of the key store, stop, remember what was tried."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject, Signal

from smppconsole.console.account import Account
from smppconsole.console.doctor import Examined, examine
from smppconsole.console.workspace import Workspace, terms_of
from smppconsole.net import tasks
from smppconsole.ui.words import tr
from smppconsole.values import dataclass


@dataclass(frozen=True, slots=True)
class Try:
    """One examination that came to its end; ``words`` say what differed from the account, "" for nothing."""

    words: str
    account: Account
    steps: tuple[Examined, ...]

    @property
    def ok(self) -> bool:
        """Whether the bind itself went well."""
        return any(step.step == "enquire_link" and step.ok for step in self.steps)


class DoctorRun(QObject):
    """Signals: ``began`` with the account and the words of the try, ``stepped`` with an ``Examined``, ``ended`` with a
    ``Try``, ``stopped`` by the user or with words why it could not be, ``password_wanted`` with a name and why."""

    began = Signal(object, str)
    stepped = Signal(object)
    ended = Signal(object)
    stopped = Signal(str)
    password_wanted = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._task: asyncio.Task[None] | None = None
        self._passwords: dict[str, str] = {}
        self._wish: tuple[Account, str] | None = None

    @property
    def is_running(self) -> bool:
        """Whether an examination is under way."""
        return self._task is not None and not self._task.done()

    def start(self, account: Account, words: str = "") -> None:
        """Examine a bind of ``account``; ``words`` say what differs from the sheet."""
        if not self.is_running:
            self._wish = (account, words)
            self._task = tasks.spawn(self._run(account, words), tr("doctor of {name}", name=account.name))

    def give_password(self, name: str, password: str) -> None:
        """Go on with what the user typed; it is kept in memory for the next try."""
        self._passwords[name] = password
        if self._wish is not None and self._wish[0].name == name:
            self.start(*self._wish)

    def stop(self) -> None:
        """Leave the rest undone."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            self.stopped.emit("")

    async def _run(self, account: Account, words: str) -> None:
        password = self._passwords.get(account.name)
        if password is None:
            held = await self._workspace.secrets.get(account.name)
            password = held.password
            if password is None:
                self._task = None
                self.password_wanted.emit(account.name, tr(held.words))
                return
        try:
            book = terms_of(account).book
        except ValueError as error:
            self._task = None
            self.stopped.emit(str(error))
            return
        self.began.emit(account, words)
        steps = await examine(account, password, self.stepped.emit, book)
        self._task = None
        self.ended.emit(Try(words, account, steps))
