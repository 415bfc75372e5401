"""What is wrong with a draft, in words, before anything is sent.

Three judges, each the only one of its kind: the layout of the text, the bounds of the rows (``smpp.bounds``), and the
rules for finished PDUs (``smpp.lint``) on what the draft becomes. Only what a PDU cannot show is judged here: which
alphabet was meant, and which version the peer speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from smppconsole.compose.draft import Alphabet, Carry, Draft
from smppconsole.compose.expand import Expansion, expand
from smppconsole.compose.layout import DraftError, Layout, lay_out
from smppconsole.compose.templates import TemplateError, left_over, placeholders
from smppconsole.smpp.bounds import EMPTY, broken_rule
from smppconsole.smpp.coding import ALPHABETS, alphabet_of
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.encode import EncodeError, encode
from smppconsole.smpp.finding import Finding, Severity
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.model import Version
from smppconsole.values import dataclass

BOUND = "bound"
"""The id of a problem that is a broken bound of a field."""

_SHORT_MESSAGE_34 = 254
_ANY_SEQUENCE = 1  # the session will give the true one; 0 would be a finding


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to say about a draft; an ERROR is refused unless it is sent anyway.

    ``field`` is a name of the standard, or "text" or "carry"; ``id`` that of the rule that said it.
    """

    field: str
    severity: Severity
    text: str
    remedy: str = ""
    id: str = BOUND


@dataclass(frozen=True, slots=True)
class _Case:
    """What the rules of a draft look at."""

    draft: Draft
    command: str
    layout: Layout
    version: int


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule of drafts. What it says is known, so what the ``guesses`` of the lint say about the same is left out."""

    check: Callable[[_Case], Iterator[Problem]]
    guesses: frozenset[str] = frozenset()


def check(
    draft: Draft,
    *,
    now: datetime | None = None,
    version: int = Version.V34,
    command: str = "submit_sm",
    destinations: Sequence[str] = (),
    book: Book = STANDARD,
) -> tuple[Problem, ...]:
    """The problems of a draft, the worst first, each once. ``now`` (aware) lets expired times be told. Never raises."""
    try:
        layout = lay_out(draft)
        expansion = expand(draft, command=command, destinations=destinations)
    except DraftError as error:
        return (Problem(error.field, Severity.ERROR, error.rule, id="layout"),)
    case = _Case(draft, command, layout, version)
    spoken = {rule: tuple(rule.check(case)) for rule in _RULES}
    known = frozenset().union(*(rule.guesses for rule, problems in spoken.items() if problems))
    problems = [problem for one in spoken.values() for problem in one]
    for pdu in _ends(expansion):
        found = check_pdu(pdu, now=now, book=book, reading=Reading(draft.default_alphabet, alphabets=draft.alphabets))
        problems += [problem for problem in found if problem.id not in known]
    return _worst_first(problems)


def check_pdu(
    pdu: Pdu, *, now: datetime | None = None, book: Book = STANDARD, reading: Reading = AS_USUAL
) -> tuple[Problem, ...]:
    """The problems of one PDU of ours: broken bounds by field, then what the rules find in its octets."""
    from smppconsole.smpp.lint import lint  # noqa: PLC0415 - once something is typed

    pdu = pdu if pdu.sequence else pdu.with_sequence(_ANY_SEQUENCE)
    problems = [*_bounds(pdu, book), *_refusal(pdu, book)]
    try:
        decoded = decode(encode(pdu, book, anyway=True), book)
    except EncodeError:
        return _worst_first(problems)
    told = {problem.field for problem in problems}
    linted = lint(decoded, reading, now=now, book=book)
    found = (_problem_of(decoded, finding) for finding in (*decoded.faults, *linted))
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


def _refusal(pdu: Pdu, book: Book) -> Iterator[Problem]:
    """What encoding refuses beyond the fields' bounds: TLVs, lengths, unknown fields."""
    try:
        encode(pdu, book)
    except EncodeError as error:
        yield Problem(error.field, Severity.ERROR, error.rule)


def _problem_of(decoded: Decoded, finding: Finding) -> Problem:
    return Problem(_field_at(decoded, finding), finding.severity, finding.text, finding.remedy, finding.id)


def _field_at(decoded: Decoded, finding: Finding) -> str:
    """The field a finding is about: of several that it covers (TON, NPI, address) the longest, then the last."""
    first, last = finding.offset, finding.offset + max(finding.length, 1)
    covered = [(end - start, start, row.name) for row, start, end, _ in decoded.spans if row and first < end]
    return max((span for span in covered if span[1] < last), default=(0, 0, ""))[2]


def _worst_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.severity.rank))


# --- What only the draft shows --------------------------------------------------------------------------------------


def _alphabet_meant(case: _Case) -> Iterator[Problem]:
    """The octets are written in one alphabet, and data_coding says another."""
    draft, written = case.draft, case.layout.alphabet
    spoken = alphabet_of(case.layout.data_coding, draft.default_alphabet, draft.alphabets)
    if written in (spoken, Alphabet.BINARY):
        return
    number = said("data_coding {data_coding}", data_coding=case.layout.data_coding)
    if written == Alphabet.UTF8 and draft.data_coding is None:
        words = said("no data_coding says UTF-8: {number}, octets, is sent", number=number)
        yield Problem(
            "data_coding", Severity.NOTE, words, said("Use UCS-2, unless the provider asked for it."), "alphabet"
        )
        return
    words = said(
        "{number} is read as {words} here, but the text is written in {words_2}",
        number=number,
        words=said(ALPHABETS[spoken].words),
        words_2=said(ALPHABETS[written].words),
    )
    remedy = said("Let the console propose data_coding, or the alphabet.")
    yield Problem("data_coding", Severity.WARNING, words, remedy, "alphabet")


def _still_a_placeholder(case: _Case) -> Iterator[Problem]:
    """A destination that only a batch makes a number."""
    try:
        names = placeholders(case.draft.destination)
    except TemplateError:
        return
    if names:
        words = said(
            "{name} in the destination is filled in by a batch; sent from here it goes out as it stands",
            name=f"{{{names[0]}}}",
        )
        yield Problem(
            "destination_addr", Severity.WARNING, words, said("Send it by a batch, or write the number."), "placeholder"
        )


def _not_filled_in(case: _Case) -> Iterator[Problem]:
    """What a template or a batch would have filled in, still in the sender or the text. A text may mean it."""
    for field, text in (("source_addr", case.draft.source), ("text", case.draft.text)):
        names = left_over(text)
        if names:
            told = ", ".join(f"{{{name}}}" for name in names)
            words = said(_LEFT_OVER[field][len(names) > 1], name=told)
            yield Problem(field, Severity.WARNING, words, said(_FILL_IN), "placeholder")


_LEFT_OVER = {
    "source_addr": (
        "{name} in the sender is filled in by a template or a batch; sent from here it goes out as it stands",
        "{name} in the sender are filled in by a template or a batch; sent from here they go out as they stand",
    ),
    "text": (
        "{name} in the text is filled in by a template or a batch; sent from here it goes out as it stands",
        "{name} in the text are filled in by a template or a batch; sent from here they go out as they stand",
    ),
}
_FILL_IN = "Write what it stands for, or send it by a batch. Leave it where the text means it."


def _too_long_for_34(case: _Case) -> Iterator[Problem]:
    in_field = case.layout.carry is Carry.SINGLE and case.command != "data_sm"
    if case.version < Version.V50 and in_field and len(case.layout.parts[0]) == _SHORT_MESSAGE_34 + 1:
        words = said(
            "{short_message_34} octets; at most {short_message_34_2} before SMPP 5.0",
            short_message_34=_SHORT_MESSAGE_34 + 1,
            short_message_34_2=_SHORT_MESSAGE_34,
        )
        yield Problem(
            "short_message", Severity.ERROR, words, said("Send it in parts, or in message_payload."), "version"
        )


def _tlvs_to_33(case: _Case) -> Iterator[Problem]:
    carried = case.layout.carry in (Carry.PAYLOAD, Carry.SAR) or case.command == "data_sm"
    if case.version < Version.V34 and (carried or case.draft.tlvs):
        words = "SMPP 3.3 has no TLVs: the peer may refuse or misread the message"
        yield Problem("tlvs", Severity.WARNING, words, said("Carry the text with a user data header."), "version")


_RULES = (
    _Rule(
        _alphabet_meant,
        frozenset(
            {
                "ascii-as-gsm7",
                "ascii-high-octets",
                "gsm7-high-octets",
                "gsm7-unassigned",
                "packed-sent",
                "plain-text-as-binary",
                "single-octets-as-ucs2",
                "text-undecodable",
                "ucs2-little-endian",
                "ucs2-odd",
                "ucs2-sent",
                "ucs2-surrogate",
                "utf8-sent",
            }
        ),
    ),
    _Rule(_still_a_placeholder, frozenset({"alpha-destination"})),
    _Rule(_not_filled_in),
    _Rule(_too_long_for_34, frozenset({"sm-length-255"})),
    _Rule(_tlvs_to_33),
)
