"""What is wrong with a conversation: rules over more than one PDU, fed one PDU after the other.

``Conversation.add`` takes octets, direction, time and session, in the order seen, and gives the findings that the new
PDU makes plain; ``finish`` tells what stayed open. It holds what is open and a bounded memory of what was, no PDUs.
The side that binds is the ESME; where no bind was seen the rules that need it are silent.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator

from smppconsole.session.state import (
    BINDS,
    ENQUIRE_LINK,
    GENERIC_NACK,
    OUTBIND,
    UNBIND,
)
from smppconsole.smpp.decode import decode
from smppconsole.smpp.header import HEADER_SIZE, RESPONSE, read_header
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.model import Version
from smppconsole.trace.conversation_rules import RULES, ConversationRule
from smppconsole.trace.long_messages import LongMessages
from smppconsole.trace.part_judge import PartFinding, PartJudge
from smppconsole.trace.talk import (
    SECOND,
    Limits,
    Open,
    RowFinding,
    Seen,
    Talk,
    finding_of,
    name_of,
    of_message_id,
    of_sequence,
    of_state,
    of_stray_answer,
    of_throttling,
    of_versions,
    remember,
)

__all__ = ["RULES", "Conversation", "ConversationRule", "Limits", "RowFinding", "judge"]

_NO_ANSWER = frozenset((OUTBIND, 0x102))
_THROTTLED = frozenset((0x58, 0x14))
_SUBMIT_RESP = 0x80000004
_STORM = 3
_BIND_ANSWERS = frozenset(command | RESPONSE for command in BINDS)
_MESSAGES = frozenset((0x04, 0x05, 0x21, 0x103))


def judge(records: Iterable[tuple[bytes, bool, int, int]], limits: Limits | None = None) -> list[RowFinding]:
    """The findings of a whole conversation: ``records`` are (octets, outgoing, time_ns, session) in the order seen."""
    conversation = Conversation(limits)
    found = [told for record in records for told in conversation.add(*record)]
    return found + conversation.finish()


class Conversation:
    """The judge of a trace that goes on."""

    def __init__(
        self,
        limits: Limits | None = None,
        long_messages: LongMessages | None = None,
        centre_of: Callable[[int], Hashable] = lambda session: session,
    ) -> None:
        self._limits = limits or Limits()
        self._talks: dict[int, Talk] = {}
        parts = long_messages if long_messages is not None else LongMessages()
        self._parts = PartJudge(parts, self._limits.parts)
        self._centre_of = centre_of
        self._count = 0
        self._last_ns = 0
        self._short_sessions: dict[str, int] = {}
        self._refused: dict[str, list[int]] = {}

    def add(self, octets: bytes, outgoing: bool, time_ns: int, session: int) -> list[RowFinding]:
        """Take the next PDU; what it makes plain. Octets without a whole header count as a row and say nothing."""
        row = self._count
        self._count += 1
        self._last_ns = max(self._last_ns, time_ns)
        if len(octets) < HEADER_SIZE:
            return []
        talk = self._talks.setdefault(session, Talk())
        seen = Seen(row, octets, read_header(octets), outgoing, time_ns, talk)
        found = [*self._silence(seen), *of_state(seen), *of_versions(seen)]
        found += self._answer(seen) if seen.header.command_id & RESPONSE else self._request(seen, session)
        talk.last_ns = time_ns
        return found

    def end(self, session: int) -> list[RowFinding]:
        """The connection of a session is gone; what stays without an answer. The next PDU of it begins anew."""
        talk = self._talks.pop(session, None)
        return [] if talk is None else [_left_open(waiting) for waiting in _waiting(talk)]

    def give_up(self, session: int, outgoing: bool, sequence: int) -> None:
        """The sender of an open request waits for its answer no longer; it may come all the same."""
        talk = self._talks.get(session)
        waiting = talk.sides[outgoing].open.get(sequence) if talk is not None else None
        if talk is not None and waiting is not None:
            talk.sides[outgoing].open[sequence] = waiting._replace(given_up=True)

    def finish(self) -> list[RowFinding]:
        """What nobody answered in time, told at the end of a trace."""
        found = [told for talk in self._talks.values() for told in self._unanswered(talk)]
        found += map(_of_parts, self._parts.finish())
        return sorted(found, key=lambda told: told.row)

    # --- one PDU after the other

    def _silence(self, seen: Seen) -> Iterator[RowFinding]:
        talk = seen.talk
        if talk.last_ns is None or not talk.state.is_bound:
            return
        quiet = (seen.time_ns - talk.last_ns) / SECOND
        if quiet > self._limits.silence:
            yield seen.tell(
                "no-enquire-link",
                "Nothing passed for {quiet:.0f} s before this, not even enquire_link.",
                quiet=quiet,
            )

    def _request(self, seen: Seen, session: int) -> Iterator[RowFinding]:
        command, sequence = seen.header.command_id, seen.header.sequence
        yield from of_sequence(seen)
        if command == ENQUIRE_LINK:
            yield from self._enquiry(seen)
        if command not in _NO_ANSWER:
            seen.own.open[sequence] = Open(seen.row, command, sequence, seen.time_ns)
        remember(seen.own.used, sequence, seen.row)
        yield from self._window(seen)
        if command in BINDS:
            self._note_bind(seen)
        elif command in _MESSAGES:
            seen.talk.messages += 1
            centre = self._centre_of(session)
            yield from map(_of_parts, self._parts.add(seen.row, seen.octets, seen.time_ns, seen.outgoing, centre))
        elif command == UNBIND:
            seen.talk.unbound_by = seen.outgoing
            yield from self._session_ends(seen)

    def _enquiry(self, seen: Seen) -> Iterator[RowFinding]:
        enquiries = seen.own.enquiries
        if any(waiting.command == ENQUIRE_LINK and not waiting.given_up for waiting in seen.own.open.values()):
            yield seen.tell("enquire-link-overlap", "enquire_link is sent while an earlier one waits for its answer.")
        enquiries.append(seen.time_ns)
        del enquiries[:-_STORM]
        if len(enquiries) == _STORM:
            gap = (enquiries[-1] - enquiries[0]) / SECOND / (_STORM - 1)
            if gap < self._limits.keepalive:
                yield seen.tell("enquire-link-storm", "enquire_link comes every {gap:.1f} s.", gap=gap)
                enquiries.clear()

    def _window(self, seen: Seen) -> Iterator[RowFinding]:
        own, window = seen.own, self._limits.window
        over = window is not None and len(own.open) > window
        if over and not own.over_window:
            yield seen.tell(
                "window-exceeded",
                "{open} requests wait for answers; {window} are agreed.",
                open=len(own.open),
                window=window,
            )
        own.over_window = over

    def _note_bind(self, seen: Seen) -> None:
        decoded = decode(seen.octets)
        version, system_id = decoded.field("interface_version"), decoded.field("system_id")
        seen.talk.version = version if isinstance(version, int) else Version.V34
        seen.talk.system_id = system_id if isinstance(system_id, str) else ""

    def _session_ends(self, seen: Seen) -> Iterator[RowFinding]:
        """An account that binds for every message is told at the end of its third such session."""
        name = seen.talk.system_id
        if not name or seen.talk.esme is not seen.outgoing:
            return
        short = seen.talk.messages == 1
        self._short_sessions[name] = self._short_sessions.get(name, 0) + 1 if short else 0
        if self._short_sessions[name] == _STORM:
            yield seen.tell(
                "bind-per-message",
                "{name} has bound for a single message {storm} times in a row.",
                name=name,
                storm=_STORM,
            )

    def _answer(self, seen: Seen) -> Iterator[RowFinding]:
        command, sequence, asked = seen.header.command_id, seen.header.sequence, seen.other
        waiting = asked.open.get(sequence)
        if waiting is None:
            yield from of_stray_answer(seen)
        elif command != GENERIC_NACK and waiting.command | RESPONSE != command:
            name, asked_name = name_of(command), name_of(waiting.command)
            yield seen.tell(
                "wrong-answer",
                "{name} answers number {sequence}, which is {asked}.",
                name=name,
                sequence=sequence,
                asked=asked_name,
            )
        else:
            del asked.open[sequence]
            remember(asked.answered, sequence, seen.row)
            yield from self._on_time(seen, waiting)
            yield from self._answered(seen)
        remember(seen.own.answers, sequence, seen.row)

    def _on_time(self, seen: Seen, waiting: Open) -> Iterator[RowFinding]:
        took = (seen.time_ns - waiting.time_ns) / SECOND
        if took > self._limits.response:
            yield seen.tell(
                "answer-late",
                "The answer took {took:.1f} s; {response:g} s are the limit.",
                took=took,
                response=self._limits.response,
            )

    def _answered(self, seen: Seen) -> Iterator[RowFinding]:
        command, status = seen.header.command_id, seen.header.status
        if command in _BIND_ANSWERS:
            yield from self._bind_answer(seen)
        elif status in _THROTTLED:
            yield from of_throttling(seen)
        elif command == _SUBMIT_RESP and status == 0:
            yield from of_message_id(seen, decode(seen.octets))

    def _bind_answer(self, seen: Seen) -> Iterator[RowFinding]:
        refused = self._refused.setdefault(seen.talk.system_id, [])
        if seen.header.status == 0:
            refused.clear()
            return
        refused.append(seen.time_ns)
        del refused[:-_STORM]
        if len(refused) == _STORM and refused[-1] - refused[0] < 30 * SECOND:
            took = (refused[-1] - refused[0]) / SECOND
            yield seen.tell("bind-storm", "{storm} binds were refused within {took:.0f} s.", storm=_STORM, took=took)
            refused.clear()

    def _unanswered(self, talk: Talk) -> Iterator[RowFinding]:
        for waiting in _waiting(talk):
            waited = (self._last_ns - waiting.time_ns) / SECOND
            if waited > self._limits.response:
                yield _unanswered(waiting, said("has no answer after {waited:.0f} s.", waited=waited))


def _waiting(talk: Talk) -> Iterator[Open]:
    return (waiting for direction in talk.sides for waiting in direction.open.values())


def _left_open(waiting: Open) -> RowFinding:
    return _unanswered(waiting, said("had no answer when the connection ended."))


def _unanswered(waiting: Open, words: str) -> RowFinding:
    text = said(
        "{name} number {sequence} {words}", name=name_of(waiting.command), sequence=waiting.sequence, words=words
    )
    return RowFinding(waiting.row, finding_of("unanswered", text))


def _of_parts(found: PartFinding) -> RowFinding:
    return RowFinding(found.row, finding_of(found.rule, found.text))
