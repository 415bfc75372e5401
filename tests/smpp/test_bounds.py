"""Bounds in words: the rule, the limit, and what was found."""

from __future__ import annotations

import pytest

from smppconsole.smpp.bounds import EMPTY, broken_rule, broken_tlv_rule, item_fields
from smppconsole.smpp.pdu import FieldValue
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import FieldSpec, Kind


def field(command: str, name: str) -> FieldSpec:
    return next(row for row in STANDARD.command_named(command).fields if row.name == name)


@pytest.mark.parametrize(
    ("command", "name", "value", "words"),
    [
        ("submit_sm", "esm_class", 256, "256 does not fit into 1 octet (0 to 255)"),
        ("submit_sm", "esm_class", -1, "-1 does not fit into 1 octet (0 to 255)"),
        ("submit_sm", "esm_class", "3", "needs a number, not str"),
        ("submit_sm", "source_addr", "1" * 21, "21 characters; at most 20 (21 octets with the NUL)"),
        ("data_sm", "source_addr", "1" * 65, "65 characters; at most 64 (65 octets with the NUL)"),
        ("submit_sm", "source_addr", "Ж1", "character 1 is 'Ж' (U+0416); one octet holds up to U+00FF"),
        ("submit_sm", "source_addr", "a\0b", "holds a NUL as character 2, which would end the field there"),
        ("submit_sm", "source_addr", b"1", "needs text, not bytes"),
        ("submit_sm", "validity_period", "1", "1 character; a time is empty or has exactly 16"),
        ("submit_sm", "short_message", bytes(256), "256 octets; at most 255"),
        ("submit_sm", "short_message", "text", "needs octets, not str"),
        ("submit_multi", "dest_address", 1, "needs a list of items, not int"),
        ("submit_multi", "dest_address", ({"dest_flag": 3},), "item 1 has dest_flag 3; it takes 1 or 2"),
        ("bind_transmitter", "password", "123456789", "9 characters; at most 8 (9 octets with the NUL)"),
        ("bind_transmitter", "system_id", "1" * 16, "16 characters; at most 15 (16 octets with the NUL)"),
    ],
)
def test_a_broken_bound_is_told_with_its_limit(command: str, name: str, value: FieldValue, words: str) -> None:
    assert broken_rule(field(command, name), value) == words


@pytest.mark.parametrize(
    ("command", "name", "value"),
    [
        ("submit_sm", "esm_class", 255),
        ("submit_sm", "source_addr", "1" * 20),
        ("submit_sm", "source_addr", "Grüße"),
        ("submit_sm", "validity_period", "000001000000000R"),
        ("submit_sm", "short_message", bytes(255)),
        ("submit_multi", "dest_address", ({"dest_flag": 1}, {"dest_flag": 2})),
        ("submit_multi_resp", "unsuccess_sme", ({},)),
    ],
)
def test_a_value_at_its_limit_breaks_nothing(command: str, name: str, value: FieldValue) -> None:
    assert broken_rule(field(command, name), value) == ""


@pytest.mark.parametrize(
    ("name", "value"), [("source_addr", "1" * 99), ("source_addr", "a\0"), ("validity_period", "x")]
)
def test_anyway_asks_only_whether_octets_can_say_it(name: str, value: FieldValue) -> None:
    assert broken_rule(field("submit_sm", name), value) != ""
    assert broken_rule(field("submit_sm", name), value, anyway=True) == ""


@pytest.mark.parametrize(("name", "value"), [("source_addr", "Ж"), ("esm_class", 256), ("short_message", 7)])
def test_what_no_octets_can_say_stays_broken(name: str, value: FieldValue) -> None:
    assert broken_rule(field("submit_sm", name), value, anyway=True) != ""


def test_a_tlv_is_held_to_the_size_of_its_row() -> None:
    assert broken_tlv_rule(1, STANDARD.tlv(0x0204)) == "1 octet; 2 is allowed"
    assert broken_tlv_rule(1, STANDARD.tlv(0x0202)) == "1 octet; 2 to 23 are allowed"
    assert broken_tlv_rule(2, STANDARD.tlv(0x1204)) == "2 octets; 1 or 4 are allowed"
    assert broken_tlv_rule(65536, None) == "65536 octets; 0 to 65535 are allowed"
    assert broken_tlv_rule(65535, None) == ""


def test_the_first_octet_of_an_item_chooses_its_fields() -> None:
    row = field("submit_multi", "dest_address")
    assert [one.name for one in item_fields(row, {"dest_flag": 2})] == ["dest_flag", "dl_name"]
    assert item_fields(row, {"dest_flag": 9}) == item_fields(row, {"dest_flag": 1})


def test_every_kind_has_something_empty() -> None:
    assert EMPTY.keys() == set(Kind)
