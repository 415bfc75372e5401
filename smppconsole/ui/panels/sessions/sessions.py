"""Accounts and their connections for the panels: what there is, which one the window speaks of, bind and unbind."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from smppconsole.console.account import Account
from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.console.workspace import Terms, Workspace
from smppconsole.net import tasks
from smppconsole.smpp.finding import Severity
from smppconsole.ui.models.health_log import HealthLog
from smppconsole.ui.models.notices import News, about_link, unsaved_password
from smppconsole.ui.models.trace_rows import SessionTag
from smppconsole.ui.panels.sessions.terms import SessionTerms, terms_or_usual
from smppconsole.ui.panels.sessions.view import SessionView
from smppconsole.ui.words import sentence, tr

if TYPE_CHECKING:
    from smppconsole.console.door import Door
    from smppconsole.console.engine import Engine
    from smppconsole.console.happenings import Happening

_PAUSE = 100
_STRANGE = SessionTag("", "blue")
_OFF = LinkStatus()


class Sessions(SessionTerms):
    """Signals: ``changed`` (coalesced), ``said`` with ``News``, ``password_wanted`` with a name, why, and the door to
    wait at, if any. ``doors`` are those that an account waited at when it was bound last."""

    changed = Signal()
    said = Signal(object)
    password_wanted = Signal(str, str, object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.current = ""
        self._engines: dict[str, Engine] = {}
        self._logs: dict[str, HealthLog] = {}
        self._since: dict[str, tuple[LinkState, float]] = {}
        self._tags: dict[int, SessionTag] = {}
        self._strangers: dict[str, Account] = {}
        self.doors: dict[str, Door | None] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self.changed)
        self._leave = (workspace.observe(self._observe), workspace.listen(self._hear))

    def quiet(self) -> None:
        """Say nothing more: the program is closing."""
        self.blockSignals(True)

    def close(self) -> None:
        """Watch the workspace no longer."""
        self._soon.stop()
        for leave in self._leave:
            leave()

    # --- what there is

    def views(self) -> list[SessionView]:
        """All accounts with their connections, those of the book first."""
        names = {account.name for account in self.workspace.accounts}
        strangers = [account for name, account in self._strangers.items() if name not in names]
        return [self._view(account) for account in (*self.workspace.accounts, *strangers)]

    def view(self, name: str = "") -> SessionView | None:
        """One of them; the current one unless named."""
        account = self.account(name or self.current)
        return self._view(account) if account is not None else None

    def account(self, name: str) -> Account | None:
        """An account by name, saved or not."""
        return self.workspace.accounts.get(name) or self._strangers.get(name)

    def keep_stranger(self, account: Account) -> None:
        """Know an account that is in no book: that of a practice centre."""
        self._strangers[account.name] = account

    async def forget(self, name: str) -> None:
        """End the connection of an account; its rows stay in the trace."""
        engine = self._engines.pop(name, None)
        self._strangers.pop(name, None)
        if engine is not None:
            await self.workspace.remove(engine.session_no)

    def engine(self, name: str = "") -> Engine | None:
        """The connection of an account, None where it never had one."""
        return self._engines.get(name or self.current)

    def log(self, name: str = "") -> HealthLog:
        """The health of an account's connection."""
        return self._logs.setdefault(name or self.current, HealthLog())

    @property
    def any_busy(self) -> bool:
        """Whether any connection is there, on its way or planned."""
        return any(engine.is_busy for engine in self._engines.values())

    def tag_of(self, session_no: int) -> SessionTag:
        """How a session of the trace is marked; kept, so that it stays when its account goes."""
        tag = self._tags.get(session_no)
        if tag is None:
            engine = self.workspace.engines.get(session_no)
            if engine is None:
                return _STRANGE._replace(text=tr("session {session_no}", session_no=session_no))
            tag = self._tags[session_no] = SessionView(session_no, engine.account).tag
        return tag

    def terms(self) -> Terms:
        """How the current account reads and writes, bound or not; as usual where its dictionary cannot be used."""
        engine = self.engine()
        if engine is not None:
            return self.workspace.terms_for(engine.session_no)
        account = self.account(self.current)
        return terms_or_usual(account) if account is not None else Terms()

    def _view(self, account: Account) -> SessionView:
        engine = self._engines.get(account.name)
        if engine is None:
            return SessionView(0, account, _OFF)
        link = engine.link
        state, since = self._since.get(account.name, (LinkState.OFF, 0.0))
        if state is not link.state:
            since = time.monotonic()
            self._since[account.name] = (link.state, since)
        age = time.monotonic() - since
        return SessionView(engine.session_no, account, link, engine.is_busy, age, engine.last_bind)

    # --- what the user does

    def choose(self, name: str) -> None:
        """Let the window speak of this account."""
        if name != self.current:
            self.current = name
            self.changed.emit()

    def toggle(self, name: str = "") -> None:
        """Bind what is off, unbind or stop what is not."""
        name = name or self.current
        engine = self._engines.get(name)
        if not name:
            self.said.emit(News(Severity.NOTE, tr("There is no account to bind. Add one first.")))
        elif engine is not None and engine.is_busy:
            for one in (engine, self._engines.get(engine.account.bind_with)):
                if one is not None and one.is_busy:
                    tasks.spawn(self._unbind(one.account.name, one), tr("unbind {name}", name=one.account.name))
        else:
            self.bind(name)

    def bind(self, name: str, password: str | None = None, keep: bool = False, door: Door | None = None) -> None:
        """Bind an account, and that which binds with it; without a password the key store is asked, then the user. At
        a ``door`` the session waits until a centre comes and sends outbind."""
        if password is None or not _goes_along(name, self._engines.get(self.current)):
            self.choose(name)
        self.doors[name] = door
        tasks.spawn(self._bind(name, password, keep, door), tr("bind {name}", name=name))

    async def _unbind(self, name: str, engine: Engine) -> None:
        words = await engine.unbind()
        told = "" if words in {"unbound", "closed"} else f"{name}: {words}."
        self.said.emit(News(Severity.NOTE, told, about=about_link(name)))
        self.changed.emit()

    async def _bind(self, name: str, password: str | None, keep: bool, door: Door | None = None) -> None:
        account = self.account(name)
        if account is None:
            words = tr("There is no account {name} to bind.", name=name)
            self.said.emit(News(Severity.WARNING, words, about=about_link(name)))
            return
        if password is None:
            held = await self.workspace.secrets.get(name)
            if held.password is None:
                self.password_wanted.emit(name, tr(held.words), door)
                return
            password = held.password
        elif keep:
            told = await self.workspace.secrets.set(name, password)
            if not told.ok and self.workspace.secrets.has_store:  # else the question said so
                self.said.emit(unsaved_password(name, told.words))
        engine = await self._engine_for(account)
        if engine is None:
            return
        self.changed.emit()
        result = await self.workspace.bind(engine.session_no, password, door)
        other = self._engines.get(account.bind_with)
        if result.ok and account.bind_with and (other is None or not other.is_busy):
            tasks.spawn(self._bind(account.bind_with, None, keep=False), tr("bind {name}", name=account.bind_with))
        self.changed.emit()

    async def _engine_for(self, account: Account) -> Engine | None:
        """The account's connection; made anew where the sheet changed since."""
        engine = self._engines.get(account.name)
        if engine is not None and (engine.account == account or engine.is_busy):
            return engine
        if engine is not None:
            await self.workspace.remove(engine.session_no)
        try:
            return self.workspace.add(account)
        except ValueError as error:
            self.said.emit(News(Severity.ERROR, sentence(str(error)), ("edit",), about_link(account.name)))
            return None

    # --- what happens

    def _observe(self, workspace: Workspace, what: str, number: int) -> None:
        if what == "session-added":
            engine = workspace.engines[number]
            name = engine.account.name
            self._engines[name] = engine
            self._tags[number] = SessionView(number, engine.account).tag
            if workspace.accounts.get(name) is None:
                self._strangers[name] = engine.account
            self.current = self.current or name
        elif what == "session-removed":
            self._engines = {name: engine for name, engine in self._engines.items() if engine.session_no != number}
        if what != "journeys" and not self._soon.isActive():
            self._soon.start()

    def _hear(self, engine: Engine, happenings: tuple[Happening, ...]) -> None:
        from smppconsole.ui.panels.sessions.news import news_of  # noqa: PLC0415 - once there is a session

        self.log(engine.account.name).take(happenings)
        for event in happenings:
            news = news_of(engine.account.name, event)
            if news is not None:
                self.said.emit(news)


def _goes_along(name: str, current: Engine | None) -> bool:
    """Whether an account is bound because the current one was, which stays the one to send on."""
    return current is not None and current.is_busy and current.account.bind_with == name
