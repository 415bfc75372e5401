"""Every rule has an example that breaks it and one that keeps it; ordinary traffic raises no alarm."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import smpplib.consts
import smpplib.smpp

from smppconsole.smpp import faults
from smppconsole.smpp.decode import decode
from smppconsole.smpp.finding import Finding, Severity
from smppconsole.smpp.lint import RULES, LintRule, lint
from smppconsole.smpp.lint_examples import bind, data, deliver, made, receipt, submit, tlv
from smppconsole.smpp.pdu import Pdu
from tests.kit import rules_page
from tests.kit.page_words import pages_of
from tests.kit.rules_page import octets

VECTORS = Path(__file__).resolve().parents[1] / "vectors"


def findings(wire: bytes, rule: LintRule | None = None) -> list[Finding]:
    decoded = decode(wire)
    more = lint(decoded, rule.reading, now=rule.now) if rule else lint(decoded)
    return [*decoded.faults, *more]


def serious(wire: bytes) -> list[str]:
    return [finding.id for finding in findings(wire) if finding.severity is not Severity.NOTE]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
class TestEveryRule:
    def test_its_failing_example_breaks_it(self, rule: LintRule) -> None:
        broken = [finding for finding in findings(octets(rule.failing), rule) if finding.id == rule.id]
        assert broken
        assert {finding.severity for finding in broken} == {rule.severity}

    def test_its_passing_example_keeps_it(self, rule: LintRule) -> None:
        assert rule.id not in [finding.id for finding in findings(octets(rule.passing), rule)]

    def test_its_passing_example_keeps_the_others_too(self, rule: LintRule) -> None:
        assert [f.id for f in findings(octets(rule.passing), rule) if f.severity is not Severity.NOTE] == []

    def test_it_points_at_octets_of_the_pdu(self, rule: LintRule) -> None:
        wire = octets(rule.failing)
        for finding in findings(wire, rule):
            assert 0 <= finding.offset <= finding.offset + finding.length <= len(wire)

    def test_it_speaks_in_sentences_and_says_what_to_do(self, rule: LintRule) -> None:
        told = [f.text for f in findings(octets(rule.failing), rule) if f.id == rule.id]
        for words in (rule.words, rule.remedy, *told):
            assert re.fullmatch(r"[A-Z0-9'\"s_a-z].*[.!?]", words, re.DOTALL), words
        assert rule.section


def test_ids_are_unique_and_spelt_alike() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids) >= 60
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule_id) for rule_id in ids)


def test_all_that_decode_says_is_among_the_rules() -> None:
    told = {
        value for name, value in vars(faults).items() if name.isupper() and isinstance(value, str) and name[0] != "_"
    }
    assert told <= {rule.id for rule in RULES}


def test_the_help_page_is_current() -> None:
    """``python -m tests.kit.rules_page`` draws it anew."""
    for page, tell in pages_of(rules_page.PAGE):
        assert page.read_text("utf-8") == rules_page.draw(tell)


def test_what_node_smpp_writes_raises_no_alarm() -> None:
    for row in json.loads((VECTORS / "node_smpp.json").read_text("utf-8")):
        assert serious(bytes.fromhex(row["hex"])) == [], row["what"]


SMPPLIB: tuple[tuple[str, dict[str, object]], ...] = (
    ("bind_transceiver", {"system_id": "shop", "password": "secret08"}),
    ("bind_receiver", {"system_id": "shop", "password": "secret08", "address_range": "^12"}),
    ("bind_transmitter_resp", {"system_id": "centre"}),
    ("enquire_link", {}),
    ("enquire_link_resp", {}),
    ("unbind", {}),
    ("unbind_resp", {}),
    ("submit_sm_resp", {"message_id": "1a2b"}),
    ("deliver_sm_resp", {}),
    ("query_sm", {"message_id": "1a2b", "source_addr": "12345"}),
    (
        "submit_sm",
        {
            "source_addr_ton": smpplib.consts.SMPP_TON_ALNUM,
            "source_addr": "MyShop",
            "dest_addr_ton": smpplib.consts.SMPP_TON_INTL,
            "dest_addr_npi": smpplib.consts.SMPP_NPI_ISDN,
            "destination_addr": "491701234567",
            "registered_delivery": True,
            "short_message": b"Hello, world",
        },
    ),
    (
        "deliver_sm",
        {
            "source_addr_ton": 1,
            "source_addr_npi": 1,
            "source_addr": "491701234567",
            "destination_addr": "12345",
            "short_message": b"Stop",
        },
    ),
)


class _Client:
    """What smpplib asks of a client when it numbers a PDU."""

    sequence = 1

    def next_sequence(self) -> int:
        return self.sequence


@pytest.mark.parametrize(("command", "fields"), SMPPLIB, ids=lambda value: value if isinstance(value, str) else "")
def test_what_smpplib_writes_raises_no_alarm(command: str, fields: dict[str, object]) -> None:
    pdu = smpplib.smpp.make_pdu(command, client=_Client(), **fields)
    pdu.sequence = 1
    assert serious(pdu.generate()) == []


ORDINARY: tuple[Pdu, ...] = (
    submit(),
    submit(registered_delivery=1, validity_period="000001000000000R"),
    submit(source_addr_ton=0, source_addr_npi=0, source_addr=""),
    submit(source_addr_ton=3, source_addr_npi=0, source_addr="12345"),
    submit(source_addr_ton=1, source_addr_npi=1, source_addr="491701234567"),
    submit(source_addr="Test-SM"),
    submit(source_addr="A_B"),
    submit(data_coding=3, short_message="Grüße".encode("latin-1")),
    submit(data_coding=8, short_message="Привет 😀".encode("utf-16-be")),
    submit(data_coding=8, short_message="你好，世界".encode("utf-16-be")),
    submit(data_coding=0xF0, short_message=b"Flash"),
    submit(data_coding=4, esm_class=0x40, short_message=bytes.fromhex("0605040b8423f0010601ae02056a0045c60c0377")),
    submit(short_message=b"\0 at \x1b\x65 5 \x02 \x11 \x5f"),
    submit(short_message=b"Your code is 4711."),
    submit(tlv(0x0424, "48656c6c6f" * 80), short_message=b""),
    deliver(),
    deliver(short_message=b"id: hello"),
    deliver(short_message=b"STOP"),
    deliver(short_message=b""),
    receipt(),
    receipt(tlv(0x001E, "3031323334353637383900"), tlv(0x0427, "02"), tlv(0x0423, "030000")),
    receipt(tlv(0x001E, "3031323334353637383900"), tlv(0x0427, "05"), text=b""),
    bind(),
    bind(interface_version=0x50),
    made("bind_transceiver_resp", tlv(0x0210, "34"), system_id="centre"),
    made("bind_transceiver_resp", status=0x0E),
    made("submit_sm_resp", message_id="34f0ac1b-a11d-417b-870b-feb045cfdc33"),
    made("generic_nack", status=3),
    data(tlv(0x0424, "48656c6c6f")),
)


@pytest.mark.parametrize("pdu", ORDINARY, ids=range(len(ORDINARY)))
def test_ordinary_traffic_raises_no_alarm(pdu: Pdu) -> None:
    assert serious(octets(pdu)) == []


DESERVED = {
    "data-without-payload",
    "nack-without-reason",
    "receipt-unmarked",
    "receipt-without-state",
    "replace-multi",
    "sar-incomplete",
    "tlv-companion",
    "tlv-missing",
    "tlv-value-reserved",
}
"""What the vectors, which hold one TLV and one flag at a time on purpose, really break."""


def test_the_vectors_raise_no_alarm_that_they_do_not_deserve() -> None:
    rows = json.loads((VECTORS / "vectors.json").read_text("utf-8"))
    assert {rule_id for row in rows for rule_id in serious(bytes.fromhex(row["hex"]))} <= DESERVED


def test_only_the_header_is_judged_where_octets_run_short() -> None:
    wire = octets(submit(destination_addr="+491701234567", validity_period="tomorrow"))
    cut = len(wire).to_bytes(4, "big") + wire[4:-8]
    assert [finding.id for finding in lint(decode(cut))] == []
    assert "address-plus" in [finding.id for finding in lint(decode(wire))]


def test_octets_without_a_header_or_a_known_command_are_left_to_decode() -> None:
    assert lint(decode(b"\0\0\0")) == []
    assert lint(decode(bytes.fromhex("00000010000000aa0000000000000000"))) == []


def test_one_rule_broken_a_hundred_times_is_told_some_times_and_summed_up() -> None:
    found = [f for f in lint(decode(octets(submit(*[tlv(0x4001, "00")] * 100)))) if f.id == "tlv-reserved"]
    assert len(found) == 21
    assert found[-1].text == "There are more like this; the first are told."
