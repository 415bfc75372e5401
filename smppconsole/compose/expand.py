"""A draft becomes PDUs: one, or one a part, each with what carries it (header, sar_* TLVs, message_payload).

The same draft fits every command that takes a text: fields a command does not have are left out, and where it has no
short_message the text goes into message_payload (SMPP 3.4, 3.2.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from smppconsole.compose.address_rules import propose_by
from smppconsole.compose.count import Count, counted
from smppconsole.compose.draft import Carry, Draft, Receipt
from smppconsole.compose.layout import UDHI, Layout, lay_out
from smppconsole.compose.proposal import TonNpi
from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv
from smppconsole.smpp.segment import Segment
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.udh import with_length, write_concatenation
from smppconsole.values import dataclass

RECEIPTS: Final[Mapping[Receipt, int]] = {
    Receipt.NONE: 0x00,
    Receipt.FINAL: 0x01,
    Receipt.FAILURE: 0x02,
    Receipt.SUCCESS: 0x03,
    Receipt.INTERMEDIATE: 0x11,
}
"""registered_delivery of each wish; who wants to hear in between wants the end as well."""

LIST_PREFIX: Final = "list:"
"""A destination that begins so names a distribution list of the centre."""

_PAYLOAD = 0x0424
_SAR_REFERENCE, _SAR_TOTAL, _SAR_NUMBER = 0x020C, 0x020E, 0x020F
_REFERENCE_BITS = {Carry.UDH8: 0xFF, Carry.UDH16: 0xFFFF, Carry.SAR: 0xFFFF}
_ADDRESS_FLAG, _LIST_FLAG = 1, 2


@dataclass(frozen=True, slots=True)
class Expansion:
    """The PDUs of a draft, in order, all with sequence 0; ``segments`` says which part each is, None for a whole."""

    pdus: tuple[Pdu, ...]
    segments: tuple[Segment | None, ...]
    count: Count


def expand(
    draft: Draft, reference: int = 0, *, command: str = "submit_sm", destinations: Sequence[str] = ()
) -> Expansion:
    """The PDUs of a draft. ``reference`` ties the parts of one message: the caller counts it, per destination at best.

    Its low 8 or 16 bits are sent, as the way of carrying has them. ``destinations`` are those of a submit_multi; the
    draft's own is used where there are none. Raises DraftError; bounds of fields are checked when encoding.
    """
    layout = lay_out(draft)
    fields = _common_fields(draft, layout, destinations)
    segments = tuple(_segment(layout, number, reference) for number in range(1, len(layout.parts) + 1))
    pdus = tuple(
        _pdu(draft, command, fields, layout, part, segment)
        for part, segment in zip(layout.parts, segments, strict=True)
    )
    return Expansion(pdus, segments, counted(draft, layout))


def _segment(layout: Layout, number: int, reference: int) -> Segment | None:
    if len(layout.parts) == 1:
        return None
    return Segment(reference & _REFERENCE_BITS[layout.carry], len(layout.parts), number, layout.carry.value)


def _pdu(
    draft: Draft, command: str, fields: Mapping[str, FieldValue], layout: Layout, part: bytes, segment: Segment | None
) -> Pdu:
    known = _fields_of(command)
    octets = _header(layout, segment) + part
    mine = dict(fields)
    tlvs = _sar(segment)
    if layout.carry is Carry.PAYLOAD or "short_message" not in known:
        tlvs += (Tlv(_PAYLOAD, octets),)
    else:
        mine["short_message"] = octets
    if segment is not None and segment.means != Carry.SAR:
        mine["esm_class"] = draft.esm_class | UDHI
    told = {name: value for name, value in mine.items() if name in known}
    return Pdu(command, {**told, **draft.fields}, tlvs + draft.tlvs)


@cache
def _fields_of(command: str) -> frozenset[str]:
    return frozenset(row.name for row in STANDARD.command_named(command).fields)


def _header(layout: Layout, segment: Segment | None) -> bytes:
    """The user data header of a part: a header the text has already, and the concatenation beside it."""
    if segment is None or segment.means == Carry.SAR:
        return layout.header
    wide = segment.means == Carry.UDH16
    element = write_concatenation(segment.reference, segment.total, segment.number, wide)
    return with_length(layout.header[1:] + element)


def _sar(segment: Segment | None) -> tuple[Tlv, ...]:
    if segment is None or segment.means != Carry.SAR:
        return ()
    return (
        Tlv(_SAR_REFERENCE, segment.reference.to_bytes(2)),
        Tlv(_SAR_TOTAL, bytes((segment.total,))),
        Tlv(_SAR_NUMBER, bytes((segment.number,))),
    )


def _common_fields(draft: Draft, layout: Layout, destinations: Sequence[str]) -> dict[str, FieldValue]:
    """What all parts share, by the names of submit_sm and submit_multi together."""
    dest_types = draft.dest_ton, draft.dest_npi, draft.dest_rules
    return {
        "service_type": draft.service_type,
        **address_fields(draft),
        "dest_address": tuple(destination_item(one, *dest_types) for one in destinations or (draft.destination,)),
        "esm_class": draft.esm_class,
        "protocol_id": draft.protocol_id,
        "priority_flag": draft.priority,
        "schedule_delivery_time": draft.schedule,
        "validity_period": draft.validity,
        "registered_delivery": RECEIPTS[draft.receipt],
        "replace_if_present_flag": int(draft.replace_if_present),
        "data_coding": layout.data_coding,
        "sm_default_msg_id": draft.default_message_id,
    }


def address_fields(draft: Draft) -> dict[str, FieldValue]:
    """The addresses of a draft with their TON and NPI, by the names of the standard."""
    source, destination = address_types(draft)
    return {
        "source_addr_ton": source.ton,
        "source_addr_npi": source.npi,
        "source_addr": draft.source,
        "dest_addr_ton": destination.ton,
        "dest_addr_npi": destination.npi,
        "destination_addr": draft.destination,
    }


def address_types(draft: Draft) -> tuple[TonNpi, TonNpi]:
    """TON and NPI of a draft's source and destination."""
    source = address_type(draft.source, draft.source_ton, draft.source_npi, draft.source_rules)
    return source, address_type(draft.destination, draft.dest_ton, draft.dest_npi, draft.dest_rules)


def address_type(address: str, ton: int | None, npi: int | None, rules: str = "") -> TonNpi:
    """TON and NPI of an address: the user's, and the proposal, by ``rules``, for what the user left open."""
    proposed = propose_by(rules, address)
    return TonNpi(proposed.ton if ton is None else ton, proposed.npi if npi is None else npi, proposed.words)


def destination_item(
    typed: str, ton: int | None = None, npi: int | None = None, rules: str = ""
) -> Mapping[str, int | str | bytes]:
    """One item of dest_address: an address, or a distribution list after ``list:`` (SMPP 3.4, 4.5.1.1)."""
    if typed.startswith(LIST_PREFIX):
        return {"dest_flag": _LIST_FLAG, "dl_name": typed.removeprefix(LIST_PREFIX)}
    proposed = address_type(typed, ton, npi, rules)
    return {
        "dest_flag": _ADDRESS_FLAG,
        "dest_addr_ton": proposed.ton,
        "dest_addr_npi": proposed.npi,
        "destination_addr": typed,
    }
