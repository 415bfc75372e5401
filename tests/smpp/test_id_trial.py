"""Two pasted ids compared as an account would."""

from __future__ import annotations

import pytest

from smppconsole.smpp.encode import encode
from smppconsole.smpp.id_trial import try_ids
from smppconsole.smpp.message_ids import SAFE_RULES, rules_of
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.reading import Reading

RECEIPT = "id:{} sub:001 dlvrd:001 submit date:2611231042 done date:2611231043 stat:DELIVRD err:000 text:"


def test_ids_may_come_alone_or_with_all_they_stood_in() -> None:
    response = encode(Pdu("submit_sm_resp", {"message_id": "A1B2"}, sequence=7)).hex(" ")
    receipt = encode(Pdu("deliver_sm", {"esm_class": 4, "short_message": RECEIPT.format("a1b2").encode()}, sequence=9))
    for pasted in ("a1b2", RECEIPT.format("a1b2"), receipt.hex()):
        trial = try_ids(response, pasted, SAFE_RULES)
        assert (trial.given, trial.receipted, trial.rule) == ("A1B2", "a1b2", "case ignored")
        assert trial.verdict == "Tied: case ignored."


def test_a_receipt_of_a_form_of_its_own_is_read_by_the_accounts_pattern() -> None:
    reading = Reading(receipt_pattern=r"(?P<id>\w+) is (?P<stat>\w+)")
    assert try_ids("77", "77 is DELIVRD", SAFE_RULES, reading).rule == "same text"


@pytest.mark.parametrize(
    ("given", "receipted", "fitting"),
    [("A1F", "2591", ("hex", "decimal")), ("2591", "A1F", ("decimal", "hex")), ("7b", "313233", ("hex", "hex-string"))],
)
def test_what_would_tie_them_is_proposed(given: str, receipted: str, fitting: tuple[str, str]) -> None:
    trial = try_ids(given, receipted, SAFE_RULES)
    assert (trial.rule, trial.fitting[0]) == ("", fitting)
    assert trial.verdict.startswith("Not tied. They would be as ")
    assert try_ids(given, receipted, rules_of("auto", *fitting)).rule


def test_what_cannot_be_tied_and_what_is_missing_is_said() -> None:
    assert try_ids("12", "xyz", SAFE_RULES).verdict == "Not tied, and no form of the two ids would tie them."
    assert try_ids("", " ", SAFE_RULES).verdict.startswith("Paste both ids")
