"""The message centre to practise on: the same session machine in the other role, behind a listening socket."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import random
import ssl
from collections.abc import Callable

from smppconsole.compose.draft import Alphabet, Carry, Draft
from smppconsole.compose.expand import expand
from smppconsole.console.agenda import Agenda
from smppconsole.console.centre_delivery import Delivery
from smppconsole.console.centre_faults import Trap
from smppconsole.console.centre_judge import Judge
from smppconsole.console.centre_rules import CentreRules, MobileRule
from smppconsole.console.centre_session import CentreSession
from smppconsole.console.ledger import Ids
from smppconsole.console.watchers import Watchers
from smppconsole.net.connect import Endpoint, connect
from smppconsole.net.link import Link
from smppconsole.net.listen import Server, serve
from smppconsole.session.events import Event
from smppconsole.session.replies import AutoReply
from smppconsole.session.session import Session
from smppconsole.session.state import Side
from smppconsole.session.timers import Timers
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.said import said
from smppconsole.trace.store import Store

RESPONSE_TIME = 30.0
"""Seconds an ESME has to answer a deliver_sm."""


class Centre:
    """A message centre. With a ``store`` every octet is recorded there under numbers that ``number()`` gives."""

    def __init__(
        self,
        rules: CentreRules | None = None,
        store: Store | None = None,
        *,
        number: Callable[[], int] | None = None,
    ) -> None:
        self.rules = rules or CentreRules()
        self.store = store
        self.agenda = Agenda()
        self.chance = random.Random(self.rules.seed)
        self.judge = Judge(self.rules)
        self.ids = Ids(self.rules.answers.ids, self.rules.answers.first_id, self.chance)
        self._sessions: dict[Link, CentreSession] = {}
        self.delivery = Delivery(self.rules, self.agenda, self.chance, self._sessions.values)
        self._number = number or itertools.count(1).__next__
        self._server: Server | None = None
        self._reference = 0
        self._watchers: Watchers[str, str] = Watchers()
        self.trap = Trap(lambda fault: self._watchers.tell(said("armed"), fault.value))

    # Start and stop.

    @property
    def port(self) -> int:
        """Where it listens, 0 when it does not."""
        return self._server.port if self._server is not None else 0

    @property
    def sessions(self) -> tuple[CentreSession, ...]:
        """The connections there are."""
        return tuple(self._sessions.values())

    async def start(self, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None) -> int:
        """Listen on ``host`` and ``port`` (0: any free one) and return the port; raises ``ListenFailure``."""
        self._server = await serve(host, port, self._make_session, self._on_events, tls)
        self._watchers.tell(said("listening"), f"{host}:{self.port}")
        return self.port

    async def stop(self) -> None:
        """Close everything without a word; a good end is ``leave``."""
        server, self._server = self._server, None
        if server is not None:
            await server.close(said("the message centre was stopped"))
        for link in tuple(self._sessions):
            link.close(said("the message centre was stopped"))
            await link.ended()
        self.agenda.clear()
        if server is not None:
            self._watchers.tell(said("stopped"), "")

    async def leave(self, patience: float) -> None:
        """Unbind everybody, give them so many seconds to answer, cut off who did not, and stop."""
        news = asyncio.Event()
        forget = self.observe(lambda _what, _words: news.set())
        self.unbind_all()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._sessions:
                    news.clear()
                    await news.wait()
        forget()
        for link in tuple(self._sessions):
            link.abort(said("the message centre was stopped"))
        await self.stop()

    def use(self, rules: CentreRules) -> None:
        """Behave by other rules from now on; sessions and messages stay."""
        self.rules = rules
        self.chance.seed(rules.seed)
        self.judge = Judge(rules)
        self.ids = Ids(rules.answers.ids, rules.answers.first_id + self.delivery.ledger.taken, self.chance)
        self.delivery.use(rules)
        self._watchers.tell(said("rules"), rules.name)

    def observe(self, observer: Callable[[str, str], object]) -> Callable[[], None]:
        """Have ``observer(what, words)`` called for what happens at the centre; returns what ends that.

        ``what`` is listening, connected, bound, closed, rules, armed or stopped.
        """
        return self._watchers.add(observer)

    # What the person at the centre can do.

    def send_mobile(
        self,
        text: str,
        source: str = "491701234567",
        destination: str = "1234",
        *,
        system_id: str = "",
        alphabet: str = "auto",
        carry: str = "auto",
    ) -> int:
        """A message from the mobile side to whoever is bound (or to ``system_id``); to how many sessions it went.

        Raises ``DraftError`` for a text that the alphabet lacks.
        """
        self._reference += 1
        draft = Draft(destination, source, text, alphabet=Alphabet(alphabet), carry=Carry(carry))
        pdus = expand(draft, self._reference, command="deliver_sm").pdus
        reached = [one for one in self.sessions if one.can_receive and system_id in ("", one.system_id)]
        for session in reached:
            for pdu in pdus:
                session.deliver(pdu)
        return len(reached)

    def enquire(self) -> int:
        """Send enquire_link to everybody who is bound; to how many."""
        return self._each(lambda session: session.link.send(Pdu("enquire_link")))

    def unbind_all(self) -> int:
        """Send unbind to everybody; to how many."""
        return self._each(lambda session: session.link.unbind())

    def drop_all(self, why: str = "dropped by hand") -> int:
        """Close every connection without a word; how many."""
        links = tuple(self._sessions)
        for link in links:
            link.close(why)
        return len(links)

    async def outbind(self, host: str, port: int, system_id: str = "", password: str = "") -> None:
        """Connect to an ESME that listens and ask it to bind (SMPP 3.4, 4.1.7); raises ``ConnectFailure``."""
        link = await connect(Endpoint(host, port), self._make_session(), self._on_events)
        fields = {"system_id": system_id or self.rules.bind.system_id, "password": password}
        link.send(Pdu("outbind", fields), anyway=True)

    # What the sessions ask and tell.

    def count(self, system_id: str) -> int:
        """How many sessions of that name are bound."""
        return sum(session.system_id == system_id and session.state.is_bound for session in self.sessions)

    def bound(self, session: CentreSession) -> None:
        """A session has bound: give it what waited for it, and start what the rules have for receivers."""
        self._watchers.tell(
            said("bound"),
            said(
                "{system_id} as {bind_as} from {remote}",
                system_id=session.system_id,
                bind_as=session.bind_as,
                remote=session.remote,
            ),
        )
        if session.can_receive:
            self.delivery.bound(session)
            for rule in self.rules.mobile:
                self._send_by_rule(session, rule, 1, rule.after)

    def ended(self, session: CentreSession) -> None:
        """A session is over."""
        closed = session.link.session.closed
        self._sessions.pop(session.link, None)
        self._watchers.tell(
            said("closed"),
            said(
                "{system_id}: {words}",
                system_id=session.system_id or session.remote,
                words=closed.words if closed else "",
            ),
        )

    def _send_by_rule(self, session: CentreSession, rule: MobileRule, number: int, delay: float) -> None:
        def send() -> None:
            if not session.can_receive:
                return
            text = rule.text.replace("{number}", str(number))
            self.send_mobile(
                text,
                rule.source,
                rule.destination,
                system_id=session.system_id,
                alphabet=rule.alphabet,
                carry=rule.carry,
            )
            if rule.every > 0 and (rule.times == 0 or number < rule.times):
                self._send_by_rule(session, rule, number + 1, rule.every)

        self.agenda.after(delay, send)

    # What the links tell.

    def _make_session(self) -> Session:
        rules = self.rules.link
        timers = Timers(session_init=rules.session_init, enquire_link=rules.enquire_link, response=RESPONSE_TIME)
        replies = AutoReply(enquire_link=not rules.deaf, data_sm=False)
        now = asyncio.get_running_loop().time()
        return Session(Side.CENTRE, timers=timers, window=max(1, rules.window), now=now, auto_reply=replies)

    def _on_events(self, link: Link, events: list[Event]) -> None:
        session = self._sessions.get(link)
        if session is not None:
            session.on_events(events)
            return
        session = CentreSession(self, link, self._number())
        self._sessions[link] = session
        self._watchers.tell(said("connected"), session.remote)
        session.on_events(events)
        session.greet()

    def _each(self, act: Callable[[CentreSession], object]) -> int:
        bound = [session for session in self.sessions if session.state.is_bound]
        for session in bound:
            act(session)
        return len(bound)
