"""What stands on the right of an operator: numbers, durations, times, texts; and how values are held against it."""

from __future__ import annotations

import operator
import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta

from smppconsole.smpp.said import said
from smppconsole.trace.filter_syntax import FilterError, Form, Token

Number = int | float
Compare = Callable[[Number, Number], bool]
COMPARES: dict[str, Compare] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_MASKS: dict[str, Callable[[Iterable[int], int], bytes]] = {
    "==": lambda column, value: bytes([one == value for one in column]),
    "!=": lambda column, value: bytes([one != value for one in column]),
    "<": lambda column, value: bytes([one < value for one in column]),
    "<=": lambda column, value: bytes([one <= value for one in column]),
    ">": lambda column, value: bytes([one > value for one in column]),
    ">=": lambda column, value: bytes([one >= value for one in column]),
}
_UNITS = {"ns": 1, "us": 1_000, "µs": 1_000, "ms": 1_000_000, "s": 10**9, "m": 60 * 10**9, "min": 60 * 10**9}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ns|us|µs|ms|min|s|m)?")


def number(token: Token) -> int | None:
    """The number a token is, decimal or 0x..., None where it is none."""
    text = token.text.replace("_", "")
    try:
        return int(text, 0) if text[:2].lower() in ("0x", "0b") else int(text)
    except ValueError:
        return None


def a_number(token: Token, name: str) -> int:
    """The number a token is; FilterError where it is none."""
    value = number(token)
    if value is None:
        raise FilterError(token.column, said("{name} is a number, “{text}” is none.", name=name, text=token.text))
    return value


def a_duration(token: Token) -> int:
    """Nanoseconds of "500ms", "2s", "1.5min"; a bare number is milliseconds."""
    hit = _DURATION.fullmatch(token.text)
    if hit is None:
        raise FilterError(token.column, said("“{text}” is no duration; write 500ms, 2s or 1min.", text=token.text))
    return round(float(hit[1]) * _UNITS[hit[2] or "ms"])


def a_time(token: Token, day_ns: int) -> int:
    """Nanoseconds since the epoch of "2026-03-14T10:42:02.5", or of "10:42" on the local day of ``day_ns``."""
    try:
        if ":" in token.text and "-" not in token.text:
            day = datetime.fromtimestamp(day_ns // 10**9).date()
            moment = datetime.combine(day, time.fromisoformat(token.text))
        else:
            moment = datetime.fromisoformat(token.text)
        since = moment.astimezone() - datetime.fromtimestamp(0).astimezone()
    except (ValueError, OverflowError, OSError):
        told = said("“{text}” is no time; write 10:42:02 or 2026-03-14T10:42:02.", text=token.text)
        raise FilterError(token.column, told) from None
    return since // timedelta(microseconds=1) * 1000


def column_mask(column: Sequence[int] | array[int], how: str, values: tuple[int, ...]) -> bytes:
    """1 where a value of the column stands so to one of ``values`` (or, with !=, to none)."""
    if len(values) == 1:
        return _MASKS[how](column, values[0])
    among = frozenset(values)
    if how == "!=":
        return bytes([value not in among for value in column])
    return bytes([value in among for value in column])


Holds = Callable[[str], bool]


def text_test(how: str, tokens: tuple[Token, ...]) -> Holds:
    """A function that says whether one text stands so to one of the tokens, the negation of != and !~ left out."""
    tests = [_one_text_test(how, token) for token in tokens]
    if len(tests) == 1:
        return tests[0]
    return lambda text: any(test(text) for test in tests)


def _one_text_test(how: str, token: Token) -> Holds:
    told = token.text
    if how in ("~", "!~"):
        if token.form is Form.PATTERN:
            found = compile_pattern(token).search
            return lambda text: found(text) is not None
        folded = told.casefold()
        return lambda text: folded in text.casefold()
    if how in ("==", "!="):
        return lambda text: text == told
    compare: Callable[[str, str], bool] = COMPARES[how]  # type: ignore[assignment]
    return lambda text: compare(text, told)


def compile_pattern(token: Token) -> re.Pattern[str]:
    """The compiled pattern of a /pattern/ token; FilterError at the place where it is wrong."""
    try:
        return re.compile(token.text, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        place = getattr(error, "pos", None) or 0
        raise FilterError(token.column + 1 + place, said("The pattern is wrong: {error}.", error=error)) from None


def plain_words(text: str) -> str:
    """Words as one word of the filter language: "UCS-2, 16 bits" is "ucs_2_16_bits"."""
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")


def unknown(told: str, what: str, known: Iterable[str]) -> str:
    """Words for a name that is not known, with those near to it."""
    from difflib import get_close_matches  # noqa: PLC0415 - for a word nobody knows

    names = list(dict.fromkeys(known))
    begun = [name for name in names if len(told) > 1 and name.startswith(told)]
    near = [*begun, *(name for name in get_close_matches(told, names, n=3, cutoff=0.5) if name not in begun)][:3]
    hint = said(" Near to it: {near}.", near=", ".join(near)) if near else ""
    return said("“{told}” is no {what} that the tables know.{hint}", told=told, what=what, hint=hint)
