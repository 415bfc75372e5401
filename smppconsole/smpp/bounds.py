"""What a field may hold, told in words: the bounds of its row, one judge a kind.

Two questions are kept apart, because a test tool breaks rules on purpose: can the value be written at all (a number
into its octets, a character into one octet), and does it keep the bounds of the row. ``anyway`` asks only the first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, cast

from smppconsole.smpp.pdu import FieldValue
from smppconsole.smpp.said import counted, said
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
        return (
            ""
            if size <= _TLV_TOP
            else said(
                "{octets_in_words}; 0 to {tlv_top} are allowed", octets_in_words=octets_in_words(size), tlv_top=_TLV_TOP
            )
        )
    return (
        ""
        if row.fits(size)
        else said(
            "{octets_in_words}; {sizes_in_words} allowed",
            octets_in_words=octets_in_words(size),
            sizes_in_words=row.sizes_in_words,
        )
    )


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
    return counted("1 octet", "{count} octets", count)


def _number(field: FieldSpec, value: FieldValue, anyway: bool) -> str:
    if not isinstance(value, int):
        return said("needs a number, not {name}", name=type(value).__name__)
    top = (1 << 8 * field.size) - 1
    return (
        ""
        if 0 <= value <= top
        else said(
            "{value} does not fit into {octets_in_words} (0 to {top})",
            value=value,
            octets_in_words=octets_in_words(field.size),
            top=top,
        )
    )


def _string(field: FieldSpec, value: FieldValue, anyway: bool) -> str:
    if not isinstance(value, str):
        return said("needs text, not {name}", name=type(value).__name__)
    if not value.isascii() and (strange := _first_wide(value)):
        return strange
    if anyway:
        return ""
    if "\0" in value:
        return said("holds a NUL as character {index}, which would end the field there", index=value.index(chr(0)) + 1)
    if len(value) >= field.maximum:
        return said(
            "{characters}; at most {maximum} ({maximum_2} octets with the NUL)",
            characters=_characters(len(value)),
            maximum=field.maximum - 1,
            maximum_2=field.maximum,
        )
    return ""


def _first_wide(value: str) -> str:
    for position, character in enumerate(value, start=1):
        if character > "\xff":
            return said(
                "character {position} is {character!r} (U+{ord:04X}); one octet holds up to U+00FF",
                position=position,
                character=character,
                ord=ord(character),
            )
    return ""


def _time(field: FieldSpec, value: FieldValue, anyway: bool) -> str:
    spoken = _string(field, value, anyway)
    if not spoken and not anyway and isinstance(value, str) and len(value) not in (0, _TIME_CHARACTERS):
        return said(
            "{characters}; a time is empty or has exactly {time_characters}",
            characters=_characters(len(value)),
            time_characters=_TIME_CHARACTERS,
        )
    return spoken


def _octets(field: FieldSpec, value: FieldValue, anyway: bool) -> str:
    if not isinstance(value, bytes):
        return said("needs octets, not {name}", name=type(value).__name__)
    if anyway or len(value) <= field.maximum:
        return ""
    return said(
        "{octets_in_words}; at most {maximum}", octets_in_words=octets_in_words(len(value)), maximum=field.maximum
    )


def _list(field: FieldSpec, value: FieldValue, anyway: bool) -> str:
    if not isinstance(value, tuple):
        return said("needs a list of items, not {name}", name=type(value).__name__)
    if anyway:
        return ""
    if field.maximum and len(value) > field.maximum:
        return said("{value} items; at most {maximum}", value=len(value), maximum=field.maximum)
    return _strange_variant(field, value)


def _strange_variant(field: FieldSpec, items: tuple[Mapping[str, int | str | bytes], ...]) -> str:
    variants = field.items or {}
    if ALIKE in variants:
        return ""
    flag = next(iter(variants.values()))[0].name
    for number, item in enumerate(items, start=1):
        if item.get(flag) not in variants:
            return said(
                "item {number} has {flag} {item!r}; it takes {map}",
                number=number,
                flag=flag,
                item=item.get(flag),
                map=" or ".join(map(str, variants)),
            )
    return ""


def _characters(count: int) -> str:
    return counted("1 character", "{count} characters", count)


_JUDGES: Final[Mapping[Kind, Judge]] = {
    Kind.INT: _number,
    Kind.CSTRING: _string,
    Kind.TIME: _time,
    Kind.OCTETS: _octets,
    Kind.LIST: _list,
}
