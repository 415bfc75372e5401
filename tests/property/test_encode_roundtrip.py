"""What we encode is what is read again, for every command, field, list and TLV of the tables."""

from __future__ import annotations

import smpplib.smpp
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


class NoClient:
    """What smpplib's PDUs want of a client."""

    sequence = 0

    def next_sequence(self) -> int:
        return 0


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


STOCK = [row for row in STANDARD.commands if opinion(encode(Pdu(row.name, sequence=1))).reads]


def test_smpplib_knows_the_commands_that_programs_on_it_use() -> None:
    known = {row.name for row in STOCK}
    assert {"bind_transceiver", "submit_sm", "submit_sm_resp", "deliver_sm", "data_sm", "query_sm_resp"} <= known
    assert "submit_multi" not in known


@given(st.sampled_from(STOCK).flatmap(pdus))
@settings(max_examples=200)
def test_smpplib_reads_the_fields_that_we_meant(pdu: Pdu) -> None:
    whole = Pdu(pdu.command, pdu.fields, (), pdu.status, pdu.sequence)
    read = smpplib.smpp.parse_pdu(encode(whole), client=NoClient())
    assert (read.command, read.status, read.sequence) == (pdu.command, pdu.status, pdu.sequence)
    for name, value in pdu.fields.items():
        theirs = getattr(read, name) or (
            0 if isinstance(value, int) else b""
        )  # it leaves an empty text at the end unset
        assert theirs == (value.encode("latin-1") if isinstance(value, str) else value)


@given(st.binary(max_size=120))
def test_the_second_opinion_never_raises(octets: bytes) -> None:
    assert opinion(octets).words
