"""What a field may hold, told in words: the bounds of its row, one judge a kind.

Two questions are kept apart, because a test tool breaks rules on purpose: can the value be written at all (a number
into its octets, a character into one octet), and does it keep the bounds of the row. ``anyway`` asks only the first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, cast

from smppconsole.smpp.pdu import FieldValue
from smppconsole.smpp.spec.model import FieldSpec, Kind, TlvSpec

Judge = Callable[[FieldSpec, FieldValue, bool], str]

ALIKE: Final = -1
"""The key of a list's items where all have the same fields."""

EMPTY: Final[Mapping[Kind, FieldValue]] = {
    Kind.INT: 0,
    Kind.CSTRING: "",
    Kind.TIME: "",
    Kind.OCTETS: b"",
    Kind.LIST: (),
}
"""What a field holds that nobody named."""

_TIME_CHARACTERS = 16
_TLV_TOP = 0xFFFF


def broken_rule(field: FieldSpec, value: FieldValue, *, anyway: bool = False) -> str:
    """The rule that ``value`` breaks, with the limit and what was found; empty when it keeps them all."""
    return judge_of(field)(field, value, anyway)


def judge_of(field: FieldSpec) -> Judge:
    """The judge of a field's kind, for those who ask it often: (field, value, anyway) to the rule that is broken."""
    return _JUDGES[field.kind]


def broken_tlv_rule(size: int, row: TlvSpec | None) -> str:
    """The same for a TLV of ``size`` octets; a tag without a row only has the limit of its length field."""
    if row is None:
        return "" if size <= _TLV_TOP else f"{octets_in_words(size)}; 0 to {_TLV_TOP} are allowed"
    return "" if row.fits(size) else f"{octets_in_words(size)}; {row.sizes_in_words} allowed"


def item_fields(field: FieldSpec, item: Mapping[str, FieldValue]) -> tuple[FieldSpec, ...]:
    """The fields of one item of a list: where items differ, the value of their first field decides (dest_flag).

    A value that no variant has is laid out as the first variant, so that it can be sent on purpose.
    """
    variants = field.items or {}
    if ALIKE in variants:
        return variants[ALIKE]
    first = next(iter(variants.values()))
    return variants.get(cast(int, item.get(first[0].name, 0)), first)


def octets_in_words(count: int) -> str:
    """ "1 octet", "7 octets"."""
    return "1 octet" if count == 1 else f"{count} octets"


def _number(field: FieldSpec, value: FieldValue, anyway: bool) -> str:
    if not isinstance(value, int):
        return f"needs a number, not {type(value).__name__}"
    top = (1 << 8 * field.size) - 1
    return "" if 0 <= value <= top else f"{value} does not fit into {octets_in_words(field.size)} (0 to {top})"


def _string(field: FieldSpec, value: FieldValue, anyway: bool) -> str:
    if not isinstance(value, str):
        return f"needs text, not {type(value).__name__}"
    if not value.isascii() and (strange := _first_wide(value)):
        return strange
    if anyway:
        return ""
    if "\0" in value:
        return f"holds a NUL as character {value.index(chr(0)) + 1}, which would end the field there"
    if len(value) >= field.maximum:
        return f"{_characters(len(value))}; at most {field.maximum - 1} ({field.maximum} octets with the NUL)"
    return ""


def _first_wide(value: str) -> str:
    for position, character in enumerate(value, start=1):
        if character > "\xff":
            return f"character {position} is {character!r} (U+{ord(character):04X}); one octet holds up to U+00FF"
    return ""


def _time(field: FieldSpec, value: FieldValue, anyway: bool) -> str:
    said = _string(field, value, anyway)
    if not said and not anyway and isinstance(value, str) and len(value) not in (0, _TIME_CHARACTERS):
        return f"{_characters(len(value))}; a time is empty or has exactly {_TIME_CHARACTERS}"
    return said


def _octets(field: FieldSpec, value: FieldValue, anyway: bool) -> str:
    if not isinstance(value, bytes):
        return f"needs octets, not {type(value).__name__}"
    if anyway or len(value) <= field.maximum:
        return ""
    return f"{octets_in_words(len(value))}; at most {field.maximum}"


def _list(field: FieldSpec, value: FieldValue, anyway: bool) -> str:
    if not isinstance(value, tuple):
        return f"needs a list of items, not {type(value).__name__}"
    if anyway:
        return ""
    if field.maximum and len(value) > field.maximum:
        return f"{len(value)} items; at most {field.maximum}"
    return _strange_variant(field, value)


def _strange_variant(field: FieldSpec, items: tuple[Mapping[str, int | str | bytes], ...]) -> str:
    variants = field.items or {}
    if ALIKE in variants:
        return ""
    flag = next(iter(variants.values()))[0].name
    for number, item in enumerate(items, start=1):
        if item.get(flag) not in variants:
            return f"item {number} has {flag} {item.get(flag)!r}; it takes {' or '.join(map(str, variants))}"
    return ""


def _characters(count: int) -> str:
    return "1 character" if count == 1 else f"{count} characters"


_JUDGES: Final[Mapping[Kind, Judge]] = {
    Kind.INT: _number,
    Kind.CSTRING: _string,
    Kind.TIME: _time,
    Kind.OCTETS: _octets,
    Kind.LIST: _list,
}
