"""A PDU as named values, before it becomes octets. What came from the wire stays octets and spans (``decode``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from smppconsole.values import dataclass, field

_Items = tuple[Mapping[str, "int | str | bytes"], ...]
FieldValue = int | str | bytes | _Items
"""An integer field is an ``int``; a C-string or time is a ``str`` of one character an octet (Latin-1, so nothing is
lost) without its NUL; octets are ``bytes``; a list (dest_address, unsuccess_sme) is a tuple of
mappings of its items' fields."""

_NOTHING: Mapping[str, FieldValue] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Tlv:
    """One optional parameter: a tag of 16 bits and its value, as octets."""

    tag: int
    value: bytes


@dataclass(frozen=True, slots=True)
class Pdu:
    """What we mean to send. Fields left out are zero or empty; length and count fields are worked out when encoding
    unless they are given, which is how a wrong length is sent on purpose.

    ``sequence`` 0 asks the session for the next number.
    """

    command: str
    fields: Mapping[str, FieldValue] = field(default_factory=lambda: _NOTHING)
    tlvs: tuple[Tlv, ...] = ()
    status: int = 0
    sequence: int = 0

    def with_sequence(self, sequence: int) -> Pdu:
        """The same PDU under another sequence number."""
        return replace(self, sequence=sequence)
