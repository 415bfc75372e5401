"""Encoding: every bound by name and limit, nothing cut in silence, wrong lengths on purpose."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from smppconsole.smpp import library
from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import EncodeError, Template, encode
from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import Kind, TlvKind, TlvSpec, Version

VECTORS = json.loads(Path(__file__).parents[1].joinpath("vectors", "vectors.json").read_text("utf-8"))


def refusal(pdu: Pdu, *, anyway: bool = False) -> tuple[str, str]:
    with pytest.raises(EncodeError) as caught:
        encode(pdu, anyway=anyway)
    assert str(caught.value) == f"{caught.value.field}: {caught.value.rule}"
    return caught.value.field, caught.value.rule


def test_fields_left_out_are_zero_and_empty() -> None:
    assert encode(Pdu("submit_sm", sequence=1)).hex() == "00000021000000040000000000000001" + "00" * 17


def test_lengths_and_counts_are_worked_out() -> None:
    decoded = decode(encode(Pdu("submit_sm", {"short_message": b"hello"})))
    assert decoded.field("sm_length") == 5
    two = ({"dest_flag": 2, "dl_name": "a"}, {"dest_flag": 2, "dl_name": "b"})
    assert decode(encode(Pdu("submit_multi", {"dest_address": two}))).field("number_of_dests") == 2


def test_a_wrong_length_is_refused_and_sent_anyway() -> None:
    pdu = Pdu("submit_sm", {"sm_length": 9, "short_message": b"hello"})
    assert refusal(pdu) == ("sm_length", "says 9, but short_message has 5")
    assert encode(pdu, anyway=True)[-6:] == b"\x09hello"


def test_a_wrong_command_length_is_refused_and_sent_anyway() -> None:
    pdu = Pdu("enquire_link", {"command_length": 3})
    assert refusal(pdu) == ("command_length", "says 3, but the PDU has 16 octets")
    assert encode(pdu, anyway=True)[:4] == b"\0\0\0\x03"
    assert refusal(Pdu("enquire_link", {"command_length": 1 << 32}), anyway=True)[0] == "command_length"


def test_right_lengths_may_be_given() -> None:
    given = Pdu("submit_sm", {"sm_length": 2, "short_message": b"hi", "command_length": 35})
    assert encode(given) == encode(Pdu("submit_sm", {"short_message": b"hi"}))


def test_an_over_long_field_is_refused_by_name_and_limit_and_sent_anyway() -> None:
    pdu = Pdu("bind_transmitter", {"password": "123456789"})
    assert refusal(pdu) == ("password", "9 characters; at most 8 (9 octets with the NUL)")
    assert b"123456789\0" in encode(pdu, anyway=True)


def test_a_text_that_its_length_octet_cannot_count_needs_the_length_given() -> None:
    pdu = Pdu("submit_sm", {"short_message": bytes(300)})
    assert refusal(pdu) == ("short_message", "300 octets; at most 255")
    assert refusal(pdu, anyway=True) == (
        "short_message",
        "has 300, and sm_length counts to 255: give sm_length yourself",
    )
    told = Pdu("submit_sm", {"short_message": bytes(300), "sm_length": 44})
    assert len(encode(told, anyway=True)) == 33 + 300


def test_an_unknown_command_or_field_is_always_refused() -> None:
    assert refusal(Pdu("submit"), anyway=True) == ("command", "no command is called 'submit'")
    field, rule = refusal(Pdu("cancel_sm", {"short_message": b""}), anyway=True)
    assert (field, rule[:31]) == ("short_message", "cancel_sm has no such field; it")
    assert refusal(Pdu("unbind", {"x": 1}))[1] == "unbind has no such field; it has none"


def test_a_field_inside_a_list_is_named_with_its_number() -> None:
    items = ({"dest_flag": 1}, {"dest_flag": 1, "destination_addr": "1" * 21})
    assert refusal(Pdu("submit_multi", {"dest_address": items})) == (
        "dest_address 2, destination_addr",
        "21 characters; at most 20 (21 octets with the NUL)",
    )
    strange = ({"dest_flag": 2, "destination_addr": "1"},)
    assert refusal(Pdu("submit_multi", {"dest_address": strange})) == (
        "dest_address, destination_addr",
        "no such field here; an item has dest_flag, dl_name",
    )


def test_an_unknown_dest_flag_is_refused_and_sent_anyway() -> None:
    pdu = Pdu("submit_multi", {"dest_address": ({"dest_flag": 7, "destination_addr": "1"},)})
    assert refusal(pdu) == ("dest_address", "item 1 has dest_flag 7; it takes 1 or 2")
    assert b"\x01\x07\0\0" + b"1\0" in encode(pdu, anyway=True)


@pytest.mark.parametrize(
    ("pdu", "field", "rule"),
    [
        (Pdu("submit_sm", status=8), "command_status", "must be 0 in a request, not 8"),
        (
            Pdu("unbind", sequence=0x80000000),
            "sequence_number",
            "2147483648 is above the limit of 2147483647 (0x7FFFFFFF)",
        ),
    ],
)
def test_the_header_keeps_its_rules_unless_told_otherwise(pdu: Pdu, field: str, rule: str) -> None:
    assert refusal(pdu) == (field, rule)
    assert decode(encode(pdu, anyway=True)).header is not None


@pytest.mark.parametrize("pdu", [Pdu("unbind", sequence=1 << 32), Pdu("unbind_resp", status=-1)])
def test_a_header_field_beyond_four_octets_is_always_refused(pdu: Pdu) -> None:
    assert "does not fit into 4 octets (0 to 4294967295)" in refusal(pdu, anyway=True)[1]


def test_a_tlv_is_refused_by_its_name_and_size_and_sent_anyway() -> None:
    pdu = Pdu("submit_sm", {}, (Tlv(0x0204, b"\x01"),))
    assert refusal(pdu) == ("user_message_reference", "1 octet; 2 is allowed")
    assert encode(pdu, anyway=True).endswith(b"\x02\x04\0\x01\x01")
    assert refusal(Pdu("submit_sm", {}, (Tlv(0x1401, bytes(65536)),)), anyway=True) == (
        "tlv_0x1401",
        "65536 octets; 0 to 65535 are allowed",
    )
    assert refusal(Pdu("submit_sm", {}, (Tlv(0x10000, b""),)), anyway=True)[1] == "tag 65536 does not fit into 2 octets"


def test_the_rows_of_an_account_bound_its_tlvs() -> None:
    row = TlvSpec(0x1401, "entity_id", TlvKind.TEXT, 0, 4, None, Version.V34, False, "", "")
    book = STANDARD.with_rows(tlvs=(row,))
    with pytest.raises(EncodeError, match="entity_id: 5 octets; 0 to 4 are allowed"):
        encode(Pdu("submit_sm", {}, (Tlv(0x1401, b"12345"),)), book)


def test_a_refusing_response_without_fields_is_header_only() -> None:
    assert len(encode(Pdu("submit_sm_resp", status=0x58))) == 16
    assert len(encode(Pdu("submit_sm_resp", {"message_id": ""}, status=0x58))) == 17
    assert len(encode(Pdu("submit_sm_resp"))) == 17


# --- Reading again --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        (b"hi", b"ho", "short_message: b'hi' would be read as b'ho'"),
        (b"\x02hi", b"\x09hi", "submit_sm: would be read with a fault: "),
        (b"\x02\x04\x00\x02\x00\x07", b"\x02\x04\x00\x02\x00\x08", "tlvs: would be read differently"),
    ],
)
def test_octets_that_do_not_say_what_was_meant_never_leave(
    monkeypatch: pytest.MonkeyPatch, right: bytes, wrong: bytes, words: str
) -> None:
    assemble = library.assemble
    monkeypatch.setattr(library, "assemble", lambda *given, **named: assemble(*given, **named).replace(right, wrong))
    pdu = Pdu("submit_sm", {"short_message": b"hi"}, (Tlv(0x0204, b"\0\x07"),))
    assert encode(pdu, anyway=True).count(wrong) == 1
    assert ": ".join(refusal(pdu)).startswith(words)


# --- Vectors --------------------------------------------------------------------------------------------------------


def meant(name: str, value: object, command: str) -> FieldValue:
    """A value of the vectors: octets are written in hex there."""
    if isinstance(value, list):
        return tuple(value)
    octets = any(row.name == name and row.kind is Kind.OCTETS for row in STANDARD.command_named(command).fields)
    return bytes.fromhex(value) if octets and isinstance(value, str) else cast(FieldValue, value)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["command"])
def test_a_vector_is_encoded_to_its_octets(vector: dict[str, Any]) -> None:
    fields = {name: meant(name, value, vector["command"]) for name, value in vector["fields"].items()}
    tlvs = tuple(Tlv(tlv["tag"], bytes.fromhex(tlv["value"])) for tlv in vector["tlvs"])
    pdu = Pdu(vector["command"], fields, tlvs, vector["status"], vector["sequence"])
    assert encode(pdu).hex() == vector["hex"]


# --- Templates ------------------------------------------------------------------------------------------------------

_SUBMIT = Pdu("submit_sm", {"destination_addr": "49170", "short_message": b"hi"}, (Tlv(0x0204, b"\0\x01"),))


def test_a_template_patches_the_sequence_number() -> None:
    assert Template(encode(_SUBMIT)).with_sequence(77) == encode(_SUBMIT.with_sequence(77))


@pytest.mark.parametrize("varies", [("destination_addr", "short_message"), ("short_message", "destination_addr")])
def test_a_template_fills_what_varies_in_the_order_it_was_named(varies: tuple[str, ...]) -> None:
    values: dict[str, FieldValue] = {"destination_addr": "4917012345", "short_message": b"longer text"}
    filled = Template(encode(_SUBMIT), varies).fill(5, *(values[name] for name in varies))
    assert filled == encode(Pdu("submit_sm", values, _SUBMIT.tlvs, sequence=5))


def test_a_template_fills_numbers_and_tlvs() -> None:
    template = Template(encode(_SUBMIT), ("user_message_reference", "esm_class"))
    wanted = Pdu("submit_sm", {**_SUBMIT.fields, "esm_class": 64}, (Tlv(0x0204, b"\xab\xcd"),), sequence=1)
    assert template.fill(1, b"\xab\xcd", 64) == encode(wanted)


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("destination_addr", "1" * 21, "21 characters; at most 20"),
        ("destination_addr", 7, "needs text"),
        ("short_message", bytes(256), "256 octets; at most 255"),
        ("user_message_reference", b"1", "1 octet; 2 is allowed"),
        ("user_message_reference", 1, "needs octets, not int"),
    ],
)
def test_a_template_refuses_what_encoding_would_refuse(name: str, value: FieldValue, rule: str) -> None:
    with pytest.raises(EncodeError, match=f"{name}: {rule}"):
        Template(encode(_SUBMIT), (name,)).fill(1, value)


@pytest.mark.parametrize("name", ["no_such", "sequence_number", "message_payload"])
def test_a_template_refuses_a_name_that_it_does_not_hold_once(name: str) -> None:
    with pytest.raises(EncodeError, match=name):
        Template(encode(_SUBMIT), (name,))


def test_a_list_cannot_vary_in_a_template() -> None:
    octets = encode(Pdu("submit_multi", {"dest_address": ({"dest_flag": 2, "dl_name": "a"},)}))
    with pytest.raises(EncodeError, match="dest_address: stands 0 times"):
        Template(octets, ("dest_address",))
    with pytest.raises(EncodeError, match="dl_name: needs text, not tuple"):
        Template(octets, ("dl_name",)).fill(1, ())


def test_a_template_wants_one_whole_pdu_and_all_its_values() -> None:
    with pytest.raises(EncodeError, match="one whole PDU"):
        Template(encode(_SUBMIT)[:-1])
    with pytest.raises(ValueError, match=r"1 values are needed \(short_message\), not 0"):
        Template(encode(_SUBMIT), ("short_message",)).fill(1)


def test_a_template_writes_what_is_given_whether_or_not_it_came_before() -> None:
    template = Template(encode(_SUBMIT), ("destination_addr",))
    with pytest.raises(EncodeError):
        template.fill(1, "9" * 21)
    for number in ("4917012345", "4917012345", "1", "4917012345"):
        expected = encode(replace(_SUBMIT, fields={**_SUBMIT.fields, "destination_addr": number}, sequence=1))
        assert template.fill(1, number) == expected
