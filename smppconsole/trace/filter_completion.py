"""What a filter that is being typed could go on with: names, operators, values, each with what it means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.trace.filter_fields import field_names, meaning_words
from smppconsole.trace.filter_names import NAMES
from smppconsole.trace.filter_syntax import FilterError, Form, Token, tokens
from smppconsole.trace.record import Ends


class Candidate(NamedTuple):
    """What could stand here, and what it means."""

    text: str
    words: str


class Completion(NamedTuple):
    """The columns that a candidate replaces, and the candidates, best first."""

    start: int
    stop: int
    candidates: tuple[Candidate, ...]


_OPERATORS = (
    Candidate("==", "is"),
    Candidate("!=", "is not"),
    Candidate("~", "contains, or matches a /pattern/"),
    Candidate("!~", "contains not"),
    Candidate("<", "less than"),
    Candidate("<=", "at most"),
    Candidate(">", "more than"),
    Candidate(">=", "at least"),
    Candidate("in", "is one of (…, …)"),
)
_JOINS = (Candidate("and", "both must hold"), Candidate("or", "one must hold"))


def complete(text: str, cursor: int | None = None, book: Book = STANDARD, sessions: Sequence[Ends] = ()) -> Completion:
    """What could stand at ``cursor`` (at the end, unless told); ``sessions`` are those of the trace."""
    head = text[: len(text) if cursor is None else cursor]
    try:
        before = tokens(head)[:-1]
    except FilterError:
        return Completion(len(head), len(head), ())
    typed, start = "", len(head)
    if before and before[-1].stop == len(head) and before[-1].form is Form.WORD:
        last = before.pop()
        start, typed = last.column, last.text.lower()
    found = _sessions(sessions) if _asks_sessions(before) else _candidates(before, book, in_hex=typed[:2] == "0x")
    starts = [one for one in found if one.text.lower().startswith(typed)]
    inside = [one for one in found if typed and typed in one.text.lower() and one not in starts]
    return Completion(start, len(head), tuple(starts + inside))


def _candidates(before: list[Token], book: Book, in_hex: bool) -> list[Candidate]:
    """What fits behind the tokens ``before``; a tag that is begun ``in_hex`` goes on so."""
    last = before[-1] if before else None
    asked = _asked(before)
    if asked is not None:
        return _values(asked, book)
    if last is None or last.text in ("and", "or", "not", "("):
        return _names(book)
    if last.form is Form.OPERATOR:
        return []
    if last.form is Form.WORD and last.text.lower() == "tlv":
        return [_tag(row.tag, row.name, row.words, in_hex) for row in book.tlvs]
    if _is_name(before, book):
        name = NAMES.get(last.text.lower())
        return list(_JOINS) if name is not None and name.bare else list(_OPERATORS)
    return list(_JOINS)


def _tag(tag: int, name: str, words: str, in_hex: bool) -> Candidate:
    number = f"0x{tag:04X}"
    return Candidate(number, f"{name} {words}") if in_hex else Candidate(name, f"{number} {words}")


def _asked(before: list[Token]) -> Token | None:
    """The name whose value comes next: behind an operator, or among those of "in (…, …)"; None elsewhere."""
    if len(before) > 1 and before[-1].form is Form.OPERATOR:
        return before[-2]
    at = len(before) - 1
    while at > 1 and before[at].text == "," and before[at - 1].form is not Form.MARK:
        at -= 2
    if at > 1 and before[at].text == "(" and before[at - 1].text.lower() == "in":
        return before[at - 2]
    return None


def _asks_sessions(before: list[Token]) -> bool:
    asked = _asked(before)
    return asked is not None and asked.text.lower() == "session"


def _sessions(sessions: Iterable[Ends]) -> list[Candidate]:
    """Each session by its title, and its account where that is another."""
    found = {ends.title: ends.account for ends in sessions if ends.title}
    found |= {ends.account: said("an account") for ends in sessions if ends.account and ends.account not in found}
    return [Candidate(f'"{name}"', words) for name, words in found.items() if '"' not in name]


def _is_name(before: list[Token], book: Book) -> bool:
    last, previous = before[-1], before[-2] if len(before) > 1 else None
    behind_operator = previous is not None and previous.form is Form.OPERATOR
    spoken = last.text.lower()
    return last.form is Form.WORD and not behind_operator and (spoken in NAMES or spoken in field_names(book))


def _names(book: Book) -> list[Candidate]:
    own = [Candidate(name, row.words) for name, row in NAMES.items()]
    fields = [Candidate(name, rows[0].words) for name, rows in sorted(field_names(book).items())]
    commands = [Candidate(row.name, row.words) for row in book.commands]
    return [
        *own,
        Candidate("tlv", said("a TLV by its tag: tlv 0x1401")),
        *fields,
        *commands,
        Candidate("not", "denies"),
    ]


def _values(token: Token, book: Book) -> list[Candidate]:
    """The values of a name; those of one word once, with all their numbers."""
    spoken = token.text.lower()
    if spoken in NAMES:
        return [Candidate(text, words) for text, words in NAMES[spoken].values(book)]
    meanings = [row.meaning for row in field_names(book).get(spoken, ()) if row.meaning is not None]
    told: dict[str, list[str]] = {}
    for meaning in meanings:
        for text, words in meaning_words(meaning):
            told.setdefault(text, []).append(words)
    return [Candidate(text, ", ".join(dict.fromkeys(words))) for text, words in told.items()]
