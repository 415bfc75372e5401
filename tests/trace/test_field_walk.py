from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from smppconsole.smpp.decode import decode
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.trace.field_walk import walk_to
from tests.kit.generate import generate_pdu, mutate
from tests.kit.traces import submit


def test_a_field_is_read_past_those_before_it() -> None:
    row = STANDARD.command_named("submit_sm")
    for name, value in (("source_addr", "Orbit"), ("destination_addr", "491713920012"), ("registered_delivery", 1)):
        walk = walk_to(row, name)
        assert walk is not None
        assert walk.value(submit(1)) == value


def test_fields_behind_a_list_and_texts_of_another_fields_length_have_no_way() -> None:
    assert walk_to(STANDARD.command_named("submit_sm"), "short_message") is None
    assert walk_to(STANDARD.command_named("submit_multi"), "esm_class") is None
    assert walk_to(STANDARD.command_named("submit_sm"), "nothing") is None


@given(st.integers(0, 1_000_000))
def test_what_is_told_is_what_decode_tells(seed: int) -> None:
    random = Random(seed)
    octets = generate_pdu(random)
    for pdu in (octets, mutate(random, octets)):
        decoded = decode(pdu)
        for row in decoded.command.fields if decoded.command else ():
            walk = walk_to(decoded.command, row.name) if decoded.command else None
            value = walk.value(pdu) if walk is not None else None
            assert value is None or value == decoded.field(row.name), row.name
