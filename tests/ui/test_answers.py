"""What came of a request, in words."""

from __future__ import annotations

import pytest

from smppconsole.session.events import Answered, Unanswered, Why
from smppconsole.smpp.encode import encode
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.pdu import Pdu
from smppconsole.ui.answers import answer_words, told_of


def test_an_answer_is_told_words_first() -> None:
    refused = encode(Pdu("cancel_sm_resp", status=0x11, sequence=1))
    told = answer_words(refused)
    assert told.startswith("The message could not be cancelled (ESME_RCANCELFAIL, 0x11). It is final or on its way")
    assert "Ask for its state first" in told
    assert not told.endswith(".")
    assert answer_words(encode(Pdu("replace_sm_resp", sequence=1))) == "accepted"
    assert answer_words(encode(Pdu("submit_sm_resp", {"message_id": "7F"}, sequence=1))) == "accepted, id 7F"
    state = {"message_id": "7F", "message_state": 2, "final_date": "2611281200"}
    assert answer_words(encode(Pdu("query_sm_resp", state, sequence=1), anyway=True)).startswith(
        "delivered (DELIVERED, 2) at 2026-11-28"
    )


def test_an_answer_that_refuses_is_an_error() -> None:
    octets = encode(Pdu("cancel_sm_resp", status=0x11, sequence=1))
    assert told_of(Answered(1, 8, octets, 0x11, 0.01, False), "cancel_sm", 4).severity is Severity.ERROR
    fine = encode(Pdu("cancel_sm_resp", sequence=1))
    assert told_of(Answered(1, 8, fine, 0, 0.01, False), "cancel_sm", 4).severity is Severity.NOTE


@pytest.mark.parametrize(
    ("why", "command", "words"),
    [
        (Why.TIMEOUT, "cancel_sm", "no answer within 4 s; the centre may have done it all the same"),
        (Why.TIMEOUT, "query_sm", "no answer within 4 s"),
        (Why.CLOSED, "submit_sm", "the link was lost before the answer; the centre may have done it all the same"),
        (Why.UNSENT, "submit_sm", "not sent: the link was lost before its turn"),
    ],
)
def test_why_there_is_none_is_told(why: Why, command: str, words: str) -> None:
    told = told_of(Unanswered(1, 8, why), command, 4.0)
    assert (told.severity, told.words) == (Severity.WARNING, words)
