"""Delivery receipts: the text of SMPP 3.4 appendix B as it really comes, and the TLVs beside or instead of it.

The text has no fixed form: fields come in any order and case, some are missing, dates have 10, 12, 14 or 16
characters, ``err`` may be anything. What is not understood is told in ``problems``; nothing raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from smppconsole.smpp.smpptime import SmppTime, TimeKind, read_time

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
        return f"the receipt pattern is not a regular expression: {error}"
    if not groups.keys() & set(FIELDS):
        return f"the receipt pattern names no field: use groups such as (?P<id>...), named {', '.join(FIELDS)}"
    return ""


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def _by_pattern(text: str, pattern: str) -> tuple[dict[str, str] | None, str]:
    problem = pattern_problem(pattern)
    if problem:
        return None, problem
    match = _compiled(pattern).search(text)
    if match is None:
        return None, "the receipt pattern does not match; read in the usual way"
    return {name: value for name, value in match.groupdict().items() if name in FIELDS and value is not None}, ""


def _with_problem(receipt: ReceiptText, problem: str) -> ReceiptText:
    fields = {name: getattr(receipt, name) for name in FIELDS}
    return ReceiptText(**fields, problems=(problem, *receipt.problems))


def _labelled(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The fields by their labels; the first of each counts, and what follows ``text:`` is text unless it fits."""
    fields: dict[str, str] = {}
    repeated: list[str] = []
    text_start = text_end = -1
    labels = list(_LABEL.finditer(text))
    ends = [label.start() for label in labels[1:]] + [len(text)]
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
    if text_start >= 0:
        fields["text"] = text[text_start:text_end].strip("\0").removesuffix(" " if text_end < len(text) else "")
    return fields, tuple(f"{name} is there more than once: the first counts" for name in dict.fromkeys(repeated))


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
        yield "the text has no id"
    elif not fields["id"]:
        yield "the id is empty"
    if "stat" not in fields:
        yield "the text has no stat"
    elif fields["stat"].upper() not in STATES:
        yield f"the state word {fields['stat'][:30]!r} is not one of the standard's, nor a common one"
    for name in ("submit", "done"):
        if fields.get(name) and (problem := read_receipt_date(fields[name]).problem):
            yield f"{name} date {fields[name][:30]!r}: {problem}"


def read_receipt_date(text: str) -> SmppTime:
    """A date of a receipt: 10, 12 or 14 digits, 16 characters of SMPP, or "2026-03-01 14:30"; zeros mean unknown."""
    value = text.strip()
    if value and not value.strip("0"):
        return SmppTime(TimeKind.EMPTY, "unknown (zeros)")
    if match := _PRINTED_DATE.fullmatch(value):
        value = "".join(part or "00" for part in match.groups())
    read = read_time(value)
    if read.kind is TimeKind.WRONG:
        return SmppTime(TimeKind.WRONG, "", "not a date of 10, 12, 14 or 16 characters")
    return read


def state_name(state: int) -> str:
    """The name of a message_state (SMPP 5.0, 4.7.15); "reserved" outside the list."""
    return STATE_NAMES[state] if 0 <= state < len(STATE_NAMES) else "reserved"
