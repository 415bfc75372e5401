from __future__ import annotations

from array import array
from datetime import datetime

import pytest

from smppconsole.trace.filter_syntax import FilterError, Form, Token
from smppconsole.trace.filter_values import (
    a_duration,
    a_number,
    a_time,
    column_mask,
    compile_pattern,
    number,
    plain_words,
    text_test,
    unknown,
)


def token(text: str, form: Form = Form.WORD) -> Token:
    return Token(form, text, 7, 7 + len(text))


def test_numbers_are_decimal_or_hex() -> None:
    assert [number(token(text)) for text in ("12", "0x1F", "0X1f", "-3", "1_000", "x", "", "0b11")] == [
        12,
        31,
        31,
        -3,
        1000,
        None,
        None,
        3,
    ]
    with pytest.raises(FilterError, match="sequence is a number") as caught:
        a_number(token("many"), "sequence")
    assert caught.value.column == 7


@pytest.mark.parametrize(
    ("text", "nanoseconds"),
    [("500ms", 500_000_000), ("2s", 2 * 10**9), ("1.5min", 90 * 10**9), ("7", 7_000_000), ("3us", 3000), ("9ns", 9)],
)
def test_durations_have_units(text: str, nanoseconds: int) -> None:
    assert a_duration(token(text)) == nanoseconds


@pytest.mark.parametrize("text", ["soon", "5 s", "5h", "-1s", ""])
def test_what_is_no_duration_is_said(text: str) -> None:
    with pytest.raises(FilterError, match="no duration"):
        a_duration(token(text))


def test_a_time_is_a_date_and_time_or_a_time_of_the_day_of_the_trace() -> None:
    local = datetime(2026, 3, 14, 10, 42, 2).astimezone()
    due = int(local.timestamp()) * 10**9
    assert a_time(token("2026-03-14T10:42:02"), 0) == due
    assert a_time(token("10:42:02"), due + 5 * 10**9) == due
    assert a_time(token("2026-03-14T10:42:02.5"), 0) == due + 500_000_000
    assert a_time(token("2026-03-14T09:42:02+00:00"), 0) == 1773481322 * 10**9
    for text in ("yesterday", "25:00", "2026-13-01T00:00", "9999-99-99"):
        with pytest.raises(FilterError, match="no time"):
            a_time(token(text), 0)


@pytest.mark.parametrize(
    ("how", "mask"),
    [("==", b"\0\1\0"), ("!=", b"\1\0\1"), ("<", b"\1\0\0"), ("<=", b"\1\1\0"), (">", b"\0\0\1"), (">=", b"\0\1\1")],
)
def test_a_column_is_compared_in_one_go(how: str, mask: bytes) -> None:
    assert column_mask(array("I", [1, 2, 3]), how, (2,)) == mask


def test_a_column_is_held_against_several_values() -> None:
    assert column_mask([1, 2, 3], "==", (1, 3)) == b"\1\0\1"
    assert column_mask([1, 2, 3], "!=", (1, 3)) == b"\0\1\0"


def test_texts_are_equal_exactly_and_contain_without_regard_to_case() -> None:
    assert text_test("==", (token("Orbit"),))("Orbit")
    assert not text_test("==", (token("orbit"),))("Orbit")
    assert text_test("~", (token("RBI"),))("Orbit")
    assert text_test("~", (token(r"^or.*t$", Form.PATTERN),))("Orbit")
    assert text_test("==", (token("a"), token("b")))("b")
    assert text_test("<", (token("b"),))("a")


@pytest.mark.parametrize("pattern", ["(", "a{2,1}", "[z-a]", "(?P<", "*"])
def test_a_wrong_pattern_is_said_at_its_place(pattern: str) -> None:
    with pytest.raises(FilterError, match="pattern is wrong") as caught:
        compile_pattern(token(pattern, Form.PATTERN))
    assert 7 < caught.value.column <= 8 + len(pattern)


def test_words_of_the_tables_become_one_word() -> None:
    assert plain_words("UCS-2, 16 bits") == "ucs_2_16_bits"


def test_a_name_that_is_not_known_comes_with_those_near_to_it() -> None:
    assert "source_addr" in unknown("sorce_addr", "name", ["source_addr", "text"])
    assert "Near" not in unknown("qqqqq", "name", ["source_addr"])
