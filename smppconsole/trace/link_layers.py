"""From a frame to the TCP segment in it: Ethernet, VLAN tags, Linux cooked v1 and v2, raw IP, loopback, IPv4, IPv6."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from struct import Struct
from typing import NamedTuple

from smppconsole.trace.exported import join_end
from smppconsole.trace.fragments import Fragment

FIN, SYN, RST = 1, 2, 4
_WORD = Struct(">H").unpack_from
_PORTS = Struct(">HHI").unpack_from
_IPV4, _IPV6, _TCP = 0x0800, 0x86DD, 6
_VLANS = frozenset({0x8100, 0x88A8, 0x9100, 0x9200})
_MOST_TAGS = 8
_IPV6_FAMILIES = frozenset({10, 23, 24, 28, 30})  # AF_INET6 of Linux, Windows and the BSDs
_EXTENSIONS = frozenset({0, 43, 51, 60, 135})
_FRAGMENT = 44
_MORE = 0x2000


class TcpSegment(NamedTuple):
    """``path`` is source and destination with their ports as octets; its halves swapped are the other direction.

    ``start`` and ``stop`` are the payload in the frame; ``stop`` may lie behind the frame's end where it was cut.
    """

    path: bytes
    sequence: int
    flags: int
    start: int
    stop: int


def segment(link_type: int, data: bytes) -> TcpSegment | Fragment | None:
    """The TCP segment of a frame; None where there is none."""
    start = _STARTS.get(link_type)
    place = start(data) if start is not None else None
    return _ip(data, place) if place is not None else None


def rest_of(addresses: bytes, octets: bytes) -> TcpSegment | None:
    """The segment in what pieces made, as it lies in ``addresses`` and ``octets`` joined."""
    size = len(addresses) // 2
    return _tcp(addresses + octets, len(addresses), len(addresses) + len(octets), 0, size)


def knows(link_type: int) -> bool:
    """Whether frames of that link type can be read."""
    return link_type in _STARTS


def ends_of(path: bytes) -> tuple[str, str]:
    """ "address:port" of both ends."""
    half = len(path) // 2
    return _end(path[:half]), _end(path[half:])


def _end(half: bytes) -> str:
    return join_end(str(ip_address(half[:-2])), _WORD(half, len(half) - 2)[0])


def turned(path: bytes) -> bytes:
    """The path of the other direction."""
    half = len(path) // 2
    return path[half:] + path[:half]


# --- where IP begins


def _ethernet(data: bytes) -> int | None:
    return _behind_type(data, 12)


def _behind_type(data: bytes, place: int) -> int | None:
    """The offset behind an EtherType at ``place`` and the VLAN tags after it, where IP follows."""
    for _ in range(_MOST_TAGS):
        if place + 2 > len(data):
            return None
        kind = _WORD(data, place)[0]
        if kind in (_IPV4, _IPV6):
            return place + 2
        if kind == 0x8864:  # PPPoE: 6 octets, then 2 of PPP
            return place + 10
        if kind not in _VLANS:
            return None
        place += 4
    return None


def _cooked(data: bytes) -> int | None:
    return _behind_type(data, 14)


def _cooked_two(data: bytes) -> int | None:
    if len(data) < 20:
        return None
    return 20 if _WORD(data, 0)[0] in (_IPV4, _IPV6) else None


def _loopback(data: bytes) -> int | None:
    """BSD loopback: an address family in the byte order of whoever captured."""
    family = min(int.from_bytes(data[:4], "little"), int.from_bytes(data[:4], "big"))
    return 4 if family == 2 or family in _IPV6_FAMILIES else None


def _raw(data: bytes) -> int | None:
    return 0


_STARTS: dict[int, Callable[[bytes], int | None]] = {
    0: _loopback,
    1: _ethernet,
    12: _raw,
    14: _raw,
    101: _raw,
    108: _loopback,
    113: _cooked,
    228: _raw,
    229: _raw,
    276: _cooked_two,
}


# --- IP and TCP


def _ip(data: bytes, place: int) -> TcpSegment | Fragment | None:
    if place >= len(data):
        return None
    version = data[place] >> 4
    if version == 4:
        return _ipv4(data, place)
    return _ipv6(data, place) if version == 6 else None


def _ipv4(data: bytes, place: int) -> TcpSegment | Fragment | None:
    if len(data) < place + 20 or data[place + 9] != _TCP:
        return None
    head = (data[place] & 15) * 4
    total = _WORD(data, place + 2)[0] or len(data) - place  # 0: split by the network card
    if head < 20 or total < head:
        return None
    split = _WORD(data, place + 6)[0]
    if split & 0x3FFF:
        addresses, offset = data[place + 12 : place + 20], (split & 0x1FFF) * 8
        identity = data[place + 4 : place + 6]
        return Fragment(addresses, identity, offset, bool(split & _MORE), place + head, place + total)
    return _tcp(data, place + head, place + total, place + 12, 4)


def _ipv6(data: bytes, place: int) -> TcpSegment | Fragment | None:
    if len(data) < place + 40:
        return None
    length = _WORD(data, place + 4)[0]
    stop = place + 40 + length if length else len(data)
    kind, here = data[place + 6], place + 40
    for _ in range(_MOST_TAGS):
        if kind == _TCP:
            return _tcp(data, here, stop, place + 8, 16)
        if kind == _FRAGMENT:
            return _ipv6_piece(data, place, here, stop)
        if kind not in _EXTENSIONS or here + 2 > len(data):
            return None
        step = (data[here + 1] + 2) * 4 if kind == 51 else (data[here + 1] + 1) * 8
        kind, here = data[here], here + step
    return None


def _ipv6_piece(data: bytes, place: int, here: int, stop: int) -> TcpSegment | Fragment | None:
    """What stands behind a fragment header at ``here``: a piece, or a whole segment where it says that it is all."""
    if here + 8 > len(data) or data[here] != _TCP:
        return None
    split = _WORD(data, here + 2)[0]
    if not split & 0xFFF9:
        return _tcp(data, here + 8, stop, place + 8, 16)
    addresses, identity = data[place + 8 : place + 40], data[here + 4 : here + 8]
    return Fragment(addresses, identity, split & 0xFFF8, bool(split & 1), here + 8, stop)


def _tcp(data: bytes, place: int, stop: int, addresses: int, size: int) -> TcpSegment | None:
    if len(data) < place + 20:
        return None
    ports, sequence = data[place : place + 4], _PORTS(data, place)[2]
    start = place + (data[place + 12] >> 4) * 4
    if start < place + 20 or start > stop:
        return None
    source, target = data[addresses : addresses + size], data[addresses + size : addresses + 2 * size]
    path = source + ports[:2] + target + ports[2:]
    return TcpSegment(path, sequence, data[place + 13], start, stop)
