"""Wireshark's dissector as the judge of ``decode``: every field it judges soundly, with its place and its value.

What it shows and what we read are made the same kind of set, ``(name, offset, length, value)``, and must be equal:
nothing missing here, nothing missing there. Where it is known to err, ``BLIND_SPOTS`` says so and who is right.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from smppconsole.smpp.decode import TLV_HEAD, Decoded, Span, decode
from smppconsole.smpp.framing import Framer
from smppconsole.smpp.spec.commands import COMMANDS
from smppconsole.smpp.spec.model import FieldSpec, Kind, TlvSpec
from tests.kit.generate import generate_pdu, generate_pdus
from tests.kit.peers import require_tool
from tests.peers.tshark_oracle import Seen, Verdict, cut_stream, judge

VECTORS = json.loads(Path(__file__).parents[1].joinpath("vectors", "vectors.json").read_text("utf-8"))
COUNT = int(os.environ.get("SMPPCONSOLE_GENERATED", "10000"))
SEED = 20_261_123

Shown = tuple[str, int, int, str]


class BlindSpot(NamedTuple):
    """Something that tshark 4.0 gets wrong or does not show, and the section that decides."""

    what: str
    section: str


BLIND_SPOTS = (
    BlindSpot("the body of an answer with an error status is not shown", "SMPP 3.4, 4.4.2: it may be there"),
    BlindSpot("TLVs are not looked for in commands that listed none in 3.4", "SMPP 5.0, 4.8.4.18: congestion_state"),
    BlindSpot("source_telematics_id is taken for one octet, all after it is lost", "SMPP 3.4, 5.3.1: by its length"),
    BlindSpot("ms_validity is taken for one octet, all after it is lost", "SMPP 5.0, 4.8.4: one or four octets"),
    BlindSpot("broadcast_rep_num is taken for one octet, all after it is lost", "SMPP 5.0, 4.8.4: two octets"),
    BlindSpot("the validity period of submit_multi bears the name of the schedule", "SMPP 3.4, 4.5.1: field order"),
    BlindSpot("command_status of a request is not shown", "SMPP 3.4, 3.2: four octets of every header"),
    BlindSpot("dest_flag has no field of its own", "SMPP 3.4, 5.2.25"),
    BlindSpot("most empty texts are not shown", "SMPP 3.4, 3.1: the NUL is there"),
    BlindSpot("a count of no destinations is not shown", "SMPP 3.4, 4.5.2: no_unsuccess may be 0"),
    BlindSpot("an empty alert_on_message_delivery is not always shown", "SMPP 3.4, 5.3.2.41"),
    BlindSpot("commands of 3.3 alone are no SMPP to it", "SMPP 3.3"),
)

WITHOUT_TLVS = frozenset(
    {
        "unbind_resp",
        "enquire_link_resp",
        "query_sm_resp",
        "replace_sm_resp",
        "cancel_sm_resp",
        "cancel_broadcast_sm_resp",
    }
)
"""Commands in which it looks for no TLVs."""

LOSES_ITS_WAY = {"source_telematics_id": 1, "ms_validity": 1, "broadcast_rep_num": 1}
"""TLVs for which it assumes a size: with another size they and all behind them go unjudged."""

EMPTY_TEXTS = frozenset(
    f"smpp.{row.name}"
    for command in COMMANDS
    for row in (
        *command.fields,
        *(row for field in command.fields for item in (field.items or {}).values() for row in item),
    )
    if row.kind in (Kind.CSTRING, Kind.TIME)
)

FIELD_NAMES: Mapping[str, str] = {"short_message": "message", "number_of_dests": "dlist", "no_unsuccess": "dlist_resp"}
VALUELESS = frozenset({"dlist", "dlist_resp", "callback_num", "callback_num_atag", "alert_on_message_delivery_null"})
"""Fields that it shows as a place alone."""

TLV_NAMES: Mapping[str, str] = {
    "sc_interface_version": "SC_interface_version",
    "broadcast_content_type_info": "broadcast_content_type.info",
    "billing_identification": "billing_id",
    "dest_addr_np_information": "dest_addr_np_info",
}

BITS: Mapping[str, tuple[tuple[str, int], ...]] = {
    "esm_class": (("esm.submit.msg_mode", 0x03), ("esm.submit.msg_type", 0x3C), ("esm.submit.features", 0xC0)),
    "registered_delivery": (("regdel.receipt", 0x03), ("regdel.acks", 0x0C), ("regdel.notif", 0x10)),
    "replace_if_present_flag": (("replace_if_present_flag", 0x01),),
    "ms_msg_wait_facilities": (("msg_wait.ind", 0x80), ("msg_wait.type", 0x03)),
    "callback_num_pres_ind": (("callback_num.pres", 0x0C), ("callback_num.scrn", 0x03)),
}
"""Octets that it shows as groups of bits, each as a number of its own."""

PARTS: Mapping[str, tuple[tuple[str, int, int], ...]] = {
    "network_error_code": (("network_error.type", 0, 1), ("network_error.code", 1, 2)),
    "broadcast_content_type": (("broadcast_content_type.nw", 0, 1), ("broadcast_content_type.type", 1, 2)),
    "broadcast_frequency_interval": (
        ("broadcast_frequency_interval.unit", 0, 1),
        ("broadcast_frequency_interval.value", 1, 2),
    ),
}
"""Values that it shows in pieces: name, first octet, octets."""

NOT_OCTETS = (
    "smpp.message_text",
    "smpp.message_payload.duplicate",
    "smpp.dcs.",
    "smpp.opt_params",
    "smpp.its_session.",
)
"""What it says besides the fields: readings of octets that another field shows already."""


# --- What we read, in its words -------------------------------------------------------------------------------------


def ours(decoded: Decoded) -> set[Shown]:
    """What tshark ought to show of a PDU."""
    assert decoded.header
    assert decoded.command
    hidden = decoded.header.status != 0 and decoded.command.is_response
    spans = decoded.spans[:4] if hidden else decoded.spans
    return {shown for span in spans_judged(decoded, spans) for shown in in_its_words(decoded, span)}


def spans_judged(decoded: Decoded, spans: list[Span]) -> Iterator[Span]:
    """The spans up to where it loses its way."""
    assert decoded.command
    for span in spans:
        row, start, end, _ = span
        if isinstance(row, TlvSpec):
            if decoded.command.name in WITHOUT_TLVS:
                return
            if LOSES_ITS_WAY.get(row.name, end - start - TLV_HEAD) != end - start - TLV_HEAD:
                return
        yield span


def in_its_words(decoded: Decoded, span: Span) -> Iterator[Shown]:
    row, start, end, value = span
    if isinstance(row, TlvSpec):
        yield from tlv_in_its_words(decoded.octets, row, start, end, value)
    elif isinstance(row, FieldSpec):
        asked = decoded.command and not decoded.command.is_response
        unseen = row.name == "dest_flag" or (row.name == "command_status" and asked)
        if not unseen and end > start:
            yield from field_in_its_words(row, start, end, value)


def field_in_its_words(row: FieldSpec, start: int, end: int, value: int | str | bytes) -> Iterator[Shown]:
    if row.name in BITS and isinstance(value, int):
        yield from bits(BITS[row.name], value, start, end)
        return
    octets = value.encode("latin-1") + b"\0" if isinstance(value, str) else value
    octets = octets.to_bytes(row.size) if isinstance(octets, int) else octets
    yield field("smpp." + FIELD_NAMES.get(row.name, row.name), start, end, octets)


def tlv_in_its_words(octets: bytes, row: TlvSpec, start: int, end: int, value: int | str | bytes) -> Iterator[Shown]:
    inner = start + TLV_HEAD
    yield "smpp.opt_param", start, end - start, ""
    yield "smpp.opt_param_tag", start, 2, octets[start : start + 2].hex()
    yield "smpp.opt_param_len", start + 2, 2, octets[start + 2 : inner].hex()
    if row.name in BITS and isinstance(value, int):
        yield from bits(BITS[row.name], value, inner, end)
        return
    held = value.to_bytes(end - inner) if isinstance(value, int) else value
    held = held.encode("latin-1") + b"\0" if isinstance(held, str) else held
    if row.name in PARTS:
        for name, first, size in PARTS[row.name]:
            yield f"smpp.{name}", inner + first, size, held[first : first + size].hex()
        return
    if row.name == "broadcast_area_identifier":
        yield "smpp.broadcast_area_identifier.format", inner, 1, held[:1].hex()
    name = tlv_name(row, held)
    if name != "its_session_info" and (held or name == "alert_on_message_delivery_null"):
        yield field(f"smpp.{name}", inner, end, held)


def tlv_name(row: TlvSpec, held: bytes) -> str:
    if row.name == "alert_on_message_delivery":
        return "alert_on_message_delivery_type" if held else "alert_on_message_delivery_null"
    return "vendor_op" if row.name.startswith("tlv_0x") else TLV_NAMES.get(row.name, row.name)


def field(name: str, start: int, end: int, octets: bytes) -> Shown:
    return name, start, end - start, "" if name.removeprefix("smpp.") in VALUELESS else octets.hex()


def bits(groups: tuple[tuple[str, int], ...], value: int, start: int, end: int) -> Iterator[Shown]:
    for name, mask in groups:
        yield f"smpp.{name}", start, end - start, f"{(value & mask) // (mask & -mask):X}"


# --- What it shows --------------------------------------------------------------------------------------------------


def theirs(decoded: Decoded, verdict: Verdict) -> set[Shown]:
    """What tshark shows, up to where it loses its way."""
    assert decoded.header
    assert decoded.command
    judged = list(spans_judged(decoded, decoded.spans))
    end = judged[-1][2]
    return {
        (its_name(decoded, seen), seen.offset, seen.length, its_value(seen))
        for seen in verdict.fields
        if not seen.name.startswith(NOT_OCTETS) and seen.offset < end
    }


def its_name(decoded: Decoded, seen: Seen) -> str:
    """The name without the ending for relative times."""
    name = seen.name.removesuffix("_r") if seen.name.endswith(("_time_r", "_period_r", "_date_r")) else seen.name
    assert decoded.command
    if decoded.command.name == "submit_multi" and name == "smpp.schedule_delivery_time":
        first = decoded.span("schedule_delivery_time")[0]
        return name if seen.offset == first else "smpp.validity_period"
    return name


def its_value(seen: Seen) -> str:
    return "" if seen.name.removeprefix("smpp.") in VALUELESS else seen.value


# --- Judgement ------------------------------------------------------------------------------------------------------


def disagreements(pdus: list[bytes], verdicts: list[Verdict]) -> Iterator[str]:
    for octets, verdict in zip(pdus, verdicts, strict=True):
        decoded = decode(octets)
        if decoded.command is None or decoded.command.gone:
            assert not verdict.fields
            continue
        we, it = ours(decoded), theirs(decoded, verdict)
        unseen = {shown for shown in we - it if not may_go_unseen(shown)}
        if unseen or it - we:
            yield f"{octets.hex()}: only we read {sorted(unseen)}, only tshark shows {sorted(it - we)}"


def may_go_unseen(shown: Shown) -> bool:
    """Empty texts, lists and TLVs, which it does not always show."""
    name, _, length, value = shown
    empty_list = name in {"smpp.dlist", "smpp.dlist_resp"}
    return length == 0 or (length == 1 and (empty_list or (value == "00" and name in EMPTY_TEXTS)))


@pytest.mark.peer
def test_every_vector_is_read_as_tshark_reads_it() -> None:
    tshark = require_tool("tshark")
    pdus = [bytes.fromhex(vector["hex"]) for vector in VECTORS]
    assert not list(disagreements(pdus, judge(tshark, pdus)))


@pytest.mark.peer
def test_generated_pdus_are_read_as_tshark_reads_them() -> None:
    tshark = require_tool("tshark")
    pdus = list(generate_pdus(SEED, COUNT))
    assert not list(disagreements(pdus, judge(tshark, pdus)))[:5]


@pytest.mark.peer
def test_a_stream_is_cut_where_tshark_cuts_it() -> None:
    tshark = require_tool("tshark")
    random = Random(SEED)
    known = [command for command in COMMANDS if command.gone is None]
    pdus = [generate_pdu(random, random.choice(known)) for _ in range(300)]
    segments = list(any_segments(random, pdus))
    framer = Framer()
    assert [pdu for segment in segments for pdu in framer.feed(segment)] == pdus
    assert cut_stream(tshark, segments) == [len(pdu) for pdu in pdus]


def any_segments(random: Random, pdus: list[bytes]) -> Iterator[bytes]:
    """The PDUs run together and cut anywhere but in a header; tshark gives segments of under 16 octets up."""
    held = b""
    for pdu in pdus:
        places = range(random.randint(16, 60), len(pdu) + 1, random.randint(16, 60))
        for start, end in pairwise((0, *places)):
            yield held + pdu[start:end]
            held = b""
        held += pdu[places[-1] if places else 0 :]
    yield held
