"""From, to and text of a short message, read by offsets alone: some microseconds, where taking it apart takes ninety.

What else the PDU says (a receipt, a part, TLVs) is stepped over. Where something decides about the text itself
(another header than that of a part, a length that is wrong) nothing is told: then ``decode`` has to say.
"""

from __future__ import annotations

import re
from struct import Struct
from typing import NamedTuple

from smppconsole.smpp import gsm7
from smppconsole.smpp.coding import read_text
from smppconsole.smpp.content import MESSAGE_PAYLOAD, UDHI
from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.udh import Segment

_HEAD = Struct(">LL").unpack_from
_TLV = Struct(">HH").unpack_from
_SUBMIT, _DELIVER = 0x04, 0x05
_SAME_IN_ASCII = "".join(chr(octet) for octet in range(128) if gsm7.decode(bytes((octet,))) == chr(octet))
_TO_TEXT = r"[^\0]*+\0..([^\0]*+)\0..([^\0]*+)\0"  # service_type, from, to
_PLAIN = re.compile(
    rf"{_TO_TEXT}[\0-\3]..[^\0]*+\0[^\0]*+\0..\0.(.)([{re.escape(_SAME_IN_ASCII)}]*+)\Z", re.DOTALL
).match
"""A message behind its header: no type in esm_class, data_coding 0, and octets that the usual alphabets read alike."""
_MESSAGE = re.compile(rf"{_TO_TEXT}(.)..[^\0]*+\0[^\0]*+\0..(.).(.)".encode(), re.DOTALL).match
_PART = re.compile(rb"(?:\x05\0\x03(.)|\x06\x08\x04(..))(.)(.)", re.DOTALL).match
_PLAIN_DEFAULTS = frozenset(("gsm7", "ascii", "latin1", "utf8"))
_ORDER_MARKS = (b"\xfe\xff", b"\xff\xfe")
_TYPE, _RECEIPTS = 0x3C, frozenset((0x04, 0x20))
_RECEIPTED_ID = 0x001E
_SAR = frozenset((0x020C, 0x020E, 0x020F))
"""TLVs that say which part of a text it is."""
_new = tuple.__new__  # the constructor of a NamedTuple takes as long as a third of all else here


class Envelope(NamedTuple):
    """The same as in a ``Summary``; ``plain`` where neither esm_class nor a TLV says that it reports on another
    message."""

    source: str
    destination: str
    text: str
    segment: Segment | None
    is_receipt: bool
    plain: bool


def envelope(octets: bytes, reading: Reading = AS_USUAL) -> Envelope | None:
    """What a submit_sm or deliver_sm says on its outside; None for other commands, and where offsets do not tell."""
    if len(octets) < HEADER_SIZE:
        return None
    length, command = _HEAD(octets)
    if (command != _SUBMIT and command != _DELIVER) or length != len(octets):
        return None
    plain = plain_message(octets, reading)
    if plain is None:
        return _other(octets, command, reading)
    return _new(Envelope, (*plain, None, False, True))


def plain_message(octets: bytes, reading: Reading) -> tuple[str, str, str] | None:
    """From, to and text of a submit_sm or deliver_sm of the right length that has nothing out of the ordinary."""
    match = _PLAIN(octets.decode("latin-1"), HEADER_SIZE)
    if match is None or (reading is not AS_USUAL and reading.default_alphabet not in _PLAIN_DEFAULTS):
        return None
    source, destination, size, text = match.groups()
    return (source, destination, text) if len(text) == ord(size) else None


def _other(octets: bytes, command: int, reading: Reading) -> Envelope | None:
    """The same of a message whose text is in any alphabet, or has a header or TLVs around it."""
    match = _MESSAGE(octets, HEADER_SIZE)
    if match is None:
        return None
    source, destination, esm_class, data_coding, size = match.groups()
    start, kind = match.end(), esm_class[0] & _TYPE
    stop = start + size[0]
    tlvs = _tlvs(octets, stop) if stop != len(octets) else {}
    if tlvs is None or not _SAR.isdisjoint(tlvs):
        return None
    said, segment, alphabet = tlvs.get(MESSAGE_PAYLOAD, octets[start:stop]), None, reading.alphabet_of(data_coding[0])
    if esm_class[0] & UDHI and said:
        part = _PART(said)
        segment = _segment(part) if part is not None and alphabet != "gsm7-packed" else None
        if part is None or segment is None:
            return None
        said = said[part.end() :]
    addresses, plain = (source.decode("latin-1"), destination.decode("latin-1")), not kind and _RECEIPTED_ID not in tlvs
    is_receipt = command == _DELIVER and kind in _RECEIPTS
    return _new(Envelope, (*addresses, _read(said, alphabet), segment, is_receipt, plain))


def _tlvs(octets: bytes, place: int) -> dict[int, bytes] | None:
    """The TLVs from ``place`` on, of each tag the first; None where they do not come out even."""
    found: dict[int, bytes] = {}
    stop = len(octets)
    while place + 4 <= stop:
        tag, size = _TLV(octets, place)
        found.setdefault(tag, octets[place + 4 : place + 4 + size])
        place += 4 + size
    return found if place == stop else None


def _segment(part: re.Match[bytes]) -> Segment | None:
    narrow, wide, total, number = part.groups()
    if not 1 <= number[0] <= total[0]:
        return None
    if narrow is not None:
        return Segment(narrow[0], total[0], number[0], "udh8")
    return Segment(int.from_bytes(wide), total[0], number[0], "udh16")


def _read(octets: bytes, alphabet: str) -> str:
    if alphabet == "gsm7":
        return gsm7.decode(octets)
    if alphabet == "ucs2" and octets[:2] not in _ORDER_MARKS:
        try:
            return octets.decode("utf-16-be")
        except UnicodeDecodeError:  # half a character or half a pair: read with what is wrong in its place
            return read_text(octets, alphabet).text
    return read_text(octets, alphabet).text
