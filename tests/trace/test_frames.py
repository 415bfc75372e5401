from __future__ import annotations

import gzip
import io
import struct
from pathlib import Path

import pytest

from smppconsole.trace import pcapng as blocks
from smppconsole.trace.capture_error import CaptureError
from smppconsole.trace.frames import FrameReader, packet_options
from tests.kit.captures import block, pcap, pcapng

TIME = 1_800_000_000_123_456_789
FRAMES = [(TIME, b"first"), (TIME + 10**9, b""), (TIME + 2 * 10**9, bytes(3000))]


def read(octets: bytes) -> tuple[list[tuple[int, bytes]], list[str], FrameReader]:
    reader = FrameReader(io.BytesIO(octets))
    found = [(time, buffer[start:stop]) for _, time, buffer, start, stop, _, _ in reader]
    return found, reader.notes, reader


def to_micro(frames: list[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    return [(time // 1000 * 1000, data) for time, data in frames]


@pytest.mark.parametrize("order", ["<", ">"])
def test_pcap_of_both_orders_and_both_units_is_read(order: str) -> None:
    assert read(pcap(FRAMES, order=order))[:2] == (to_micro(FRAMES), [])
    assert read(pcap(FRAMES, order=order, nano=True))[:2] == (FRAMES, [])


@pytest.mark.parametrize("order", ["<", ">"])
def test_pcapng_of_both_orders_is_read(order: str) -> None:
    assert read(pcapng(FRAMES, order=order))[:2] == (FRAMES, [])
    assert read(pcapng(FRAMES, order=order, resolution=6))[0] == to_micro(FRAMES)


def test_times_in_powers_of_two_and_with_an_offset() -> None:
    found = read(pcapng(FRAMES, resolution=128 | 30))[0]
    assert all(abs(time - due) <= 1 for (time, _), (due, _) in zip(found, FRAMES, strict=True))
    option = struct.pack("<HHq", blocks.TIME_OFFSET, 8, 1000) + bytes(4)
    octets = pcapng([])[:28] + block("<", 1, struct.pack("<HHI", 1, 0, 0) + option)
    octets += block("<", 6, struct.pack("<IIIII", 0, 0, 5_000_000, 4, 4) + b"data")
    assert read(octets)[0] == [(1005 * 10**9, b"data")]


def test_simple_and_old_packets_are_read() -> None:
    assert [data for _, data in read(pcapng(FRAMES, simple=True))[0]] == [data for _, data in FRAMES]
    old = pcapng([]) + block("<", 2, struct.pack("<HHIIII", 0, 0, 0, 7, 4, 4) + b"data")
    assert read(old)[0] == [(7, b"data")]


def test_blocks_nobody_knows_are_passed_over() -> None:
    octets = pcapng(FRAMES[:1]) + block("<", 0xBAD, bytes(40)) + block("<", 4, b"") + pcapng(FRAMES[1:])
    assert [data for _, data in read(octets)[0]] == [data for _, data in FRAMES]


def test_interfaces_of_a_second_section_have_numbers_of_their_own() -> None:
    reader = FrameReader(io.BytesIO(pcapng(FRAMES[:1]) + pcapng(FRAMES[:1], order=">", link=101)))
    assert [(frame[0].number, frame[0].link_type) for frame in reader] == [(0, 1), (1, 101)]


def test_gzip_is_unpacked_on_the_way() -> None:
    found, notes, reader = read(gzip.compress(pcap(FRAMES, nano=True)))
    assert (found, notes, reader.zipped) == (FRAMES, [], True)


def test_a_gzip_file_without_its_end_gives_what_stands_before() -> None:
    packed = gzip.compress(pcap([(TIME, bytes(range(256)) * 400)] * 300), 1)
    found, notes, _ = read(packed[: len(packed) // 2])
    assert 0 < len(found) < 300
    assert "damaged or cut short" in notes[0]


def test_a_bomb_is_left_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smppconsole.trace.frames._GROWTH_FROM", 1 << 20)
    packed = gzip.compress(pcap([(TIME, bytes(60_000))] * 200))
    found, notes, _ = read(packed)
    assert len(found) < 200
    assert any("grows more than" in note for note in notes)


@pytest.mark.parametrize("make", [pcap, pcapng])
def test_a_torn_end_is_told_and_all_before_is_read(make: object) -> None:
    octets = make(FRAMES)  # type: ignore[operator]
    found, notes, _ = read(octets[:-5])
    assert len(found) == 2
    assert "ends inside a packet" in notes[0]


@pytest.mark.parametrize("length", [0xFFFFFFFF, 1 << 25])
def test_a_packet_of_four_gigabytes_ends_the_reading(length: int) -> None:
    octets = pcap(FRAMES[:1]) + struct.pack("<IIII", 0, 0, length, length)
    found, notes, _ = read(octets)
    assert len(found) == 1
    assert str(length) in notes[0]
    found, notes, _ = read(pcapng(FRAMES[:1]) + struct.pack("<III", 6, length & ~3, 0))
    assert len(found) == 1
    assert "damaged" in notes[0]


@pytest.mark.parametrize("total", [0, 8, 13])
def test_a_block_of_an_impossible_length_ends_the_reading(total: int) -> None:
    found, notes, _ = read(pcapng(FRAMES[:1]) + struct.pack("<III", 6, total, 0))
    assert len(found) == 1
    assert notes


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (b"", "empty"),
        (b"hello world, this is text", "neither pcap nor pcapng"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x28\xb5\x2f\xfdrest", "zstd"),
        (b"\xd4\xc3\xb2\xa1\x02\x00", "ends inside its first header"),
        (b"\x0a\x0d\x0d\x0a" + bytes(24), "byte order"),
    ],
)
def test_what_is_no_capture_is_said_in_words(octets: bytes, words: str) -> None:
    with pytest.raises(CaptureError, match=words):
        read(octets)


def test_a_file_that_is_not_there_is_said_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="nowhere"):
        FrameReader(tmp_path / "nowhere.pcap")


def test_where_a_frame_lies_in_the_file_is_told(tmp_path: Path) -> None:
    octets = pcapng([(TIME, bytes([number % 251]) * 900) for number in range(4000)])
    path = tmp_path / "large.pcapng"
    path.write_bytes(octets)
    with FrameReader(path) as reader:
        for number, (_, _, buffer, start, stop, _, base) in enumerate(reader):
            assert octets[base + start : base + stop] == buffer[start:stop] == bytes([number % 251]) * 900
        assert reader.position == reader.size == len(octets)


def test_packets_that_cannot_be_placed_are_counted_not_passed_over_in_silence() -> None:
    strange = blocks.packet(7, TIME, b"", b"who?", b"")
    torn_inside = bytearray(blocks.packet(0, TIME, b"", b"body", b""))
    torn_inside[20:24] = struct.pack("<I", 4000)
    found, notes, _ = read(pcapng(FRAMES) + strange + pcapng(FRAMES[:1]) + bytes(torn_inside))
    assert len(found) == len(FRAMES) + 1
    assert notes == ["2 packets are damaged, or of interfaces that the file does not describe; they are left out."]


def test_options_of_a_packet_are_its_direction_and_comments() -> None:
    octets = blocks.section("x") + blocks.interface(1, "name", "words")
    octets += blocks.packet(0, TIME, b"", b"odd", blocks.packet_options(True, ("one", "zwölf")))
    (frame,) = FrameReader(io.BytesIO(octets))
    assert packet_options(frame) == (blocks.OUTBOUND, ("one", "zwölf"))
    assert (frame[0].name, frame[0].description, frame[0].application) == ("name", "words", "x")
