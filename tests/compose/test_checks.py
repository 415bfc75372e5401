"""What is wrong with a draft, before it is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from smppconsole.compose import checks
from smppconsole.compose.checks import Problem, check, check_pdu, refused
from smppconsole.compose.draft import Alphabet, Carry, Draft
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.lint import RULES
from smppconsole.smpp.pdu import Pdu, Tlv

GOOD = Draft(source="Orbit", destination="4917012345678", text="hello")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def ids(draft: Draft, **options: object) -> list[str]:
    return [problem.id for problem in check(draft, now=NOW, **options)]  # type: ignore[arg-type]  # shorter this way


def only(draft: Draft, **options: object) -> Problem:
    (problem,) = check(draft, now=NOW, **options)  # type: ignore[arg-type]  # as above
    return problem


@pytest.mark.parametrize("alphabet", [Alphabet.AUTO, Alphabet.GSM7, Alphabet.LATIN1, Alphabet.UCS2])
@pytest.mark.parametrize("carry", [Carry.AUTO, Carry.UDH8, Carry.UDH16, Carry.SAR, Carry.PAYLOAD])
def test_a_good_draft_has_no_problem_however_it_is_carried(alphabet: Alphabet, carry: Carry) -> None:
    text = "Grüße naïve façade à la carte " * 12 if alphabet is not Alphabet.GSM7 else "plain text " * 30
    problems = check(replace(GOOD, text=text, alphabet=alphabet, carry=carry), now=NOW)
    assert [problem for problem in problems if problem.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(
    ("draft", "field", "wanted"),
    [
        (replace(GOOD, destination="+4917012345678"), "destination_addr", "address-plus"),
        (replace(GOOD, destination="004917012345678"), "destination_addr", "address-double-zero"),
        (replace(GOOD, destination="49 170 12345678"), "destination_addr", "address-digits"),
        (replace(GOOD, source="TwelveLetter"), "source_addr", "alpha-too-long"),
        (replace(GOOD, destination=""), "destination_addr", "destination-empty"),
        (replace(GOOD, tlvs=(Tlv(0x0424, b"x"),)), "message_payload", "text-twice"),
        (replace(GOOD, validity="261123115959000+"), "validity_period", "time-passed"),
        (replace(GOOD, validity="261301000000000+"), "validity_period", "time-impossible"),
        (replace(GOOD, text="a" * 161, carry=Carry.SINGLE), "short_message", "message-too-long"),
        (replace(GOOD, text=""), "sm_length", "no-text"),
    ],
)
def test_what_the_rules_find_in_the_finished_pdu_is_told_by_field(draft: Draft, field: str, wanted: str) -> None:
    found = {problem.id: problem.field for problem in check(draft, now=NOW)}
    assert wanted in found
    assert found[wanted] == field


@pytest.mark.parametrize(
    ("draft", "field", "text"),
    [
        (replace(GOOD, destination="4" * 21), "destination_addr", "21 characters; at most 20 (21 octets with the NUL)"),
        (
            replace(GOOD, source="Отправитель"),
            "source_addr",
            "character 1 is 'О' (U+041E); one octet holds up to U+00FF",
        ),
        (replace(GOOD, service_type="toolong"), "service_type", "7 characters; at most 5 (6 octets with the NUL)"),
        (replace(GOOD, validity="1 hour"), "validity_period", "6 characters; a time is empty or has exactly 16"),
        (replace(GOOD, protocol_id=256), "protocol_id", "256 does not fit into 1 octet (0 to 255)"),
        (replace(GOOD, tlvs=(Tlv(0x0204, b"1"),)), "user_message_reference", "1 octet; 2 is allowed"),
        (replace(GOOD, fields={"sm_length": 9}), "sm_length", "says 9, but short_message has 5"),
        (replace(GOOD, fields={"text": "x"}), "text", "submit_sm has no such field; it has service_type"),
        (replace(GOOD, text="→", alphabet=Alphabet.GSM7), "text", "character 1, U+2192 '→', is not in GSM 7-bit"),
        (replace(GOOD, text="a" * 256, carry=Carry.SINGLE), "short_message", "256 octets; at most 255"),
    ],
)
def test_what_cannot_be_sent_is_refused_by_field_and_limit(draft: Draft, field: str, text: str) -> None:
    worst = check(draft, now=NOW)[0]
    assert (worst.field, worst.severity) == (field, Severity.ERROR)
    assert worst.text.startswith(text)


def test_every_broken_field_is_told_at_once() -> None:
    broken = refused(check(replace(GOOD, source="1" * 21, destination="4" * 21, service_type="toolong")))
    assert [problem.field for problem in broken] == ["service_type", "source_addr", "destination_addr"]


def test_the_version_of_the_peer_decides_about_255_octets() -> None:
    draft = replace(GOOD, text="a" * 255, carry=Carry.SINGLE)
    assert "255 octets; at most 254 before SMPP 5.0" in [problem.text for problem in refused(check(draft))]
    assert refused(check(draft, version=0x50)) == ()


def test_a_peer_of_3_3_has_no_tlvs() -> None:
    assert "version" in ids(replace(GOOD, carry=Carry.PAYLOAD), version=0x33)
    assert "version" in ids(replace(GOOD, tlvs=(Tlv(0x0204, b"\0\1"),)), version=0x33)
    assert "version" in ids(GOOD, version=0x33, command="data_sm")
    assert "version" not in ids(GOOD, version=0x33)


def test_an_alphabet_other_than_data_coding_says_is_told_once_and_not_guessed_at() -> None:
    problem = only(replace(GOOD, alphabet=Alphabet.UCS2, data_coding=0))
    assert (problem.field, problem.severity) == ("data_coding", Severity.WARNING)
    assert problem.text == "data_coding 0 is read as GSM 7-bit here, but the text is written in UCS-2"
    packed = only(replace(GOOD, alphabet=Alphabet.GSM7_PACKED))
    assert packed.text == "data_coding 0 is read as GSM 7-bit here, but the text is written in GSM 7-bit, packed"
    assert ids(replace(GOOD, alphabet=Alphabet.GSM7_PACKED, default_alphabet="gsm7-packed")) == []


def test_utf_8_is_only_noted() -> None:
    assert only(replace(GOOD, text="zażółć", alphabet=Alphabet.UTF8)).severity is Severity.NOTE


def test_binary_is_nobodys_alphabet() -> None:
    assert ids(replace(GOOD, text="00ff", alphabet=Alphabet.BINARY, data_coding=0xF5)) == []


def test_the_worst_comes_first_and_parts_do_not_repeat_it() -> None:
    problems = check(replace(GOOD, source="TwelveLetter", destination="", text="a" * 400))
    assert [problem.severity.rank for problem in problems] == sorted(problem.severity.rank for problem in problems)
    assert len(set(problems)) == len(problems)


def test_without_a_clock_nothing_is_expired() -> None:
    assert [problem.id for problem in check(replace(GOOD, validity="261123115959000+"))] == []


def test_other_requests_are_checked_as_well() -> None:
    assert [problem.id for problem in check_pdu(Pdu("query_sm"))] == ["id-needed"]
    assert check_pdu(Pdu("query_sm", {"message_id": "1"})) == ()
    (unknown,) = check_pdu(Pdu("no_sm"))
    assert unknown.text == "no command is called 'no_sm'"


def test_submit_multi_is_checked_with_its_destinations() -> None:
    assert "destination-twice" in ids(GOOD, command="submit_multi", destinations=["4917012345678"] * 2)


def test_the_rules_that_are_left_to_the_draft_exist() -> None:
    known = {rule.id for rule in RULES}
    assert [guess for rule in checks._RULES for guess in rule.guesses if guess not in known] == []


def test_a_destination_that_a_batch_fills_in_is_no_name_of_a_phone() -> None:
    problem = only(replace(GOOD, destination="49{number}"))
    assert (problem.id, problem.severity, problem.field) == ("placeholder", Severity.WARNING, "destination_addr")
    assert problem.text.startswith("{number} in the destination is filled in by a batch")
    assert ids(replace(GOOD, destination="49{number")) == ["alpha-destination"]


def test_what_a_template_or_a_batch_fills_in_is_told_before_it_goes_out_as_it_stands() -> None:
    one = only(replace(GOOD, text="Dear {name}, hello"))
    assert (one.id, one.severity, one.field) == ("placeholder", Severity.WARNING, "text")
    assert one.text.startswith("{name} in the text is filled in by a template or a batch")
    assert one.remedy
    several = only(replace(GOOD, text="{first name}: {code}, {code}"))
    assert several.text.startswith("{first name}, {code} in the text are filled in")
    assert only(replace(GOOD, source="{brand}")).field == "source_addr"


@pytest.mark.parametrize("text", ["{}", "{1}", '{"a": 1}', "{{name}}", "{name", "name}", "a{b=1}", "{:-)", "{;}"])
def test_brackets_that_somebody_means_are_no_placeholders(text: str) -> None:
    assert "placeholder" not in ids(replace(GOOD, text=text))
