"""What the rules say of the next bind and the next message."""

from __future__ import annotations

import pytest

from smppconsole.console.centre_judge import NO_RULE, Judge, bind_answer, version_of
from smppconsole.console.centre_rules import AnswerRules, BindRules, CentreRules, Rule, Submission
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu

MESSAGE = Submission("12345", 1, "491700000002", 1, "hello")


def bind(version: int = 0x34) -> Decoded:
    return decode(encode(Pdu("bind_transceiver", {"system_id": "me", "interface_version": version}, sequence=1)))


@pytest.mark.parametrize(("octet", "words"), [(0x00, "3.3"), (0x33, "3.3"), (0x34, "3.4"), (0x50, "5.0")])
def test_versions_below_34_count_as_33(octet: int, words: str) -> None:
    assert version_of(bind(octet)) == words


def test_an_old_esme_is_not_told_a_version() -> None:
    assert bind_answer(bind(0x33), 0, BindRules()).tlvs == ()
    assert bind_answer(bind(), 0, BindRules()).tlvs[0].value == b"\x34"
    assert bind_answer(bind(), 0, BindRules(say_version=False)).tlvs == ()


def test_a_refusal_has_no_body() -> None:
    assert len(encode(bind_answer(bind(), 0x0D, BindRules()).with_sequence(1))) == 16


def test_all_binds_can_be_refused() -> None:
    judge = Judge(CentreRules(bind=BindRules(refuse=-1, status=5)))
    judge.link_ended_by_rules()
    assert [judge.bind_status(bind(), "trx", 0) for _ in range(3)] == [5, 5, 5]


def test_an_old_centre_knows_no_transceiver() -> None:
    assert Judge(CentreRules(bind=BindRules(transceiver=False))).bind_status(bind(), "trx", 0) == 3


def test_throttling_counts_messages() -> None:
    judge = Judge(CentreRules(answers=AnswerRules(throttle_every=2, throttle_status=0x14)))
    assert [judge.message_status() for _ in range(4)] == [0, 0x14, 0, 0x14]
    assert Judge(CentreRules()).message_status() == 0


def test_the_first_rule_that_fits_counts() -> None:
    rules = (Rule("a", destination="48*"), Rule("b", destination="49*"), Rule("c"))
    assert Judge(CentreRules(rules=rules)).rule_for(MESSAGE) is rules[1]
    assert Judge(CentreRules()).rule_for(MESSAGE) is NO_RULE


def test_a_rule_for_each_nth_lets_the_others_pass_to_the_next_rule() -> None:
    rules = (Rule("third", every=3), Rule("rest", destination="49*"))
    judge = Judge(CentreRules(rules=rules))
    assert [judge.rule_for(MESSAGE).words for _ in range(6)] == ["rest", "rest", "third"] * 2
