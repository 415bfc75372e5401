"""One SMPP conversation as a machine of values: octets and ``now`` in; events, octets and the next deadline out.

The same machine plays the ESME and the message centre. Whoever drives it calls ``connected`` first; after each call it
writes ``data_to_send()``, looks at ``events()``, sets its one timer to ``next_deadline()`` and, when ``wants_close``
says so, closes the connection.
"""

from __future__ import annotations

from smppconsole.session.core import Core
from smppconsole.session.events import Closed, CloseReason, Event, PeerFault, Stalled, Unanswered, Why
from smppconsole.session.incoming import Incoming
from smppconsole.session.outgoing import Outgoing, command_of
from smppconsole.session.replies import AutoReply
from smppconsole.session.schedule import Schedule
from smppconsole.session.standing import Standing
from smppconsole.session.state import UNANSWERED_BY_RULE, UNBIND, Side, State, StateError
from smppconsole.session.timers import Running, Timers
from smppconsole.session.window import Window
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.header import HEADER_SIZE, RESPONSE, read_header
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.model import Version

_REPLIES = {Side.ESME: AutoReply(), Side.CENTRE: AutoReply(data_sm=False)}

_ENDS = {
    "fin": (CloseReason.FIN, "the peer closed the connection (FIN)"),
    "reset": (CloseReason.RESET, "the peer reset the connection (RST)"),
    "tls-closed": (CloseReason.TLS_CLOSED, "the peer closed TLS in good order (close_notify)"),
    "tls-broken": (CloseReason.TLS_BROKEN, "the peer closed the connection without ending TLS"),
}
_NETWORK = (CloseReason.NETWORK, "the network gave up the connection")


class Session(Standing):
    """One end of one connection, from connect to close; a new connection needs a new session.

    ``window`` limits the requests in flight, ``rate`` those sent a second (0: no limit), but for bind, unbind and
    enquire_link, which go past both. ``version`` is the interface_version we go by, ``sequence`` our first sequence
    number, ``auto_reply`` what is answered without asking (by default all that an ESME must answer at once; a centre
    leaves data_sm to its owner), ``generic_nack`` whether unreadable PDUs are answered with one. ``now`` is always
    seconds of one monotonic clock;
    silence counts from the one given here until something is heard.
    """

    def __init__(
        self,
        side: Side,
        *,
        timers: Timers | None = None,
        window: int = 10,
        rate: float = 0.0,
        now: float = 0.0,
        version: int = Version.V34,
        auto_reply: AutoReply | None = None,
        generic_nack: bool = True,
        sequence: int = 1,
    ) -> None:
        replies = auto_reply if auto_reply is not None else _REPLIES[side]
        self._window = Window(window, sequence, rate)
        self._core = Core(side, timers or Timers(), self._window, version, replies)
        self._core.generic_nack = generic_nack
        self._outgoing = Outgoing(self._core)
        self._incoming = Incoming(self._core, self._outgoing)
        self._schedule = Schedule(self._core, self._outgoing)
        self._core.pulse.start(now)

    def configure(
        self,
        now: float,
        *,
        timers: Timers | None = None,
        auto_reply: AutoReply | None = None,
        window: int | None = None,
    ) -> None:
        """Change settings in mid-conversation. Deadlines that run already keep their length; a wider window lets queued
        requests go at once. Raises ``ValueError`` for a window below 1."""
        self._core.timers = timers or self._core.timers
        self._core.auto_reply = auto_reply or self._core.auto_reply
        if window is not None:
            self._window.resize(window)
            self._outgoing.flush(now)

    # What the network does.

    def connected(self, now: float) -> None:
        """The connection stands; the session-init timer runs. Next: ``send`` a bind, or wait for one."""
        if self._core.state is not State.CLOSED or self._core.closed is not None:
            raise StateError(said("connected: this session has had its connection; make a new session"))
        self._core.move(State.OPEN, now)

    def receive_data(self, data: bytes, now: float) -> None:
        """Take octets as they came, in any pieces. Never raises for what they hold."""
        if self._core.closed is not None:
            self._after_close(data, now)
            return
        self._incoming.feed(data, now)
        self._finish(now)

    def receive_eof(self, now: float, how: str = "fin", words: str = "") -> None:
        """The connection ended: ``how`` is fin, reset, tls-closed, tls-broken or anything else the network had to say
        (timeout, error), ``words`` what is known beyond that."""
        core = self._core
        if core.closed is None:
            reason, usual = _ENDS.get(how, _NETWORK)
            words = words or usual
            if self._incoming.leftover():
                words = said("{words} in the middle of a PDU", words=words)
            core.end(*_end_in_words(core, reason, words))
            self._finish(now)

    # What time does.

    def next_deadline(self) -> float | None:
        """When to call ``handle_timer``; None while nothing is waited for."""
        return self._schedule.next_deadline()

    def handle_timer(self, now: float) -> None:
        """Do what is due by ``now``; harmless before the deadline."""
        self._schedule.run(now)
        self._finish(now)

    def running(self) -> Running:
        """The timers that run at this moment."""
        return self._schedule.running()

    # What we do.

    def send(self, pdu: Pdu, now: float, *, anyway: bool = False) -> int:
        """Send a PDU and return its sequence number. A request without one gets the next; it waits in the queue while
        the window is full. Raises ``EncodeError`` for its fields, ``StateError`` where it does not belong, both unless
        ``anyway``; without a connection ``StateError`` always."""
        command_id = command_of(pdu.command)
        self._outgoing.check(command_id, anyway=anyway)
        if command_id & RESPONSE:
            self._outgoing.plain(encode(pdu, anyway=anyway), command_id, pdu.status, now)
            self._finish(now)
            return pdu.sequence
        self._outgoing.check_number(pdu.sequence, anyway=anyway)
        sequence = pdu.sequence or self._window.next_number()
        self._send_request(encode(pdu.with_sequence(sequence), anyway=anyway), command_id, sequence, now)
        return sequence

    def send_octets(self, octets: bytes, now: float, *, anyway: bool = False) -> int:
        """Send an encoded request under the next sequence number, which is returned; else as ``send``. Raises
        ``EncodeError`` for octets that are no request."""
        if len(octets) < HEADER_SIZE:
            raise EncodeError(
                "octets",
                said(
                    "{octets} octets are no PDU; the header alone has {header_size}",
                    octets=len(octets),
                    header_size=HEADER_SIZE,
                ),
            )
        command_id = int.from_bytes(octets[4:8], "big")
        if command_id & RESPONSE:
            raise EncodeError("command_id", said("a response is sent with reply, not as a request"))
        self._outgoing.check(command_id, anyway=anyway)
        sequence = self._window.next_number()
        self._send_request(octets[:12] + sequence.to_bytes(4, "big") + octets[16:], command_id, sequence, now)
        return sequence

    def _send_request(self, octets: bytes, command_id: int, sequence: int, now: float) -> None:
        if command_id in UNANSWERED_BY_RULE:
            self._window.use_up(sequence)
            self._outgoing.plain(octets, command_id, 0, now)
        else:
            self._outgoing.request(octets, command_id, sequence, now)

    def send_raw(self, octets: bytes, now: float) -> None:
        """Send any octets exactly as they are, past the window and all rules. An answer to a whole request among them
        finds it. Raises ``StateError`` without a connection."""
        self._outgoing.check_connection()
        self._outgoing.raw(octets, now)
        self._finish(now)

    def reply(self, request: bytes, response: Pdu | bytes, now: float, *, anyway: bool = False) -> None:
        """Answer the peer's request of these octets, under its sequence number. An encoded response goes out as it is
        but for that number. Raises ``EncodeError`` (unless ``anyway``), and ``StateError`` without a connection."""
        self._outgoing.check_connection()
        if isinstance(response, Pdu):
            octets = encode(response.with_sequence(read_header(request).sequence), anyway=anyway)
        else:
            octets = response[:12] + request[12:16] + response[16:]
        header = read_header(octets)
        self._outgoing.plain(octets, header.command_id, header.status, now)
        self._finish(now)

    def unbind(self, now: float) -> None:
        """Send unbind; the session closes at the answer or after ``timers.unbind``. What is queued is dropped and told.
        Not bound: it closes at once. Again: nothing."""
        core = self._core
        if core.state is State.CLOSED or core.ours_to_unbind is not None:
            return
        if core.state.is_bound:
            self._outgoing.link_request(UNBIND, now)
        else:
            core.end(CloseReason.USER, said("closed by us, not bound"))
        self._finish(now)

    def close(self, now: float, why: str = "") -> None:
        """Close without a word to the peer; ``why`` goes into ``Closed``."""
        if self._core.closed is None:
            self._core.end(CloseReason.USER, why or said("closed by us"))
            self._finish(now)

    # What comes out.

    def events(self) -> list[Event]:
        """What happened since the last call, in order."""
        events, self._core.events = self._core.events, []
        return events

    def data_to_send(self) -> bytes:
        """The octets to write since the last call."""
        chunks, self._core.chunks, self._core.waiting = self._core.chunks, [], 0
        return b"".join(chunks)

    @property
    def waiting(self) -> int:
        """How many octets ``data_to_send`` would give."""
        return self._core.waiting

    def stall(self) -> None:
        """Tell that the peer takes nothing, and that nothing more of it is read until it does."""
        self._core.events.append(Stalled(self._core.waiting))

    # How it ends.

    def _after_close(self, data: bytes, now: float) -> None:
        if data:
            self._core.events.append(
                PeerFault("after-close", said("octets came after the session had ended"), data, now)
            )

    def _finish(self, now: float) -> None:
        """End the session if something before this asked for it: tell what is lost, then how it ended."""
        core = self._core
        if core.ending is None or core.closed is not None:
            return
        leftover = self._incoming.leftover()
        if leftover:
            words = said("the connection ended within a PDU: {leftover} octets of it had come", leftover=len(leftover))
            core.events.append(PeerFault("incomplete", words, leftover, now))
        tickets = self._window.drop_all()
        for ticket in tickets:
            why = Why.CLOSED if ticket.sent else Why.UNSENT
            core.events.append(Unanswered(ticket.sequence, ticket.command_id, why))
        unanswered = tuple(ticket.sequence for ticket in tickets if ticket.sent)
        unsent = (*core.unsent, *(ticket.sequence for ticket in tickets if not ticket.sent))
        core.move(State.CLOSED, now)
        core.closed = Closed(*core.ending, unanswered, unsent)
        core.events.append(core.closed)


def _end_in_words(core: Core, reason: CloseReason, words: str) -> tuple[CloseReason, str]:
    """How the connection's end reads in the light of what went before: an end after unbind is an unbind."""
    if core.ours_to_unbind is not None:
        return core.ours_to_unbind[0], said(
            "{ours_to_unbind}; instead of an answer: {words}", ours_to_unbind=core.ours_to_unbind[1], words=words
        )
    if core.their_unbind:
        return CloseReason.UNBIND_THEM, said("the peer sent unbind, which was not answered; then {words}", words=words)
    if core.state.is_bound:
        return reason, said("{words}, without unbind", words=words)
    if core.bind_sent:
        return reason, said("{words}, before it answered the bind", words=words)
    return reason, said("{words}, before any bind", words=words)
