"""One session of one account, over as many connections as it takes: bind, send, hear, and bind again after a loss.

The engine is the only one that touches its session. Every octet goes to the store (and the capture file) before
anybody is told of it. What was unanswered when a link was lost is told, and never sent again on its own.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from smppconsole.console.account import Account
from smppconsole.console.binding import BindResult
from smppconsole.console.connection import Connection, Light
from smppconsole.console.door import Door
from smppconsole.console.happenings import BindDone, GaveUp, Happening, Retry, Trouble, WaitsAgain
from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.console.linkwords import in_wall_time, light_of
from smppconsole.console.reconnect import Backoff
from smppconsole.console.recorder import Capture, Kept, Recorder
from smppconsole.console.speaker import Speaker
from smppconsole.console.watchers import Watchers
from smppconsole.net import tasks
from smppconsole.session.events import CloseReason
from smppconsole.session.replies import AutoReply
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.trace.store import Store

_GIVEN_UP = BindResult(False, "bind", "given up by the user", repeat=False, cause="given-up")


_NO_WAIT = frozenset({"encode", "listen", "state"})
"""What keeps a session from waiting at all, whoever comes."""
_IN_ORDER = frozenset({CloseReason.UNBIND_THEM, CloseReason.UNBIND_US, CloseReason.INACTIVITY})
"""Ends of a session that nothing is wrong with: a centre that has delivered what it had leaves until it has more."""


class Engine(Speaker):
    """One session. ``session_no`` is its number in the store, the same over reconnects; observers are told everything
    that happens. ``every_address``: try each address of the host to its end before one is used."""

    def __init__(
        self,
        account: Account,
        store: Store,
        session_no: int,
        *,
        capture: Capture | None = None,
        book: Book = STANDARD,
        auto_reply: AutoReply | None = None,
        every_address: bool = False,
    ) -> None:
        super().__init__()
        self.account = account
        self.session_no = session_no
        self.book = book
        self.auto_reply = auto_reply
        self._every_address = every_address
        self.last_bind: BindResult | None = None
        self._watchers: Watchers[Engine, tuple[Happening, ...]] = Watchers()
        self._tell = partial(self._watchers.tell, self)
        self._recorder = Recorder(store, session_no, capture)
        self._light = Light()
        self._backoff = Backoff(account.reconnect_first, account.reconnect_longest)
        self._keeper: asyncio.Task[None] | None = None
        self._attempt: asyncio.Task[BindResult] | None = None
        self._wanted, self._host = False, 0
        self._door: Door | None = None
        self._retry_at: float | None = None

    # What there is to see.

    @property
    def is_busy(self) -> bool:
        """Whether there is a connection, or one is on its way or planned."""
        return self._wanted or (self.connection is not None and self.connection.is_open)

    @property
    def link(self) -> LinkStatus:
        """The light as it is at this moment."""
        wait = None if self._retry_at is None else max(0.0, self._retry_at - time.monotonic())
        joined = self.connection
        if joined is None or joined.link is None:
            return LinkStatus(self._light.state, self._light.words, retry_in=wait, door=self._light.door)
        pulse, patience = joined.session.keepalive, self.account.enquire_link_response
        light = light_of(self._light.state, self._light.words, pulse, joined.link.now, patience, wait)
        ended = joined.closed.reason if joined.closed is not None else None
        running = in_wall_time(joined.session.running(), time.time() - joined.link.now)
        return replace(light, tls=joined.tls, ended=ended, running=running)

    @property
    def store(self) -> Store:
        """Where what passes is kept."""
        return self._recorder.store

    def observe(self, observer: Callable[[Engine, tuple[Happening, ...]], object]) -> Callable[[], None]:
        """Have ``observer(engine, happenings)`` called after everything that happens; returns what ends that."""
        return self._watchers.add(observer)

    def write_to(self, capture: Capture | None) -> None:
        """Write a capture file from now on, or none; what a capture before it missed goes into it first."""
        if capture is None:
            self._recorder.capture = None
        else:
            self._recorder.resume(capture)

    @property
    def capture(self) -> Capture | None:
        """The capture file being written, if any."""
        return self._recorder.capture

    @property
    def capture_files(self) -> tuple[Kept, ...]:
        """The files this session was written to, in their order."""
        return tuple(self._recorder.files)

    def complain(self, words: str) -> None:
        """Tell observers of trouble on our side."""
        self._tell((Trouble(words),))

    # What there is to do.

    async def start(self, password: str, door: Door | None = None) -> BindResult:
        """Connect and bind; at a ``door``, wait for a centre that connects and sends outbind, and bind to that.

        Once bound, a lost link of our own making is bound again (if the account says so) until ``unbind``; a session
        that came of an outbind waits for the next at the same door (if that says so).
        """
        if self.is_busy:
            return BindResult(False, "bind", said("this session is connected, or on its way, already"), cause="busy")
        self._wanted, self._host, self._door = True, 0, door
        self._backoff.reset()
        result = await (self._try(password) if door is None else self._wait(password))
        if result.ok and self._wanted and not (door and door.once):
            self._keeper = tasks.spawn(self._keep(password), said("session {session_no}", session_no=self.session_no))
        else:
            self._wanted = False
        return result

    async def unbind(self, deadline: float | None = None) -> str:
        """Unbind in good order and close, within ``deadline`` seconds (the account's unless told); how it went."""
        await self._stop_trying()
        link = self._link
        if link is None:
            self._light.show(LinkState.OFF, said("not connected"))
            return said("there was no connection")
        if self.is_bound:
            link.unbind()
        else:
            link.close(said("closed by the user"))
        try:
            async with asyncio.timeout((deadline or self.account.unbind_timeout) + 1.0):
                await link.ended()
        except TimeoutError:
            link.abort(said("unbind took too long"))
            await link.ended()
        return self._light.words

    async def close(self) -> None:
        """Give up whatever is under way, at once and without a word to the peer; for shutting down."""
        await self._stop_trying()
        if self.connection is not None and self.connection.link is not None:
            self.connection.link.abort(said("closed by the user"))
            await self.connection.ended()
        await tasks.stop(self._keeper)
        self._keeper = None

    # The way to a bound session, and back to one.

    async def _wait(self, password: str) -> BindResult:
        """Wait for a centre until one is bound to, or refuses our bind: one that says nothing to it was none."""
        while True:
            result = await self._try(password)
            if result.ok or not self._wanted or result.status is not None or result.cause in _NO_WAIT:
                return result

    async def _try(self, password: str) -> BindResult:
        """One try to connect (or to be connected to) and bind; ``unbind`` or ``close`` meanwhile ends it."""
        self._retry_at = None
        account, told = self.account, (self._recorder, self._light, self._tell)
        self.connection = Connection(account, self.book, *told, self.auto_reply, self._every_address, self._host)
        door = self._door
        way = self.connection.answer_outbind(door, password) if door else self.connection.bind(password)
        self._attempt = tasks.spawn(way, said("bind of session {session_no}", session_no=self.session_no))
        try:
            await asyncio.wait({self._attempt})
        except asyncio.CancelledError:
            await tasks.stop(self._attempt)
            raise
        attempt, self._attempt = self._attempt, None
        result = _GIVEN_UP if attempt.cancelled() else attempt.result()
        if attempt.cancelled():
            self._light.show(LinkState.OFF, result.words)
        self.last_bind, self._host, self._door = result, self.connection.host, self.connection.door
        self._tell((BindDone(result),))
        return result

    async def _keep(self, password: str) -> None:
        """While the session is wanted: wait for its end, then bind again as the account allows."""
        while self.connection is not None:
            await self.connection.ended()
            if not await self._again(password):
                self._wanted = False
                return

    async def _again(self, password: str) -> bool:
        """One more try after a pause; False where there is to be none: we ended it, or it cannot help."""
        if self._door is not None:
            return await self._wait_again(self._door, password)
        last = self.last_bind
        hopeless = last is not None and not last.ok and not last.repeat
        if not self._wanted or self._light.state is not LinkState.DEAD or hopeless or not self.account.reconnect:
            return self._give_up(
                said("no further try, it cannot help: {words}", words=said(last.words)) if last and hopeless else ""
            )
        pause = self._backoff.next(last.pause if last is not None and not last.ok else 0.0)
        self._retry_at = time.monotonic() + pause
        self._tell((Retry(pause, said("{words}; next try in {pause:.0f} s", words=self._light.words, pause=pause)),))
        await asyncio.sleep(pause)
        self._host += 1
        result = await self._try(password)
        if result.ok:
            self._backoff.reset()
        elif self._wanted:
            self._light.show(LinkState.DEAD, result.words)
        return True

    async def _wait_again(self, door: Door, password: str) -> bool:
        """Be there for the next outbind; False where it makes no sense any more."""
        if not self._wanted:
            return False
        closed = self.connection.closed if self.connection is not None else None
        where = {"words": self._light.words, "host": door.host, "port": door.port}
        words = said("{words}; waiting again for an outbind on {host}:{port}", **where)
        self._tell((WaitsAgain(words, closed is not None and closed.reason in _IN_ORDER),))
        result = await self._wait(password)
        if result.ok or result.repeat or not self._wanted:
            return self._wanted
        self._light.show(LinkState.DEAD, result.words)
        return self._give_up(said("no longer waiting, it cannot help: {words}", words=result.words))

    def _give_up(self, words: str) -> bool:
        if self._light.state is LinkState.DEAD:
            self._light.show(LinkState.DEAD, words or self._light.words)
            alone = said("{ended}; this account does not reconnect by itself", ended=self._light.words)
            self._tell((GaveUp(words or alone),))
        return False

    async def _stop_trying(self) -> None:
        """Let no try go on and none follow; a link that stands is left standing."""
        self._wanted, self._retry_at = False, None
        await tasks.stop(self._attempt, self._keeper if self._link is None else None)
