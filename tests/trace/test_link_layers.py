from __future__ import annotations

import struct

import pytest

from smppconsole.trace.fragments import Fragment, Fragments
from smppconsole.trace.link_layers import SYN, TcpSegment, ends_of, knows, rest_of, segment, turned
from tests.kit import captures
from tests.kit.captures import BSD_RAW, COOKED, COOKED_TWO, ETHERNET, IPV4, IPV6, LOOPBACK, RAW, ip, tcp, wrap

FOUR = ("192.0.2.1:51000", "198.51.100.7:2775")
SIX = ("[2001:db8::1]:51000", "[2001:db8::2]:2775")
PAYLOAD = b"payload"


def read(link: int, frame: bytes) -> tuple[tuple[str, str], int, int, bytes]:
    found = segment(link, frame)
    assert isinstance(found, TcpSegment)
    return ends_of(found.path), found.sequence, found.flags, frame[found.start : found.stop]


@pytest.mark.parametrize("ends", [FOUR, SIX])
@pytest.mark.parametrize("link", [ETHERNET, LOOPBACK, RAW, COOKED, COOKED_TWO, BSD_RAW])
def test_a_segment_is_found_in_every_wrapping(link: int, ends: tuple[str, str]) -> None:
    frame = wrap(tcp(*ends, 77, PAYLOAD, SYN), link)
    assert read(link, frame) == (ends, 77, SYN, PAYLOAD)


@pytest.mark.parametrize(("link", "ends"), [(IPV4, FOUR), (IPV6, SIX)])
def test_raw_ip_of_one_version(link: int, ends: tuple[str, str]) -> None:
    assert read(link, wrap(tcp(*ends, 1, PAYLOAD), link))[3] == PAYLOAD


@pytest.mark.parametrize("tags", [(0x8100,), (0x88A8, 0x8100), (0x9100, 0x8100, 0x8100)])
def test_vlan_tags_are_passed_over(tags: tuple[int, ...]) -> None:
    assert read(ETHERNET, wrap(tcp(*FOUR, 1, PAYLOAD), ETHERNET, tags))[3] == PAYLOAD


def test_pppoe_is_passed_over() -> None:
    packet = tcp(*FOUR, 1, PAYLOAD)
    frame = bytes(12) + b"\x88\x64\x11\0\0\1" + struct.pack("!H", len(packet) + 2) + b"\0\x21" + packet
    assert read(ETHERNET, frame)[3] == PAYLOAD


def test_padding_of_a_short_frame_is_no_payload() -> None:
    assert read(ETHERNET, wrap(tcp(*FOUR, 1, b""), ETHERNET) + bytes(6))[3] == b""


def test_options_of_tcp_are_passed_over() -> None:
    assert read(ETHERNET, wrap(tcp(*FOUR, 1, PAYLOAD, options=bytes(12)), ETHERNET))[3] == PAYLOAD


def test_extension_headers_of_ipv6_are_passed_over() -> None:
    body = tcp(*SIX, 9, PAYLOAD)[40:]
    packet = ip("2001:db8::1", "2001:db8::2", bytes([60, 0]) + bytes(6) + bytes([6, 1]) + bytes(14) + body, protocol=0)
    assert read(RAW, packet)[3] == PAYLOAD


def test_a_packet_split_by_the_network_card_has_no_length() -> None:
    packet = bytearray(tcp(*FOUR, 1, PAYLOAD))
    packet[2:4] = b"\0\0"
    assert read(RAW, bytes(packet))[3] == PAYLOAD


def test_a_frame_cut_short_claims_more_than_it_has() -> None:
    frame = wrap(tcp(*FOUR, 1, bytes(500)), ETHERNET)[:100]
    found = segment(ETHERNET, frame)
    assert isinstance(found, TcpSegment)
    assert found.stop > len(frame)


@pytest.mark.parametrize("ends", [FOUR, SIX])
def test_pieces_of_a_packet_say_where_they_belong_and_make_the_segment(ends: tuple[str, str]) -> None:
    fragments, found, frames = Fragments(), [], captures.pieces(tcp(*ends, 77, bytes(range(100)), SYN), 48)
    for frame in frames:
        piece = segment(RAW, frame)
        assert isinstance(piece, Fragment)
        found.append((piece.offset, piece.more, piece.stop - piece.start))
        whole = fragments.take(piece, frame, 0)
    assert found == [(0, True, 48), (48, True, 48), (96, False, 24)]
    assert whole is not None
    made = rest_of(whole.addresses, whole.octets)
    assert made is not None
    payload = (whole.addresses + whole.octets)[made.start : made.stop]
    assert (ends_of(made.path), made.sequence, made.flags, payload) == (ends, 77, SYN, bytes(range(100)))


def test_a_fragment_header_around_all_of_a_packet_changes_nothing() -> None:
    frame = captures.pieces(tcp(*SIX, 77, PAYLOAD), 800)[0]
    assert read(RAW, frame) == (SIX, 77, captures.ACK, PAYLOAD)


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        bytes(12) + b"\x08\x06" + bytes(28),
        bytes(12) + b"\x81\0" * 40,
        wrap(ip("192.0.2.1", "192.0.2.2", bytes(40), protocol=17), ETHERNET),
        wrap(tcp(*FOUR, 1), ETHERNET)[:40],
        wrap(b"\x45\0\0\x05" + bytes(40), ETHERNET),
        wrap(b"\x75" + bytes(40), ETHERNET),
    ],
)
def test_other_frames_hold_no_segment(frame: bytes) -> None:
    assert segment(ETHERNET, frame) is None


def test_a_data_offset_that_points_nowhere_is_no_segment() -> None:
    packet = bytearray(tcp(*FOUR, 1, PAYLOAD))
    packet[32] = 0x10
    assert segment(RAW, bytes(packet)) is None
    packet[32] = 0xF0
    assert segment(RAW, bytes(packet)) is None


def test_the_other_direction_is_the_path_turned() -> None:
    here, there = segment(RAW, tcp(*FOUR, 1)), segment(RAW, tcp(FOUR[1], FOUR[0], 1))
    assert isinstance(here, TcpSegment)
    assert isinstance(there, TcpSegment)
    assert turned(here.path) == there.path


def test_link_types_that_can_be_read_are_known() -> None:
    assert knows(captures.ETHERNET)
    assert not knows(105)
    assert segment(105, bytes(100)) is None
