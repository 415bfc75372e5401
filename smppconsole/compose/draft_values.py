"""A draft as plain values that a file can hold, and back: templates, the unsent draft, what was sent.

Only what differs from an empty draft is told. Reading is tolerant: what is not understood stays as in an empty draft,
so that a file of an older or newer release opens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

from smppconsole.compose.draft import Draft
from smppconsole.smpp.pdu import FieldValue, Tlv

_PLAIN = Draft()


def as_values(draft: Draft) -> dict[str, Any]:
    """The draft as numbers, texts, lists and mappings of these."""
    values: dict[str, Any] = {}
    for row in fields(Draft):
        value = getattr(draft, row.name)
        if value == getattr(_PLAIN, row.name):
            continue
        if row.name == "tlvs":
            values["tlvs"] = [[tlv.tag, tlv.value.hex()] for tlv in draft.tlvs]
        elif row.name == "fields":
            values["fields"] = {name: _told(value) for name, value in draft.fields.items() if _told(value) is not None}
        else:
            values[row.name] = str(value) if isinstance(value, StrEnum) else value
    return values


def draft_from(values: Mapping[str, Any]) -> Draft:
    """The draft that such values tell; never raises."""
    draft = _PLAIN
    for row in fields(Draft):
        if row.name in values:
            value = _read(row.name, values[row.name])
            if value is not None:
                draft = replace(draft, **{row.name: value})
    return draft


def _told(value: FieldValue) -> Any:
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    return value if isinstance(value, int | str) else None


def _read(name: str, value: Any) -> Any:
    """The value of a draft's field, ``None`` where it is none."""
    if name == "tlvs":
        return tuple(tlv for tlv in map(_tlv, value) if tlv is not None) if isinstance(value, list) else None
    if name == "fields":
        return {key: _field(one) for key, one in value.items()} if isinstance(value, Mapping) else None
    default = getattr(_PLAIN, name)
    if isinstance(default, StrEnum):
        return next((one for one in type(default) if one == value), None)
    if default is None:
        return value if _is_number(value) else None
    if isinstance(default, int) and not isinstance(default, bool):
        return value if _is_number(value) else None
    return value if type(value) is type(default) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _tlv(row: Any) -> Tlv | None:
    try:
        tag, octets = row
        return Tlv(int(tag), bytes.fromhex(octets))
    except (TypeError, ValueError):
        return None


def _field(value: Any) -> FieldValue:
    if isinstance(value, Mapping):
        octets = str(value.get("hex", ""))
        try:
            return bytes.fromhex(octets)
        except ValueError:
            return b""
    return value if isinstance(value, int) else str(value)
