"""How the text of a draft lies in its messages: alphabet, way of carrying, cuts. Counter and sender read the same one.

A cut never falls inside an escape or a surrogate pair (``smpp.segment``); what cannot be laid out raises DraftError.
"""

from __future__ import annotations

from smppconsole.compose.draft import Alphabet, Carry, Draft
from smppconsole.compose.proposal import Wording, propose_alphabet
from smppconsole.smpp.coding import Unencodable, write_text
from smppconsole.smpp.encode import EncodeError
from smppconsole.smpp.said import said
from smppconsole.smpp.segment import MESSAGE_OCTETS, MOST_PARTS, capacity, part_starts, unit_name, units
from smppconsole.values import dataclass

UDHI = 0x40
"""The bit of esm_class that says a user data header stands before the text (SMPP 3.4, 5.2.12)."""

_PAYLOAD_OCTETS = 0xFFFF
_ELEMENT_OCTETS = {Carry.UDH8: 5, Carry.UDH16: 6, Carry.SAR: 5}
"""Octets of the concatenation element; for sar_* the 8-bit one that a centre writes for us."""


class DraftError(EncodeError):
    """A draft that cannot become PDUs: ``field`` is "text", "carry" or another name of the draft."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A text laid out. ``carry`` is never AUTO; ``parts`` are the octets of each message without its headers.

    ``starts`` are the positions in the text where parts begin, ``room`` the units that one part holds, ``used`` the
    units in the last part. ``header`` is the user data header (UDHL included) that a binary text itself begins with
    and that every part repeats beside its concatenation element.
    """

    alphabet: str
    data_coding: int
    carry: Carry
    parts: tuple[bytes, ...]
    starts: tuple[int, ...]
    units: int
    room: int
    used: int
    header: bytes = b""


def lay_out(draft: Draft) -> Layout:
    """The layout of a draft's text; raises DraftError for a character its alphabet lacks, or above 255 parts."""
    wording = propose_alphabet(draft)
    try:
        taken = units(draft.text, wording.alphabet)
    except Unencodable as error:
        raise DraftError("text", str(error) if error.character else said("an odd number of hex digits")) from error
    message = draft.part_size or MESSAGE_OCTETS
    carry = _carry(draft, wording, taken <= capacity(wording.alphabet, 0, message))
    if carry in _ELEMENT_OCTETS:
        return _cut(draft, wording, carry, _own_header(draft))
    room = _PAYLOAD_OCTETS if carry is Carry.PAYLOAD else capacity(wording.alphabet, 0, message)
    whole = write_text(draft.text, wording.alphabet)
    return Layout(wording.alphabet, wording.data_coding, carry, (whole,), (0,), taken, room, taken)


def _carry(draft: Draft, wording: Wording, fits: bool) -> Carry:
    """One message needs no header, whatever was wanted; only message_payload is taken at its word."""
    wanted = draft.carry
    left_open = wanted in (Carry.AUTO, draft.usual_carry)
    if left_open and 0 < draft.payload_from <= len(write_text(draft.text, wording.alphabet)):
        return Carry.PAYLOAD
    if wanted in (Carry.SINGLE, Carry.PAYLOAD):
        return wanted
    if fits:
        return Carry.SINGLE
    return Carry.UDH8 if wanted is Carry.AUTO else wanted


def _own_header(draft: Draft) -> bytes:
    """The header that a binary text begins with, when esm_class says it does."""
    if draft.alphabet is not Alphabet.BINARY or not draft.esm_class & UDHI:
        return b""
    octets = write_text(draft.text, Alphabet.BINARY)
    return octets[: 1 + octets[0]]


def _cut(draft: Draft, wording: Wording, carry: Carry, header: bytes) -> Layout:
    alphabet = wording.alphabet
    skipped = _position_of_octet(draft.text, len(header)) if header else 0
    text = draft.text[skipped:]
    beside, message = max(1, len(header)) + _ELEMENT_OCTETS[carry], draft.part_size or MESSAGE_OCTETS
    room = capacity(alphabet, beside, message)
    if draft.part_septets and unit_name(alphabet) == "septets":
        room = min(room, draft.part_septets)
    try:
        starts = part_starts(text, alphabet, beside, room)
    except ValueError as error:
        raise DraftError("text", str(error)) from error
    if len(starts) > MOST_PARTS:
        raise DraftError(
            "text", said("needs {starts} parts; at most {most_parts}", starts=len(starts), most_parts=MOST_PARTS)
        )
    return Layout(
        alphabet=alphabet,
        data_coding=wording.data_coding,
        carry=carry,
        parts=_parts(text, alphabet, starts, beside, message),
        starts=(0, *(skipped + start for start in starts[1:])),
        units=units(text, alphabet),
        room=room,
        used=units(text[starts[-1] :], alphabet),
        header=header,
    )


def _parts(text: str, alphabet: str, starts: tuple[int, ...], beside: int, message: int) -> tuple[bytes, ...]:
    slices = [text[start:end] for start, end in zip(starts, (*starts[1:], len(text)), strict=True)]
    if alphabet != Alphabet.GSM7_PACKED:
        return tuple(write_text(part, alphabet) for part in slices)
    # Packing puts a return behind a full part that ends in one: it says nothing, and there is no room for it.
    packed = (write_text(part, alphabet, fill_bits=-8 * beside % 7) for part in slices)
    return tuple(part[: message - beside] for part in packed)


def _position_of_octet(text: str, octet: int) -> int:
    """Where in a text of hex digits, blanks among them, an octet begins."""
    digits = [position for position, character in enumerate(text) if not character.isspace()]
    return digits[2 * octet] if 2 * octet < len(digits) else len(text)
