from __future__ import annotations

import pytest

from smppconsole.smpp.reading import Reading
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.trace.filter_speech import Speech, need_operator, refuse_comparison
from smppconsole.trace.filter_syntax import FilterError, Test, parse_tree
from tests.kit.pdus import octets


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


def test_a_pdu_is_read_as_its_session_says() -> None:
    speech = Speech(STANDARD, lambda session: Reading("latin1" if session else "gsm7"), lambda session: STANDARD)
    pdu = octets("submit_sm", 1, short_message=b"@")
    assert [speech.summary(pdu, session).text for session in (0, 1)] == ["¡", "@"]
    assert [speech.outside(pdu, session).text for session in (0, 1)] == ["¡", "@"]


def test_the_outside_of_what_is_no_message_is_its_summary() -> None:
    speech = Speech(STANDARD, lambda session: Reading(), lambda session: STANDARD)
    pdu = octets("submit_sm_resp", 1, message_id="A")
    assert speech.outside(pdu, 0) == speech.summary(pdu, 0)
