"""One connection of one account: connect, bind, send, hear, record, and bind again when the link was lost.

The engine is the only one that touches its session. Every octet goes to the store (and the capture file) before
anybody is told of it. What was unanswered when a link was lost is told, and never sent again on its own.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from smppconsole.console.account import Account
from smppconsole.console.binding import BindResult, BindWatch, make_bind, unreached
from smppconsole.console.happenings import BindDone, GaveUp, Happening, Lost, Retry, StepTaken, Trouble
from smppconsole.console.linkstatus import LinkState, LinkStatus
from smppconsole.console.linkwords import alive_words, closed_words, light_of
from smppconsole.console.reconnect import Backoff
from smppconsole.console.recorder import Recorder
from smppconsole.console.refusals import NO_REPEAT_CAUSES
from smppconsole.net import tasks
from smppconsole.net.connect import ConnectFailure, Step, connect
from smppconsole.net.link import Link
from smppconsole.net.tls import TlsFacts, tls_facts
from smppconsole.session.events import Answered, Closed, CloseReason, Event, PeerFault, Unanswered, Unexpected, Why
from smppconsole.session.replies import AutoReply
from smppconsole.session.session import Session
from smppconsole.session.state import Side, State, StateError
from smppconsole.smpp.encode import EncodeError
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.trace.capture import CaptureWriter
from smppconsole.trace.record import Ends
from smppconsole.trace.store import Store

Observer = Callable[["Engine", tuple[Happening, ...]], None]
Outcome = Answered | Unanswered

_ENDED_BY_US = frozenset({CloseReason.UNBIND_US, CloseReason.UNBIND_TIMEOUT, CloseReason.USER, CloseReason.INACTIVITY})


class Engine:
    """One connection. ``session_no`` is its number in the store, the same over reconnects."""

    def __init__(
        self,
        account: Account,
        store: Store,
        session_no: int,
        *,
        capture: CaptureWriter | None = None,
        book: Book = STANDARD,
        auto_reply: AutoReply | None = None,
    ) -> None:
        self.account = account
        self.session_no = session_no
        self.book = book
        self.auto_reply = auto_reply
        self.last_bind: BindResult | None = None
        self.tls: TlsFacts | None = None
        self._recorder = Recorder(store, session_no, capture)
        self._backoff = Backoff(account.reconnect_first, account.reconnect_longest)
        self._observers: list[Observer] = []
        self._waiting: dict[int, asyncio.Future[Outcome]] = {}
        self._link: Link | None = None
        self._joined: Link | None = None
        self._bind: BindWatch | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._attempt: asyncio.Task[BindResult] | None = None
        self._wanted = False
        self._state = LinkState.OFF
        self._words = LinkStatus().words
        self._retry_at: float | None = None

    # What there is to see.

    @property
    def state(self) -> State:
        """The state of the session, CLOSED without one."""
        return self._link.session.state if self._link is not None else State.CLOSED

    @property
    def is_bound(self) -> bool:
        """Whether messages may pass."""
        return self.state.is_bound

    @property
    def is_busy(self) -> bool:
        """Whether there is a connection, or one is on its way or planned."""
        return self._wanted or self._link is not None

    @property
    def outstanding(self) -> int:
        """Requests in flight."""
        return self._link.session.outstanding if self._link is not None else 0

    @property
    def queued(self) -> int:
        """Requests that wait for a place in the window."""
        return self._link.session.queued if self._link is not None else 0

    @property
    def link(self) -> LinkStatus:
        """The light as it is at this moment."""
        if self._link is None:
            wait = None if self._retry_at is None else max(0.0, self._retry_at - time.monotonic())
            return LinkStatus(self._state, self._words, retry_in=wait)
        timeout = self.account.enquire_link_response
        return light_of(self._state, self._words, self._link.session.keepalive, self._link.now, timeout)

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Have ``observer(engine, happenings)`` called after everything that happens; returns what ends that."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer) if observer in self._observers else None

    def write_to(self, capture: CaptureWriter | None) -> None:
        """Write a capture file from now on, or none."""
        self._recorder.capture = capture

    def complain(self, words: str) -> None:
        """Tell observers of trouble on our side."""
        self._tell(Trouble(words))

    # What there is to do.

    async def start(self, password: str) -> BindResult:
        """Connect and bind. Once bound, a lost link is bound again (if the account says so) until ``unbind``."""
        if self.is_busy:
            return BindResult(False, "bind", "this session is connected, or on its way, already")
        self._wanted = True
        self._backoff.reset()
        result = await self._try(password)
        if result.ok and self._wanted:
            self._keeper = tasks.spawn(self._keep(password), f"session {self.session_no}")
        else:
            self._wanted = False
        return result

    async def unbind(self, deadline: float | None = None) -> str:
        """Unbind in good order and close, within ``deadline`` seconds (the account's unless told); how it went."""
        self._stop_trying()
        link = self._link
        if link is None:
            self._settle(LinkState.OFF, "not connected")
            return "there was no connection"
        if link.session.state.is_bound:
            link.unbind()
        else:
            link.close("closed by the user")
        try:
            async with asyncio.timeout((deadline or self.account.unbind_timeout) + 1.0):
                await link.ended()
        except TimeoutError:
            link.abort("unbind took too long")
            await link.ended()
        return self._words

    async def close(self) -> None:
        """Give up whatever is under way, at once and without a word to the peer; for shutting down."""
        self._stop_trying()
        if self._link is not None:
            link = self._link
            link.abort("closed by the user")
            await link.ended()
        await tasks.stop(self._keeper, self._attempt)
        self._keeper = self._attempt = None

    def send(self, pdu: Pdu, *, anyway: bool = False) -> int:
        """Send a request, its sequence number; raises ``EncodeError``, and ``StateError`` where it does not fit."""
        return self._needed().send(pdu, anyway=anyway)

    def send_octets(self, octets: bytes) -> int:
        """Send a request encoded already; the sequence number is put in and returned."""
        return self._needed().send_octets(octets)

    def send_raw(self, octets: bytes) -> None:
        """Send octets exactly as they are."""
        self._needed().send_raw(octets)

    def send_all(self, pdus: Iterable[Pdu], *, anyway: bool = False) -> list[int]:
        """Send the parts of one message, in one write where the window has room; their sequence numbers."""
        link = self._needed()
        try:
            return [link.session.send(pdu, link.now, anyway=anyway) for pdu in pdus]
        finally:
            link.flush()

    def reply(self, request: bytes, pdu: Pdu) -> None:
        """Answer a request of the peer by hand."""
        self._needed().reply(request, pdu)

    async def request(self, pdu: Pdu, *, anyway: bool = False) -> Outcome:
        """Send a request and wait for what becomes of it."""
        return await self.outcome(self.send(pdu, anyway=anyway))

    def outcome(self, sequence: int) -> asyncio.Future[Outcome]:
        """What becomes of the request just sent under ``sequence``; ask before the next turn of the event loop."""
        if sequence not in self._waiting:
            self._waiting[sequence] = asyncio.get_running_loop().create_future()
        return self._waiting[sequence]

    async def writable(self) -> None:
        """Wait until the transport takes more; returns at once without a connection."""
        if self._link is not None:
            await self._link.writable()

    # The way to a bound session.

    async def _try(self, password: str) -> BindResult:
        """One try to connect and bind; a ``close`` meanwhile ends it."""
        self._attempt = tasks.spawn(self._connect_and_bind(password), f"bind of session {self.session_no}")
        try:
            await asyncio.wait({self._attempt})
        except asyncio.CancelledError:
            await tasks.stop(self._attempt)
            raise
        attempt, self._attempt = self._attempt, None
        if attempt.cancelled():
            result = BindResult(False, "bind", "given up by the user", repeat=False)
            self._settle(LinkState.OFF, result.words)
        else:
            result = attempt.result()
        self.last_bind = result
        self._tell(BindDone(result))
        return result

    async def _connect_and_bind(self, password: str) -> BindResult:
        account = self.account
        self._retry_at, self.tls = None, None
        self._settle(LinkState.BINDING, f"connecting to {account.host}:{account.port}")
        session = Session(
            Side.ESME,
            timers=account.timers,
            window=account.window,
            version=account.version,
            auto_reply=self.auto_reply,
        )
        self._bind = watch = BindWatch(account, self.book)
        try:
            link = await connect(account.endpoint, session, self._on_events, self._on_step)
            return await self._bind_over(link, watch, password)
        except ConnectFailure as failure:
            self._settle(LinkState.OFF, failure.words)
            return unreached(failure, repeat=failure.cause not in NO_REPEAT_CAUSES)
        finally:
            self._bind = None

    async def _bind_over(self, link: Link, watch: BindWatch, password: str) -> BindResult:
        self._link = self._joined = link
        self.tls = tls_facts(link.transport, self.account.tls_options)
        remote = _address(link, "peername")
        self._recorder.describe(
            Ends(self.account.tag or self.account.name, _address(link, "sockname"), remote, self.account.name)
        )
        self._settle(LinkState.BINDING, "connected, waiting for the answer to the bind")
        try:
            if not watch.result.done():
                watch.sequence = link.session.send(make_bind(self.account, password), link.now)
                link.flush()
            return replace(await watch.result, address=remote, tls=self.tls)
        except (StateError, EncodeError) as error:
            link.close("the bind could not be sent")
            return BindResult(False, "bind", f"the bind was not sent: {error}", repeat=False, cause="encode")
        except asyncio.CancelledError:
            link.abort("given up by the user")
            raise

    async def _keep(self, password: str) -> None:
        """While the session is wanted: wait for its end, then bind again as the account allows."""
        while (link := self._joined) is not None:
            await link.ended()
            while self._wanted and self._link is None:
                await self._again(password)
            if link is self._joined:
                return

    async def _again(self, password: str) -> None:
        """One more try after a pause, unless the account or the last answer says that there is to be none."""
        last = self.last_bind
        if not self.account.reconnect:
            return self._give_up("")
        if last is not None and not last.ok and not last.repeat:
            return self._give_up(f"no further try, it cannot help: {last.words}")
        pause = self._backoff.next(last.pause if last is not None and not last.ok else 0.0)
        self._retry_at = time.monotonic() + pause
        self._tell(Retry(pause, f"{self._words}; next try in {pause:.0f} s"))
        await asyncio.sleep(pause)
        result = await self._try(password)
        if result.ok:
            self._backoff.reset()
        elif self._wanted:
            self._settle(LinkState.DEAD, result.words)
        return None

    def _give_up(self, words: str) -> None:
        self._wanted = False
        self._settle(LinkState.DEAD, words or self._words)
        self._tell(GaveUp(words or "this account does not reconnect by itself"))

    def _stop_trying(self) -> None:
        self._wanted, self._retry_at = False, None
        for task in (self._keeper if self._link is None else None, self._attempt):
            if task is not None:
                task.cancel()

    # What the link tells.

    def _on_step(self, step: Step) -> None:
        if step.ok:
            self._settle(LinkState.BINDING, f"{step.step}: {step.detail}")
        self._tell(StepTaken(step))

    def _on_events(self, link: Link, events: list[Event]) -> None:
        self._recorder.take(events, link.now)
        more: list[Happening] = []
        for event in events:
            act = _ACTIONS.get(type(event))
            if act is not None:
                act(self, event, more)
        if self._recorder.trouble:
            more.append(Trouble(self._recorder.trouble))
            self._recorder.trouble = ""
        self._tell(*events, *more)

    def _on_outcome(self, event: Outcome, _more: list[Happening]) -> None:
        if self._bind is not None and isinstance(event, Answered) and event.sequence == self._bind.sequence:
            self._on_bind_answer(self._bind, event)
        waiting = self._waiting.pop(event.sequence, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(event)

    def _on_bind_answer(self, watch: BindWatch, event: Answered) -> None:
        watch.answer(event)
        if self.is_bound:
            self._settle(LinkState.ALIVE, alive_words(self.state, self.account))

    def _on_closed(self, event: Closed, more: list[Happening]) -> None:
        self._link = None
        self._recorder.end()
        words, was_bound = closed_words(event), self._bind is None or self._bind.close(event)
        lost = was_bound and event.reason not in _ENDED_BY_US
        self._settle(LinkState.DEAD if lost else LinkState.OFF, words)
        if lost:
            more.append(Lost(event, words))
        elif was_bound:
            self._wanted = False
        self._release()

    def _release(self) -> None:
        """Nobody waits for an answer over a connection that is gone (the session told most of them before)."""
        for sequence, waiting in self._waiting.items():
            if not waiting.done():
                waiting.set_result(Unanswered(sequence, 0, Why.CLOSED))
        self._waiting.clear()

    def _on_stray(self, event: Unexpected, _more: list[Happening]) -> None:
        if self._bind is not None and not self._bind.stray and len(event.octets) >= 16:
            self._bind.stray = event.octets

    def _on_fault(self, event: PeerFault, _more: list[Happening]) -> None:
        if self._bind is not None:
            self._bind.first = self._bind.first or event.octets

    def _settle(self, state: LinkState, words: str) -> None:
        self._state, self._words = state, words

    def _tell(self, *happenings: Happening) -> None:
        for observer in tuple(self._observers):
            observer(self, happenings)

    def _needed(self) -> Link:
        if self._link is None:
            raise StateError("there is no connection: bind first")
        return self._link


_ACTIONS: dict[type, Callable[..., None]] = {
    Answered: Engine._on_outcome,
    Unanswered: Engine._on_outcome,
    Closed: Engine._on_closed,
    Unexpected: Engine._on_stray,
    PeerFault: Engine._on_fault,
}


def _address(link: Link, which: str) -> str:
    """ "address:port" of one end, IPv6 in brackets."""
    found = link.transport.get_extra_info(which)
    if not isinstance(found, tuple) or len(found) < 2:
        return ""
    return f"[{found[0]}]:{found[1]}" if ":" in str(found[0]) else f"{found[0]}:{found[1]}"
