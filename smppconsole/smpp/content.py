"""What a PDU carries for people: the octets of short_message or message_payload, their header, their text.

The user data header is announced by esm_class (0x40) and stands before the text in whichever field holds it
(SMPP 3.4, 5.2.12). Where both fields hold something the payload wins (SMPP 5.0, 4.8.4.36).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from smppconsole.smpp.coding import Lens, Text, lens, read_text
from smppconsole.smpp.decode import TLV_HEAD, Decoded, Span
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.spec.model import FieldSpec, TlvSpec
from smppconsole.smpp.udh import Segment, UserDataHeader, concatenation, read_udh

UDHI = 0x40
"""The bit of esm_class that announces a user data header."""

MESSAGE_PAYLOAD = 0x0424
_SAR = (0x020C, 0x020E, 0x020F)
_WIDEST_SAR = 2


class Content(NamedTuple):
    """The octets of a message. ``offset`` counts from the PDU's first octet; ``header`` is None without one."""

    carrier: str
    offset: int
    octets: bytes
    header: UserDataHeader | None
    text: Text

    @property
    def text_octets(self) -> bytes:
        """The octets behind the header."""
        return self.octets[self.header.size :] if self.header else self.octets


class _Found(NamedTuple):
    """Where a message's octets lie, and how esm_class and data_coding say they are read."""

    carrier: str
    octets: bytes
    offset: int
    esm_class: int
    data_coding: int


def content_of(decoded: Decoded, reading: Reading = AS_USUAL) -> Content | None:
    """What ``decoded`` carries; None for commands that carry nothing."""
    found = _find(decoded)
    if found is None:
        return None
    header, text = read_content(found.octets, found.esm_class, found.data_coding, reading)
    return Content(found.carrier, found.offset, found.octets, header, text)


def segment_of(decoded: Decoded) -> Segment | None:
    """Which part of a long message a PDU carries, by its user data header, else by its sar TLVs."""
    found = _find(decoded)
    if found is not None and found.esm_class & UDHI and found.octets:
        segment = concatenation(read_udh(found.octets))
        if segment is not None:
            return segment
    reference, total, number = (_tlv_number(decoded, tag) for tag in _SAR)
    if reference is None or total is None or number is None or not 1 <= number <= total:
        return None  # one alone says nothing (SMPP 3.4, 5.3.2.22)
    return Segment(reference, total, number, "sar")


def _tlv_number(decoded: Decoded, tag: int) -> int | None:
    value = decoded.tlv(tag)
    return int.from_bytes(value) if value and len(value) <= _WIDEST_SAR else None


def _find(decoded: Decoded) -> _Found | None:
    esm_class = data_coding = 0
    found: Span | None = None
    for span in decoded.spans:
        row, _, _, value = span
        if isinstance(row, TlvSpec):
            if row.tag == MESSAGE_PAYLOAD:
                found = span
                break
        elif row is None:
            break
        elif isinstance(value, int):
            esm_class = value if row.name == "esm_class" else esm_class
            data_coding = value if row.name == "data_coding" else data_coding
        elif row.name == "short_message":
            found = span
    if found is None:
        return None
    row, start, end, _ = found
    is_field = isinstance(row, FieldSpec)
    start += 0 if is_field else TLV_HEAD
    name = "short_message" if is_field else "message_payload"
    return _Found(name, decoded.octets[start:end], start, esm_class, data_coding)


def lenses_of(content: Content, data_coding: int, reading: Reading, most: int | None = None) -> tuple[Lens, ...]:
    """The octets of a text under every alphabet, read behind its header by what that says; the first ``most`` of
    them where so many are enough to know. Empty for a text without octets."""
    octets, header = content.text_octets[:most], content.header
    if not octets:
        return ()
    default, told = reading.default_alphabet, reading.alphabets
    if header is None:
        return lens(octets, data_coding, default, told)
    shifts = {"locking": header.locking, "single": header.single, "fill_bits": header.fill_bits}
    return lens(octets, data_coding, default, told, **shifts)


def read_content(
    octets: bytes, esm_class: int, data_coding: int, reading: Reading
) -> tuple[UserDataHeader | None, Text]:
    """The header and the text of a message's octets; data_coding is read as the account says."""
    return _read(octets, bool(esm_class & UDHI and octets), reading.alphabet_of(data_coding))


@lru_cache(maxsize=16)  # tree, receipt, rules and summary all ask for the text of the PDU that is looked at
def _read(octets: bytes, has_header: bool, alphabet: str) -> tuple[UserDataHeader | None, Text]:
    if not has_header:
        return None, read_text(octets, alphabet)
    header = read_udh(octets)
    rest = octets[header.size :]
    text = read_text(rest, alphabet, locking=header.locking, single=header.single, fill_bits=header.fill_bits)
    return header, text
