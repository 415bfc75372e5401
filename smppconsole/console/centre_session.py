"""One ESME at the message centre: its bind, its requests, its messages."""

from __future__ import annotations

import random
from typing import Protocol

from smppconsole.console import centre_answers
from smppconsole.console.agenda import Agenda
from smppconsole.console.centre_faults import Slip, Trap, commit
from smppconsole.console.centre_habits import Habits
from smppconsole.console.centre_judge import RALYBND, bind_answer
from smppconsole.console.centre_rules import Fault
from smppconsole.console.recorder import Recorder
from smppconsole.console.submissions import RMSGQFUL, values_of, words
from smppconsole.net.link import Link, address_words
from smppconsole.session.events import Closed, Event, PduReceived, apart
from smppconsole.session.state import State
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.header import RESPONSE, read_header
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.trace.record import Ends
from smppconsole.trace.store import Store

_BINDS = {
    STANDARD.command_named("bind_transmitter").id: "tx",
    STANDARD.command_named("bind_receiver").id: "rx",
    STANDARD.command_named("bind_transceiver").id: "trx",
}
_RECEIVING = frozenset({State.BOUND_RX, State.BOUND_TRX})
_ANSWERED_BY_THE_SESSION = frozenset(STANDARD.command_named(name).id for name in ("enquire_link", "unbind"))
_GOODBYE = 0.05
"""Seconds between a refused bind and the end of its connection, so that the answer is read before."""


class Hosting(centre_answers.Answering, Protocol):
    """A centre as far as its sessions know it."""

    store: Store | None
    agenda: Agenda
    chance: random.Random
    trap: Trap

    def count(self, system_id: str) -> int: ...
    def bound(self, session: CentreSession) -> None: ...
    def ended(self, session: CentreSession) -> None: ...


class CentreSession:
    """One connection that came in. ``number`` is its session number in the store."""

    def __init__(self, centre: Hosting, link: Link, number: int) -> None:
        self.link = link
        self.number = number
        self.system_id = ""
        self.bind_as = ""
        self.taken = 0
        self.remote = address_words(link, "peername")
        self._centre = centre
        self._unanswered = 0
        self._binding = False
        self._habits = Habits(link, centre.rules.link, centre.agenda, centre.judge.link_ended_by_rules)
        self._recorder = Recorder(centre.store, number) if centre.store is not None else None
        self._describe()

    @property
    def state(self) -> State:
        """The state of the session, as the standard names it."""
        return self.link.session.state

    @property
    def can_receive(self) -> bool:
        """Whether deliver_sm may be sent to it."""
        return self.link.session.state in _RECEIVING and self.link.is_open

    def on_events(self, events: list[Event]) -> None:
        """Record what happened, then act on it."""
        if self._recorder is not None:
            self._recorder.take(events, self.link.now)
        for event in apart(events):
            if isinstance(event, PduReceived):
                self._heard(event.octets)
            elif isinstance(event, Closed):
                self._ended()

    def greet(self) -> None:
        """The connection stands: what some peers do before a word was said."""
        rules = self._centre.rules.bind
        if rules.greeting:
            self.link.send_raw(rules.greeting.encode("latin-1", "replace"))
        if not rules.accept:
            self.link.close(said("every connection is closed by the rules"))

    def slip(self, fault: Fault) -> None:
        """Get an enquire_link of our own wrong, now and unasked."""
        if self.link.is_open:
            commit(fault, Slip(self.link, encode(Pdu("enquire_link")), 0, self._centre.agenda, self._centre.chance))

    def deliver(self, pdu: Pdu) -> None:
        """Send a message of the mobile side, or a receipt; a session that is ending gets nothing more."""
        if self.can_receive:
            self.link.send(pdu, anyway=True)

    # What comes in.

    def _heard(self, octets: bytes) -> None:
        command_id = read_header(octets).command_id
        self._habits.heard_at = self.link.now
        if command_id & RESPONSE or command_id in _ANSWERED_BY_THE_SESSION:
            return
        bind_as = _BINDS.get(command_id)
        if bind_as is not None:
            self._asked_to_bind(octets, bind_as)
        else:
            self._asked(octets)

    def _asked(self, octets: bytes) -> None:
        self.taken += 1
        self._unanswered += 1
        decoded, rules = decode(octets), self._centre.rules.answers
        if rules.window and self._unanswered > rules.window:
            reply = centre_answers.refused(decoded, RMSGQFUL)
        else:
            reply = centre_answers.answer(self._centre, self, decoded)
        jitter = rules.jitter * self._centre.chance.random() if rules.jitter else 0.0
        delay = rules.delay + reply.delay + jitter
        if delay > 0:
            self._centre.agenda.after(delay, lambda: self._reply(octets, reply))
        else:
            self._reply(octets, reply)
        if reply.plan is not None:
            reply.plan(delay)

    def _reply(self, request: bytes, reply: centre_answers.Reply) -> None:
        self._unanswered -= 1
        if not self._can_talk:
            return
        for early in reply.before:
            self.deliver(early)
        fault = reply.fault if reply.fault is not Fault.NONE else self._centre.trap.spring()
        self._answer(request, reply.pdu, fault)
        if reply.after is not None:
            reply.after()

    @property
    def _can_talk(self) -> bool:
        return self.link.is_open and self.state is not State.CLOSED

    def _answer(self, request: bytes, pdu: Pdu, fault: Fault) -> None:
        """Answer, or get it wrong on purpose."""
        if fault is Fault.NONE:
            self.link.reply(request, pdu, anyway=True)
        else:
            answer = encode(pdu.with_sequence(read_header(request).sequence), anyway=True)
            commit(fault, Slip(self.link, answer, pdu.status, self._centre.agenda, self._centre.chance))

    # The bind.

    def _asked_to_bind(self, octets: bytes, bind_as: str) -> None:
        decoded, delay = decode(octets), self._centre.rules.bind.delay
        if self.state.is_bound or self._binding:
            status = RALYBND
        else:
            held = self._centre.count(words(values_of(decoded), "system_id"))
            status = self._centre.judge.bind_status(decoded, bind_as, held)
        self._binding = True
        if delay > 0:
            self._centre.agenda.after(delay, lambda: self._answer_bind(octets, decoded, bind_as, status))
        else:
            self._answer_bind(octets, decoded, bind_as, status)

    def _answer_bind(self, octets: bytes, decoded: Decoded, bind_as: str, status: int) -> None:
        if not self._can_talk:
            return
        rules, was_bound = self._centre.rules.bind, self.state.is_bound
        if not status and rules.fault is Fault.NONE:
            self.system_id, self.bind_as = words(values_of(decoded), "system_id"), bind_as
            self._describe()
        self._answer(octets, bind_answer(decoded, status, rules), rules.fault)
        self._binding = False
        if self.state.is_bound and not was_bound:
            self._habits.begin(self.can_receive)
            self._centre.bound(self)
        elif status and not was_bound:
            self._centre.agenda.after(_GOODBYE, lambda: self.link.close(said("the bind was refused")))

    def _ended(self) -> None:
        self._habits.end()
        if self._recorder is not None:
            self._recorder.end()
        self._centre.ended(self)

    def _describe(self) -> None:
        if self._recorder is not None:
            local = address_words(self.link, "sockname")
            self._recorder.describe(Ends(f"centre {self.system_id}".strip(), local, self.remote, self.system_id))
