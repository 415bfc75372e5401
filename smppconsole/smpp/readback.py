"""A decoded PDU as named values again: what encode compares with, and where "send again, edited" begins."""

from __future__ import annotations

from smppconsole.smpp.decode import Decoded
from smppconsole.smpp.pdu import FieldValue, Pdu
from smppconsole.smpp.spec.model import FieldSpec, Kind

_HEADER_SPANS = 4


def read_back(decoded: Decoded) -> Pdu | None:
    """The PDU that the octets say, or None where no command can be told.

    Fields that the octets lack are left out; lengths and counts are given only where they are wrong, so that encoding
    what was read gives the same octets (with ``anyway`` where they break rules). Unread octets have no place in it.
    """
    header, command = decoded.header, decoded.command
    if header is None or command is None:
        return None
    fields = body_values(decoded)
    for row in command.fields:
        counter = row.length_from or row.count_from
        if counter in fields and fields[counter] == _size(fields.get(row.name, ())):
            del fields[counter]
    return Pdu(command.name, fields, tuple(decoded.tlvs()), header.status, header.sequence)


def body_values(decoded: Decoded) -> dict[str, FieldValue]:
    """Every mandatory field that the octets hold, by name, lists put together, lengths and counts among them."""
    if decoded.command is None:
        return {}
    rows = decoded.command.fields
    names = {row.name for row in rows}
    found: dict[str, FieldValue] = {
        row.name: value
        for row, _, _, value in decoded.spans[_HEADER_SPANS:]
        if isinstance(row, FieldSpec) and row.name in names
    }
    for row in rows:
        if row.kind is Kind.LIST and row.count_from in found:
            items = decoded.field(row.name)
            found[row.name] = items if items is not None else ()
    return found


def _size(value: FieldValue) -> int:
    return 0 if isinstance(value, int) else len(value)
