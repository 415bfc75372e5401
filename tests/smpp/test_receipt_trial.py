"""A receipt pattern tried on pasted text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.receipt_trial import try_receipt

USUAL = "id:7F3A sub:001 dlvrd:001 submit date:2611231042 done date:2611231043 stat:DELIVRD err:000 text:Your"
OWN = r"(?P<id>[0-9A-F]{4}) is (?P<stat>[A-Z]+)"


def test_a_pattern_of_ones_own_reads_what_the_usual_way_does_not() -> None:
    assert try_receipt("7F3A is DELIVRD", "").found == ()
    trial = try_receipt("7F3A is DELIVRD", OWN)
    assert trial.by_pattern
    assert [(found.name, found.value, found.words) for found in trial.found] == [
        ("id", "7F3A", ""),
        ("stat", "DELIVRD", "DELIVERED"),
    ]
    assert trial.verdict == "Read by the pattern: 2 fields."


def test_where_the_pattern_does_not_fit_the_usual_way_is_told() -> None:
    trial = try_receipt(USUAL, OWN)
    assert not trial.by_pattern
    assert len(trial.found) == 8
    assert "does not match" in trial.problems[0]


def test_a_wrong_pattern_is_told_and_the_rest_is_read() -> None:
    trial = try_receipt(USUAL, "(?P<id>[")
    assert "not a regular expression" in trial.problems[0]
    assert trial.verdict == "Read in the usual way: 8 fields."


def test_the_octets_of_a_receipt_may_be_pasted_too() -> None:
    pdu = encode(Pdu("deliver_sm", {"esm_class": 4, "short_message": USUAL.encode()}, sequence=1))
    assert try_receipt(pdu.hex(" "), "").text == USUAL


def test_nothing_is_read_of_nothing() -> None:
    assert try_receipt("", OWN).verdict.startswith("Paste a receipt")
    assert try_receipt("hello", "").verdict == "This is read as no receipt."


@given(st.text(), st.text(max_size=20))
def test_nothing_pasted_raises(pasted: str, pattern: str) -> None:
    try_receipt(pasted, pattern)
