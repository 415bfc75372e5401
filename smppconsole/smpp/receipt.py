"""Delivery receipts: the text of SMPP 3.4 appendix B as it really comes, and the TLVs beside or instead of it.

The text has no fixed form: fields come in any order and case, some are missing, dates have 10, 12, 14 or 16
characters, ``err`` may be anything. What is not understood is told in ``problems``; nothing raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from smppconsole.smpp.content import content_of
from smppconsole.smpp.decode import Decoded
from smppconsole.smpp.message_ids import RULES, matching_rule
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.said import said
from smppconsole.smpp.smpptime import SmppTime, TimeKind, read_time
from smppconsole.values import dataclass

FIELDS = ("id", "sub", "dlvrd", "submit", "done", "stat", "err", "text")
"""The fields of a receipt text under the names used here; a pattern of one's own names its groups so."""

STATES: Mapping[str, int] = {
    "SCHEDLD": 0,
    "SCHEDULED": 0,
    "ENROUTE": 1,
    "BUFFERD": 1,
    "BUFFRED": 1,
    "BUFFERED": 1,
    "DELIVRD": 2,
    "DELIVERED": 2,
    "DELIVERD": 2,
    "EXPIRED": 3,
    "DELETED": 4,
    "UNDELIV": 5,
    "UNDELIVERABLE": 5,
    "UNDELIVERED": 5,
    "FAILED": 5,
    "ACCEPTD": 6,
    "ACCEPTED": 6,
    "ACKED": 6,
    "UNKNOWN": 7,
    "REJECTD": 8,
    "REJECTED": 8,
    "SKIPPED": 9,
}
"""Words of ``stat`` and the message_state they mean (3.4 appendix B; the longer words and the odd ones are met)."""

STATE_NAMES = (
    "SCHEDULED",
    "ENROUTE",
    "DELIVERED",
    "EXPIRED",
    "DELETED",
    "UNDELIVERABLE",
    "ACCEPTED",
    "UNKNOWN",
    "REJECTED",
    "SKIPPED",
)
FINAL_STATES = frozenset((2, 3, 4, 5, 8, 9))
"""States after which nothing more comes; ACCEPTED is final by the standard, yet many gateways mean "handed on"."""

_LABEL = re.compile(
    r"(?<![A-Za-z])(?:(?P<id>id)|(?P<sub>sub)|(?P<dlvrd>dlvrd|dlrvd)|(?P<submit>submit[ _]?date)"
    r"|(?P<done>done[ _]?date)|(?P<stat>stat(?:us|e)?)|(?P<err>err(?:or)?)|(?P<text>text))[ ]{0,3}:",
    re.IGNORECASE,
)
_DATE = r"[0-9A-Za-z:+. -]{0,20}"
_TAIL: Mapping[str, re.Pattern[str]] = {
    "id": re.compile(r"\S{1,64}"),
    "sub": re.compile(r"\d{1,4}"),
    "dlvrd": re.compile(r"\d{1,4}"),
    "submit": re.compile(_DATE),
    "done": re.compile(_DATE),
    "stat": re.compile(r"[A-Za-z]{1,20}"),
    "err": re.compile(r"\w{0,10}"),
}
"""What a field that stands behind the text must look like; else it is part of the text."""

_PRINTED_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?")


@dataclass(frozen=True, slots=True)
class ReceiptText:
    """The fields of a receipt's text as they stand there; None where one is missing.

    ``state`` is the message_state the word means; None for words nobody knows.
    """

    id: str | None = None
    sub: str | None = None
    dlvrd: str | None = None
    submit: str | None = None
    done: str | None = None
    stat: str | None = None
    err: str | None = None
    text: str | None = None
    problems: tuple[str, ...] = ()

    @property
    def state(self) -> int | None:
        """The message_state that ``stat`` means."""
        return None if self.stat is None else STATES.get(self.stat.strip().upper())

    @property
    def submit_time(self) -> SmppTime:
        """``submit`` as a time: the clock of the centre where it says no zone."""
        return read_receipt_date(self.submit or "")

    @property
    def done_time(self) -> SmppTime:
        """``done`` as a time."""
        return read_receipt_date(self.done or "")


def read_receipt(text: str, pattern: str | None = None, *, least: int = 2) -> ReceiptText | None:
    """The fields of a receipt text; None where it is none: fewer than ``least`` fields, or neither id nor state.

    ``pattern`` is a regular expression with groups named as in FIELDS; where it does not match, the usual reader
    tries, and that is told.
    """
    if pattern:
        found, problem = _by_pattern(text, pattern)
        if found is not None:
            return _receipt(found, ())
        usual = read_receipt(text, least=least)
        return None if usual is None else _with_problem(usual, problem)
    fields, problems = _labelled(text)
    if len(fields) < least or not fields.keys() & {"id", "stat"}:
        return None
    return _receipt(fields, problems)


def pattern_problem(pattern: str) -> str:
    """Why ``pattern`` cannot be used; empty where it can."""
    try:
        groups = _compiled(pattern).groupindex
    except (re.error, RecursionError, OverflowError) as error:
        return said("the receipt pattern is not a regular expression: {error}", error=error)
    if not groups.keys() & set(FIELDS):
        return said(
            "the receipt pattern names no field: use groups such as (?P<id>...), named {fields}",
            fields=", ".join(FIELDS),
        )
    return ""


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def _by_pattern(text: str, pattern: str) -> tuple[dict[str, str] | None, str]:
    problem = pattern_problem(pattern)
    if problem:
        return None, problem
    match = _compiled(pattern).search(text[:_MOST_BY_PATTERN])
    if match is None:
        return None, said("the receipt pattern does not match; read in the usual way")
    return {name: value for name, value in match.groupdict().items() if name in FIELDS and value is not None}, ""


_MOST_BY_PATTERN = 2000  # characters; a pattern of somebody's own may take time that grows with their square


def _with_problem(receipt: ReceiptText, problem: str) -> ReceiptText:
    fields = {name: getattr(receipt, name) for name in FIELDS}
    return ReceiptText(**fields, problems=(problem, *receipt.problems))


def _labelled(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The fields by their labels; the first of each counts, and what follows ``text:`` is text unless it fits."""
    fields: dict[str, str] = {}
    repeated: list[str] = []
    text_start = text_end = -1
    labels = list(islice(_LABEL.finditer(text), _MOST_LABELS))
    ends = [*(label.start() for label in labels[1:]), len(text)][: len(labels)]
    for label, end in zip(labels, ends, strict=True):
        name, value = label.lastgroup or "", text[label.end() : end].strip(_AROUND)
        if text_start >= 0 and not _belongs_behind_text(name, value, fields):
            continue
        if name == "text":
            text_start, text_end = label.end(), len(text)
        elif text_start >= 0 and text_end == len(text):
            text_end = label.start()
        if name in fields:
            repeated.append(name)
        fields.setdefault(name, value)
    if text_start < 0 and labels:
        _part_unlabelled(labels[-1].lastgroup or "", fields)
    if text_start >= 0:
        fields["text"] = text[text_start:text_end].strip("\0").removesuffix(" " if text_end < len(text) else "")
    return fields, tuple(
        said("{name} is there more than once: the first counts", name=name) for name in dict.fromkeys(repeated)
    )


def _part_unlabelled(last: str, fields: dict[str, str]) -> None:
    """Where no label says text, what follows the one word of the last field is the text ("err:000 Hello there")."""
    value, _, rest = fields.get(last, "").partition(" ")
    if last in _OF_ONE_WORD and rest:
        fields[last], fields["text"] = value, rest


_OF_ONE_WORD = frozenset(("id", "sub", "dlvrd", "stat", "err"))
_MOST_LABELS = 200  # eight make a receipt; a hostile text repeats them ten thousand times
_AROUND = " ;,\t\r\n\0"


def _belongs_behind_text(name: str, value: str, fields: Mapping[str, str]) -> bool:
    """Whether a label behind ``text:`` is a field: not seen before, and its value looks like one."""
    form = _TAIL.get(name)
    return form is not None and name not in fields and form.fullmatch(value) is not None


def _receipt(fields: Mapping[str, str], problems: tuple[str, ...]) -> ReceiptText:
    told = (*problems, *_doubts(fields))
    return ReceiptText(**{name: fields.get(name) for name in FIELDS}, problems=told)


def _doubts(fields: Mapping[str, str]) -> Iterator[str]:
    if "id" not in fields:
        yield said("the text has no id")
    elif not fields["id"]:
        yield said("the id is empty")
    if "stat" not in fields:
        yield said("the text has no stat")
    elif fields["stat"].upper() not in STATES:
        yield said(
            "the state word {fields!r} is not one of the standard's, nor a common one", fields=fields["stat"][:30]
        )
    for name in ("submit", "done"):
        if fields.get(name) and (problem := read_receipt_date(fields[name]).problem):
            yield said("{name} date {fields!r}: {problem}", name=name, fields=fields[name][:30], problem=problem)


def read_receipt_date(text: str) -> SmppTime:
    """A date of a receipt: 10, 12 or 14 digits, 16 characters of SMPP, or "2026-03-01 14:30"; zeros mean unknown."""
    value = text.strip()
    if value and not value.strip("0"):
        return SmppTime(TimeKind.EMPTY, said("unknown (zeros)"))
    if match := _PRINTED_DATE.fullmatch(value):
        value = "".join(part or "00" for part in match.groups())
    read = read_time(value)
    if read.kind is TimeKind.WRONG:
        return SmppTime(TimeKind.WRONG, "", said("not a date of 10, 12, 14 or 16 characters"))
    return read


def state_name(state: int) -> str:
    """The name of a message_state (SMPP 5.0, 4.7.15); "reserved" outside the list."""
    return STATE_NAMES[state] if 0 <= state < len(STATE_NAMES) else "reserved"


class ReceiptKind(StrEnum):
    """What sort of report esm_class says a PDU is (SMPP 3.4, 5.2.12)."""

    RECEIPT = "delivery receipt"
    INTERMEDIATE = "intermediate notification"
    DELIVERY_ACK = "delivery acknowledgement"
    USER_ACK = "user acknowledgement"


_TYPE_MASK = 0x3C
_KINDS: Mapping[int, ReceiptKind] = {
    0x04: ReceiptKind.RECEIPT,
    0x08: ReceiptKind.DELIVERY_ACK,
    0x10: ReceiptKind.USER_ACK,
    0x20: ReceiptKind.INTERMEDIATE,
}
_CARRIERS = frozenset(("deliver_sm", "data_sm"))
_SURE_FIELDS = 4  # of a text that nobody announced as a receipt
RECEIPTED_MESSAGE_ID, NETWORK_ERROR_CODE, MESSAGE_STATE = 0x001E, 0x0423, 0x0427


@dataclass(frozen=True, slots=True)
class ReceiptReading:
    """What a receipt says, from its TLVs first, else from its text.

    ``id_from``, ``state_from`` and ``error_from`` are "TLV", "text" or empty. ``marked`` is False where esm_class does
    not say that it is a receipt. ``network_error`` is (type, code). ``disagreements`` tell where text and TLVs differ.
    """

    kind: ReceiptKind
    marked: bool
    message_id: str
    state: int | None
    state_word: str
    error: str
    id_from: str
    state_from: str
    error_from: str
    text: ReceiptText | None
    network_error: tuple[int, int] | None
    problems: tuple[str, ...]
    disagreements: tuple[str, ...]

    @property
    def final(self) -> bool:
        """Whether nothing more is to come for this message."""
        return self.kind is not ReceiptKind.INTERMEDIATE and self.state in FINAL_STATES


def is_receipt(decoded: Decoded) -> bool:
    """Whether esm_class says that a deliver_sm or data_sm reports on another message."""
    return _kind(decoded) in (ReceiptKind.RECEIPT, ReceiptKind.INTERMEDIATE)


def _kind(decoded: Decoded) -> ReceiptKind | None:
    esm_class = decoded.field("esm_class")
    if decoded.command is None or decoded.command.name not in _CARRIERS or not isinstance(esm_class, int):
        return None
    return _KINDS.get(esm_class & _TYPE_MASK)


def receipt_of(decoded: Decoded, reading: Reading = AS_USUAL) -> ReceiptReading | None:
    """What a deliver_sm or data_sm reports; None where neither esm_class nor TLVs nor a full receipt text say so."""
    if decoded.command is None or decoded.command.name not in _CARRIERS:
        return None
    kind = _kind(decoded)
    identifier = decoded.tlv(RECEIPTED_MESSAGE_ID)
    announced = kind is not None or identifier is not None
    content = content_of(decoded, reading)
    text = None
    if content is not None:
        text = read_receipt(content.text.text, reading.receipt_pattern, least=1 if announced else _SURE_FIELDS)
    if not announced and (text is None or not text.id or not text.stat):
        return None
    return _reading(kind, decoded, identifier, text)


def _reading(
    kind: ReceiptKind | None, decoded: Decoded, identifier: bytes | None, text: ReceiptText | None
) -> ReceiptReading:
    state, word, state_from = _state(decoded.tlv(MESSAGE_STATE), text)
    network_error = _network_error(decoded.tlv(NETWORK_ERROR_CODE))
    tlv_id = None if identifier is None else identifier.removesuffix(b"\0").decode("latin-1")
    error = text.err if text is not None and text.err else ""
    return ReceiptReading(
        kind=kind or ReceiptKind.RECEIPT,
        marked=kind is not None,
        message_id=tlv_id or (text.id if text is not None and text.id else ""),
        state=state,
        state_word=word,
        error=error or (str(network_error[1]) if network_error else ""),
        id_from="TLV" if tlv_id else "text" if text is not None and text.id else "",
        state_from=state_from,
        error_from="text" if error else "TLV" if network_error else "",
        text=text,
        network_error=network_error,
        problems=text.problems if text is not None else (),
        disagreements=tuple(_disagreements(tlv_id, decoded.tlv(MESSAGE_STATE), network_error, text)),
    )


def _state(value: bytes | None, text: ReceiptText | None) -> tuple[int | None, str, str]:
    """The state, the word shown for it, and where it is from."""
    if value:
        state = int.from_bytes(value)
        return state, state_name(state), "TLV"
    if text is not None and text.stat:
        return text.state, text.stat, "text"
    return None, "", ""


def _network_error(value: bytes | None) -> tuple[int, int] | None:
    return (value[0], int.from_bytes(value[1:])) if value is not None and len(value) == 3 else None


def _disagreements(
    tlv_id: str | None, state: bytes | None, network_error: tuple[int, int] | None, text: ReceiptText | None
) -> Iterator[str]:
    if text is None:
        return
    if tlv_id and text.id and tlv_id != text.id:
        rule = matching_rule(tlv_id, text.id, tuple(RULES))
        same = said(" (the same by the rule {rule!r})", rule=rule) if rule else ""
        yield said("receipted_message_id says {tlv_id}, the text id:{id}{same}", tlv_id=tlv_id, id=text.id, same=same)
    if state and text.state is not None and int.from_bytes(state) != text.state:
        yield said(
            "message_state says {state_name}, the text stat:{stat}",
            state_name=state_name(int.from_bytes(state)),
            stat=text.stat,
        )
    if network_error and text.err and text.err.isdecimal() and int(text.err[:10]) != network_error[1]:
        yield said(
            "network_error_code says {network_error} (type {network_error_2}), the text err:{err}",
            network_error=network_error[1],
            network_error_2=network_error[0],
            err=text.err,
        )
