from __future__ import annotations

from smppconsole.trace.journey_telling import RULE_NAMES, given_id
from tests.kit.traces import answer


def test_the_id_of_a_response_is_what_it_begins_with() -> None:
    assert given_id(answer(1, "A1")) == "A1"
    assert given_id(answer(1, "A1")[:-1]) == "A1"
    assert given_id(answer(1)[:16]) == ""


def test_the_strictest_rule_comes_first() -> None:
    assert RULE_NAMES[0] == "same text"
