"""The message centre to practise on: the same session machine in the other role, behind a listening socket."""

from __future__ import annotations

import asyncio
import itertools
import random
import ssl
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime

from smppconsole.compose.draft import Alphabet, Carry, Draft
from smppconsole.compose.expand import expand
from smppconsole.console.agenda import Agenda
from smppconsole.console.centre_rules import CentreRules, MobileRule, Rule, Submission, fits
from smppconsole.console.centre_session import CentreSession
from smppconsole.console.ledger import Ids, Ledger, Message
from smppconsole.console.receipts_out import receipt_pdu, settle, wants_intermediate, wants_receipt
from smppconsole.console.submissions import Submitted
from smppconsole.net.connect import Endpoint, connect
from smppconsole.net.link import Link
from smppconsole.net.listen import Server, serve
from smppconsole.session.events import Event
from smppconsole.session.replies import AutoReply
from smppconsole.session.session import Session
from smppconsole.session.state import Side
from smppconsole.session.timers import Timers
from smppconsole.smpp.pdu import Pdu
from smppconsole.trace.store import Store

Observer = Callable[[str, str], None]
KEPT_FOR_LATER = 10_000
"""Receipts and messages that wait for a receiver to bind, per system_id."""


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
        self.ledger = Ledger()
        self.refuse_next = self.rules.bind.refuse
        self.chance = random.Random(self.rules.seed)
        self.ids = Ids(self.rules.answers.ids, self.rules.answers.first_id, self.chance)
        self.agenda = Agenda()
        self._number = number or itertools.count(1).__next__
        self._server: Server | None = None
        self._sessions: dict[Link, CentreSession] = {}
        self._waiting: dict[str, deque[Pdu]] = {}
        self._states = itertools.cycle(self.rules.receipts.states or ("DELIVRD",))
        self._submits = 0
        self._fitted: dict[int, int] = {}
        self._reference = 0
        self._observers: list[Observer] = []

    # Start and stop.

    @property
    def port(self) -> int:
        """Where it listens, 0 when it does not."""
        return self._server.port if self._server is not None else 0

    @property
    def is_running(self) -> bool:
        """Whether it takes connections."""
        return self._server is not None

    @property
    def sessions(self) -> tuple[CentreSession, ...]:
        """The connections there are."""
        return tuple(self._sessions.values())

    async def start(self, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None) -> int:
        """Listen on ``host`` and ``port`` (0: any free one) and return the port; raises ``ListenFailure``."""
        self._server = await serve(host, port, self._make_session, self._on_events, tls)
        self._tell("listening", f"{host}:{self.port}")
        return self.port

    async def stop(self) -> None:
        """Unbind nobody, close everything."""
        server, self._server = self._server, None
        if server is None:
            return
        self.agenda.clear()
        await server.close("the message centre was stopped")
        for link in tuple(self._sessions):
            link.close("the message centre was stopped")
            await link.ended()
        self.agenda.clear()
        self._tell("stopped", "")

    def use(self, rules: CentreRules) -> None:
        """Behave by other rules from now on; sessions and messages stay."""
        self.rules = rules
        self.chance.seed(rules.seed)
        self.ids = Ids(rules.answers.ids, rules.answers.first_id + self.ledger.taken, self.chance)
        self._states = itertools.cycle(rules.receipts.states or ("DELIVRD",))
        self._fitted.clear()
        self._submits, self.refuse_next = 0, rules.bind.refuse
        self._tell("rules", rules.name)

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Have ``observer(what, words)`` called for what happens at the centre; returns what ends that."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer) if observer in self._observers else None

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
        reached = [session for session in self._sessions.values() if session.can_receive]
        reached = [session for session in reached if system_id in ("", session.system_id)]
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

    # What the sessions ask.

    def count(self, system_id: str) -> int:
        """How many sessions of that name are bound."""
        return sum(session.system_id == system_id and session.state.is_bound for session in self._sessions.values())

    def bound(self, session: CentreSession) -> None:
        """A session has bound: give it what waited for it, and start what the rules have for receivers."""
        self._tell("bound", f"{session.system_id} as {session.bind_as} from {session.remote}")
        if session.can_receive:
            for pdu in self._waiting.pop(session.system_id, ()):
                session.deliver(pdu)
            for rule in self.rules.mobile:
                self._mobile(session, rule, 1, rule.after)

    def ended(self, session: CentreSession) -> None:
        """A session is over."""
        closed = session.link.session.closed
        self._sessions.pop(session.link, None)
        self._tell("closed", f"{session.system_id or session.remote}: {closed.words if closed else ''}")

    def refuses(self) -> bool:
        """Whether the next bind is refused by the rules, whoever asks; counts it."""
        if self.refuse_next > 0:
            self.refuse_next -= 1
            return True
        return self.refuse_next < 0

    def throttle(self) -> int:
        """The status for the next message by the throttling rule, 0 for most."""
        self._submits += 1
        every = self.rules.answers.throttle_every
        return self.rules.answers.throttle_status if every and self._submits % every == 0 else 0

    def rule_for(self, message: Submission) -> Rule:
        """The first row of the rules table that fits, or the row that changes nothing."""
        for index, rule in enumerate(self.rules.rules):
            if not fits(rule, message):
                continue
            self._fitted[index] = self._fitted.get(index, 0) + 1
            if self._fitted[index] % rule.every == 0:
                return rule
        return _NO_RULE

    def plan(self, session: CentreSession, message: Message, rule: Rule, asked: Submitted) -> tuple[Pdu, ...]:
        """Plan the delivery of a message; returns receipts to send before its response, where the rules are so."""
        rules = self.rules.receipts
        message.outcome = rule.receipt or next(self._states)
        delay = rules.delay + (rules.jitter * self.chance.random() if rules.jitter else 0.0) + (asked.delay or 0.0)
        if asked.lifetime is not None and asked.lifetime < delay:
            message.outcome, delay = "EXPIRED", asked.lifetime
        if wants_intermediate(message.wanted) and rules.send:
            self.agenda.after(delay / 2, lambda: self._in_between(session, message))
        if rules.before_response and not asked.delay:
            settle(message, message.outcome, datetime.now(UTC), rule.error or rules.error)
            return self._receipts(message)
        message.due = self.agenda.after(delay, lambda: self.finish(session, message, message.outcome, rule.error))
        return ()

    def finish(self, session: CentreSession, message: Message, state: str, error: str = "") -> None:
        """Bring a message to its end and send the receipts it asked for."""
        if not message.is_pending:
            return
        if message.due is not None:
            message.due.drop()
        settle(message, state, datetime.now(UTC), error or self.rules.receipts.error)
        for pdu in self._receipts(message):
            self._deliver(session, pdu)

    def _receipts(self, message: Message) -> tuple[Pdu, ...]:
        rules = self.rules.receipts
        if not rules.send or not (rules.always or wants_receipt(message.wanted, message.state)):
            return ()
        return (receipt_pdu(message, rules),) * max(1, rules.times)

    def _in_between(self, session: CentreSession, message: Message) -> None:
        if message.is_pending:
            settle(message, "ENROUTE", datetime.now(UTC))
            self._deliver(session, receipt_pdu(message, self.rules.receipts))

    def _deliver(self, session: CentreSession, pdu: Pdu) -> None:
        """To the session it came from where that receives, else to another of the same name, else when one binds."""
        takers = [session, *self._sessions.values()]
        taker = next((one for one in takers if one.can_receive and one.system_id == session.system_id), None)
        if taker is not None:
            taker.deliver(pdu)
        else:
            self._waiting.setdefault(session.system_id, deque(maxlen=KEPT_FOR_LATER)).append(pdu)

    def _mobile(self, session: CentreSession, rule: MobileRule, number: int, delay: float) -> None:
        def send() -> None:
            if not session.can_receive:
                return
            self.send_mobile(
                rule.text.replace("{number}", str(number)),
                rule.source,
                rule.destination,
                system_id=session.system_id,
                alphabet=rule.alphabet,
                carry=rule.carry,
            )
            if rule.every > 0 and (rule.times == 0 or number < rule.times):
                self._mobile(session, rule, number + 1, rule.every)

        self.agenda.after(delay, send)

    # What the links tell.

    def _make_session(self) -> Session:
        link = self.rules.link
        timers = Timers(session_init=link.session_init, enquire_link=link.enquire_link, response=30.0)
        replies = AutoReply(enquire_link=not link.deaf, data_sm=False)
        return Session(
            Side.CENTRE,
            timers=timers,
            window=max(1, link.window),
            now=asyncio.get_running_loop().time(),
            auto_reply=replies,
        )

    def _on_events(self, link: Link, events: list[Event]) -> None:
        session = self._sessions.get(link)
        if session is None:
            session = self._sessions[link] = CentreSession(self, link, self._number())
            self._tell("connected", session.remote)
            session.on_events(events)
            session.greet()
        else:
            session.on_events(events)

    def _each(self, act: Callable[[CentreSession], object]) -> int:
        bound = [session for session in self._sessions.values() if session.state.is_bound]
        for session in bound:
            act(session)
        return len(bound)

    def _tell(self, what: str, words: str) -> None:
        for observer in tuple(self._observers):
            observer(what, words)


_NO_RULE = Rule()
