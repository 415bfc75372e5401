"""A stand-in for a PDU: plain octets in the place of those that no rule looks at, so that a million PDUs are few.

A PDU and its stand-in break the same rules (``lint``, and what ``decode`` tells): who knows what the one breaks need
not judge the other. Only what is surely of no weight is replaced: the digits of a number, the letters of a plain text
that has room, the id of an answer, the dates of a receipt. All else stays, and makes the PDU one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from struct import Struct

from smppconsole.smpp import gsm7
from smppconsole.smpp.coding import alphabet_of, looks_little_endian
from smppconsole.smpp.content import MESSAGE_PAYLOAD, UDHI
from smppconsole.smpp.header import HEADER_SIZE
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.smpptime import read_time

_HEAD = Struct(">L8sL").unpack_from
_LAST_SEQUENCE = 0x7FFFFFFF
_FIRST = b"\0\0\0\1"
_SOME_ID = b"1\0"

_ROOM = 130
"""Octets of a text that is surely not too long, whatever its alphabet, and in a part too."""

_SAFE = b"\r\n" + bytes(octet for octet in range(0x20, 0x7F) if gsm7.decode(bytes((octet,))) == chr(octet))
"""Octets that GSM 7-bit, ASCII and Latin-1 read alike."""

_FIELDS = re.compile(
    rb"([^\0]*+\0..)([^\0]*+)(\0..)([^\0]*+)"  # service_type, TON and NPI, source, TON and NPI, destination
    rb"(\0...[^\0]*+\0[^\0]*+\0....).",  # esm_class, flags, (times), flags, data_coding and so to sm_length
    re.DOTALL,
).match
_MANY = re.compile(rb"([^\0]*+\0..)([^\0]*+)\0(.)", re.DOTALL).match
_ONE_OF_MANY = re.compile(rb"(?:(\x01..)([^\0]*+)|(\x02[^\0]*+))\0", re.DOTALL).match
_BEHIND_MANY = re.compile(rb"(...[^\0]*+\0[^\0]*+\0....).", re.DOTALL).match
_REPLACE = re.compile(rb"[!-~]{1,64}+\0(..)([^\0]*+)\0([^\0]*+\0[^\0]*+\0)(..).", re.DOTALL).match
_DATA = re.compile(rb"([^\0]*+\0..)([^\0]*+)(\0..)([^\0]*+)(\0...)", re.DOTALL).match
_TWO_ADDRESSES = re.compile(rb"(..)([^\0]*+)(\0..)([^\0]*+)\0", re.DOTALL).match
_LEAST_NUMBERED = 6
_ID = re.compile(rb"[!-~]{1,64}+\0").match
_DATE = rb"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|1\d|2[0-8])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?+"
_RECEIPT = re.compile(
    rb"(id:)([!-9;-~]{1,40}+)( sub:\d{3} dlvrd:\d{3} submit date:)%s( done date:)%s( stat:\w{1,12}+ err:\w{1,4}+ text:)"
    rb"([^:]*+)" % (_DATE, _DATE),
    re.IGNORECASE,
).fullmatch
_PART = re.compile(rb"(?:\x05\0\x03.|\x06\x08\x04..)(.)(.)(.*)", re.DOTALL).fullmatch
_STRONG = re.compile("[\u0410-\u044f\u05d0-\u05ea\u0621-\u064a\u0e01-\u0e3a\u4e00-\u9fff\uac00-\ud7a3]").search
"""A letter that GSM 7-bit has not, so that nobody wonders why the text is UCS-2."""

_KEPT = 8  # octets at the beginning of a UCS-2 text, which may look like a user data header
_FIRST_ELEMENTS = b"\0\4\5\x08\x24\x25"
_RUSSIAN = "я я".encode("utf-16-be")
_LETTERS = b"xxxxxxxx"
_SOME_DATE = b"2603011430"
_COLONS_OF_A_RECEIPT = 4
_TYPE = 0x3C
_UNJUDGED = frozenset((b"\x02\x04", b"\x02\x0c"))  # user_message_reference, sar_msg_ref_num
_RECEIPTED_ID = b"\0\x1e"
_PAYLOAD = MESSAGE_PAYLOAD.to_bytes(2)
_PLAIN_ALPHABETS = frozenset(("gsm7", "ascii", "latin1"))


def stand_in(octets: bytes, reading: Reading = AS_USUAL, now: int | None = None) -> bytes | None:
    """The stand-in of a PDU; None where it depends on when the PDU was seen and ``now`` (seconds since 1970) is not
    told, or lies too far away."""
    if len(octets) < HEADER_SIZE:
        return octets
    length, head, sequence = _HEAD(octets)
    body = _BODIES.get(head[:4], _same)(octets, reading, now)
    if body is None:
        return None
    if length != len(octets) or not 0 < sequence <= _LAST_SEQUENCE:
        return octets
    return b"".join(((HEADER_SIZE + len(body)).to_bytes(4), head, _FIRST, body))


def _same(octets: bytes, reading: Reading, now: int | None) -> bytes | None:
    return octets[HEADER_SIZE:]


def _never(octets: bytes, reading: Reading, now: int | None) -> bytes | None:
    """A request with times whose fields nobody looked for here."""
    return None


def _answer(octets: bytes, reading: Reading, now: int | None) -> bytes | None:
    """The body of an answer whose first field is a message_id."""
    match = _ID(octets, HEADER_SIZE)
    if match is None:
        return octets[HEADER_SIZE:]
    return _SOME_ID if match.end() == len(octets) else _SOME_ID + _tlvs(octets[match.end() :])


def _submission(octets: bytes, reading: Reading, now: int | None) -> bytes | None:
    """The body of a submit_sm."""
    match = _FIELDS(octets, HEADER_SIZE)
    if match is None or match.end() + octets[match.end() - 1] > len(octets):
        return octets[HEADER_SIZE:]
    begin, source, kinds, destination, more = match.groups()
    told = _message(octets, match.end(), more, reading, now)
    return told and b"".join((begin, _address(source), kinds, _address(destination), told))


def _message(octets: bytes, place: int, more: bytes, reading: Reading, now: int | None) -> bytes | None:
    """What stands behind the addresses of a submission: ``more`` up to sm_length, then the text at ``place``, TLVs."""
    if len(more) > _NO_TIMES:
        times = _moments(more[_TIMES], now)
        if times is None:
            return None
        more = more[: _TIMES.start] + times + more[_TIMES.stop :]
    text, behind = _parted(octets, place)
    text = _text(text, more[_ESM_CLASS], more[_CODING], reading)
    if behind:
        behind = _tlvs(behind, partial(_text, esm_class=more[_ESM_CLASS], data_coding=more[_CODING], reading=reading))
    return b"".join((more, _SIZES[len(text)], text, behind))


def _parted(octets: bytes, place: int) -> tuple[bytes, bytes]:
    """The text at ``place``, whose size stands before it, and what follows."""
    stop = place + octets[place - 1]
    return octets[place:stop], octets[stop:]


def _delivery(octets: bytes, reading: Reading, now: int | None) -> bytes | None:
    """The body of a deliver_sm, which may be a receipt."""
    match = _FIELDS(octets, HEADER_SIZE)
    if match is None or reading.receipt_pattern or match.end() + octets[match.end() - 1] > len(octets):
        return octets[HEADER_SIZE:]
    begin, source, kinds, destination, more = match.groups()
    esm_class, data_coding = more[_ESM_CLASS], more[_CODING]
    text, behind = _parted(octets, match.end())
    colons = text.count(b":")
    if colons and (colons >= _COLONS_OF_A_RECEIPT or esm_class & _TYPE or behind):
        if esm_class & UDHI or _alphabet(data_coding, reading) not in _PLAIN_ALPHABETS:
            return octets[HEADER_SIZE:]
        text, behind = _receipt(text, behind)
        behind = _tlvs(behind) if behind else behind
    else:
        text = _text(text, esm_class, data_coding, reading)
        behind = _tlvs(behind, lambda held: _unlabelled(held, esm_class, data_coding, reading)) if behind else behind
    return b"".join((begin, _address(source), kinds, _address(destination), more, _SIZES[len(text)], text, behind))


def _unlabelled(text: bytes, esm_class: int, data_coding: int, reading: Reading) -> bytes:
    """A text in the place of another that is surely no receipt: those have labels with colons."""
    return text if b":" in text else _text(text, esm_class, data_coding, reading)


def _to_many(octets: bytes, reading: Reading, now: int | None) -> bytes | None:
    """The body of a submit_multi."""
    match = _MANY(octets, HEADER_SIZE)
    if match is None:
        return octets[HEADER_SIZE:]
    begin, source, count = match.groups()
    parts, place, known = [begin, _address(source), b"\0", count], match.end(), dict[bytes, bytes]()
    for number in range(count[0]):
        one = _ONE_OF_MANY(octets, place)
        if one is None:
            return octets[HEADER_SIZE:]
        kind, address, name = one.groups()
        parts += (name,) if kind is None else (kind, known.setdefault(address, _numbered(address, number)))
        parts.append(b"\0")
        place = one.end()
    rest = _BEHIND_MANY(octets, place)
    if rest is None or rest.end() + octets[rest.end() - 1] > len(octets):
        return octets[HEADER_SIZE:]
    told = _message(octets, rest.end(), b"\0" + rest[1], reading, now)
    return told and b"".join((*parts, told[1:]))


def _numbered(told: bytes, number: int) -> bytes:
    """A number of as many digits, another one for each ``number`` below 1000."""
    other = _address(told)
    return told if other is told or len(told) < _LEAST_NUMBERED else other[:-3] + b"%03d" % number


def _replacement(octets: bytes, reading: Reading, now: int | None) -> bytes | None:
    """The body of a replace_sm: an id, a source, times, and a text in an alphabet it does not name."""
    match = _REPLACE(octets, HEADER_SIZE)
    if match is None or match.end() + octets[match.end() - 1] > len(octets):
        return octets[HEADER_SIZE:]
    kind, source, times, flags = match.groups()
    told, (text, behind) = _moments(times, now), _parted(octets, match.end())
    text = _text(text, 0, 0, reading)
    start = _SOME_ID + kind + _address(source) + b"\0"
    return told and b"".join((start, told, flags, _SIZES[len(text)], text, behind))


def _data(octets: bytes, reading: Reading, now: int | None) -> bytes | None:
    """The body of a data_sm, whose text is in the payload."""
    match = _DATA(octets, HEADER_SIZE)
    if match is None or reading.receipt_pattern:
        return octets[HEADER_SIZE:]
    begin, source, kinds, destination, more = match.groups()
    say = partial(_unlabelled, esm_class=more[1], data_coding=more[3], reading=reading)
    behind = _tlvs(octets[match.end() :], say)
    return b"".join((begin, _address(source), kinds, _address(destination), more, behind))


def _alert(octets: bytes, reading: Reading, now: int | None) -> bytes | None:
    """The body of an alert_notification."""
    match = _TWO_ADDRESSES(octets, HEADER_SIZE)
    if match is None:
        return octets[HEADER_SIZE:]
    begin, source, kinds, esme = match.groups()
    return b"".join((begin, _address(source), kinds, _address(esme), b"\0", _tlvs(octets[match.end() :])))


def _moments(times: bytes, now: int | None) -> bytes | None:
    """schedule_delivery_time and validity_period: of absolute ones only whether they have passed, and which is the
    earlier."""
    due, end = times[:-1].split(b"\0")
    due_at, end_at = _instant(due), _instant(end)
    if due_at is None and end_at is None:
        return times
    if now is None or not _LONG_AGO < now < _FAR_OFF:
        return None
    due_is_later = due_at is not None and end_at is not None and end_at <= due_at
    told = due if due_at is None else _DAYS[due_at > 10 * now][due_is_later]
    other = end if end_at is None else _DAYS[end_at > 10 * now][not due_is_later]
    return b"".join((told, b"\0", other, b"\0"))


_DAYS = ((b"380101000000000+", b"380102000000000+"), (b"371230000000000+", b"371231000000000+"))
"""Two days long ago and two far off, the earlier first: 1938 and 2037 are the ends of what two digits can say."""
_LONG_AGO, _FAR_OFF = -1_009_800_000, 2_145_700_000  # between them, in seconds since 1970


@lru_cache(maxsize=4096)  # what is sent in one second lives as long
def _instant(told: bytes) -> int | None:
    """Tenths of seconds since 1970 of an absolute time; None for anything else."""
    if len(told) != _TIME_SIZE or told[-1:] not in b"+-":
        return None
    when = read_time(told.decode("latin-1")).when
    return None if when is None else round(10 * when.timestamp())


_TIME_SIZE = 16
_SIZES = tuple(bytes((size,)) for size in range(256))
_ESM_CLASS, _TIMES, _CODING = 1, slice(4, -4), -2  # in what stands between the destination and sm_length
_NO_TIMES = 10  # octets of that where both are empty


def _address(told: bytes) -> bytes:
    """A number of as many digits, with a zero in front where one was."""
    if not told.isdigit() or len(told) > _LONGEST_NUMBER or told.startswith(b"00"):
        return told
    return _ZERO_FIRST[len(told)] if told[0] == 0x30 else _ONES[len(told)]


_LONGEST_NUMBER = 20
_ONES = tuple(b"1" * size for size in range(_LONGEST_NUMBER + 1))
_ZERO_FIRST = (b"", *(b"0" + b"1" * size for size in range(_LONGEST_NUMBER)))


def _text(text: bytes, esm_class: int, data_coding: int, reading: Reading) -> bytes:
    """A text in the place of another; behind a header of a part where that stands before it."""
    alphabet = _alphabet(data_coding, reading)
    if not esm_class & UDHI:
        return _letters(text, alphabet)
    match = _PART(text)
    if match is None or not 1 <= match[2][0] <= match[1][0]:
        return text
    rest = _letters(match[3], alphabet)
    if rest is match[3] or (alphabet == "ucs2" and _may_hold_header(match[3])):
        return text
    size = len(text) - len(match[3])
    number = b"\2\1" if match[1][0] > 1 else b"\1\1"
    return text[:3] + bytes(size - 5) + number + rest


def _may_hold_header(text: bytes) -> bool:
    """Whether a second header, as text, could name a part: an element of its kind and size stands in it, or would where
    the text goes on otherwise."""
    head = text[: text[0] + 1]
    return b"\0\3" in head or b"\x08\4" in head or text[_KEPT - 1 : _KEPT] == b"\x08"


def _letters(text: bytes, alphabet: str) -> bytes:
    """Other letters of the same alphabet, as many as matter; the text itself where it is not plain."""
    if alphabet in _PLAIN_ALPHABETS:
        if not _is_plain(text):
            return text
        return _LETTERS if len(text) <= _ROOM else b"x" * len(text)
    if alphabet == "ucs2" and len(text) > _KEPT and not len(text) % 2:
        return _ucs2(text)
    return text


def _is_plain(text: bytes) -> bool:
    """Whether the plain alphabets read it alike, and it does not begin like a user data header."""
    return bool(text) and not text.translate(None, _SAFE) and text[1:3] != b"%%"


def _ucs2(text: bytes) -> bytes:
    first, second = text[0], text[1]
    if first >= 0xD8 or (first > 2 and second in _FIRST_ELEMENTS) or 0xD8 <= text[_KEPT - 2] <= 0xDB:
        return text
    try:
        told = text.decode("utf-16-be")
    except UnicodeDecodeError:
        return text
    zeros = text.count(0)
    if not zeros or _STRONG(told) is None or (4 * zeros > len(text) and looks_little_endian(text)):
        return text
    other = text[:_KEPT] + _RUSSIAN
    return other if len(text) <= _ROOM else other + b"\x04\x4f" * ((len(text) - len(other)) // 2)


def _receipt(text: bytes, behind: bytes) -> tuple[bytes, bytes]:
    """The text of a receipt in the usual words, its id and dates replaced, and its TLVs; as they are where it is
    written otherwise, or where the two name different messages."""
    told = _RECEIPT(text)
    if told is None or not _is_plain(text):
        return text, behind
    label, identifier, sub, done, state, rest = told.groups()
    other = b"".join((label, b"1", sub, _SOME_DATE, done, _SOME_DATE, state, b"x" if rest else b""))
    if _RECEIPTED_ID not in behind:
        return other, behind
    held = _RECEIPTED_ID + (len(identifier) + 1).to_bytes(2) + identifier + b"\0"
    if not behind.startswith(held) or _RECEIPTED_ID in behind[len(held) :]:
        return text, behind
    return other, _RECEIPTED_ID + b"\0\2" + b"1\0" + behind[len(held) :]


def _tlvs(octets: bytes, say: Callable[[bytes], bytes] = bytes) -> bytes:
    """The TLVs, those that only count or refer set to zero, a payload as ``say`` tells it; as they are where they do
    not come out even."""
    parts: list[bytes] = []
    place = 0
    while place < len(octets):
        head, size = octets[place : place + 4], int.from_bytes(octets[place + 2 : place + 4])
        value = octets[place + 4 : place + 4 + size]
        if len(head) < 4 or len(value) < size or len(parts) > _MOST_TLVS:
            return octets
        if head[:2] == _PAYLOAD:
            value = say(value)
            head = _PAYLOAD + len(value).to_bytes(2)
        parts.append(head + (bytes(size) if head[:2] in _UNJUDGED else value))
        place += 4 + size
    return b"".join(parts)


_MOST_TLVS = 40


def _alphabet(data_coding: int, reading: Reading) -> str:
    return (_USUAL if reading is AS_USUAL else _alphabets(reading.default_alphabet, reading.alphabets))[data_coding]


@lru_cache(maxsize=16)
def _alphabets(default: str, told: str) -> tuple[str, ...]:
    """The alphabet of each data_coding."""
    return tuple(alphabet_of(value, default, told) for value in range(256))


_USUAL = _alphabets(AS_USUAL.default_alphabet, AS_USUAL.alphabets)
_Body = Callable[[bytes, Reading, int | None], bytes | None]
_BODIES: Mapping[bytes, _Body] = {
    b"\0\0\0\4": _submission,
    b"\0\0\0\5": _delivery,
    b"\x80\0\0\4": _answer,
    b"\x80\0\0\5": _answer,
    b"\x80\0\1\3": _answer,
    b"\0\0\0\x21": _to_many,
    b"\0\0\0\x07": _replacement,
    b"\0\0\1\3": _data,
    b"\0\0\1\2": _alert,
    b"\0\0\1\x11": _never,
}
