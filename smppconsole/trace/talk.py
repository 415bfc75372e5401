"""One session as the judge of conversations knows it: what is open, what was said, and the rules that need no more."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from smppconsole.session.state import BINDS, GENERIC_NACK, OUTBIND, UNBIND, Side, State, accepted_from, after
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.finding import Finding
from smppconsole.smpp.header import HEADER_SIZE, RESPONSE, Header
from smppconsole.smpp.said import capital, said
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import Version
from smppconsole.trace.conversation_rules import rule
from smppconsole.values import dataclass, field

_Key = TypeVar("_Key", int, str)
SECOND = 1_000_000_000
_REMEMBERED = 4096
_SHORT_ID = 8


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


class Open(NamedTuple):
    """A request that waits for its answer; ``given_up``: its sender does so no longer."""

    row: int
    command: int
    sequence: int
    time_ns: int
    given_up: bool = False


@dataclass(slots=True)
class Direction:
    """What one side of a session has said."""

    open: dict[int, Open] = field(default_factory=dict)
    used: OrderedDict[int, int] = field(default_factory=OrderedDict)
    answered: OrderedDict[int, int] = field(default_factory=OrderedDict)
    answers: OrderedDict[int, int] = field(default_factory=OrderedDict)
    enquiries: list[int] = field(default_factory=list)
    over_window: bool = False


@dataclass(slots=True)
class Talk:
    """One session."""

    sides: tuple[Direction, Direction] = field(default_factory=lambda: (Direction(), Direction()))
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


class Seen(NamedTuple):
    """A PDU in front of the rules."""

    row: int
    octets: bytes
    header: Header
    outgoing: bool
    time_ns: int
    talk: Talk

    @property
    def own(self) -> Direction:
        """What the sender of this PDU has said."""
        return self.talk.sides[self.outgoing]

    @property
    def other(self) -> Direction:
        """What its receiver has said."""
        return self.talk.sides[not self.outgoing]

    def tell(self, rule_id: str, template: str, /, **values: object) -> RowFinding:
        """A finding about this PDU, in the words of a template and its values."""
        return RowFinding(self.row, finding_of(rule_id, said(template, **values)))


def of_state(seen: Seen) -> Iterator[RowFinding]:
    """What a side may not send now; the state goes on."""
    talk, command = seen.talk, seen.header.command_id
    if talk.esme is None and (command in BINDS or command == OUTBIND):
        talk.esme = seen.outgoing if command in BINDS else not seen.outgoing
    side = talk.side(seen.outgoing)
    if side is not None and STANDARD.command(command) is not None and not _allowed(seen, side):
        words = {"side": capital(said(side.words)), "name": name_of(command), "state": _state_words(talk.state)}
        yield seen.tell("wrong-state", "{side} sends {name} in a session that is {state}.", **words)
    if talk.unbound_by is seen.outgoing and not command & RESPONSE and command != UNBIND:
        yield seen.tell("request-after-unbind", "{name} follows the sender's own unbind.", name=name_of(command))
    talk.state = after(talk.state, command, seen.header.status)


def of_versions(seen: Seen) -> Iterator[RowFinding]:
    """What is newer than the session."""
    talk, command = seen.talk, STANDARD.command(seen.header.command_id)
    if talk.esme is None or command is None or not talk.state.is_bound:
        return
    if command.since > max(talk.version, Version.V33):
        yield seen.tell(
            "command-too-new",
            "{name} is of {words}; the bind says less.",
            name=command.name,
            words=said(command.since.words),
        )
    if talk.version < Version.V34 and command.fields and decode(seen.octets).tlvs():
        yield seen.tell("tlv-to-33", "{name} has TLVs in a session of SMPP 3.3.", name=command.name)


def of_sequence(seen: Seen) -> Iterator[RowFinding]:
    """A number used twice."""
    sequence = seen.header.sequence
    if sequence in seen.own.open:
        waiting = seen.own.open[sequence].row
        yield seen.tell(
            "sequence-open",
            "Number {sequence} is still open: PDU {waiting} waits for its answer.",
            sequence=sequence,
            waiting=waiting + 1,
        )
    elif sequence in seen.own.used:
        yield seen.tell(
            "sequence-repeated",
            "Number {sequence} was used before, by PDU {used}.",
            sequence=sequence,
            used=seen.own.used[sequence] + 1,
        )


def of_stray_answer(seen: Seen) -> Iterator[RowFinding]:
    """An answer that nobody waits for."""
    sequence, name = seen.header.sequence, name_of(seen.header.command_id)
    if sequence in seen.other.answered:
        yield seen.tell(
            "answer-twice", "{name}: number {sequence} has its answer already.", name=name, sequence=sequence
        )
    elif sequence in seen.other.answers:
        yield seen.tell(
            "answer-to-answer",
            "{name} answers number {sequence}, which was an answer itself.",
            name=name,
            sequence=sequence,
        )
    elif not (seen.header.command_id == GENERIC_NACK and sequence == 0) and seen.talk.esme is not None:
        yield seen.tell(
            "answer-to-nothing",
            "{name} answers number {sequence}, which nobody asked.",
            name=name,
            sequence=sequence,
        )


def of_throttling(seen: Seen) -> Iterator[RowFinding]:
    """A sender that goes on though it is throttled."""
    times = seen.talk.throttled
    times.append(seen.time_ns)
    del times[:-10]
    if len(times) == 10 and times[-1] - times[0] < 10 * SECOND:
        took = (times[-1] - times[0]) / SECOND
        yield seen.tell("throttling-ignored", "10 requests were throttled within {took:.1f} s.", took=took)
        times.clear()


def of_message_id(seen: Seen, decoded: Decoded) -> Iterator[RowFinding]:
    """An id given twice, or too long for the session."""
    value, talk = decoded.field("message_id"), seen.talk
    if not isinstance(value, str) or not value:
        return
    if value in talk.ids:
        yield seen.tell(
            "message-id-repeated",
            "The id {value} was given before, by PDU {ids}.",
            value=value,
            ids=talk.ids[value] + 1,
        )
    remember(talk.ids, value, seen.row)
    if talk.version < Version.V34 and len(value) > _SHORT_ID:
        yield seen.tell(
            "message-id-to-33",
            "The id {value} has {value_2} characters; 3.3 has room for 8.",
            value=value,
            value_2=len(value),
        )


def finding_of(rule_id: str, text: str) -> Finding:
    """A finding of a rule, on the header of its PDU."""
    told = rule(rule_id)
    return Finding(told.id, told.severity, 0, HEADER_SIZE, text, told.section, told.remedy)


def remember(memory: OrderedDict[_Key, int], key: _Key, row: int) -> None:
    """Keep the row of a key among the last few thousand."""
    memory[key] = row
    memory.move_to_end(key)
    if len(memory) > _REMEMBERED:
        memory.popitem(last=False)


def name_of(command_id: int) -> str:
    """The name of a command, in hex where the standard has none."""
    spec = STANDARD.command(command_id)
    return spec.name if spec is not None else f"0x{command_id:08X}"


def _state_words(state: State) -> str:
    return {State.OPEN: said("not bound"), State.UNBOUND: said("unbound")}.get(state, state.value.replace("_", " "))


def _allowed(seen: Seen, side: Side) -> bool:
    """Whether the state allows it; a late answer after unbind is what the standard asks for."""
    command = seen.header.command_id
    if command in accepted_from(side, seen.talk.state, seen.talk.version):
        return True
    return bool(command & RESPONSE) and seen.header.sequence in seen.other.open
