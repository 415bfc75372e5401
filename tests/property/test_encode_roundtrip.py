"""What we encode is what is read again, for every command, field, list and TLV of the tables."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import Template, encode
from smppconsole.smpp.finding import Severity
from smppconsole.smpp.library import opinion
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.readback import read_back
from smppconsole.smpp.spec.book import STANDARD
from tests.kit.generated import pdus


@given(pdus())
@settings(max_examples=400)
def test_decoding_what_was_encoded_gives_the_pdu_back(pdu: Pdu) -> None:
    assert read_back(decode(encode(pdu))) == pdu


@given(pdus())
@settings(max_examples=200)
def test_what_smpplib_builds_decodes_without_findings(pdu: Pdu) -> None:
    assert [fault for fault in decode(encode(pdu)).faults if fault.severity is Severity.ERROR] == []


@given(pdus())
@settings(max_examples=200)
def test_encoding_anyway_gives_the_same_octets_where_nothing_is_wrong(pdu: Pdu) -> None:
    assert encode(pdu, anyway=True) == encode(pdu)


@given(pdus(), st.integers(1, 0x7FFFFFFF))
@settings(max_examples=100)
def test_a_template_differs_from_encoding_in_nothing(pdu: Pdu, sequence: int) -> None:
    assert Template(encode(pdu)).with_sequence(sequence) == encode(pdu.with_sequence(sequence))


@given(pdus(STANDARD.command_named("submit_sm")), pdus(STANDARD.command_named("submit_sm")))
@settings(max_examples=100)
def test_a_filled_template_equals_the_encoded_pdu(one: Pdu, other: Pdu) -> None:
    varies = tuple(one.fields)
    template = Template(encode(Pdu(one.command, one.fields)), varies)
    wanted = Pdu(one.command, other.fields, sequence=other.sequence)
    assert template.fill(other.sequence, *(other.fields[name] for name in varies)) == encode(wanted)


@given(st.binary(max_size=120))
def test_the_second_opinion_never_raises(octets: bytes) -> None:
    assert opinion(octets).words
