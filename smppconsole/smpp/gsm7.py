"""GSM 7-bit text to octets and back, packed and unpacked, with the national language tables (3GPP TS 23.038).

"Unpacked" is one septet an octet with bit 7 zero, which is what nearly every centre takes over SMPP; "packed" is eight
septets in seven octets, as on the air. ``locking`` and ``single`` are language numbers of the information elements
0x25 and 0x24; 0, and a language without such a table, mean the default tables.
Reading is total: what has no character is shown as U+FFFD and told by ``problems``. All functions take linear time.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from functools import cache

from smppconsole.smpp.gsm7_tables import DEFAULT, ESCAPE, EXTENSION, LOCKING, SINGLE, UNASSIGNED
from smppconsole.smpp.said import counted, said

_ESCAPE_OCTET = b"\x1b"
_ESCAPED = re.compile(rb"\x1b.", re.DOTALL)
_REPLACEMENT = "\ufffd"
_CARRIAGE_RETURN = 0x0D
_PACKED_GROUP = 7
_SEPTETS_IN_GROUP = 8


def encode(text: str, locking: int = 0, single: int = 0) -> bytes:
    """The unpacked septets of ``text``; raises UnicodeEncodeError at the first character no table has."""
    codes = _codes(locking, single)
    try:
        return b"".join([codes[character] for character in text])
    except KeyError as error:
        position = text.index(error.args[0])
        raise UnicodeEncodeError("gsm7", text, position, position + 1, said("not in the GSM 7-bit tables")) from None


def decode(septets: bytes, locking: int = 0, single: int = 0) -> str:
    """The text of unpacked septets; U+FFFD for octets above 0x7F, unassigned codes and an escape at the end.

    A septet without a character after the escape shows its character of the basic table, two escapes in a row show a
    space, as the standard asks of receivers (TS 23.038, 6.2.1.1).
    """
    basic = _basic(locking)
    first, *escaped = septets.split(_ESCAPE_OCTET)
    parts = [_plain(first, basic)]
    extension = _extension(single)
    pieces = iter(escaped)
    left = len(escaped)
    for piece in pieces:
        left -= 1
        if piece:
            parts.append(extension.get(piece[0]) or _plain(piece[:1], basic))
            parts.append(_plain(piece[1:], basic))
        elif left:
            parts.append(" " + _plain(next(pieces), basic))
            left -= 1
        else:
            parts.append(_REPLACEMENT)
    return "".join(parts)


def problems(septets: bytes, locking: int = 0, single: int = 0) -> tuple[str, ...]:
    """What stands in the way of reading ``septets`` as unpacked GSM 7-bit text, in words; empty when nothing does."""
    return tuple(_problems(septets, _basic(locking), _extension(single)))


def _problems(septets: bytes, basic: str, extension: Mapping[int, str]) -> Iterator[str]:
    high = [octet for octet in septets if octet > 0x7F]
    if high:
        yield counted(
            "1 octet above 0x7F (first 0x{first:02X}) cannot be septets",
            "{count} octets above 0x7F (first 0x{first:02X}) cannot be septets",
            len(high),
            first=high[0],
        )
    if _ESCAPE_OCTET in septets:
        yield from _escape_problems(septets, extension)
    if basic is not _basic(0):
        plain = set(_ESCAPED.sub(b"", septets)) - {ESCAPE, *high}
        missing = {septet for septet in plain if basic[septet] == UNASSIGNED}
        if missing:
            yield said("septet 0x{missing:02X} has no character in the locking table", missing=min(missing))


def _escape_problems(septets: bytes, extension: Mapping[int, str]) -> Iterator[str]:
    unknown: set[int] = set()
    position = septets.find(_ESCAPE_OCTET)
    while position >= 0:
        if position + 1 == len(septets):
            yield said("the text ends in the middle of an escape (0x1B with nothing after it)")
            break
        if septets[position + 1] not in extension:
            unknown.add(septets[position + 1])
        position = septets.find(_ESCAPE_OCTET, position + 2)
    if unknown:
        yield said("0x1B 0x{unknown:02X} is no character of the extension table", unknown=min(unknown))


def septets(text: str, locking: int = 0, single: int = 0) -> int:
    """How many septets ``text`` takes; an extension character takes two, one outside the tables is counted as one."""
    codes = _codes(locking, single)
    return sum(len(codes.get(character, b"?")) for character in text)


def first_outside(text: str, locking: int = 0, single: int = 0) -> int | None:
    """The position of the first character that the tables do not have; None when all of ``text`` fits."""
    codes = _codes(locking, single)
    return next((position for position, character in enumerate(text) if character not in codes), None)


def pack(septets: bytes, fill_bits: int = 0) -> bytes:
    """Eight septets into seven octets, lowest bits first, after ``fill_bits`` zero bits (0..6, behind a header).

    Seven spare bits at the end are filled with a carriage return, so that no reader takes them for ``@``; a text that
    itself ends so gets a second one (TS 23.038, 6.1.2.3.1).
    """
    used = fill_bits + 7 * len(septets)
    if used % 8 == 1 or (used % 8 == 0 and septets.endswith(b"\r")):
        septets += b"\r"
    return _pack_bits(septets, fill_bits)


def _pack_bits(septets: bytes, fill_bits: int) -> bytes:
    """Whole groups first: eight septets shifted into one integer, carried over by ``fill_bits``."""
    out = bytearray()
    carried, bits = 0, fill_bits
    for start in range(0, len(septets), _SEPTETS_IN_GROUP):
        group = septets[start : start + _SEPTETS_IN_GROUP]
        for septet in group:
            carried |= (septet & 0x7F) << bits
            bits += 7
        whole = bits // 8
        out += (carried & ((1 << 8 * whole) - 1)).to_bytes(whole, "little")
        carried >>= 8 * whole
        bits -= 8 * whole
    if bits:
        out.append(carried)
    return bytes(out)


def unpack(octets: bytes, fill_bits: int = 0, count: int | None = None) -> bytes:
    """The septets in packed ``octets`` after ``fill_bits``; ``count`` of them where it is known.

    Without ``count`` all whole septets are taken, but for a carriage return that only fills the last octet.
    """
    whole = max(0, 8 * len(octets) - fill_bits) // 7
    out = bytearray()
    carried, bits = 0, -fill_bits
    for start in range(0, len(octets), _PACKED_GROUP):
        group = octets[start : start + _PACKED_GROUP]
        value = int.from_bytes(group, "little")
        carried |= value << bits if bits >= 0 else value >> -bits
        bits += 8 * len(group)
        while bits >= 7:
            out.append(carried & 0x7F)
            carried >>= 7
            bits -= 7
    if count is not None:
        return bytes(out[:count])
    if whole and out[whole - 1] == _CARRIAGE_RETURN and 7 * whole + fill_bits == 8 * len(octets):
        whole -= 1
    return bytes(out[:whole])


def has_spare_zero(octets: bytes, fill_bits: int = 0) -> bool:
    """Whether packed ``octets`` end in seven zero bits, which may be ``@`` or the filling of a careless sender."""
    return bool(octets) and (8 * len(octets) - fill_bits) % 7 == 0 and octets[-1] & 0xFE == 0


def _plain(octets: bytes, basic: str) -> str:
    return codecs.charmap_decode(octets, "replace", basic)[0]


@cache
def _basic(locking: int) -> str:
    """The basic table of 256 characters: what is above 0x7F is unassigned."""
    return LOCKING.get(locking, DEFAULT) + UNASSIGNED * 128


def _extension(single: int) -> Mapping[int, str]:
    return SINGLE.get(single, EXTENSION)


@cache
def _codes(locking: int, single: int) -> Mapping[str, bytes]:
    """The octets of every character; the basic table goes before the extension, the lowest code before the others."""
    extended = {
        character: bytes((ESCAPE, code)) for code, character in sorted(_extension(single).items(), reverse=True)
    }
    plain = {c: bytes((code,)) for code, c in enumerate(_basic(locking)) if c != UNASSIGNED}
    return extended | plain
