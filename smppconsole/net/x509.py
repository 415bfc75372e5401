"""The few facts of a certificate that people ask for, read from its octets (DER, RFC 5280).

Python's ``ssl`` names a certificate's fields only after it has checked it; an unchecked certificate is the one whose
names and expiry matter most. Reading is total: what cannot be read is left empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import NamedTuple

from smppconsole.values import dataclass

_EXPLICIT_VERSION, _EXTENSIONS = 0xA0, 0xA3
_UTC_TIME, _BMP_STRING = 0x17, 0x1E
_DNS_NAME, _IP_ADDRESS = 0x82, 0x87
_ALT_NAMES = bytes.fromhex("551d11")
_NAME_PARTS = {
    bytes.fromhex("550403"): "CN",
    bytes.fromhex("550406"): "C",
    bytes.fromhex("550407"): "L",
    bytes.fromhex("550408"): "ST",
    bytes.fromhex("55040a"): "O",
    bytes.fromhex("55040b"): "OU",
}


@dataclass(frozen=True, slots=True)
class Certificate:
    """Who a certificate is for, who signed it, which host names it bears and how long it is good."""

    subject: str = ""
    issuer: str = ""
    names: tuple[str, ...] = ()
    not_before: datetime | None = None
    not_after: datetime | None = None


class _Item(NamedTuple):
    tag: int
    body: bytes


def read_certificate(der: bytes) -> Certificate:
    """The facts of one certificate; an empty ``Certificate`` where the octets are not one."""
    try:
        return _read(der)
    except (IndexError, ValueError, StopIteration):
        return Certificate()


def _read(der: bytes) -> Certificate:
    certificate = next(_items(der)).body
    fields = [item for item in _items(next(_items(certificate)).body) if item.tag != _EXPLICIT_VERSION]
    _serial, _signature, issuer, validity, subject = fields[:5]
    begin, end = (_time(item) for item in list(_items(validity.body))[:2])
    extensions = next((item.body for item in fields[5:] if item.tag == _EXTENSIONS), b"")
    return Certificate(_name(subject.body), _name(issuer.body), tuple(_alternative_names(extensions)), begin, end)


def _items(octets: bytes) -> Iterator[_Item]:
    """The DER items that lie side by side in ``octets``."""
    at = 0
    while at < len(octets):
        tag, length, at = octets[at], octets[at + 1], at + 2
        if length & 0x80:
            size = length & 0x7F
            length, at = int.from_bytes(octets[at : at + size], "big"), at + size
        if at + length > len(octets):
            raise ValueError("an item runs past the end")
        yield _Item(tag, octets[at : at + length])
        at += length


def _name(octets: bytes) -> str:
    parts = []
    for relative in _items(octets):
        for pair in _items(relative.body):
            kind, text = list(_items(pair.body))[:2]
            if kind.body in _NAME_PARTS:
                parts.append(f"{_NAME_PARTS[kind.body]}={_text(text)}")
    return ", ".join(parts)


def _text(item: _Item) -> str:
    return item.body.decode("utf-16-be" if item.tag == _BMP_STRING else "utf-8", "replace")


def _time(item: _Item) -> datetime | None:
    text = item.body.decode("ascii").rstrip("Z")
    if item.tag == _UTC_TIME:
        text = ("19" if text[:2] >= "50" else "20") + text
    return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _alternative_names(explicit: bytes) -> Iterator[str]:
    for extensions in _items(explicit):
        for extension in _items(extensions.body):
            parts = list(_items(extension.body))
            if parts and parts[0].body == _ALT_NAMES:
                yield from _host_names(parts[-1].body)


def _host_names(octets: bytes) -> Iterator[str]:
    for names in _items(octets):
        for name in _items(names.body):
            if name.tag == _DNS_NAME:
                yield name.body.decode("ascii", "replace")
            elif name.tag == _IP_ADDRESS:
                yield str(ip_address(name.body))
