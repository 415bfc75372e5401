"""Strategies that make PDUs from the rows of the tables: every command, field kind, list variant and TLV."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv
from smppconsole.smpp.spec.book import STANDARD
from smppconsole.smpp.spec.model import CommandSpec, FieldSpec, Kind, TlvKind, TlvSpec

_CHARACTERS = st.characters(min_codepoint=1, max_codepoint=255)
_DIGITS = st.text("0123456789+-R", min_size=16, max_size=16)
_UNNAMED_TAGS = st.integers(0x1400, 0x3FFF).filter(lambda tag: STANDARD.tlv(tag) is None)
_MOST_ITEMS = 4
_MOST_OCTETS = 40


def field_values(row: FieldSpec) -> st.SearchStrategy[FieldValue]:
    """Values that keep every bound of one field."""
    if row.kind is Kind.INT:
        return st.integers(0, (1 << 8 * row.size) - 1)
    if row.kind is Kind.CSTRING:
        return st.text(_CHARACTERS, max_size=row.maximum - 1)
    if row.kind is Kind.TIME:
        return st.just("") | _DIGITS
    if row.kind is Kind.OCTETS:
        return st.binary(max_size=row.maximum)
    items = st.one_of([_item(fields, flag) for flag, fields in (row.items or {}).items()])
    return st.lists(items, max_size=_MOST_ITEMS).map(tuple)


def _item(fields: tuple[FieldSpec, ...], flag: int) -> st.SearchStrategy[Mapping[str, int | str | bytes]]:
    made = {row.name: field_values(row) for row in fields}
    if flag >= 0:
        made[fields[0].name] = st.just(flag)
    return st.fixed_dictionaries(made)  # type: ignore[arg-type]  # items hold no lists


def tlv_values(row: TlvSpec) -> st.SearchStrategy[bytes]:
    """Values of a TLV within its size; strings end in their NUL."""
    most = max(row.minimum, min(row.maximum, _MOST_OCTETS))
    octets = st.binary(min_size=row.minimum, max_size=most).filter(lambda value: row.fits(len(value)))
    if row.kind not in (TlvKind.CSTRING, TlvKind.TIME):
        return octets
    return octets.map(lambda value: value.replace(b"\0", b"0")[: row.maximum - 1] + b"\0")


def tlvs() -> st.SearchStrategy[Tlv]:
    """Any TLV of the book, or one whose tag nobody named."""
    known = st.sampled_from(STANDARD.tlvs).flatmap(lambda row: tlv_values(row).map(lambda value: Tlv(row.tag, value)))
    return known | st.builds(Tlv, _UNNAMED_TAGS, st.binary(max_size=_MOST_OCTETS))


@st.composite
def pdus(draw: st.DrawFn, command: CommandSpec | None = None) -> Pdu:
    """A whole PDU of a command (of any, unless one is named), all its fields given, lengths and counts left out."""
    spec = command or draw(st.sampled_from(STANDARD.commands))
    counters = {row.length_from or row.count_from for row in spec.fields}
    fields = {row.name: draw(field_values(row)) for row in spec.fields if row.name not in counters}
    status = draw(st.integers(0, 0xFFFFFFFF)) if spec.is_response else 0
    return Pdu(spec.name, fields, tuple(draw(st.lists(tlvs(), max_size=3))), status, draw(st.integers(1, 0x7FFFFFFF)))
