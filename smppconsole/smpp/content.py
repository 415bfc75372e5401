"""What a PDU carries for people: the octets of short_message or message_payload, their header, their text.

The user data header is announced by esm_class (0x40) and stands before the text in whichever field holds it
(SMPP 3.4, 5.2.12). Where both fields hold something the payload wins (SMPP 5.0, 4.8.4.36).
"""

from __future__ import annotations

from typing import NamedTuple

from smppconsole.smpp.coding import Text, alphabet_of, read_text
from smppconsole.smpp.decode import TLV_HEAD, Decoded, Span
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.spec.model import FieldSpec, TlvSpec
from smppconsole.smpp.udh import UserDataHeader, read_udh

UDHI = 0x40
"""The bit of esm_class that announces a user data header."""

MESSAGE_PAYLOAD = 0x0424


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


def content_of(decoded: Decoded, reading: Reading = AS_USUAL) -> Content | None:
    """What ``decoded`` carries; None for commands that carry nothing."""
    esm_class = data_coding = 0
    found: Span | None = None
    for span in decoded.spans:
        row, value = span[0], span[3]
        if isinstance(row, TlvSpec):
            if row.tag == MESSAGE_PAYLOAD:
                found = span
                break
        elif row is None:
            break
        elif row.name == "esm_class" and isinstance(value, int):
            esm_class = value
        elif row.name == "data_coding" and isinstance(value, int):
            data_coding = value
        elif row.name == "short_message":
            found = span
    return None if found is None else _content(decoded.octets, found, esm_class, data_coding, reading)


def _content(octets: bytes, span: Span, esm_class: int, data_coding: int, reading: Reading) -> Content:
    row, start, end, _ = span
    name = "short_message" if isinstance(row, FieldSpec) else "message_payload"
    start += 0 if isinstance(row, FieldSpec) else TLV_HEAD
    held = octets[start:end]
    header, text = read_content(held, esm_class, data_coding, reading)
    return Content(name, start, held, header, text)


def read_content(
    octets: bytes, esm_class: int, data_coding: int, reading: Reading
) -> tuple[UserDataHeader | None, Text]:
    """The header and the text of a message's octets; data_coding 0 is read as the account says."""
    alphabet = alphabet_of(data_coding, reading.default_alphabet)
    if not esm_class & UDHI or not octets:
        return None, read_text(octets, alphabet)
    header = read_udh(octets)
    rest = octets[header.size :]
    text = read_text(rest, alphabet, locking=header.locking, single=header.single, fill_bits=header.fill_bits)
    return header, text
