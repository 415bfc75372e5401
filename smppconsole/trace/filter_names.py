"""The names of the filter language, beside those of the spec's fields and TLVs."""

from __future__ import annotations

from collections.abc import Iterable

from smppconsole.smpp.header import RESPONSE
from smppconsole.smpp.receipt import STATE_NAMES
from smppconsole.smpp.said import said
from smppconsole.smpp.spec.book import Book
from smppconsole.trace.conversation_rules import RULES as CONVERSATION_RULES
from smppconsole.trace.filter_columns import (
    command_term,
    command_word,
    comment_term,
    direction_term,
    error_word,
    flag_word,
    number_term,
    response_word,
    round_trip_term,
    session_term,
    status_term,
    time_term,
)
from smppconsole.trace.filter_fields import id_text, octets_term, outside_text, outside_word, receipt_state
from smppconsole.trace.filter_findings import asks_conversations, finding_term
from smppconsole.trace.filter_plan import Slice
from smppconsole.trace.filter_speech import Name
from smppconsole.trace.store import Mark


def _size(piece: Slice) -> int:
    return piece.stop - piece.start


def _command_values(book: Book) -> Iterable[tuple[str, str]]:
    return ((row.name, row.words) for row in book.commands)


def _status_values(book: Book) -> Iterable[tuple[str, str]]:
    return ((row.name, row.words) for row in book.statuses)


def _finding_values(book: Book) -> Iterable[tuple[str, str]]:
    from smppconsole.smpp.lint import RULES  # noqa: PLC0415 - when asked for

    yield from ((rule.id, rule.words) for rule in RULES)
    yield from ((rule.id, rule.words) for rule in CONVERSATION_RULES)


def _state_values(book: Book) -> Iterable[tuple[str, str]]:
    return ((name, said("message_state {state}", state=state)) for state, name in enumerate(STATE_NAMES))


_KEEPALIVES = frozenset({0x15, 0x80000015})
_LEFT = Mark.ABANDONED
_NONE = Mark(0)

NAMES: dict[str, Name] = {
    "command": Name("command_id, by name or number", command_term, _command_values),
    "status": Name("command_status, by name or number", status_term, _status_values),
    "sequence": Name("sequence_number", number_term(lambda piece: piece.block.sequence[piece.start : piece.stop])),
    "session": Name("number, title or account of the session", session_term),
    "direction": Name("in or out", direction_term, lambda book: (("in", "received"), ("out", "sent"))),
    "time": Name("10:42:02 or 2026-03-14T10:42:02", time_term),
    "length": Name("octets of the PDU", number_term(lambda piece: piece.block.length[piece.start : piece.stop])),
    "round_trip": Name("from request to response: 500ms, 2s", round_trip_term, changes=True),
    "number": Name("No. in the list", number_term(lambda piece: range(piece.row + 1, piece.row + 1 + _size(piece)))),
    "unanswered": Name("a request without response", response_word(answered=False), bare=True, changes=True),
    "answered": Name("a request that has its response", response_word(answered=True), bare=True, changes=True),
    "request": Name("asks something", command_word(lambda command: 0 < command < RESPONSE), bare=True),
    "response": Name("answers something", command_word(lambda command: command >= RESPONSE), bare=True),
    "keepalive": Name("enquire_link and its response", command_word(_KEEPALIVES.__contains__), bare=True),
    "error": Name("command_status is not 0", error_word, bare=True),
    "duplicate": Name("answers once more", flag_word(Mark.DUPLICATE, Mark.DUPLICATE), bare=True),
    "foreign": Name("answers nothing that was asked", flag_word(Mark.FOREIGN, Mark.FOREIGN), bare=True),
    "abandoned": Name(
        "its time-out passed, or its session ended, without an answer", flag_word(_LEFT, _LEFT), bare=True, changes=True
    ),
    "lost": Name("octets after a loss of framing", flag_word(Mark.LOST, Mark.LOST), bare=True),
    "mark": Name("marked by you", flag_word(Mark.MARKED, Mark.MARKED), bare=True, changes=True),
    "out": Name("sent", flag_word(Mark.OUTGOING, Mark.OUTGOING), bare=True),
    "in": Name("received", flag_word(Mark.OUTGOING, _NONE), bare=True),
    "comment": Name("your comment", comment_term, changes=True),
    "from": Name("sender of the message", outside_text(lambda told: told.source, "source_addr")),
    "to": Name(
        "recipient of the message",
        outside_text(lambda told: told.destination, "destination_addr", "esme_addr", "dest_address"),
    ),
    "text": Name("text of the message", outside_text(lambda told: told.text, "short_message")),
    "message_id": Name("id of the message, also in its receipt", id_text),
    "receipt": Name("a delivery receipt", outside_word(lambda told: told.is_receipt), bare=True),
    "state": Name("what a receipt says: DELIVRD or DELIVERED", receipt_state, _state_values),
    "part": Name("a part of a long message", outside_word(lambda told: told.segment is not None), bare=True),
    "finding": Name("id of a finding", finding_term, _finding_values, may_change=asks_conversations),
    "octets": Name("hex or “text” anywhere in the octets", octets_term),
}
NAMES["command_id"] = NAMES["command"]
NAMES["command_status"] = NAMES["status"]
NAMES["sequence_number"] = NAMES["sequence"]
NAMES["command_length"] = NAMES["length"]
NAMES["marked"] = NAMES["mark"]
