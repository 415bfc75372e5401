"""What is wrong with a draft, in words, before anything is sent.

Three judges, each the only one of its kind: the layout of the text, the bounds of the rows (``smpp.bounds``), and the
rules for finished PDUs (``smpp.lint``, by way of ``inspect``) on what the draft becomes. Only what a PDU cannot show
is judged here: what time it is, which alphabet was meant, what the user left empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from smppconsole.compose.draft import Alphabet, Carry, Draft
from smppconsole.compose.expand import Expansion, expand
from smppconsole.compose.layout import DraftError, Layout, lay_out
from smppconsole.smpp.bounds import EMPTY, broken_rule
from smppconsole.smpp.coding import ALPHABETS, alphabet_of
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.finding import Finding, Severity
from smppconsole.smpp.inspection import Inspection, inspect
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.reading import Reading
from smppconsole.smpp.segment import capacity, unit_name
from smppconsole.smpp.smpptime import SmppTime, read_time
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.model import Version

_SHORT_MESSAGE_34 = 254


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to say about a draft: ``field`` is a name of the standard, or "text", "carry"; an ERROR is refused.

    ``id`` is that of the finding where a rule for PDUs said it, else "draft" or "bound".
    """

    field: str
    severity: Severity
    text: str
    remedy: str = ""
    id: str = "draft"


@dataclass(frozen=True, slots=True)
class _Case:
    """What the rules of a draft look at."""

    draft: Draft
    command: str
    layout: Layout
    version: int
    now: datetime | None


def check(
    draft: Draft,
    *,
    now: datetime | None = None,
    version: int = Version.V34,
    command: str = "submit_sm",
    destinations: Sequence[str] = (),
    book: Book = STANDARD,
) -> tuple[Problem, ...]:
    """The problems of a draft, the worst first, each once. ``now`` (aware) lets expired times be told; total."""
    try:
        layout = lay_out(draft)
        expansion = expand(draft, command=command, destinations=destinations)
    except DraftError as error:
        return (Problem(error.field, Severity.ERROR, error.rule),)
    case = _Case(draft, command, layout, version, now)
    problems = [problem for rule in _RULES for problem in rule(case)]
    for pdu in _ends(expansion):
        problems += check_pdu(pdu, book=book, reading=Reading(draft.default_alphabet))
    return _worst_first(problems)


def check_pdu(pdu: Pdu, *, book: Book = STANDARD, reading: Reading | None = None) -> tuple[Problem, ...]:
    """The problems of one PDU of ours: broken bounds by field, then what the rules find in its octets."""
    problems = list(_bounds(pdu, book))
    try:
        encode(pdu, book)
    except EncodeError as error:
        if all(problem.field != error.field for problem in problems):
            problems.append(Problem(error.field, Severity.ERROR, error.rule, id="bound"))
    try:
        octets = encode(pdu, book, anyway=True)
    except EncodeError:
        return _worst_first(problems)
    inspection = inspect(octets, book, reading or Reading())
    told = {problem.field for problem in problems}
    found = (_problem_of(inspection, finding) for finding in inspection.findings)
    return _worst_first([*problems, *(problem for problem in found if problem.field not in told)])


def refused(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that keep a draft from being sent, unless it is sent anyway."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def _ends(expansion: Expansion) -> Iterable[Pdu]:
    """The first and the last part: those between differ from the first in nothing that a rule looks at."""
    return expansion.pdus[:1] + expansion.pdus[1:][-1:]


def _bounds(pdu: Pdu, book: Book) -> Iterator[Problem]:
    try:
        rows = book.command_named(pdu.command).fields
    except KeyError:
        return
    for row in rows:
        broken = broken_rule(row, pdu.fields.get(row.name, EMPTY[row.kind]))
        if broken:
            yield Problem(row.name, Severity.ERROR, broken, id="bound")


def _problem_of(inspection: Inspection, finding: Finding) -> Problem:
    name = next(
        (row.name for row, start, end, _ in inspection.decoded.spans if row and start <= finding.offset < max(end, 1)),
        "",
    )
    return Problem(name, finding.severity, finding.text, finding.remedy, finding.id)


def _worst_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.severity.rank))


# --- What only the draft shows --------------------------------------------------------------------------------------


def _destination_missing(case: _Case) -> Iterator[Problem]:
    if not case.draft.destination and case.command in ("submit_sm", "data_sm"):
        yield Problem("destination_addr", Severity.ERROR, "no destination", "Write a number.")


def _text_missing(case: _Case) -> Iterator[Problem]:
    nothing = not case.draft.text and not case.draft.tlvs and not case.draft.default_message_id
    if nothing and "short_message" not in case.draft.fields:
        yield Problem("text", Severity.WARNING, "no text: some centres refuse an empty message")


def _alphabet_meant(case: _Case) -> Iterator[Problem]:
    """The octets are written in one alphabet, and data_coding says another."""
    written, said = case.layout.alphabet, alphabet_of(case.layout.data_coding, case.draft.default_alphabet)
    if written == said or written == Alphabet.BINARY:
        return
    number = f"data_coding {case.layout.data_coding}"
    if written == Alphabet.UTF8 and case.draft.data_coding is None:
        yield Problem("data_coding", Severity.NOTE, f"no data_coding says UTF-8: {number} is sent, read as octets")
        return
    words = f"{number} is read as {ALPHABETS[said].words} here, but the text is written in {ALPHABETS[written].words}"
    yield Problem("data_coding", Severity.WARNING, words, "Let the console propose data_coding, or the alphabet.")


def _single_too_long(case: _Case) -> Iterator[Problem]:
    room = capacity(case.layout.alphabet)
    if case.layout.carry is Carry.SINGLE and case.layout.units > room:
        words = f"{case.layout.units} {unit_name(case.layout.alphabet)} in one message; {room} fit over the air"
        yield Problem("text", Severity.WARNING, words, "Some centres cut it into parts, others refuse or cut it off.")


def _version_bounds(case: _Case) -> Iterator[Problem]:
    longest = max(len(case.layout.header) + len(part) for part in case.layout.parts)
    in_field = case.layout.carry is Carry.SINGLE and case.command != "data_sm"
    if case.version < Version.V50 and in_field and longest == _SHORT_MESSAGE_34 + 1:
        words = f"{longest} octets; at most {_SHORT_MESSAGE_34} before SMPP 5.0"
        yield Problem("short_message", Severity.ERROR, words, "Send it in parts, or in message_payload.")
    carried = case.layout.carry in (Carry.PAYLOAD, Carry.SAR) or case.command == "data_sm"
    if case.version < Version.V34 and (carried or case.draft.tlvs):
        yield Problem("tlvs", Severity.WARNING, "SMPP 3.3 has no TLVs: the peer may refuse or misread the message")


def _times(case: _Case) -> Iterator[Problem]:
    start, end = read_time(case.draft.schedule), read_time(case.draft.validity)
    yield from _expired("schedule_delivery_time", start, case.now)
    yield from _expired("validity_period", end, case.now)
    if start.when and end.when and start.when.tzinfo and end.when.tzinfo and end.when <= start.when:
        words = "ends before the message is to be sent (schedule_delivery_time)"
        yield Problem("validity_period", Severity.WARNING, words, "Let it end later, or leave it to the centre.")


def _expired(field: str, time: SmppTime, now: datetime | None) -> Iterator[Problem]:
    if now is None or time.when is None or time.when.tzinfo is None or time.when > now:
        return
    words = f"{time.words} is in the past (it is {now.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC)"
    yield Problem(field, Severity.WARNING, words, "Write a later time, or a relative one such as 000001000000000R.")


_RULES: tuple[Callable[[_Case], Iterator[Problem]], ...] = (
    _destination_missing,
    _text_missing,
    _alphabet_meant,
    _single_too_long,
    _version_bounds,
    _times,
)
