"""Tests of what stands in the body: fields and TLVs by the names of the tables, what the summary tells, findings.

A name that a PDU has not holds for no comparison, != among them; ``not name == value`` is the other reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from smppconsole.smpp.content import MESSAGE_PAYLOAD
from smppconsole.smpp.decode import decode
from smppconsole.smpp.envelope import Envelope, envelope
from smppconsole.smpp.header import RESPONSE
from smppconsole.smpp.receipt import RECEIPTED_MESSAGE_ID, STATES, ReceiptReading, state_name
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import Book
from smppconsole.smpp.spec.model import BitSet, FieldSpec, Meaning, TlvSpec, ValueSet
from smppconsole.trace.field_walk import Walk, walk_to
from smppconsole.trace.filter_plan import BodyTerm, Plan, each_pdu
from smppconsole.trace.filter_speech import TEXTUAL, Speech, need_operator, refuse_comparison
from smppconsole.trace.filter_syntax import FilterError, Form, Test, Token
from smppconsole.trace.filter_values import COMPARES, Holds, a_number, number, plain_words, text_test, unknown

if TYPE_CHECKING:
    from smppconsole.smpp.summary import Summary


def receipt_state(test: Test, speech: Speech) -> Plan:
    """The state that a receipt tells: as it is written there, and by the standard's names, long and short."""
    how = test.operator and need_operator(test, TEXTUAL)
    holds: Holds = text_test(how, test.values) if how else bool
    affirmed = how not in ("!=", "!~")

    def pdu_holds(octets: bytes, command: int, session: int) -> bool:
        receipt = None if command & RESPONSE else speech.summary(octets, session).receipt
        words = _state_words(receipt) if receipt is not None else ()
        return bool(words) and any(map(holds, words)) == affirmed

    return BodyTerm(each_pdu(pdu_holds))


def _state_words(receipt: ReceiptReading) -> tuple[str, ...]:
    """All the words for a receipt's state; none where it tells none."""
    if receipt.state is None:
        return (receipt.state_word,) if receipt.state_word else ()
    short = (word for word, state in STATES.items() if state == receipt.state)
    return tuple(dict.fromkeys((receipt.state_word, state_name(receipt.state), *short)))


def outside_text(pick: Callable[[Envelope | Summary], str], *fields: str) -> Callable[[Test, Speech], Plan]:
    """A text that stands on the outside of a message: of the commands that have one of ``fields``, and of those whose
    text is in the payload."""

    def build(test: Test, speech: Speech) -> Plan:
        rows = [row for name in fields for row in field_names(speech.book)[name] if isinstance(row, FieldSpec)]
        commands = _commands_with(rows, speech.book)

        def text_of(octets: bytes, command: int, session: int) -> str:
            if command not in commands and _PAYLOAD not in octets:
                return ""
            return pick(speech.outside(octets, session))

        return _text_term(test, text_of)

    return build


_PAYLOAD = MESSAGE_PAYLOAD.to_bytes(2)


def _text_term(test: Test, text_of: Callable[[bytes, int, int], str]) -> Plan:
    how = test.operator and need_operator(test, TEXTUAL)
    holds: Holds = text_test(how, test.values) if how else bool
    affirmed = how not in ("!=", "!~")

    def pdu_holds(octets: bytes, command: int, session: int) -> bool:
        text = text_of(octets, command, session)
        return bool(text) and holds(text) == affirmed

    return BodyTerm(each_pdu(pdu_holds))


def id_text(test: Test, speech: Speech) -> Plan:
    """The id of a message: in an answer, a query or a receipt. Where it is looked for by its letters, a message that
    has them nowhere need not be read as a receipt."""
    letters = test.operator in ("==", "~") and all(token.form is not Form.PATTERN for token in test.values)
    stands = text_test("~", test.values) if letters else None
    rows = [row for row in field_names(speech.book)["message_id"] if isinstance(row, FieldSpec)]
    commands = _commands_with(rows, speech.book) | _REPORTING

    def text_of(octets: bytes, command: int, session: int) -> str:
        if command not in commands and _RECEIPTED not in octets:
            return ""
        if stands is not None and command == _DELIVER:
            told = envelope(octets, speech.reading_of(session))
            # The id of a receipt is part of its text, or of a TLV.
            if told is not None and not stands(told.text) and not stands(octets.decode("latin-1")):
                return ""
        return speech.summary(octets, session).message_id

    return _text_term(test, text_of)


_DELIVER, _DATA = 0x05, 0x103
_REPORTING = frozenset((_DELIVER, _DATA))
_RECEIPTED = RECEIPTED_MESSAGE_ID.to_bytes(2)


def anywhere_term(test: Test, speech: Speech) -> Plan:
    """A quoted text alone: it stands in an address, the text or the message id."""
    holds = text_test("~", (test.name,))

    def pdu_holds(octets: bytes, command: int, session: int) -> bool:
        told = None if command & RESPONSE else envelope(octets, speech.reading_of(session))
        if told is not None and any(map(holds, (told.source, told.destination, told.text))):
            return True
        if told is not None and (told.plain or not holds(octets.decode("latin-1"))):
            return False  # the id of a receipt is part of its text, or of a TLV
        summary = speech.summary(octets, session)
        return any(map(holds, (summary.source, summary.destination, summary.text, summary.message_id)))

    return BodyTerm(each_pdu(pdu_holds))


def outside_word(pick: Callable[[Envelope | Summary], bool]) -> Callable[[Test, Speech], Plan]:
    """A word that holds by the outside of a message."""

    def build(test: Test, speech: Speech) -> Plan:
        refuse_comparison(test)
        return BodyTerm(each_pdu(lambda octets, _, session: pick(speech.outside(octets, session))))

    return build


def octets_term(test: Test, speech: Speech) -> Plan:
    need_operator(test, "~")
    token = test.values[0]
    try:
        needle = bytes.fromhex(token.text) if token.form is Form.WORD else token.text.encode()
    except ValueError:
        raise FilterError(token.column, said("“{text}” is no hex; put a text into quotes.", text=token.text)) from None
    return BodyTerm(each_pdu(lambda octets, _command, _session: needle in octets))


@lru_cache(maxsize=8)
def field_names(book: Book) -> dict[str, tuple[FieldSpec | TlvSpec, ...]]:
    """Every field and TLV name with its rows (message_state is both)."""
    rows: dict[str, dict[int, FieldSpec | TlvSpec]] = {}
    every: tuple[FieldSpec | TlvSpec, ...] = (*_all_fields(book), *book.tlvs)
    for row in every:
        rows.setdefault(row.name, {})[id(row)] = row
    return {name: tuple(found.values()) for name, found in rows.items()}


def _all_fields(book: Book) -> Iterable[FieldSpec]:
    for command in book.commands:
        for field in command.fields:
            yield field
            for items in (field.items or {}).values():
                yield from items


def field_term(test: Test, rows: tuple[FieldSpec | TlvSpec, ...], speech: Speech) -> Plan:
    """The test of a field or TLV by its name."""
    name, book = rows[0].name, speech.book
    how = test.operator and need_operator(test, TEXTUAL)
    holds = _value_test(how, test.values, [row.meaning for row in rows if row.meaning is not None], test)
    affirmed = how not in ("!=", "!~")
    needle = _needle(how, test.values, rows)
    tags = tuple(row.tag.to_bytes(2, "big") for row in rows if isinstance(row, TlvSpec))
    commands = _commands_with([row for row in rows if isinstance(row, FieldSpec)], book)
    walks = {} if tags else {row.id: walk for row in book.commands if (walk := walk_to(row, name)) is not None}

    def pdu_holds(octets: bytes, command: int, session: int) -> bool:
        if needle not in octets:
            return False
        if tags and command not in commands and not any(tag in octets for tag in tags):
            return False
        values = _values(octets, name, walks.get(command), speech.book_of(session))
        return bool(values) and any(map(holds, values)) == affirmed

    return BodyTerm(each_pdu(pdu_holds), None if tags else commands)


def _values(octets: bytes, name: str, walk: Walk | None, book: Book) -> list[int | str | bytes]:
    """The values of all fields and TLVs of that name."""
    value = walk.value(octets) if walk is not None else None
    if value is not None:
        return [value]
    return [value for spec, _, _, value in decode(octets, book).spans if spec is not None and spec.name == name]


def tlv_term(test: Test, speech: Speech) -> Plan:
    """The test ``tlv 0x1401 == …``: the tag by its number or name, the value as the table reads it."""
    if test.tag is None:
        raise FilterError(test.name.stop, said("Behind tlv stands a tag: tlv 0x1401."))
    row = speech.book.tlv_named(test.tag.text.lower())
    tag = row.tag if row is not None else a_number(test.tag, said("A tag"))
    row = row or speech.book.tlv_or_strange(tag)
    how = test.operator and need_operator(test, TEXTUAL)
    holds = _value_test(how, test.values, [row.meaning] if row.meaning else [], test)
    affirmed, key = how not in ("!=", "!~"), (tag & 0xFFFF).to_bytes(2, "big")

    def pdu_holds(octets: bytes, _command: int, session: int) -> bool:
        if key not in octets:
            return False
        spans = decode(octets, speech.book_of(session)).spans
        values = [value for spec, _, _, value in spans if isinstance(spec, TlvSpec) and spec.tag == tag]
        return bool(values) and any(map(holds, values)) == affirmed

    return BodyTerm(each_pdu(pdu_holds))


def _commands_with(rows: list[FieldSpec], book: Book) -> frozenset[int]:
    """The commands that have one of the fields."""
    wanted = {id(row) for row in rows}
    return frozenset(command.id for command in book.commands if _has_one(command.fields, wanted))


def _has_one(fields: Iterable[FieldSpec], wanted: set[int]) -> bool:
    return any(
        id(field) in wanted or any(_has_one(items, wanted) for items in (field.items or {}).values())
        for field in fields
    )


def _needle(how: str, tokens: tuple[Token, ...], rows: tuple[FieldSpec | TlvSpec, ...]) -> bytes:
    """Octets without which a PDU cannot hold the text; empty where none can be told."""
    if how not in ("==", "~") or len(tokens) != 1 or any(row.kind not in ("cstring", "time") for row in rows):
        return b""
    token = tokens[0]
    if token.form is Form.PATTERN or (how == "~" and token.text.lower() != token.text.upper()):
        return b""
    return token.text.encode("latin-1", "replace") if token.text.isascii() else b""


ValueHolds = Callable[[int | str | bytes], bool]


def _value_test(how: str, tokens: tuple[Token, ...], meanings: list[Meaning], test: Test) -> ValueHolds:
    """Whether a field's value stands so to one of the tokens; != and !~ are tested as == and ~ (the caller negates)."""
    if not how:
        return lambda value: True
    plain = {"!=": "==", "!~": "~"}.get(how, how)
    text_holds = text_test(plain, tokens)
    number_holds = [_number_test(plain, token, meanings, test) for token in tokens if token.form is not Form.PATTERN]
    in_hex = [token.text.lower() for token in tokens]

    def holds(value: int | str | bytes) -> bool:
        if isinstance(value, int):
            return any(one(value) for one in number_holds)
        if isinstance(value, str):
            return text_holds(value)
        return text_holds(value.rstrip(b"\0").decode("latin-1")) or _in_hex(value, plain, in_hex)

    return holds


def _in_hex(value: bytes, how: str, spoken: list[str]) -> bool:
    shown = value.hex()
    return any(shown == one if how == "==" else how == "~" and one in shown for one in spoken)


def _number_test(how: str, token: Token, meanings: list[Meaning], test: Test) -> Callable[[int], bool]:
    """A number against a number, or against a word of the value's table."""
    value = number(token)
    if value is not None and how == "~":
        return lambda one: token.text in str(one)
    if value is not None:
        compare = COMPARES[how]
        return lambda one: compare(one, value)
    named = [hit for meaning in meanings for hit in _named_values(meaning, plain_words(token.text), how)]
    if not named and meanings:
        known = [word for meaning in meanings for word, _ in meaning_words(meaning)]
        raise FilterError(token.column, unknown(plain_words(token.text), test.name.text, known))
    return lambda one: any(one & mask == wanted for mask, wanted in named)


def _named_values(meaning: Meaning, word: str, how: str) -> list[tuple[int, int]]:
    """(mask, value) of the table's words that are ``word``, or with ~ hold it."""
    fits: Callable[[str], bool] = word.__eq__ if how == "==" else lambda spoken: word in spoken
    if isinstance(meaning, ValueSet):
        return [(-1, value) for value, spoken in meaning.words.items() if fits(plain_words(spoken))]
    return [
        (group.mask, value)
        for group in meaning.groups
        for value, spoken in group.words.items()
        if fits(plain_words(spoken))
    ]


def meaning_words(meaning: Meaning) -> Iterable[tuple[str, str]]:
    """The words a value can be compared with, and the number each stands for."""
    tables = [group.words for group in meaning.groups] if isinstance(meaning, BitSet) else [meaning.words]
    for table in tables:
        for value, spoken in table.items():
            yield plain_words(spoken), f"{value} {spoken}"
