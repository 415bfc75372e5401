"""One connection of an engine, from its first step to its end: it binds, records, and keeps the light."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from smppconsole.console.account import Account
from smppconsole.console.account_checks import LOGIN_OCTETS, LONG_LOGIN
from smppconsole.console.binding import BindResult, BindWatch, make_bind, unreached
from smppconsole.console.door import Door
from smppconsole.console.happenings import Happening, Lost, StepTaken, Trouble, TurnedAway
from smppconsole.console.hosts import hosts_of
from smppconsole.console.linkstatus import LinkState
from smppconsole.console.linkwords import alive_words, closed_words
from smppconsole.console.outcomes import Outcomes
from smppconsole.console.reception import Reception
from smppconsole.console.recorder import Recorder
from smppconsole.console.refusals import NO_REPEAT_CAUSES
from smppconsole.net.connect import ConnectFailure, Step, connect
from smppconsole.net.link import Link, address_words
from smppconsole.net.listen import ListenFailure
from smppconsole.net.tls import TlsFacts, tls_facts
from smppconsole.session.events import (
    Answered,
    Closed,
    CloseReason,
    Event,
    PduReceived,
    PduSent,
    PeerFault,
    Stalled,
    StateChanged,
    Unanswered,
    Unexpected,
    Why,
)
from smppconsole.session.replies import AutoReply
from smppconsole.session.session import Session
from smppconsole.session.state import Side, State, StateError
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import Book
from smppconsole.trace.record import Ends
from smppconsole.values import dataclass

ENDED_BY_US = frozenset({CloseReason.UNBIND_US, CloseReason.UNBIND_TIMEOUT, CloseReason.USER, CloseReason.INACTIVITY})
"""Ends after which nobody wants the session back."""


@dataclass(slots=True)
class Light:
    """What the light shows, kept over reconnects."""

    state: LinkState = LinkState.OFF
    words: str = "not connected"
    door: str = ""

    def show(self, state: LinkState, words: str, door: str = "") -> None:
        """Change it."""
        self.state, self.words, self.door = state, words, door


class Connection:
    """One try to connect and bind, and the session that comes of it. ``tell`` gets all that happens, once recorded.

    Where an account has several hosts, ``first`` says with which of them to begin; ``host`` is that which was used.
    ``door`` is where an outbind was awaited, with the port that the system chose."""

    def __init__(
        self,
        account: Account,
        book: Book,
        recorder: Recorder,
        light: Light,
        tell: Callable[[tuple[Happening, ...]], None],
        auto_reply: AutoReply | None = None,
        every_address: bool = False,
        first: int = 0,
    ) -> None:
        self.link: Link | None = None
        self.tls: TlsFacts | None = None
        self.closed: Closed | None = None
        self.outcomes = Outcomes()
        self._account, self._recorder, self._light, self._tell = account, recorder, light, tell
        self.host = first
        self.door: Door | None = None
        self._every_address = every_address
        self._watch = BindWatch(account, book)
        self._auto_reply = auto_reply
        self._session = self._make_session()

    @property
    def session(self) -> Session:
        """The session, from before the connection to after its end."""
        return self._session

    @property
    def is_open(self) -> bool:
        """Whether there is a connection that has not ended."""
        return self.link is not None and self.closed is None

    async def bind(self, password: str) -> BindResult:
        """Connect and bind; the outcome, good or bad, as a value."""
        bind = self._bind_octets(password)
        if isinstance(bind, BindResult):
            return bind
        failures = []
        for account in hosts_of(self._account, self.host):
            try:
                self.link = await self._reach(account)
            except ConnectFailure as failure:
                failures.append(failure)
                self.host += 1
            else:
                result = await self._bind_over(self.link, bind)
                return replace(result, passed_over=tuple(failure.words for failure in failures))
        result = unreached(failures, repeat=any(one.cause not in NO_REPEAT_CAUSES for one in failures))
        self._light.show(LinkState.OFF, result.words)
        return result

    async def _reach(self, account: Account) -> Link:
        """A link to the host that ``account`` names; raises ``ConnectFailure``."""
        self._account = account
        self._light.show(LinkState.BINDING, said("connecting to {host}:{port}", host=account.host, port=account.port))
        endpoint = replace(account.endpoint, every_address=self._every_address)
        return await connect(endpoint, self._session, self._on_events, self._on_step)

    async def answer_outbind(self, door: Door, password: str) -> BindResult:
        """Wait at ``door`` for a centre, and bind once it sends outbind (SMPP 3.4, 2.2.1); the outcome as a value. Who
        connects and is not that centre is told, and the wait goes on."""
        self.door = door
        bind = self._bind_octets(password)
        if isinstance(bind, BindResult):
            return bind
        reception = Reception(door, self._make_session, self._on_stranger)
        try:
            port = await reception.open()
        except ListenFailure as failure:
            self._light.show(LinkState.OFF, failure.words)
            return BindResult(False, "listen", failure.words, failure.advice, repeat=False, cause="listen")
        where = f"[{door.host}]:{port}" if ":" in door.host else f"{door.host}:{port}"
        self._light.show(LinkState.WAITING, said("waiting for an outbind on {where}", where=where), where)
        self.door = replace(door, port=port)
        door.opened(port)
        guest = await reception.centre()
        self.link, self._session = guest.link, guest.link.session
        self._describe(guest.link)
        guest.go_on(self._on_events)
        return await self._bind_over(guest.link, bind)

    def _make_session(self) -> Session:
        account = self._account
        return Session(
            Side.ESME,
            timers=account.timers,
            window=account.window,
            rate=account.rate,
            version=account.version,
            auto_reply=self._auto_reply,
        )

    def _on_stranger(self, link: Link, events: list[Event], verdict: TurnedAway) -> None:
        """What it said is recorded and told, but neither its end nor its states: they are not those of the session."""
        self._describe(link)
        self._recorder.take(events, link.now)
        self._recorder.end()
        self._tell((*(event for event in events if isinstance(event, _OF_STRANGERS)), verdict))

    async def ended(self) -> None:
        """Wait until the connection is gone; at once where there was none."""
        if self.link is not None:
            await self.link.ended()

    async def _bind_over(self, link: Link, bind: bytes) -> BindResult:
        self.tls = tls_facts(link.transport, self._account.tls_options)
        remote = self._describe(link)
        if not self._watch.result.done():
            self._light.show(LinkState.BINDING, said("connected, waiting for the answer to the bind"))
        try:
            if not self._watch.result.done():
                # Sent anyway: it was judged by now, and a transceiver of 3.3 the account's sheet warned of.
                self._watch.sequence = link.send(bind, anyway=True)
            return replace(await self._watch.result, address=remote, tls=self.tls)
        except StateError as error:
            link.close(said("the bind could not be sent"))
            return BindResult(
                False, "bind", said("the bind was not sent: {error}", error=error), repeat=False, cause="state"
            )
        except asyncio.CancelledError:
            link.abort(said("given up by the user"))
            raise

    def _bind_octets(self, password: str) -> bytes | BindResult:
        """The bind, or why there can be none: told before anybody is connected."""
        try:
            return encode(make_bind(self._account, password), anyway=self._account.long_login)
        except EncodeError as error:
            words = said("the bind was not sent: {error}", error=error)
            self._light.show(LinkState.OFF, words)
            advice = (said(LONG_LOGIN),) if error.field in LOGIN_OCTETS else ()
            return BindResult(False, "bind", words, advice, repeat=False, cause="encode")

    def _describe(self, link: Link) -> str:
        """Name the two ends in the trace; the peer's address."""
        account, remote = self._account, address_words(link, "peername")
        self._recorder.describe(
            Ends(account.tag or account.name, address_words(link, "sockname"), remote, account.name)
        )
        return remote

    def _on_step(self, step: Step) -> None:
        if step.ok:
            self._light.show(LinkState.BINDING, f"{step.step}: {step.detail}")
        self._tell((StepTaken(step),))

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
        self._tell((*events, *more))

    def _on_answered(self, event: Answered, _more: list[Happening]) -> None:
        if event.sequence == self._watch.sequence and not self._watch.result.done():
            self._watch.answer(event)
            if self._session.state.is_bound:
                self._light.show(LinkState.ALIVE, alive_words(self._session.state, self._account))
        self.outcomes.settle(event)

    def _on_unanswered(self, event: Unanswered, _more: list[Happening]) -> None:
        if event.why is Why.TIMEOUT:
            self._recorder.give_up(event)
        self.outcomes.settle(event)

    def _on_closed(self, event: Closed, more: list[Happening]) -> None:
        self.closed = event
        self._recorder.end()
        lost = self._watch.close(event) and event.reason not in ENDED_BY_US
        words = closed_words(event)
        self._light.show(LinkState.DEAD if lost else LinkState.OFF, words)
        if lost:
            more.append(Lost(event, words))
        self.outcomes.release()

    def _on_stray(self, event: Unexpected, _more: list[Happening]) -> None:
        if not self._watch.stray and len(event.octets) >= HEADER_SIZE:
            self._watch.stray = event.octets

    def _on_state(self, event: StateChanged, _more: list[Happening]) -> None:
        """A centre that invites us after our bind does not mean to answer it."""
        self._watch.invited |= event.after is State.OUTBOUND and self._watch.sequence != 0

    def _on_fault(self, event: PeerFault, _more: list[Happening]) -> None:
        self._watch.first = self._watch.first or event.octets

    def _on_stalled(self, event: Stalled, more: list[Happening]) -> None:
        words = said(
            "the peer does not read: {size:.0f} MB wait to be sent, and nothing more of it is read before it does",
            size=event.waiting / 1e6,
        )
        more.append(Trouble(words))


_ACTIONS: dict[type, Callable[..., None]] = {
    Answered: Connection._on_answered,
    Unanswered: Connection._on_unanswered,
    Closed: Connection._on_closed,
    Unexpected: Connection._on_stray,
    PeerFault: Connection._on_fault,
    StateChanged: Connection._on_state,
    Stalled: Connection._on_stalled,
}


_OF_STRANGERS = (PduReceived, PduSent, PeerFault)
