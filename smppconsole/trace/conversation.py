"""What is wrong with a conversation: rules over more than one PDU, fed one PDU after the other.

``Conversation.add`` takes octets, direction, time and session, in the order seen, and gives the findings that the new
PDU makes plain; ``finish`` tells what stayed open. It holds what is open and a bounded memory of what was, no PDUs.
The side that binds is the ESME; where no bind was seen the rules that need it are silent.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from smppconsole.session.state import (
    BINDS,
    ENQUIRE_LINK,
    GENERIC_NACK,
    OUTBIND,
    UNBIND,
    Side,
    State,
    accepted_from,
    after,
)
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.finding import Finding
from smppconsole.smpp.header import HEADER_SIZE, RESPONSE, Header, read_header
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import Version
from smppconsole.trace.conversation_rules import RULES, ConversationRule, rule
from smppconsole.trace.long_messages import LongMessages
from smppconsole.trace.part_judge import PartFinding, PartJudge

__all__ = ["RULES", "Conversation", "ConversationRule", "Limits", "RowFinding", "judge"]

_Key = TypeVar("_Key", int, str)
_SECOND = 1_000_000_000
_REMEMBERED = 4096
_NO_ANSWER = frozenset((OUTBIND, 0x102))
_THROTTLED = frozenset((0x58, 0x14))
_SUBMIT_RESP = 0x80000004
_SHORT_ID = 8
_STORM = 3
_BIND_ANSWERS = frozenset(command | RESPONSE for command in BINDS)
_MESSAGES = frozenset((0x04, 0x05, 0x21, 0x103))


class RowFinding(NamedTuple):
    """A finding and the row (the number of the PDU in the order given) it belongs to."""

    row: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much, in seconds and in requests; ``window`` None leaves the window unjudged."""

    response: float = 10.0
    silence: float = 120.0
    keepalive: float = 5.0
    parts: float = 300.0
    window: int | None = None


class _Open(NamedTuple):
    row: int
    command: int
    sequence: int
    time_ns: int


@dataclass(slots=True)
class _Direction:
    """What one side of a session has said."""

    open: dict[int, _Open] = field(default_factory=dict)
    used: OrderedDict[int, int] = field(default_factory=OrderedDict)
    answered: OrderedDict[int, int] = field(default_factory=OrderedDict)
    answers: OrderedDict[int, int] = field(default_factory=OrderedDict)
    enquiries: list[int] = field(default_factory=list)
    over_window: bool = False


@dataclass(slots=True)
class _Talk:
    """One session."""

    sides: tuple[_Direction, _Direction] = field(default_factory=lambda: (_Direction(), _Direction()))
    state: State = State.OPEN
    esme: bool | None = None  # the direction (outgoing or not) of the side that binds
    version: int = Version.V34
    last_ns: int | None = None
    system_id: str = ""
    messages: int = 0
    unbound_by: bool | None = None
    ids: OrderedDict[str, int] = field(default_factory=OrderedDict)
    throttled: list[int] = field(default_factory=list)

    def side(self, outgoing: bool) -> Side | None:
        """Which side sends in that direction."""
        if self.esme is None:
            return None
        return Side.ESME if outgoing is self.esme else Side.CENTRE


class _Seen(NamedTuple):
    """A PDU in front of the rules."""

    row: int
    octets: bytes
    header: Header
    outgoing: bool
    time_ns: int
    talk: _Talk

    @property
    def own(self) -> _Direction:
        """What the sender of this PDU has said."""
        return self.talk.sides[self.outgoing]

    @property
    def other(self) -> _Direction:
        """What its receiver has said."""
        return self.talk.sides[not self.outgoing]

    def tell(self, rule_id: str, text: str, row: int | None = None) -> RowFinding:
        """A finding about this PDU, or about an earlier row."""
        return RowFinding(self.row if row is None else row, _finding(rule_id, text))


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
        self._talks: dict[int, _Talk] = {}
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
        talk = self._talks.setdefault(session, _Talk())
        seen = _Seen(row, octets, read_header(octets), outgoing, time_ns, talk)
        found = [*self._silence(seen), *self._state(seen), *self._versions(seen)]
        found += self._answer(seen) if seen.header.command_id & RESPONSE else self._request(seen, session)
        talk.last_ns = time_ns
        return found

    def end(self, session: int) -> list[RowFinding]:
        """The connection of a session is gone; what stays without an answer. The next PDU of it begins anew."""
        talk = self._talks.pop(session, None)
        return [] if talk is None else [_left_open(waiting) for waiting in _waiting(talk)]

    def finish(self) -> list[RowFinding]:
        """What nobody answered in time, told at the end of a trace."""
        found = [told for talk in self._talks.values() for told in self._unanswered(talk)]
        found += map(_of_parts, self._parts.finish())
        return sorted(found, key=lambda told: told.row)

    # --- one PDU after the other

    def _silence(self, seen: _Seen) -> Iterator[RowFinding]:
        talk = seen.talk
        if talk.last_ns is None or not talk.state.is_bound:
            return
        quiet = (seen.time_ns - talk.last_ns) / _SECOND
        if quiet > self._limits.silence:
            yield seen.tell("no-enquire-link", f"Nothing passed for {quiet:.0f} s before this, not even enquire_link.")

    def _state(self, seen: _Seen) -> Iterator[RowFinding]:
        talk, command = seen.talk, seen.header.command_id
        if talk.esme is None and (command in BINDS or command == OUTBIND):
            talk.esme = seen.outgoing if command in BINDS else not seen.outgoing
        side = talk.side(seen.outgoing)
        if side is not None and STANDARD.command(command) is not None and not _allowed(seen, side):
            words = f"{side.words} sends {_name(command)} in a session that is {_state_words(talk.state)}."
            yield seen.tell("wrong-state", words[0].upper() + words[1:])
        if talk.unbound_by is seen.outgoing and not command & RESPONSE and command != UNBIND:
            yield seen.tell("request-after-unbind", f"{_name(command)} follows the sender's own unbind.")
        talk.state = after(talk.state, command, seen.header.status)

    def _versions(self, seen: _Seen) -> Iterator[RowFinding]:
        talk, command = seen.talk, STANDARD.command(seen.header.command_id)
        if talk.esme is None or command is None or not talk.state.is_bound:
            return
        if command.since > max(talk.version, Version.V33):
            yield seen.tell("command-too-new", f"{command.name} is of {command.since.words}; the bind says less.")
        if talk.version < Version.V34 and command.fields and decode(seen.octets).tlvs():
            yield seen.tell("tlv-to-33", f"{command.name} has TLVs in a session of SMPP 3.3.")

    def _request(self, seen: _Seen, session: int) -> Iterator[RowFinding]:
        command, sequence = seen.header.command_id, seen.header.sequence
        yield from self._sequence(seen)
        if command == ENQUIRE_LINK:
            yield from self._enquiry(seen)
        if command not in _NO_ANSWER:
            seen.own.open[sequence] = _Open(seen.row, command, sequence, seen.time_ns)
        _remember(seen.own.used, sequence, seen.row)
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

    def _sequence(self, seen: _Seen) -> Iterator[RowFinding]:
        sequence = seen.header.sequence
        if sequence in seen.own.open:
            waiting = seen.own.open[sequence].row
            yield seen.tell(
                "sequence-open", f"Number {sequence} is still open: PDU {waiting + 1} waits for its answer."
            )
        elif sequence in seen.own.used:
            yield seen.tell(
                "sequence-repeated", f"Number {sequence} was used before, by PDU {seen.own.used[sequence] + 1}."
            )

    def _enquiry(self, seen: _Seen) -> Iterator[RowFinding]:
        enquiries = seen.own.enquiries
        if any(waiting.command == ENQUIRE_LINK for waiting in seen.own.open.values()):
            yield seen.tell("enquire-link-overlap", "enquire_link is sent while an earlier one waits for its answer.")
        enquiries.append(seen.time_ns)
        del enquiries[:-_STORM]
        if len(enquiries) == _STORM:
            gap = (enquiries[-1] - enquiries[0]) / _SECOND / (_STORM - 1)
            if gap < self._limits.keepalive:
                yield seen.tell("enquire-link-storm", f"enquire_link comes every {gap:.1f} s.")
                enquiries.clear()

    def _window(self, seen: _Seen) -> Iterator[RowFinding]:
        own, window = seen.own, self._limits.window
        over = window is not None and len(own.open) > window
        if over and not own.over_window:
            yield seen.tell("window-exceeded", f"{len(own.open)} requests wait for answers; {window} are agreed.")
        own.over_window = over

    def _note_bind(self, seen: _Seen) -> None:
        decoded = decode(seen.octets)
        version, system_id = decoded.field("interface_version"), decoded.field("system_id")
        seen.talk.version = version if isinstance(version, int) else Version.V34
        seen.talk.system_id = system_id if isinstance(system_id, str) else ""

    def _session_ends(self, seen: _Seen) -> Iterator[RowFinding]:
        """An account that binds for every message is told at the end of its third such session."""
        name = seen.talk.system_id
        if not name or seen.talk.esme is not seen.outgoing:
            return
        short = seen.talk.messages == 1
        self._short_sessions[name] = self._short_sessions.get(name, 0) + 1 if short else 0
        if self._short_sessions[name] == _STORM:
            yield seen.tell("bind-per-message", f"{name} has bound for a single message {_STORM} times in a row.")

    def _answer(self, seen: _Seen) -> Iterator[RowFinding]:
        command, sequence, asked = seen.header.command_id, seen.header.sequence, seen.other
        waiting = asked.open.get(sequence)
        if waiting is None:
            yield from self._answers_nothing(seen)
        elif command != GENERIC_NACK and waiting.command | RESPONSE != command:
            words = f"{_name(command)} answers number {sequence}, which is {_name(waiting.command)}."
            yield seen.tell("wrong-answer", words)
        else:
            del asked.open[sequence]
            _remember(asked.answered, sequence, seen.row)
            yield from self._on_time(seen, waiting)
            yield from self._answered(seen)
        _remember(seen.own.answers, sequence, seen.row)

    def _answers_nothing(self, seen: _Seen) -> Iterator[RowFinding]:
        sequence, name = seen.header.sequence, _name(seen.header.command_id)
        if sequence in seen.other.answered:
            yield seen.tell("answer-twice", f"{name}: number {sequence} has its answer already.")
        elif sequence in seen.other.answers:
            yield seen.tell("answer-to-answer", f"{name} answers number {sequence}, which was an answer itself.")
        elif not (seen.header.command_id == GENERIC_NACK and sequence == 0) and seen.talk.esme is not None:
            yield seen.tell("answer-to-nothing", f"{name} answers number {sequence}, which nobody asked.")

    def _on_time(self, seen: _Seen, waiting: _Open) -> Iterator[RowFinding]:
        took = (seen.time_ns - waiting.time_ns) / _SECOND
        if took > self._limits.response:
            yield seen.tell("answer-late", f"The answer took {took:.1f} s; {self._limits.response:g} s are the limit.")

    def _answered(self, seen: _Seen) -> Iterator[RowFinding]:
        command, status = seen.header.command_id, seen.header.status
        if command in _BIND_ANSWERS:
            yield from self._bind_answer(seen)
        elif status in _THROTTLED:
            yield from self._throttled(seen)
        elif command == _SUBMIT_RESP and status == 0:
            yield from self._message_id(seen, decode(seen.octets))

    def _bind_answer(self, seen: _Seen) -> Iterator[RowFinding]:
        refused = self._refused.setdefault(seen.talk.system_id, [])
        if seen.header.status == 0:
            refused.clear()
            return
        refused.append(seen.time_ns)
        del refused[:-_STORM]
        if len(refused) == _STORM and refused[-1] - refused[0] < 30 * _SECOND:
            took = (refused[-1] - refused[0]) / _SECOND
            yield seen.tell("bind-storm", f"{_STORM} binds were refused within {took:.0f} s.")
            refused.clear()

    def _throttled(self, seen: _Seen) -> Iterator[RowFinding]:
        times = seen.talk.throttled
        times.append(seen.time_ns)
        del times[:-10]
        if len(times) == 10 and times[-1] - times[0] < 10 * _SECOND:
            took = (times[-1] - times[0]) / _SECOND
            yield seen.tell("throttling-ignored", f"10 requests were throttled within {took:.1f} s.")
            times.clear()

    def _message_id(self, seen: _Seen, decoded: Decoded) -> Iterator[RowFinding]:
        value, talk = decoded.field("message_id"), seen.talk
        if not isinstance(value, str) or not value:
            return
        if value in talk.ids:
            yield seen.tell("message-id-repeated", f"The id {value} was given before, by PDU {talk.ids[value] + 1}.")
        _remember(talk.ids, value, seen.row)
        if talk.version < Version.V34 and len(value) > _SHORT_ID:
            yield seen.tell("message-id-to-33", f"The id {value} has {len(value)} characters; 3.3 has room for 8.")

    def _unanswered(self, talk: _Talk) -> Iterator[RowFinding]:
        for waiting in _waiting(talk):
            waited = (self._last_ns - waiting.time_ns) / _SECOND
            if waited > self._limits.response:
                yield _unanswered(waiting, f"has no answer after {waited:.0f} s.")


def _waiting(talk: _Talk) -> Iterator[_Open]:
    return (waiting for direction in talk.sides for waiting in direction.open.values())


def _left_open(waiting: _Open) -> RowFinding:
    return _unanswered(waiting, "had no answer when the connection ended.")


def _unanswered(waiting: _Open, words: str) -> RowFinding:
    text = f"{_name(waiting.command)} number {waiting.sequence} {words}"
    return RowFinding(waiting.row, _finding("unanswered", text))


def _of_parts(found: PartFinding) -> RowFinding:
    return RowFinding(found.row, _finding(found.rule, found.text))


def _finding(rule_id: str, text: str) -> Finding:
    told = rule(rule_id)
    return Finding(told.id, told.severity, 0, HEADER_SIZE, text, told.section, told.remedy)


def _remember(memory: OrderedDict[_Key, int], key: _Key, row: int) -> None:
    memory[key] = row
    memory.move_to_end(key)
    if len(memory) > _REMEMBERED:
        memory.popitem(last=False)


def _name(command_id: int) -> str:
    spec = STANDARD.command(command_id)
    return spec.name if spec is not None else f"0x{command_id:08X}"


def _state_words(state: State) -> str:
    return {State.OPEN: "not bound", State.UNBOUND: "unbound"}.get(state, state.value.replace("_", " "))


def _allowed(seen: _Seen, side: Side) -> bool:
    """Whether the state allows it; a late answer after unbind is what the standard asks for."""
    command = seen.header.command_id
    if command in accepted_from(side, seen.talk.state, seen.talk.version):
        return True
    return bool(command & RESPONSE) and seen.header.sequence in seen.other.open
