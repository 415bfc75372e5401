"""Fields as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smppconsole.smpp.finding import Severity
from smppconsole.smpp.inspection import inspect
from smppconsole.ui.models.field_rows import FieldRow, field_rows
from tests.kit.pdus import octets
from tests.kit.traces import receipt, submit


def _rows(wire: bytes) -> dict[str, FieldRow]:
    return {row.name: row for row in field_rows(inspect(wire))}


def test_the_header_is_one_row_with_the_command_and_its_number() -> None:
    header = _rows(submit(214))["Header"]
    assert (header.start, header.end, header.value) == (0, 16, "16 octets")
    assert header.meaning == "submit_sm, sequence 214"
    assert [row.name for row in header.rows] == ["command_length", "command_id", "command_status", "sequence_number"]


def test_addresses_stand_with_their_ton_and_npi() -> None:
    rows = _rows(submit(1))
    assert rows["Source"].value == "Orbit"
    assert rows["Source"].meaning == "alphanumeric (5, 0)"
    assert [row.name for row in rows["Destination"].rows] == ["dest_addr_ton", "dest_addr_npi", "destination_addr"]


def test_zeros_are_put_together() -> None:
    rows = _rows(submit(1))
    together = next(row for name, row in rows.items() if name.endswith("fields at 0"))
    assert len(together.rows) >= 3
    assert "protocol_id, priority_flag" in together.meaning


def test_bits_are_told_one_group_a_row() -> None:
    flags = _rows(submit(1))["registered_delivery"]
    assert flags.value == "0x01"
    assert (flags.rows[0].name, flags.rows[0].value) == ("bits 1–0", "01")


def test_a_header_in_the_text_shows_its_elements() -> None:
    wire = octets(
        "submit_sm", 1, esm_class=0x40, destination_addr="49", short_message=bytes.fromhex("0500035C0302") + b"hi"
    )
    text = _rows(wire)["short_message"]
    assert text.meaning == "header 6, text 2"
    header = text.rows[0]
    assert (header.name, header.meaning) == ("User data header", "length 5, 1 element")
    assert header.rows[1].name.startswith("00 Concatenation")
    assert "part 2 of 3" in header.rows[1].meaning


def test_tlvs_stand_under_one_row() -> None:
    wire = octets("submit_sm", 1, destination_addr="49") + bytes.fromhex("0204 0002 00D6 1401 0001 41")
    wire = len(wire).to_bytes(4) + wire[4:]
    tlvs = _rows(wire)["TLVs"]
    assert tlvs.value == "2"
    assert tlvs.rows[0].name == "user_message_reference"


def test_a_finding_is_told_where_it_lies() -> None:
    wire = octets("submit_sm", 1, dest_addr_ton=1, dest_addr_npi=1, destination_addr="+49171", short_message=b"x")
    row = _rows(wire)["Destination"]
    assert row.severity is Severity.WARNING
    assert "plus" in row.meaning


@pytest.mark.parametrize("wire", [submit(1), receipt(1, "A1"), b"", b"\0\0\0\x10\0\0", submit(1)[:40]])
def test_leaves_tile_the_octets(wire: bytes) -> None:
    _tile(wire)


@given(st.binary(max_size=120))
def test_any_octets_have_rows(wire: bytes) -> None:
    _tile(len(wire).to_bytes(4) + bytes.fromhex("0000000400000000") + wire)


def _tile(wire: bytes) -> None:
    at = 0
    for row in field_rows(inspect(wire)):
        for leaf in row.leaves():
            if leaf.name.startswith("bit"):
                at = max(at, leaf.end)
                continue
            assert leaf.start == at
            at = leaf.end
    assert at == len(wire)
