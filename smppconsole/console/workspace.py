"""All that one window shows, without a window: the trace, the accounts, the sessions, the message centre."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from smppconsole.console.accounts import Account, AccountBook
from smppconsole.console.recording import Recording
from smppconsole.console.saved_filters import SavedFilters
from smppconsole.console.secrets import Secrets
from smppconsole.console.settings import Settings
from smppconsole.console.watchers import Watchers
from smppconsole.net import tasks
from smppconsole.smpp.message_ids import SAFE_RULES
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.trace.journeys import Journeys
from smppconsole.trace.store import Store
from smppconsole.values import dataclass

if TYPE_CHECKING:
    import asyncio

    from smppconsole.console.binding import BindResult
    from smppconsole.console.centre_rules import CentreRules
    from smppconsole.console.door import Door
    from smppconsole.console.engine import Engine
    from smppconsole.console.happenings import Happening
    from smppconsole.console.simulator import Centre

PUBLISH_EVERY, BUSY_EVERY, BUSY_ROWS = 1 / 30, 1 / 15, 500
"""Seconds between two looks at the trace: rows come in batches, whatever the traffic. Where a batch has very many rows
the next look waits longer: painting costs more than anything else then, and nobody reads thirty screens a second."""

JOURNEY_ROWS, JOURNEYS_EVERY = 512, 1 / 60
"""Rows that are worked into journeys at once, in turns of their own: more would be felt in the window."""

_LEAST_WAIT = 0.2
"""Seconds that clients of the message centre have at least to answer an unbind when it stops."""

Observer = Callable[["Workspace", str, int], object]


@dataclass(frozen=True, slots=True)
class Terms:
    """How to read the PDUs of one session: the tables (with the account's dictionary) and the account's habits."""

    book: Book = STANDARD
    reading: Reading = AS_USUAL


class Workspace:
    """The state behind a window. Observers are told ``(workspace, what, session)``: session-added, session-removed,
    session (something happened there), centre, journeys (``changed_journeys`` of them, ``changed_incoming`` of what
    came in)."""

    def __init__(self) -> None:
        self.store = Store()
        self.accounts = AccountBook()
        self.secrets = Secrets()
        self.settings = Settings()
        self.saved_filters = SavedFilters()
        self.engines: dict[int, Engine] = {}
        self.centre: Centre | None = None
        self.terms: dict[int, Terms] = {}
        self.journeys = Journeys(
            self.store, reading_of=lambda session: self.terms_for(session).reading, rules_of=self._id_rules
        )
        self._numbers = itertools.count(1)
        self.recording = Recording(self.settings, self.store)
        self.settings.observe(self._on_setting)
        self._watchers: Watchers[Workspace, str, int] = Watchers()
        self._listeners: Watchers[Engine, tuple[Happening, ...]] = Watchers()
        self._publishing: asyncio.TimerHandle | None = None
        self._following: asyncio.TimerHandle | None = None
        self._batch = 0
        self.changed_journeys: set[int] = set()
        self.changed_incoming: set[int] = set()

    def open(self) -> tuple[str, ...]:
        """Read settings and accounts; in words, what of them was not taken."""
        filters = self.saved_filters.load()
        problems = self.settings.load() + self.accounts.load() + ((filters,) if filters else ())
        news: list[str] = []
        leave = self.recording.news.add(news.append)
        self.recording.tidy()
        leave()
        return (*problems, *news)

    async def close(self) -> None:
        """Unbind everything and stop the centre within the time of the settings, cut off what is left, and finish the
        capture files."""
        wait, begun = self.settings.number("unbind_wait"), time.monotonic()
        engines = tuple(self.engines.values())
        unbinding = [
            tasks.spawn(engine.unbind(wait), said("last unbind of {session_no}", session_no=engine.session_no))
            for engine in engines
        ]
        if unbinding:
            import asyncio  # noqa: PLC0415 - there is a loop

            await asyncio.wait(unbinding, timeout=wait)
            await tasks.stop(*unbinding)
        for engine in engines:
            await engine.close()
        await self.stop_centre(max(_LEAST_WAIT, begun + wait - time.monotonic()))
        self.recording.close()
        for timer in (self._publishing, self._following):
            if timer is not None:
                timer.cancel()
        self._publishing = self._following = None
        self.store.publish()

    # Sessions.

    def new_number(self) -> int:
        """A session number nobody has."""
        return next(self._numbers)

    def add(self, account: Account) -> Engine:
        """A session for ``account``, not connected yet. Raises ``ValueError`` for a dictionary that cannot be used."""
        from smppconsole.console.engine import Engine  # noqa: PLC0415 - a start has no session

        terms = terms_of(account)
        engine = Engine(account, self.store, self.new_number(), book=terms.book)
        engine.observe(self._on_happenings)
        self.engines[engine.session_no] = engine
        self.terms[engine.session_no] = terms
        self._tell("session-added", engine.session_no)
        return engine

    async def remove(self, session_no: int) -> None:
        """End a session and forget it; its rows stay in the trace."""
        engine = self.engines.pop(session_no, None)
        if engine is not None:
            await engine.unbind(self.settings.number("unbind_wait"))
            await engine.close()
            self.recording.end(session_no)
            self._tell("session-removed", session_no)

    async def bind(self, session_no: int, password: str, door: Door | None = None) -> BindResult:
        """Connect and bind a session (at a ``door``: wait for a centre's outbind), writing a capture of it where the
        settings say so."""
        engine = self.engines[session_no]
        self.recording.begin(engine)
        return await engine.start(password, door)

    async def unbind(self, session_no: int) -> str:
        """Unbind a session; how it went, in words."""
        return await self.engines[session_no].unbind()

    def terms_for(self, session_no: int) -> Terms:
        """How to read the PDUs of a session; those of others are read by the standard alone."""
        return self.terms.get(session_no, _STANDARD_TERMS)

    # The message centre.

    async def start_centre(
        self, rules: CentreRules, host: str = "127.0.0.1", port: int = 0, *, traced: bool = True
    ) -> int:
        """Start the message centre and return its port; raises ``ListenFailure``. ``traced`` shows its side too."""
        from smppconsole.console.simulator import Centre  # noqa: PLC0415 - few who start the program start one

        await self.stop_centre()
        centre = Centre(rules, self.store if traced else None, number=self.new_number)
        centre.observe(lambda _what, _words: self._on_centre())
        port = await centre.start(host, port)
        self.centre = centre
        self._tell("centre", 0)
        return port

    async def stop_centre(self, patience: float = _LEAST_WAIT) -> None:
        """Stop the message centre, if it runs: its clients have so many seconds to answer an unbind."""
        centre, self.centre = self.centre, None
        if centre is not None:
            await centre.leave(patience)
            self._tell("centre", 0)

    # Who watches.

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Have ``observer`` told of changes; returns what ends that."""
        return self._watchers.add(observer)

    def listen(self, listener: Callable[[Engine, tuple[Happening, ...]], object]) -> Callable[[], None]:
        """Have ``listener(engine, happenings)`` told of everything that happens in any session."""
        return self._listeners.add(listener)

    def publish_soon(self) -> None:
        """Let the trace be told of new rows at the next beat."""
        if self._publishing is None:
            every = BUSY_EVERY if self._batch > BUSY_ROWS else PUBLISH_EVERY
            self._publishing = _later(every, self._publish)

    def _publish(self) -> None:
        self._publishing = None
        self._batch = len(self.store) - self.store.published
        self.store.publish()
        self.recording.make_room()
        if self._following is None:
            self._follow()

    def _follow(self) -> None:
        """Work the next rows into journeys, until none is left."""
        self._following = None
        self.changed_journeys = self.journeys.step(JOURNEY_ROWS)
        self.changed_incoming = self.journeys.inbox.take_changed()
        if self.changed_journeys or self.changed_incoming:
            self._tell("journeys", 0)
        if not self.journeys.done:
            self._following = _later(JOURNEYS_EVERY, self._follow)

    def _id_rules(self, session_no: int) -> tuple[str, ...]:
        engine = self.engines.get(session_no)
        return engine.account.id_rules if engine is not None else SAFE_RULES

    def _on_happenings(self, engine: Engine, happenings: tuple[Happening, ...]) -> None:
        self.publish_soon()
        self._listeners.tell(engine, happenings)
        self._tell("session", engine.session_no)

    def _on_centre(self) -> None:
        self.publish_soon()
        self._tell("centre", 0)

    def _tell(self, what: str, session_no: int) -> None:
        self._watchers.tell(self, what, session_no)

    def _on_setting(self, name: str) -> None:
        """Sessions begin to be written, or go on without a file, as soon as the user says so."""
        self.recording.apply_limits()
        if name not in _RECORDING_SETTINGS:
            return
        for engine in self.engines.values():
            if not self.settings.flag("capture_sessions"):
                self.recording.stop(engine)
            elif engine.is_busy:
                self.recording.again(engine)


_RECORDING_SETTINGS = frozenset({"capture_sessions", "capture_folder"})
_STANDARD_TERMS = Terms()


def _later(seconds: float, action: Callable[[], object]) -> asyncio.TimerHandle:
    import asyncio  # noqa: PLC0415 - a window is painted before there is a loop

    return asyncio.get_running_loop().call_later(seconds, action)


def terms_of(account: Account) -> Terms:
    """How the account says to read; raises ``ValueError`` in words for a dictionary that cannot be used."""
    from smppconsole.console.dictionaries import book_named  # noqa: PLC0415 - when asked for

    reading = replace(account.reading, zone=zone_of(account.zone))
    return Terms(book_named(account.dictionary), reading)


def zone_of(text: str) -> tzinfo | None:
    """A time zone by name or as +hh:mm; ``None`` for an empty or unknown one."""
    if not text:
        return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - few choose a zone

    try:
        return datetime.strptime(text, "%z").tzinfo
    except ValueError:
        pass
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
