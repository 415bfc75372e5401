"""The sending half of a session: requests with their tickets, answers, raw octets, and what runs out of time."""

from __future__ import annotations

from collections.abc import Callable

from smppconsole.session.core import Core
from smppconsole.session.events import CloseReason, Unanswered, Why
from smppconsole.session.state import (
    BINDS,
    COLUMNS,
    ENQUIRE_LINK,
    UNANSWERED_BY_RULE,
    UNBIND,
    State,
    StateError,
    accepted_from,
    edition,
    may_send,
)
from smppconsole.session.window import SEQUENCE_TOP, Ticket
from smppconsole.smpp.encode import EncodeError
from smppconsole.smpp.framing import cut
from smppconsole.smpp.header import HEADER_SIZE, RESPONSE, Header, read_header, write_header
from smppconsole.smpp.said import joined, said
from smppconsole.smpp.spec.book import STANDARD

LINK_COMMANDS = BINDS | {ENQUIRE_LINK, UNBIND}
"""Requests that go past the window: with a full one, a dead link could not be told from a slow one."""
_UNBIND_RESP = UNBIND | RESPONSE


class Outgoing:
    """What we send. Nothing here waits: a request goes out, or into the queue of the window."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._window = core.window
        self._expired: dict[int, Callable[[Ticket], None]] = {
            ENQUIRE_LINK: self._enquire_expired,
            UNBIND: self._unbind_expired,
            **dict.fromkeys(BINDS, self._bind_expired),
        }

    def check(self, command_id: int, *, anyway: bool) -> None:
        """Raise ``StateError`` unless the table lets us send the command here (``anyway``: unless closed)."""
        core = self._core
        self.check_connection()
        if anyway:
            return
        if core.ours_to_unbind is not None and not command_id & RESPONSE:
            raise StateError(
                said("{name} cannot be sent: unbind was sent, no new requests after it", name=_name(command_id))
            )
        if command_id not in core.sendable:
            raise StateError(_refusal(core, command_id))

    def check_connection(self) -> None:
        """Raise ``StateError`` without a connection."""
        if self._core.state is State.CLOSED:
            raise StateError(said("nothing can be sent: there is no connection"))

    def check_number(self, sequence: int, *, anyway: bool) -> None:
        """Raise ``StateError`` if a number chosen by hand belongs to a request that is still open."""
        if self._window.is_open(sequence) and not anyway:
            raise StateError(
                said(
                    "sequence number {sequence} is outstanding already; its answers could not be told apart",
                    sequence=sequence,
                )
            )

    def request(self, octets: bytes, command_id: int, sequence: int, now: float) -> None:
        """Send or queue a request under its number, and wait for the answer. A number that is open already (sent
        anyway) gets no second ticket: the answer settles the first."""
        window = self._window
        if window.is_open(sequence):
            self._core.put(octets, now)
            return
        ticket = Ticket(sequence, command_id, command_id not in LINK_COMMANDS)
        window.open(ticket)
        if not ticket.windowed:
            self._launch_link_command(ticket, octets, now)
        elif window.has_room(now):
            self._launch(ticket, octets, now)
        else:
            window.queue(ticket, octets)

    def link_request(self, command_id: int, now: float) -> None:
        """Send an enquire_link or unbind of our own making."""
        sequence = self._window.next_number()
        octets = write_header(Header(HEADER_SIZE, command_id, 0, sequence))
        self.request(octets, command_id, sequence, now)

    def _launch(self, ticket: Ticket, octets: bytes, now: float) -> None:
        self._window.launch(ticket, now, self._core.timers.response)
        self._core.put(octets, now)

    def _launch_link_command(self, ticket: Ticket, octets: bytes, now: float) -> None:
        core, timers = self._core, self._core.timers
        self._core.put(octets, now)
        if ticket.command_id == ENQUIRE_LINK:
            self._window.launch(ticket, now, timers.enquire_link_response)
            core.pulse.asked(ticket.sequence, now)
        elif ticket.command_id == UNBIND:
            self._window.launch(ticket, now, timers.unbind)
            if core.ours_to_unbind is None:
                core.ours_to_unbind = (CloseReason.UNBIND_US, said("we sent unbind"))
            self._drop_queue()
        else:
            self._window.launch(ticket, now, timers.bind)
            core.bind_sent = True
            core.init_since = None

    def plain(self, octets: bytes, command_id: int, status: int, now: float) -> None:
        """Send a PDU that gets no answer: a response, or one of the requests that have none."""
        core = self._core
        core.put(octets, now)
        if command_id == _UNBIND_RESP and not core.their_unbind:
            return
        if command_id in accepted_from(core.side, core.state, core.rules):
            core.passed(command_id, status, now)
        if command_id == _UNBIND_RESP and not status:
            core.unbind_answered()

    def raw(self, octets: bytes, now: float) -> None:
        """Send ``octets`` as they are, past the window. Whole PDUs among them count as what they are, so that an answer
        to a raw request finds it; the rest is just octets."""
        for piece in cut(octets):
            if piece.problem or len(piece.octets) < HEADER_SIZE:
                self._core.put(piece.octets, now)
            else:
                self._raw_pdu(piece.octets, now)

    def _raw_pdu(self, octets: bytes, now: float) -> None:
        _, command_id, status, sequence = read_header(octets)
        if command_id & RESPONSE or command_id in UNANSWERED_BY_RULE:
            self.plain(octets, command_id, status, now)
        elif not 1 <= sequence <= SEQUENCE_TOP or self._window.is_open(sequence):
            self._core.put(octets, now)
        else:
            ticket = Ticket(sequence, command_id, windowed=False)
            self._window.open(ticket)
            if command_id in LINK_COMMANDS:
                self._launch_link_command(ticket, octets, now)
            else:
                self._launch(ticket, octets, now)

    def flush(self, now: float) -> None:
        """Send what is queued, as far as the window has room."""
        window = self._window
        while ticket := window.unqueue(now):
            self._launch(ticket, ticket.octets, now)

    def expire(self, now: float) -> None:
        """Tell the requests whose deadline has come, and what follows from it."""
        for ticket in self._window.expire(now):
            self._core.events.append(Unanswered(ticket.sequence, ticket.command_id, Why.TIMEOUT))
            follow = self._expired.get(ticket.command_id)
            if follow is not None:
                follow(ticket)

    def _enquire_expired(self, ticket: Ticket) -> None:
        pulse, timers = self._core.pulse, self._core.timers
        pulse.unanswered(ticket.sequence)
        if pulse.is_dead(timers):
            times = (
                said("1 enquire_link")
                if pulse.missed == 1
                else said("{missed} enquire_links in a row", missed=pulse.missed)
            )
            self._core.end(
                CloseReason.DEAD,
                said("{times} got no answer and nothing else was heard: the link is dead", times=times),
            )

    def _unbind_expired(self, _ticket: Ticket) -> None:
        reason, words = self._core.ours_to_unbind or (CloseReason.UNBIND_US, said("we sent unbind"))
        if reason is CloseReason.UNBIND_US:
            reason = CloseReason.UNBIND_TIMEOUT
        self._core.end(
            reason, said("{words}; no answer to it in {unbind:g} s", words=words, unbind=self._core.timers.unbind)
        )

    def _bind_expired(self, _ticket: Ticket) -> None:
        if not self._core.state.is_bound:
            self._core.end(
                CloseReason.BIND_TIMEOUT, said("no answer to the bind in {bind:g} s", bind=self._core.timers.bind)
            )

    def _drop_queue(self) -> None:
        for ticket in self._window.drop_queue():
            self._core.events.append(Unanswered(ticket.sequence, ticket.command_id, Why.UNSENT))
            self._core.unsent.append(ticket.sequence)


def command_of(name: str) -> int:
    """The id of a command; raises ``EncodeError`` for a name nobody knows."""
    try:
        return STANDARD.command_named(name).id
    except KeyError:
        raise EncodeError("command", said("no command is called {name!r}", name=name)) from None


def _name(command_id: int) -> str:
    spec = STANDARD.command(command_id)
    return spec.name if spec else said("command 0x{command_id:08X}", command_id=command_id)


def _refusal(core: Core, command_id: int) -> str:
    """Why the table refuses, in words; a refusal that another edition would not make says so."""
    words = said(
        "{name} cannot be sent by {side} in the state {state}",
        name=_name(command_id),
        side=said(core.side.words),
        state=core.state,
    )
    own = edition(core.rules)
    others = [one.words for one in COLUMNS if one is not own and may_send(core.side, core.state, command_id, one)]
    if not others:
        return words
    allowing = joined(said(" or "), others)
    return said("{words} by SMPP {own}; {others} would allow it", words=words, own=own.words, others=allowing)
