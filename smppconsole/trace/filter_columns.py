"""Tests of the typed columns: a block at a time, no PDU is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from smppconsole.smpp.spec.book import Book
from smppconsole.trace.filter_plan import ColumnTerm, Plan, Slice, both, inverse
from smppconsole.trace.filter_speech import EQUAL, ORDER, TEXTUAL, Speech, need_operator, refuse_comparison
from smppconsole.trace.filter_syntax import FilterError, Test, Token
from smppconsole.trace.filter_values import (
    Holds,
    a_duration,
    a_number,
    a_time,
    column_mask,
    number,
    text_test,
    unknown,
)
from smppconsole.trace.store import Mark, Store


def flag_word(mask: Mark, wanted: Mark) -> Callable[[Test, Speech], Plan]:
    """A word that holds where the flags under ``mask`` are exactly ``wanted``."""
    table = bytes(int(value & mask == wanted) for value in range(256))

    def build(test: Test, speech: Speech) -> Plan:
        refuse_comparison(test)
        return ColumnTerm(lambda piece: bytes(piece.block.flags[piece.start : piece.stop].translate(table)))

    return build


def response_word(answered: bool) -> Callable[[Test, Speech], Plan]:
    wanting = bytes(int(bool(value & Mark.REQUEST)) for value in range(256))

    def compute(piece: Slice) -> bytes:
        peers = bytes([peer >= 0 for peer in piece.block.peer[piece.start : piece.stop]])
        asked = bytes(piece.block.flags[piece.start : piece.stop].translate(wanting))
        return both(asked, peers if answered else inverse(peers))

    def build(test: Test, speech: Speech) -> Plan:
        refuse_comparison(test)
        return ColumnTerm(compute)

    return build


def command_word(pick: Callable[[int], bool]) -> Callable[[Test, Speech], Plan]:
    """A word that holds for some command ids."""

    def build(test: Test, speech: Speech) -> Plan:
        refuse_comparison(test)
        return ColumnTerm(lambda piece: bytes([pick(one) for one in piece.block.command[piece.start : piece.stop]]))

    return build


def error_word(test: Test, speech: Speech) -> Plan:
    refuse_comparison(test)
    return ColumnTerm(lambda piece: column_mask(piece.block.status[piece.start : piece.stop], "!=", (0,)))


def command_term(test: Test, speech: Speech) -> Plan:
    how = need_operator(test, "== != ~ !~")
    values: list[int] = []
    for token in test.values:
        values += _command_ids(how, token, speech.book)
    shown = "==" if how in ("==", "~") else "!="
    wanted = tuple(values) or (-1,)
    return ColumnTerm(lambda piece: column_mask(piece.block.command[piece.start : piece.stop], shown, wanted))


def _command_ids(how: str, token: Token, book: Book) -> list[int]:
    if how in ("~", "!~"):
        holds = text_test("~", (token,))
        return [row.id for row in book.commands if holds(row.name)]
    value = number(token)
    if value is not None:
        return [value]
    found = [row.id for row in book.commands if row.name == token.text.lower()]
    if not found:
        raise FilterError(token.column, unknown(token.text, "command", [row.name for row in book.commands]))
    return found


def status_term(test: Test, speech: Speech) -> Plan:
    how = need_operator(test, ORDER)
    values = tuple(_status_code(token, speech.book) for token in test.values)
    return ColumnTerm(lambda piece: column_mask(piece.block.status[piece.start : piece.stop], how, values))


def _status_code(token: Token, book: Book) -> int:
    value = number(token)
    if value is not None:
        return value
    name = token.text.upper()
    for form in (name, f"R{name}", f"RINV{name}"):
        row = book.status_named(form)
        if row is not None:
            return row.code
    raise FilterError(token.column, unknown(name, "status", [row.name for row in book.statuses]))


def number_term(pick: Callable[[Slice], Iterable[int]]) -> Callable[[Test, Speech], Plan]:
    def build(test: Test, speech: Speech) -> Plan:
        how = need_operator(test, ORDER)
        values = tuple(a_number(token, test.name.text) for token in test.values)
        return ColumnTerm(lambda piece: column_mask(list(pick(piece)), how, values))

    return build


def round_trip_term(test: Test, speech: Speech) -> Plan:
    how = need_operator(test, ORDER)
    limits = tuple(a_duration(token) for token in test.values)

    def compute(piece: Slice) -> bytes:
        column = piece.block.round_trip_ns[piece.start : piece.stop]
        return both(bytes([trip >= 0 for trip in column]), column_mask(column, how, limits))

    return ColumnTerm(compute)


def time_term(test: Test, speech: Speech) -> Plan:
    how = need_operator(test, ORDER)
    token = test.values[0]
    a_time(token, 0)  # so that a wrong time is told at once

    def compute(piece: Slice) -> bytes:
        limit = a_time(token, piece.store.time_ns(0))
        return column_mask(piece.block.time_ns[piece.start : piece.stop], how, (limit,))

    return ColumnTerm(compute)


def session_term(test: Test, speech: Speech) -> Plan:
    how = need_operator(test, "== != ~ !~")
    holds = text_test(how, test.values)
    numbers = {value for value in map(number, test.values) if value is not None}
    affirmed = how in ("==", "~")

    def compute(piece: Slice) -> bytes:
        column = piece.block.session[piece.start : piece.stop]
        fitting = {one for one in set(column) if one in numbers or _is_called(piece.store, one, holds)}
        return bytes([(one in fitting) == affirmed for one in column])

    return ColumnTerm(compute)


def _is_called(store: Store, session: int, holds: Holds) -> bool:
    ends = store.ends.get(session)
    return ends is not None and (holds(ends.title) or holds(ends.account))


def direction_term(test: Test, speech: Speech) -> Plan:
    how = need_operator(test, EQUAL)
    said = test.values[0].text.lower()
    if said not in ("in", "out"):
        raise FilterError(test.values[0].column, "direction is in or out.")
    wanted = int((said == "out") == (how == "=="))
    table = bytes(int(value & Mark.OUTGOING == wanted) for value in range(256))
    return ColumnTerm(lambda piece: bytes(piece.block.flags[piece.start : piece.stop].translate(table)))


def comment_term(test: Test, speech: Speech) -> Plan:
    how = test.operator and need_operator(test, TEXTUAL)
    holds: Holds = text_test(how, test.values) if how else bool
    affirmed = how not in ("!=", "!~")

    def compute(piece: Slice) -> bytes:
        said = piece.store.comments
        rows = range(piece.row, piece.row + piece.stop - piece.start)
        return bytes([row in said and holds(said[row]) == affirmed for row in rows]) if said else bytes(len(rows))

    return ColumnTerm(compute)
