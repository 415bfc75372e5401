"""Capture files made octet by octet: TCP segments in every wrapping, and files of every kind."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from ipaddress import ip_address

FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
ETHERNET, LOOPBACK, RAW, COOKED, COOKED_TWO, IPV4, IPV6, BSD_RAW = 1, 0, 101, 113, 276, 228, 229, 12


def tcp(
    source: str, target: str, sequence: int, payload: bytes = b"", flags: int = ACK, options: bytes = b"", ack: int = 1
) -> bytes:
    """An IP packet with a TCP segment; ends are "address:port"."""
    (here, here_port), (there, there_port) = _end(source), _end(target)
    offset = (20 + len(options)) // 4 << 4
    head = struct.pack("!HHIIBBHHH", here_port, there_port, sequence & 0xFFFFFFFF, ack, offset, flags, 65535, 0, 0)
    return ip(here, there, head + options + payload)


def ip(source: str, target: str, body: bytes, protocol: int = 6, fragment: int = 0) -> bytes:
    """An IP packet of either version."""
    here, there = ip_address(source), ip_address(target)
    if here.version == 4:
        head = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(body), 1, fragment, 64, protocol, 0)
        return head + here.packed + there.packed + body
    return struct.pack("!IHBB", 6 << 28, len(body), protocol, 64) + here.packed + there.packed + body


def pieces(packet: bytes, size: int, identity: int = 7) -> list[bytes]:
    """An IP packet as a router cuts it, ``size`` octets (a multiple of 8) in each piece but the last."""
    four = packet[0] >> 4 == 4
    head, body = (packet[:20], packet[20:]) if four else (packet[:40], packet[40:])
    cut: list[bytes] = []
    for offset in range(0, len(body), size):
        part, more = body[offset : offset + size], offset + size < len(body)
        if four:
            middle = struct.pack("!HHH", 20 + len(part), identity, more << 13 | offset // 8)
            cut.append(head[:2] + middle + head[8:] + part)
        else:
            extra = struct.pack("!BBHI", head[6], 0, offset | more, identity)
            cut.append(head[:4] + struct.pack("!HB", 8 + len(part), 44) + head[7:] + extra + part)
    return cut


def _end(end: str) -> tuple[str, int]:
    host, _, port = end.rpartition(":")
    return host.strip("[]"), int(port)


def _kind(packet: bytes) -> int:
    return 0x0800 if packet[0] >> 4 == 4 else 0x86DD


def wrap(packet: bytes, link: int, tags: tuple[int, ...] = ()) -> bytes:
    """An IP packet as a frame of a link type, with VLAN tags on Ethernet."""
    kind = struct.pack("!H", _kind(packet))
    if link == ETHERNET:
        vlans = b"".join(struct.pack("!HH", tag, 7) for tag in tags)
        return bytes(12) + vlans + kind + packet
    if link == COOKED:
        return struct.pack("!HHHQ", 0, 1, 6, 0) + kind + packet
    if link == COOKED_TWO:
        return kind + bytes(18) + packet
    if link == LOOPBACK:
        return struct.pack("<I", 2 if packet[0] >> 4 == 4 else 30) + packet
    return packet


def pcap(
    frames: Iterable[tuple[int, bytes]],
    link: int = ETHERNET,
    *,
    order: str = "<",
    nano: bool = False,
    cut: int = 1 << 18,
) -> bytes:
    """A pcap file of (time in nanoseconds, frame)."""
    magic, unit = (0xA1B23C4D, 1) if nano else (0xA1B2C3D4, 1000)
    parts = [struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, 262144, link)]
    for time_ns, frame in frames:
        seconds, rest = divmod(time_ns, 10**9)
        kept = frame[:cut]
        parts.append(struct.pack(order + "IIII", seconds, rest // unit, len(kept), len(frame)) + kept)
    return b"".join(parts)


def pcapng(
    frames: Iterable[tuple[int, bytes]],
    link: int = ETHERNET,
    *,
    order: str = "<",
    resolution: int = 9,
    simple: bool = False,
) -> bytes:
    """A pcapng file of (time in nanoseconds, frame), on one interface."""
    parts = [block(order, 0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1))]
    option = struct.pack(order + "HHB3xHH", 9, 1, resolution, 0, 0)
    parts.append(block(order, 1, struct.pack(order + "HHI", link, 0, 0) + option))
    units = 2 ** (resolution & 127) if resolution & 128 else 10**resolution
    for time_ns, frame in frames:
        stamp = time_ns * units // 10**9
        padded = frame + bytes(-len(frame) % 4)
        if simple:
            parts.append(block(order, 3, struct.pack(order + "I", len(frame)) + padded))
        else:
            head = struct.pack(order + "IIIII", 0, stamp >> 32, stamp & 0xFFFFFFFF, len(frame), len(frame))
            parts.append(block(order, 6, head + padded))
    return b"".join(parts)


def block(order: str, kind: int, body: bytes) -> bytes:
    """A pcapng block."""
    total = 12 + len(body)
    return struct.pack(order + "II", kind, total) + body + struct.pack(order + "I", total)


class Wire:
    """A TCP connection as somebody captures it: both ends send, segments come out as frames."""

    def __init__(self, client: str = "127.0.0.1:51000", server: str = "10.0.0.1:2775", link: int = ETHERNET) -> None:
        self.client, self.server, self.link = client, server, link
        self.next = {client: 1000, server: 0xFFFFFF00}  # the server's numbers soon begin anew
        self.frames: list[tuple[int, bytes]] = []
        self.now = 1_800_000_000 * 10**9

    def open(self) -> Wire:
        """The three segments that begin a connection."""
        self.segment(self.client, b"", SYN)
        self.segment(self.server, b"", SYN | ACK)
        self.segment(self.client, b"")
        return self

    def out(self, payload: bytes, size: int = 0) -> Wire:
        """The client sends, in segments of ``size`` octets where it is told."""
        return self.send(self.client, payload, size)

    def into(self, payload: bytes, size: int = 0) -> Wire:
        """The server sends."""
        return self.send(self.server, payload, size)

    def send(self, end: str, payload: bytes, size: int = 0) -> Wire:
        """One end sends."""
        step = size or max(1, len(payload))
        for start in range(0, len(payload), step):
            self.segment(end, payload[start : start + step], PSH | ACK)
        return self

    def segment(self, end: str, payload: bytes, flags: int = ACK) -> Wire:
        """One segment at the number that is due."""
        other = self.server if end == self.client else self.client
        packet = tcp(end, other, self.next[end], payload, flags, ack=self.next[other] & 0xFFFFFFFF)
        self.next[end] += len(payload) + bool(flags & (SYN | FIN))
        self.frames.append((self.now, wrap(packet, self.link)))
        self.now += 1_000_000
        return self

    def swap(self, one: int = -1, other: int = -2) -> Wire:
        """Let two frames change places, but not times."""
        frames = self.frames
        (time, frame), (other_time, other_frame) = frames[one], frames[other]
        frames[one], frames[other] = (time, other_frame), (other_time, frame)
        return self

    def repeat(self, index: int = -1) -> Wire:
        """A frame is seen once more."""
        self.frames.append((self.now, self.frames[index][1]))
        return self

    def drop(self, index: int = -1) -> Wire:
        """A frame is missing in the capture."""
        del self.frames[index]
        return self
