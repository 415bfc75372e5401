"""The reference: everything the tables know, to look up by name, number or words. Qt-free.

Commands, fields, TLVs, statuses, the values and bits that fields may have (data_coding among them), alphabets, and the
rules of findings; all of it is made from the tables of the spec, with the rows of an account's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from smppconsole.smpp.coding import ALPHABETS
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.spec.model import BitSet, FieldSpec, Meaning, StatusSpec, TlvSpec
from smppconsole.ui.words import tr

_MOST = 60
_NUMBER = re.compile(r"0x[0-9a-f]{1,8}|\d{1,10}", re.IGNORECASE)
_LEAST_SQUASHED = 3


class Entry(NamedTuple):
    """One row: ``action`` is an action's id, "" in the reference; ``hint`` stands at the right, ``words`` below.
    ``numbers`` are what else it is found by; ``wanted`` is the filter that finds it in a trace."""

    title: str
    hint: str
    action: str
    words: str
    numbers: range = range(0)
    wanted: str = ""


def reference(book: Book = STANDARD) -> list[Entry]:
    """All there is to look up, in the order in which equally good hits are shown; of a number the status goes first."""
    return [
        *_commands(book),
        *_fields(book),
        *map(_tlv, book.tlvs),
        *map(_status, book.statuses),
        *_values(book),
        *_alphabets(),
        *_findings(),
    ]


def matching(entries: Iterable[Entry], typed: str, book: Book = STANDARD) -> list[Entry]:
    """Entries that hold every word typed; first those of the number typed, then those that begin with the first word;
    a number that no table names is told by its range. Without a word only what can be done."""
    words = typed.casefold().split()
    if not words:
        return [entry for entry in entries if entry.action][:_MOST]
    number = int(words[0], 0 if words[0].startswith("0x") else 10) if _is_number(words) else -1
    ranked = [(rank, entry) for entry in entries if (rank := _rank(entry, words, number)) is not None]
    strange = [(_rank(entry, words, number) or 0, entry) for entry in _strange(number, book)] if number >= 0 else []
    return [entry for _, entry in sorted((*ranked, *strange), key=lambda pair: pair[0])][:_MOST]


def _is_number(words: list[str]) -> bool:
    return len(words) == 1 and _NUMBER.fullmatch(words[0]) is not None


def _rank(entry: Entry, words: list[str], number: int) -> int | None:
    """How good a hit is, 0 the best; None for none."""
    if number in entry.numbers:
        return 2 if len(entry.numbers) > 1 else 0 if entry.wanted.startswith("status ") else 1
    title, outside = entry.title.casefold(), f"{entry.title} {entry.hint}".casefold()
    if all(word in outside for word in words):
        return 3 if title.startswith(words[0]) else 4
    bare = [_squashed(word) for word in words]
    squashed = _squashed(outside)
    if all(len(word) >= _LEAST_SQUASHED and word in squashed for word in bare):
        return 3 if squashed.startswith(bare[0]) else 4
    told = f"{outside} {entry.words}".casefold()
    return 5 if all(word in told for word in words) else None


def _squashed(text: str) -> str:
    """ "UCS-2" and "ucs2" are one."""
    return re.sub(r"[\W_]+", "", text)


# --- what there is


def _status(row: StatusSpec) -> Entry:
    words = tr("{words} {cause} To check: {check}", words=tr(row.words), cause=tr(row.cause), check=tr(row.check))
    hint = tr("status 0x{code:02X}", code=row.code)
    return Entry(row.name, hint, "", words, _one(row.code), f"status == {row.name}")


def _commands(book: Book) -> Iterator[Entry]:
    for row in book.commands:
        hint = tr("command 0x{id:08X}", id=row.id)
        yield Entry(row.name, hint, "", f"{tr(row.words)} {row.section}", _one(row.id), f"command == {row.name}")


def _tlv(row: TlvSpec) -> Entry:
    hint = tr("TLV 0x{tag:04X}", tag=row.tag)
    return Entry(row.name, hint, "", f"{tr(row.words)} {row.section}", _one(row.tag), f"tlv 0x{row.tag:04X}")


def _fields(book: Book) -> Iterator[Entry]:
    fields = {row.name: row for command in book.commands for row in reversed(command.fields)}
    yield from (Entry(name, tr("field"), "", tr(row.words), wanted=name) for name, row in fields.items())


def _values(book: Book) -> Iterator[Entry]:
    """What the values of fields and TLVs mean, those of each table once."""
    rows: list[FieldSpec | TlvSpec] = [row for command in book.commands for row in command.fields]
    seen: set[tuple[str, int]] = set()
    for row in (*rows, *book.tlvs):
        if row.meaning is not None and (row.name, id(row.meaning)) not in seen:
            seen.add((row.name, id(row.meaning)))
            yield from _of_bits(row.name, row.meaning) if isinstance(row.meaning, BitSet) else _of_set(row, row.meaning)


def _of_set(row: FieldSpec | TlvSpec, meaning: Meaning) -> Iterator[Entry]:
    if isinstance(meaning, BitSet):
        return
    for value, words in meaning.words.items():
        told = tr("{field} {value} (0x{value:02X}): {words}.", field=row.name, value=value, words=tr(words))
        yield Entry(_title(words), f"{row.name} 0x{value:02X}", "", told, _one(value), f"{row.name} == {value}")
    for first, last, words in meaning.ranges:
        told = tr("{field} {first} to {last}: {words}.", field=row.name, first=first, last=last, words=tr(words))
        wanted = f"{row.name} >= {first} and {row.name} <= {last}"
        yield Entry(_title(words), f"{row.name} 0x{first:02X}–0x{last:02X}", "", told, range(first, last + 1), wanted)


def _of_bits(name: str, meaning: BitSet) -> Iterator[Entry]:
    from smppconsole.trace.filter_values import plain_words  # noqa: PLC0415 - when something is looked up

    for group in meaning.groups:
        for bits, words in group.words.items():
            told = tr(
                "{field}, {bits} in the bits 0x{mask:02X}: {words}.",
                field=name,
                bits=f"0x{bits:02X}",
                mask=group.mask,
                words=tr(words),
            )
            yield Entry(_title(words), f"{name} 0x{bits:02X}", "", told, _one(bits), f"{name} == {plain_words(words)}")


def _alphabets() -> Iterator[Entry]:
    for row in ALPHABETS.values():
        told = tr("An alphabet of texts. The codings of an account and --alphabet call it {name}.", name=row.name)
        yield Entry(_title(row.words), tr("alphabet {name}", name=row.name), "", told)


def _findings() -> Iterator[Entry]:
    from smppconsole.smpp.lint import RULES  # noqa: PLC0415 - when something is looked up
    from smppconsole.trace.conversation_rules import RULES as CONVERSATION_RULES  # noqa: PLC0415 - likewise

    rules = (*((rule.id, rule.words) for rule in RULES), *((rule.id, rule.words) for rule in CONVERSATION_RULES))
    for id, words in rules:
        yield Entry(id, tr("finding"), "", tr(words), wanted=f"finding == {id}")


def _one(number: int) -> range:
    return range(number, number + 1)


def _title(words: str) -> str:
    told = tr(words)
    return told[:1].upper() + told[1:]


def _strange(number: int, book: Book) -> Iterator[Entry]:
    """A number that no table names, as a status and as a TLV: what the standard says of its range."""
    if not book.names_status(number):
        yield _status(book.status(number))
    if number <= 0xFFFF and book.tlv(number) is None:
        yield _tlv(book.tlv_or_strange(number))
