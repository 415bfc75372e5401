from __future__ import annotations

import pytest

from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.trace.filter_speech import Speech, need_operator, refuse_comparison
from smppconsole.trace.filter_syntax import FilterError, Test, parse_tree
from tests.kit.traces import Tape, submit


def test_of(text: str) -> Test:
    tree = parse_tree(text)
    assert isinstance(tree, Test)
    return tree


test_of.__test__ = False  # type: ignore[attr-defined]


def test_an_operator_is_needed_and_must_fit() -> None:
    assert need_operator(test_of("a == 1"), "== !=") == "=="
    with pytest.raises(FilterError, match="needs a comparison"):
        need_operator(test_of("a"), "==")
    with pytest.raises(FilterError, match="cannot be compared"):
        need_operator(test_of("a > 1"), "==")


def test_a_word_that_stands_alone_refuses_a_comparison() -> None:
    refuse_comparison(test_of("mark"))
    with pytest.raises(FilterError, match="alone"):
        refuse_comparison(test_of("mark == 1"))


def test_a_summary_is_read_as_the_session_says() -> None:
    tape = Tape()
    tape.out(submit(1, "@"))
    assert (
        Speech(STANDARD, lambda session: Reading("latin1"), lambda session: STANDARD).summary(tape.store, 0).text == "@"
    )
