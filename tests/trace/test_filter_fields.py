from __future__ import annotations

import pytest

from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import FieldSpec, TlvSpec
from smppconsole.trace.filter import parse
from smppconsole.trace.filter_fields import field_names, meaning_words
from tests.kit.pdus import octets
from tests.kit.traces import Tape


def test_every_field_and_tlv_of_the_tables_is_a_name() -> None:
    names = field_names(STANDARD)
    assert {"source_addr", "short_message", "dl_name", "message_payload", "sar_msg_ref_num"} <= names.keys()
    assert {type(row) for row in names["message_state"]} == {FieldSpec, TlvSpec}
    for name in names:
        parse(name)


@pytest.mark.parametrize("name", ["data_coding", "esm_class", "dest_addr_ton", "message_state"])
def test_each_word_of_a_value_is_taken(name: str) -> None:
    for row in field_names(STANDARD)[name]:
        for word, _ in meaning_words(row.meaning) if row.meaning else ():
            parse(f"{name} == {word}")


def test_a_field_inside_a_list_and_one_that_is_also_a_tlv() -> None:
    tape = Tape()
    wanted = ({"dest_flag": 2, "dl_name": "friends"}, {"dest_flag": 1, "destination_addr": "49171"})
    tape.out(octets("submit_multi", 1, dest_address=wanted, short_message=b"x"))
    tape.into(octets("query_sm_resp", 2, message_id="A", message_state=2))
    report = octets("deliver_sm", 3, short_message=b"x") + b"\x04\x27\0\1\2"
    tape.into(len(report).to_bytes(4, "big") + report[4:])
    store = tape.published()
    assert list(parse("dl_name == friends").rows(store)) == [0]
    assert list(parse("destination_addr ~ 4917").rows(store)) == [0]
    assert list(parse("message_state == delivered").rows(store)) == [1, 2]
    assert list(parse("message_state != delivered").rows(store)) == []
    assert list(parse("message_state > 1").rows(store)) == [1, 2]


def test_findings_of_the_shape_and_of_the_rules_are_both_asked() -> None:
    tape = Tape()
    tape.out(octets("enquire_link", 1)[:-2] + b"")
    tape.out(octets("enquire_link", 0))
    store = tape.published()
    found = {name: list(parse(f"finding == {name}").rows(store)) for name in ("incomplete", "unknown-command")}
    assert found == {"incomplete": [0], "unknown-command": []}
    assert list(parse("finding ~ incom").rows(store)) == [0]
