"""Link type 252, "exported PDU": a PDU with tags before it that say who dissects it and between whom it went.

Wireshark and tshark read the tags and hand the octets to their SMPP dissector, with addresses and ports, and no TCP
header needs inventing. All numbers of the tags are big endian; values are padded to 4 octets.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from struct import Struct
from typing import NamedTuple

LINK_TYPE = 252
_TAG = Struct(">HH")
_END, _DISSECTOR, _HEURISTIC = 0, 12, 13
_IPV4_SOURCE, _IPV4_DESTINATION, _IPV6_SOURCE, _IPV6_DESTINATION = 20, 21, 22, 23
_PORT_TYPE, _SOURCE_PORT, _DESTINATION_PORT = 24, 25, 26
_TCP = 2
_NUMBER = Struct(">I")


class Exported(NamedTuple):
    """What the tags say; ``start`` is where the PDU begins. Ends are "address:port", or "" where there is none."""

    protocol: str
    sender: str
    receiver: str
    start: int


def write_tags(sender: str, receiver: str) -> bytes:
    """The tags before a PDU that went from ``sender`` to ``receiver`` ("address:port"; names become no address)."""
    source, source_port = split_end(sender)
    target, target_port = split_end(receiver)
    parts = [_tag(_DISSECTOR, b"smpp")]
    if source is not None and target is not None:
        if source.version != target.version:
            source, target = _as_six(source), _as_six(target)
        four = source.version == 4
        parts.append(_tag(_IPV4_SOURCE if four else _IPV6_SOURCE, source.packed))
        parts.append(_tag(_IPV4_DESTINATION if four else _IPV6_DESTINATION, target.packed))
    parts.append(_tag(_PORT_TYPE, _NUMBER.pack(_TCP)))
    parts.append(_tag(_SOURCE_PORT, _NUMBER.pack(source_port)))
    parts.append(_tag(_DESTINATION_PORT, _NUMBER.pack(target_port)))
    return b"".join(parts) + _tag(_END, b"")


def read_tags(data: bytes) -> Exported | None:
    """What stands in the tags of a packet, or None where they do not end inside it."""
    protocol, ends, ports, start = "", ["", ""], [0, 0], -1
    for tag, value, stop in _walk(data):
        if tag == _END:
            start = stop
        elif tag in (_DISSECTOR, _HEURISTIC):
            protocol = value.rstrip(b"\0").decode("latin-1")
        elif tag in (_IPV4_SOURCE, _IPV4_DESTINATION) and len(value) == 4:
            ends[tag - _IPV4_SOURCE] = str(IPv4Address(value))
        elif tag in (_IPV6_SOURCE, _IPV6_DESTINATION) and len(value) == 16:
            ends[tag - _IPV6_SOURCE] = str(IPv6Address(value))
        elif tag in (_SOURCE_PORT, _DESTINATION_PORT) and len(value) == 4:
            ports[tag - _SOURCE_PORT] = _NUMBER.unpack(value)[0]
    if start < 0:
        return None
    return Exported(protocol, join_end(ends[0], ports[0]), join_end(ends[1], ports[1]), start)


def join_end(address: str, port: int) -> str:
    """ "127.0.0.1:2775", "[::1]:2775"; "" where neither is known."""
    if not address:
        return f":{port}" if port else ""
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def split_end(end: str) -> tuple[IPv4Address | IPv6Address | None, int]:
    """The other way round; the address is None where it is a name or missing, the port 0 where there is none."""
    host, _, port = end.rpartition(":")
    number = int(port) if port.isascii() and port.isdigit() and int(port) <= 0xFFFF else 0
    try:
        return ip_address(host.strip("[]").partition("%")[0]), number
    except ValueError:
        return None, number


def _as_six(address: IPv4Address | IPv6Address) -> IPv6Address:
    return IPv6Address("::ffff:" + str(address)) if isinstance(address, IPv4Address) else address


def _tag(tag: int, value: bytes) -> bytes:
    return _TAG.pack(tag, len(value)) + value + bytes(-len(value) % 4)


def _walk(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Tag, value and the offset behind it, up to the end tag."""
    offset = 0
    while offset + 4 <= len(data):
        tag, length = _TAG.unpack_from(data, offset)
        stop = offset + 4 + length
        if stop > len(data):
            return
        yield tag, data[offset + 4 : stop], min(len(data), stop + (-length % 4)) if tag != _END else offset + 4
        if tag == _END:
            return
        offset = stop + (-length % 4)
