"""The receiving half of a session: octets to PDUs, PDUs to what they mean here, and the answers given at once."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable
from itertools import groupby

from smppconsole.session.core import Core
from smppconsole.session.events import Answered, CloseReason, PduReceived, PeerFault, Stray, Throttled, Unexpected
from smppconsole.session.outgoing import Outgoing
from smppconsole.session.replies import ESME_RINVCMDID, ESME_RINVCMDLEN, SLOW_DOWN, answer, answers, nack, refusal
from smppconsole.session.state import (
    BINDS,
    ENQUIRE_LINK,
    OUTBIND,
    UNANSWERED_BY_RULE,
    UNBIND,
    edition,
    ever_sent_by,
)
from smppconsole.session.window import Ticket
from smppconsole.smpp.decode import decode
from smppconsole.smpp.framing import Framer, LostFraming
from smppconsole.smpp.header import RESPONSE, read_header
from smppconsole.smpp.said import clause, said
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import CommandSpec, Version

MANY = 12
"""From so many PDUs of one command in a row on, they are a burst."""
_SC_INTERFACE_VERSION = 0x0210
_Handler = Callable[[bytes, float], None]


class Incoming:
    """What the peer sends. Of each PDU only the header is read; of a bind and its answer also the version."""

    def __init__(self, core: Core, outgoing: Outgoing) -> None:
        self._core = core
        self._outgoing = outgoing
        self._window = core.window
        self._framer = Framer()
        self._requests: dict[int, _Handler] = {
            ENQUIRE_LINK: self._enquire_link,
            UNBIND: self._unbind,
            OUTBIND: self._outbind,
            **dict.fromkeys(BINDS, self._bind),
        }
        self._answers: dict[int, Callable[[Ticket, Answered, float], None]] = {
            ENQUIRE_LINK: self._enquire_link_answered,
            UNBIND: self._unbind_answered,
            **dict.fromkeys(BINDS, self._bind_answered),
        }

    def feed(self, data: bytes, now: float) -> None:
        """Take octets of the stream, in whatever pieces they come."""
        pdus = self._framer.feed(data)
        if len(pdus) < MANY:
            for octets in pdus:
                self._take(octets, now)
        else:
            self._take_many(pdus, now)
        lost = self._framer.lost
        if lost is not None:
            self._lose(lost, now)

    def leftover(self) -> bytes:
        """The octets of a PDU whose rest never came."""
        return b"" if self._framer.lost is not None else self._framer.pending

    def _take(self, octets: bytes, now: float) -> None:
        _, command_id, status, sequence = read_header(octets)
        core = self._core
        if command_id & RESPONSE:
            core.events.append(PduReceived(octets, now))
            self._answer(octets, command_id, status, sequence, now)
        elif command_id in core.accepted:
            core.events.append(PduReceived(octets, now))
            core.pulse.heard(now, command_id)
            handler = self._requests.get(command_id)
            if handler is not None:
                handler(octets, now)
            else:
                self._reply(octets, command_id, now)
        else:
            self._refuse(octets, command_id, now)

    def _take_many(self, pdus: list[bytes], now: float) -> None:
        """Take PDUs as ``_take`` does, but those of one command in a row as one burst where nothing hangs on each."""
        first = 0
        for command_id, group in groupby(_commands(pdus)):
            stop = first + sum(1 for _ in group)
            if stop - first < MANY or not self._take_burst(pdus[first:stop], command_id, now):
                for octets in pdus[first:stop]:
                    self._take(octets, now)
            first = stop

    def _take_burst(self, pdus: list[bytes], command_id: int, now: float) -> bool:
        """Take PDUs of one command at once; whether that could be done."""
        core = self._core
        if command_id & RESPONSE or command_id in self._requests or command_id not in core.accepted:
            return False
        core.pulse.heard(now, command_id)
        status = core.auto_reply.status_for(command_id)
        core.put_burst(pdus, () if status is None else answers(pdus, command_id, status), now)
        return True

    # Answers to what we asked.

    def _answer(self, octets: bytes, answer_id: int, status: int, sequence: int, now: float) -> None:
        core = self._core
        found = self._window.answer(sequence, answer_id)
        if isinstance(found, Stray):
            if STANDARD.command(answer_id) is not None:
                core.pulse.heard(now, answer_id)
            core.events.append(Unexpected(octets, found))
            return
        core.pulse.heard(now, answer_id)
        answered = Answered(sequence, found.command_id, octets, status, now - found.sent_at, found.expired)
        core.events.append(answered)
        if not found.windowed:
            follow = self._answers.get(found.command_id)
            if follow is not None:
                follow(found, answered, now)
        elif status in SLOW_DOWN:
            self._slow_down(status, now)
        if self._window.queued:
            self._outgoing.flush(now)

    def _slow_down(self, status: int, now: float) -> None:
        pause = self._core.timers.throttle_pause
        if pause > 0:
            self._window.hold(now + pause)
            self._core.events.append(Throttled(status, now + pause))

    def _enquire_link_answered(self, ticket: Ticket, answered: Answered, _now: float) -> None:
        self._core.pulse.answered(ticket.sequence, answered.round_trip)

    def _unbind_answered(self, _ticket: Ticket, answered: Answered, now: float) -> None:
        core = self._core
        core.passed(UNBIND | RESPONSE, 0, now)
        reason, words = core.ours_to_unbind or (CloseReason.UNBIND_US, said("we sent unbind"))
        core.end(reason, said("{words}; {answer_words}", words=words, answer_words=_answer_words(answered.status)))

    def _bind_answered(self, ticket: Ticket, answered: Answered, now: float) -> None:
        core = self._core
        if answered.status or read_header(answered.octets).command_id != ticket.command_id | RESPONSE:
            if not core.state.is_bound:
                core.end(
                    CloseReason.BIND_REFUSED,
                    said("the bind was refused with {status_words}", status_words=_status_words(answered.status)),
                )
            return
        version = decode(answered.octets).tlv(_SC_INTERFACE_VERSION)
        core.peer_version = int.from_bytes(version, "big") if version else None
        core.passed(ticket.command_id | RESPONSE, 0, now)

    # Requests of the peer.

    def _enquire_link(self, octets: bytes, now: float) -> None:
        self._core.pulse.peer_asked += 1
        if self._core.auto_reply.enquire_link:
            self._core.put(answer(octets, ENQUIRE_LINK), now)

    def _unbind(self, octets: bytes, now: float) -> None:
        self._core.their_unbind = True
        if self._core.auto_reply.unbind:
            self._outgoing.plain(answer(octets, UNBIND), UNBIND | RESPONSE, 0, now)

    def _reply(self, octets: bytes, command_id: int, now: float) -> None:
        status = self._core.auto_reply.status_for(command_id)
        if status is not None:
            self._core.put(answer(octets, command_id, status), now)

    def _outbind(self, _octets: bytes, now: float) -> None:
        self._core.passed(OUTBIND, 0, now)

    def _bind(self, octets: bytes, _now: float) -> None:
        version = decode(octets).field("interface_version")
        self._core.peer_version = version if isinstance(version, int) else None
        self._core.init_since = None

    # What breaks the rules.

    def _refuse(self, octets: bytes, command_id: int, now: float) -> None:
        core = self._core
        spec = STANDARD.command(command_id)
        if spec is None or (spec.gone is not None and edition(core.rules) is not Version.V33):
            self._refuse_unknown(octets, command_id, spec, now)
            return
        core.pulse.heard(now, command_id)
        if ever_sent_by(core.peer, command_id):
            self._fault(
                "wrong-state",
                said("{name} does not belong in the state {state}", name=spec.name, state=core.state),
                octets,
                now,
            )
        else:
            self._fault(
                "wrong-side",
                said("{name} is never sent by {words}", name=spec.name, words=said(core.peer.words)),
                octets,
                now,
            )
        if core.auto_reply.wrong_state and command_id not in UNANSWERED_BY_RULE:
            core.put(refusal(octets, command_id, bound=core.state.is_bound), now)

    def _refuse_unknown(self, octets: bytes, command_id: int, spec: CommandSpec | None, now: float) -> None:
        words = (
            said("{name} went with SMPP 3.3", name=spec.name)
            if spec
            else said("command 0x{command_id:08X} is in no standard", command_id=command_id)
        )
        self._fault("unknown-command", words, octets, now)
        if self._core.generic_nack:
            self._core.put(nack(ESME_RINVCMDID, octets[12:16]), now)

    def _lose(self, lost: LostFraming, now: float) -> None:
        reason = clause(lost.reason)
        self._fault("framing", reason, lost.octets, now)
        if self._core.generic_nack:
            self._core.put(nack(ESME_RINVCMDLEN), now)
        self._core.end(CloseReason.FRAMING, said("framing was lost: {reason}", reason=reason))

    def _fault(self, fault: str, words: str, octets: bytes, now: float) -> None:
        self._core.events.append(PeerFault(fault, words, octets, now))


def _commands(pdus: list[bytes]) -> array[int]:
    """The command_id of each."""
    commands = array("I", b"".join([octets[4:8] for octets in pdus]))
    if sys.byteorder == "little":
        commands.byteswap()
    return commands


def _status_words(status: int) -> str:
    return STANDARD.status(status).title


def _answer_words(status: int) -> str:
    return (
        said("the peer answered it with {status_words}", status_words=_status_words(status))
        if status
        else said("the peer answered it")
    )
