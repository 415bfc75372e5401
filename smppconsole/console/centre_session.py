"""One ESME at the message centre: its bind, its requests, and what the centre does with the link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from smppconsole.console import centre_answers
from smppconsole.console.agenda import Entry
from smppconsole.console.centre_faults import Slip, commit, reset
from smppconsole.console.centre_rules import AnswerRules, Fault, Login
from smppconsole.console.recorder import Recorder
from smppconsole.console.submissions import words
from smppconsole.net.link import Link
from smppconsole.session.events import Closed, Event, PduReceived
from smppconsole.session.state import State
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.header import RESPONSE, read_header
from smppconsole.smpp.pdu import Pdu, Tlv
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.trace.record import Ends

if TYPE_CHECKING:
    from smppconsole.console.simulator import Centre

ROK, RINVCMDID, RALYBND, RBINDFAIL, RINVPASWD, RINVSYSID, RMSGQFUL, RINVSYSTYP = 0, 3, 5, 0x0D, 0x0E, 0x0F, 0x14, 0x53
_BINDS = {STANDARD.command_named(f"bind_{name}").id: short for short, name in
          (("tx", "transmitter"), ("rx", "receiver"), ("trx", "transceiver"))}  # fmt: skip
_RECEIVING = frozenset({State.BOUND_RX, State.BOUND_TRX})
_QUIET = frozenset({STANDARD.command_named(name).id for name in ("enquire_link", "unbind", "outbind")})
_ALIVE = STANDARD.command_named("enquire_link").id


class CentreSession:
    """One connection that came in. ``number`` is its session number in the store."""

    def __init__(self, centre: Centre, link: Link, number: int) -> None:
        self.centre = centre
        self.link = link
        self.number = number
        self.login: Login | None = None
        self.bind_as = ""
        self.taken = 0
        self.unanswered = 0
        self._binding = False
        self._heard_at = link.now
        self._watch: Entry | None = None
        self._recorder = Recorder(centre.store, number) if centre.store is not None else None
        self._describe("")

    @property
    def system_id(self) -> str:
        """Who is bound, empty before."""
        return self.login.system_id if self.login is not None else ""

    @property
    def state(self) -> State:
        """The state of the session, as the standard names it."""
        return self.link.session.state

    @property
    def can_receive(self) -> bool:
        """Whether deliver_sm may be sent to it."""
        return self.link.session.state in _RECEIVING and self.link.is_open

    @property
    def remote(self) -> str:
        """The ESME's address and port."""
        peer = self.link.transport.get_extra_info("peername")
        return f"{peer[0]}:{peer[1]}" if isinstance(peer, tuple) else ""

    def on_events(self, events: list[Event]) -> None:
        """Record what happened, then act on it."""
        if self._recorder is not None:
            self._recorder.take(events, self.link.now)
        for event in events:
            if isinstance(event, PduReceived):
                self._heard(event.octets)
            elif isinstance(event, Closed):
                self._ended(event)

    def greet(self) -> None:
        """The connection stands: what some peers do before a word was said."""
        rules = self.centre.rules.bind
        if rules.greeting:
            self.link.send_raw(rules.greeting.encode("latin-1", "replace"))
        if not rules.accept:
            self.link.close("every connection is closed by the rules")

    def deliver(self, pdu: Pdu) -> None:
        """Send a message of the mobile side, or a receipt."""
        self.link.send(pdu, anyway=True)

    # What comes in.

    def _heard(self, octets: bytes) -> None:
        command_id = read_header(octets).command_id
        self._heard_at = self.link.now
        if command_id & RESPONSE or command_id in _QUIET:
            return
        bind_as = _BINDS.get(command_id)
        if bind_as is not None:
            self._asked_to_bind(octets, bind_as)
        else:
            self._asked(octets)

    def _asked(self, octets: bytes) -> None:
        self.taken += 1
        self.unanswered += 1
        decoded = decode(octets)
        limit = self.centre.rules.answers.window
        if limit and self.unanswered > limit:
            reply = centre_answers.refused(decoded, RMSGQFUL)
        else:
            reply = centre_answers.answer(self.centre, self, decoded)
        self._reply_later(octets, reply)

    def _reply_later(self, request: bytes, reply: centre_answers.Reply) -> None:
        rules: AnswerRules = self.centre.rules.answers
        delay = rules.delay + reply.delay + (rules.jitter * self.centre.chance.random() if rules.jitter else 0.0)
        if delay > 0:
            self.centre.agenda.after(delay, lambda: self._reply(request, reply))
        else:
            self._reply(request, reply)

    def _reply(self, request: bytes, reply: centre_answers.Reply) -> None:
        self.unanswered -= 1
        if not self.link.is_open or self.state is State.CLOSED:
            return
        for early in reply.before:
            self.deliver(early)
        if reply.fault is Fault.NONE:
            self.link.reply(request, reply.pdu, anyway=True)
        else:
            self._slip(request, reply.pdu, reply.fault)
        if reply.after is not None:
            reply.after()

    def _slip(self, request: bytes, pdu: Pdu, fault: Fault) -> None:
        answer = encode(pdu.with_sequence(read_header(request).sequence), anyway=True)
        commit(fault, Slip(self.link, answer, pdu.status, self.centre.agenda, self.centre.chance))

    # The bind.

    def _asked_to_bind(self, octets: bytes, bind_as: str) -> None:
        decoded = decode(octets)
        rules = self.centre.rules.bind
        status = self._bind_status(decoded, bind_as)
        answer = self._bind_answer(decoded, status)
        self._binding = True

        def act() -> None:
            if not self.link.is_open or self.state is State.CLOSED:
                return
            if rules.fault is not Fault.NONE:
                self._slip(octets, answer, rules.fault)
                return
            if not status:
                self._bound(words(decoded, "system_id"), bind_as)
            self.link.reply(octets, answer, anyway=True)
            if status == ROK:
                self.centre.bound(self)
            elif not self.state.is_bound:
                self.centre.agenda.after(0.05, lambda: self.link.close("the bind was refused"))

        if rules.delay > 0:
            self.centre.agenda.after(rules.delay, act)
        else:
            act()

    def _bind_status(self, decoded: Decoded, bind_as: str) -> int:
        rules = self.centre.rules.bind
        login = self.centre.rules.login(words(decoded, "system_id"))
        if self.state.is_bound or self._binding:
            return RALYBND
        if self.centre.refuses():
            return rules.status
        if login is None:
            return RINVSYSID
        if login.password and login.password != words(decoded, "password"):
            return RINVPASWD
        return self._bind_terms(decoded, bind_as, login)

    def _bind_terms(self, decoded: Decoded, bind_as: str, login: Login) -> int:
        rules = self.centre.rules.bind
        if bind_as == "trx" and not rules.transceiver:
            return RINVCMDID
        if login.system_type and login.system_type != words(decoded, "system_type"):
            return RINVSYSTYP
        if _version(decoded) not in rules.versions:
            return rules.version_status
        if bind_as not in login.bind_as:
            return RBINDFAIL
        held = self.centre.count(login.system_id)
        return RALYBND if login.most_binds and held >= login.most_binds else ROK

    def _bind_answer(self, decoded: Decoded, status: int) -> Pdu:
        rules = self.centre.rules.bind
        name = f"{decoded.command.name if decoded.command else 'bind_transceiver'}_resp"
        if status:
            return Pdu(name, status=status)
        version = decoded.field("interface_version")
        tells = rules.say_version and isinstance(version, int) and version >= 0x34
        return Pdu(name, {"system_id": rules.system_id}, (Tlv(0x0210, b"\x34"),) if tells else ())

    def _bound(self, system_id: str, bind_as: str) -> None:
        login = self.centre.rules.login(system_id) or Login(system_id)
        self.login, self.bind_as = replace(login, system_id=system_id), bind_as
        self._describe(system_id)
        for seconds, action in self._plans():
            if seconds > 0:
                self.centre.agenda.after(seconds, self._while_open(action))
        if self.centre.rules.link.idle_limit > 0:
            self._watch_idle()

    def _plans(self) -> tuple[tuple[float, Callable[[], None]], ...]:
        link = self.centre.rules.link
        return (
            (link.unbind_after, self._unbind),
            (link.drop_after, self._drop),
            (link.alert_every, self._alert),
        )

    def _while_open(self, action: Callable[[], None]) -> Callable[[], None]:
        return lambda: action() if self.state.is_bound else None

    # What the centre does with the link.

    def _unbind(self) -> None:
        self.centre.refuse_next += self.centre.rules.bind.refuse_after_drop
        self.link.unbind()

    def _drop(self) -> None:
        self.centre.refuse_next += self.centre.rules.bind.refuse_after_drop
        if self.centre.rules.link.reset:
            reset(self.link)
        else:
            self.link.close("dropped by the rules")

    def _alert(self) -> None:
        if self.can_receive:
            self.deliver(centre_answers.alert(self.system_id))
        self.centre.agenda.after(self.centre.rules.link.alert_every, self._while_open(self._alert))

    def _watch_idle(self) -> None:
        limit = self.centre.rules.link.idle_limit
        left = self._heard_at + limit - self.link.now
        if left <= 0:
            self.link.close(f"nothing was heard for {limit:g} s")
        else:
            self._watch = self.centre.agenda.after(left, self._while_open(self._watch_idle))

    def _ended(self, _event: Closed) -> None:
        if self._watch is not None:
            self._watch.drop()
        if self._recorder is not None:
            self._recorder.end()
        self.centre.ended(self)

    def _describe(self, system_id: str) -> None:
        if self._recorder is not None:
            here = self.link.transport.get_extra_info("sockname")
            local = f"{here[0]}:{here[1]}" if isinstance(here, tuple) else ""
            self._recorder.describe(Ends(f"centre {system_id}".strip(), local, self.remote, system_id))


def _version(decoded: Decoded) -> str:
    value = decoded.field("interface_version")
    number = value if isinstance(value, int) else 0
    return "5.0" if number >= 0x50 else "3.4" if number >= 0x34 else "3.3"
