"""What one octet of data_coding says: alphabet, message class, waiting indication, compression.

0x00 to 0x0F are SMPP's own list (SMPP 3.4, 5.2.19); 0 means what the centre agreed with the account. Above that the
standard reserves nearly all values, and centres copy the octet into TP-DCS: it is read as 3GPP TS 23.038, clause 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from smppconsole.smpp.said import joined, said
from smppconsole.values import dataclass

DEFAULT = "default"
"""The alphabet of data_coding 0: the account knows which."""


@dataclass(frozen=True, slots=True)
class DataCoding:
    """One data_coding value taken apart. ``alphabet`` is a name of ``coding.ALPHABETS`` or ``DEFAULT``.

    ``message_class`` is 0..3 or None; ``waiting`` is "voicemail", "fax", "e-mail", "other" or empty.
    """

    value: int
    alphabet: str
    words: str
    message_class: int | None = None
    waiting: str = ""
    waiting_active: bool = False
    compressed: bool = False
    reserved: bool = False


_SMPP: Mapping[int, tuple[str, str]] = {
    0x00: (DEFAULT, "the centre's default alphabet"),
    0x01: ("ascii", "IA5 / ASCII"),
    0x02: ("binary", "8-bit data"),
    0x03: ("latin1", "Latin-1 (ISO 8859-1)"),
    0x04: ("binary", "8-bit data"),
    0x05: ("jis", "JIS X 0208"),
    0x06: ("cyrillic", "Cyrillic (ISO 8859-5)"),
    0x07: ("hebrew", "Latin and Hebrew (ISO 8859-8)"),
    0x08: ("ucs2", "UCS-2"),
    0x09: ("shift-jis", "pictograms (Shift JIS)"),
    0x0A: ("jis", "ISO-2022-JP music codes"),
    0x0B: ("binary", "reserved"),
    0x0C: ("binary", "reserved"),
    0x0D: ("jis-x0212", "extended Kanji (JIS X 0212)"),
    0x0E: ("ks-c-5601", "KS C 5601"),
    0x0F: ("binary", "reserved"),
}

_CLASSES = ("flash, shown at once", "phone memory", "SIM", "terminal equipment")
_WAITING = ("voicemail", "fax", "e-mail", "other")
_GENERAL_ALPHABETS = (("gsm7", "GSM 7-bit"), ("binary", "8-bit data"), ("ucs2", "UCS-2"), ("gsm7", "reserved alphabet"))
_WAITING_GROUPS: Mapping[int, tuple[str, str]] = {
    0xC0: ("gsm7", "text may be discarded"),
    0xD0: ("gsm7", "text is kept"),
    0xE0: ("ucs2", "UCS-2 text is kept"),
}


@cache
def read_data_coding(value: int) -> DataCoding:
    """What data_coding ``value`` (0..255) says."""
    if value <= 0x0F:
        alphabet, words = _SMPP[value]
        return DataCoding(value, alphabet, words, reserved=words == "reserved")
    if value <= 0x7F:
        return _general(value)
    if value <= 0xBF:
        return DataCoding(value, "gsm7", said("reserved, read as GSM 7-bit"), reserved=True)
    if value <= 0xEF:
        return _waiting(value)
    return _with_class(value)


def _general(value: int) -> DataCoding:
    """0x10..0x7F: the general group and automatic deletion (TS 23.038, clause 4)."""
    alphabet, words = _GENERAL_ALPHABETS[value >> 2 & 3]
    compressed = bool(value & 0x20)
    message_class = value & 3 if value & 0x10 else None
    told: list[str] = [said(words)]
    if message_class is not None:
        told.append(_class_words(message_class))
    if compressed:
        told.append(said("compressed"))
    if value & 0x40:
        told.append(said("delete after reading"))
    reserved = value >> 2 & 3 == 3
    return DataCoding(
        value, "binary" if compressed else alphabet, joined(", ", told), message_class, "", False, compressed, reserved
    )


def _waiting(value: int) -> DataCoding:
    """0xC0..0xEF: message waiting indication."""
    alphabet, text_words = _WAITING_GROUPS[value & 0xF0]
    kind, active = _WAITING[value & 3], bool(value & 0x08)
    words = said(
        "message waiting: {kind} {value}, {text_words}",
        kind=kind,
        value=said("active") if active else said("inactive"),
        text_words=text_words,
    )
    return DataCoding(value, alphabet, words, None, kind, active)


def _with_class(value: int) -> DataCoding:
    """0xF0..0xFF: data coding and message class."""
    alphabet, words = _GENERAL_ALPHABETS[value >> 2 & 1]
    return DataCoding(
        value,
        alphabet,
        said("{words}, {class_words}", words=words, class_words=_class_words(value & 3)),
        value & 3,
        reserved=bool(value & 0x08),
    )


def _class_words(message_class: int) -> str:
    return said("class {message_class} ({classes})", message_class=message_class, classes=_CLASSES[message_class])
