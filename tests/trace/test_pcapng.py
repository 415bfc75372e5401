from __future__ import annotations

import struct

from smppconsole.trace.pcapng import COMMENT, FLAGS, block, options, packet, packet_options, read_options, section


def test_a_block_tells_its_length_at_both_ends_and_fills_up_to_four() -> None:
    for size in range(8):
        octets = packet(0, 5, b"tag!", bytes(size), packet_options(True))
        assert len(octets) % 4 == 0
        assert octets[4:8] == octets[-4:] == struct.pack("<I", len(octets))
    assert section("me")[:4] == b"\x0a\x0d\x0d\x0a"
    assert block(7, b"") == struct.pack("<III", 7, 12, 12)


def test_options_are_read_as_they_were_written() -> None:
    said = ((COMMENT, b"words"), (COMMENT, b"more"), (FLAGS, b"\1\0\0\0"))
    assert tuple(read_options(options(said), "<")) == said


def test_options_that_run_out_are_left_out() -> None:
    assert list(read_options(b"\1\0\x50\0abc", "<")) == []
    assert list(read_options(b"\1\0", "<")) == []
    assert list(read_options(options(((COMMENT, b"ok"),))[:-4] + b"\2\0\x50\0", "<")) == [(COMMENT, b"ok")]


def test_a_comment_longer_than_an_option_can_hold_is_cut() -> None:
    (kind, value), _ = read_options(packet_options(False, ("x" * 70_000,)), "<")
    assert (kind, len(value)) == (COMMENT, 0xFFFF)


def test_a_time_before_the_epoch_is_written_all_the_same() -> None:
    assert len(packet(0, -1, b"", b"", b"")) == 32
