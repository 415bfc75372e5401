from __future__ import annotations

import re
from random import Random

import pytest

from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.pdu import Pdu, Tlv
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import FieldSpec, TlvSpec
from smppconsole.smpp.summary import summarise_decoded
from smppconsole.trace.filter import FilterError, parse
from smppconsole.trace.filter_fields import field_names, meaning_words
from smppconsole.trace.store import Store
from tests.kit.generate import generate_pdus, mutate
from tests.kit.pdus import octets
from tests.kit.traces import Tape
from tests.smpp.test_likeness import messages, requests


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


ASKED = {
    'text ~ "E"': lambda told: "e" in told.text.casefold(),
    "text !~ /[aeiou]/": lambda told: told.text and not re.search("[aeiou]", told.text, re.IGNORECASE),
    'from == "Orbit"': lambda told: told.source == "Orbit",
    "to ~ 4917": lambda told: "4917" in told.destination,
    "message_id == 4711": lambda told: told.message_id == "4711",
    "message_id ~ 1": lambda told: "1" in told.message_id,
    "message_id ~ /^4/": lambda told: re.search("^4", told.message_id),
    '"47"': lambda told: any("47" in one for one in (told.source, told.destination, told.text, told.message_id)),
    "receipt": lambda told: told.is_receipt,
    "part": lambda told: told.segment is not None,
}


@pytest.mark.parametrize("text", ASKED)
@pytest.mark.parametrize("reading", [AS_USUAL, Reading(receipt_pattern=r"id:(?P<id>\w+)")], ids=["usual", "pattern"])
def test_what_is_read_over_is_what_the_summary_tells(text: str, reading: Reading) -> None:
    tape, random = Tape(), Random(3)
    for pdu in [
        *messages(7, 300),
        *requests(9, 300),
        *generate_pdus(5, 200),
        *(octets("submit_sm_resp", 1, message_id="4711"),),
    ]:
        tape.into(pdu)
        tape.into(mutate(random, pdu))
    store = tape.published()
    told = [summarise_decoded(decode(store.octets(row)), reading) for row in range(len(store))]
    found = parse(text, reading_of=lambda _session: reading).rows(store)
    assert list(found) == [row for row, one in enumerate(told) if ASKED[text](one)]


def test_a_receipts_state_is_found_by_its_long_and_its_short_name_wherever_it_stands() -> None:
    store = Store()
    for text, tlvs in (
        (b"id:1 stat:DELIVRD err:000", ()),
        (b"id:1 stat:X", (Tlv(0x427, b"\2"),)),
        (b"id:1 stat:UNDELIV", ()),
    ):
        pdu = Pdu("deliver_sm", {"esm_class": 4, "short_message": text}, sequence=1, tlvs=tlvs)
        store.append(encode(pdu), time_ns=1, mono_ns=1, outgoing=False, session=1)
    store.publish()
    for wanted in ("state == DELIVRD", "state == DELIVERED"):
        assert list(parse(wanted).rows(store)) == [0, 1]
    assert list(parse("state != DELIVRD").rows(store)) == [2]
    assert list(parse("state in (UNDELIVERABLE, REJECTD)").rows(store)) == [2]


def test_an_unknown_name_is_told_those_that_begin_so_first() -> None:
    with pytest.raises(FilterError) as told:
        parse("stat == 1")
    assert "Near to it: status, state" in str(told.value)
