"""The other requests of an ESME from named values: query, cancel, replace, data_sm, submit_multi.

Addresses are proposed as in a draft. query_sm, cancel_sm and replace_sm only find the message under the very source
fields of its submit_sm (SMPP 3.4, 4.8 to 4.10); an empty source stands for one that the centre filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from smppconsole.compose.draft import Carry, Draft
from smppconsole.compose.expand import Expansion, address_fields, address_type, expand
from smppconsole.smpp.pdu import FieldValue, Pdu


def query_sm(message_id: str, source: str = "", ton: int | None = None, npi: int | None = None, rules: str = "") -> Pdu:
    """Ask for the state of a message."""
    proposed = address_type(source, ton, npi, rules)
    fields: dict[str, FieldValue] = {
        "message_id": message_id,
        "source_addr_ton": proposed.ton,
        "source_addr_npi": proposed.npi,
        "source_addr": source,
    }
    return Pdu("query_sm", fields)


def cancel_sm(draft: Draft, message_id: str = "") -> Pdu:
    """Cancel a message, or without an id all pending ones between the draft's addresses (and of its service_type)."""
    named = {"service_type": draft.service_type, "message_id": message_id}
    return Pdu("cancel_sm", {**named, **address_fields(draft), **draft.fields}, draft.tlvs)


def replace_sm(draft: Draft, message_id: str) -> Expansion:
    """Replace the text of a pending message; empty times keep the old ones.

    replace_sm has no data_coding and no parts: the text must be in the alphabet of the original and fit as it is.
    """
    carry = draft.carry if draft.carry is Carry.PAYLOAD else Carry.SINGLE
    named = replace(draft, carry=carry, fields={"message_id": message_id, **draft.fields})
    return expand(named, command="replace_sm")


def data_sm(draft: Draft, reference: int = 0) -> Expansion:
    """The draft as data_sm: its text in message_payload, in parts where the draft's way of carrying cuts it."""
    return expand(draft, reference, command="data_sm")


def submit_multi(draft: Draft, destinations: Sequence[str], reference: int = 0) -> Expansion:
    """The draft to many destinations at once; ``list:NAME`` names a distribution list of the centre."""
    return expand(draft, reference, command="submit_multi", destinations=destinations)
