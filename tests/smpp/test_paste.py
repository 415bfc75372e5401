"""Hex in any dress: dumps of other tools, offsets, columns, several PDUs, one cut short."""

from __future__ import annotations

import pytest

from smppconsole.smpp.encode import encode
from smppconsole.smpp.lint_examples import submit
from smppconsole.smpp.paste import begins_pdu, read_paste
from tests.kit.dumps import DRESSES, hexdump, wireshark, xxd

SUBMIT = encode(submit(short_message=b"abc def 12 added to the face of it"))
ENQUIRE = bytes.fromhex("00000010000000150000000000000002")


@pytest.mark.parametrize("dress", sorted(DRESSES))
class TestEveryDress:
    def test_one_pdu(self, dress: str) -> None:
        assert read_paste(DRESSES[dress](SUBMIT)).blocks == (SUBMIT,)
        assert read_paste(DRESSES[dress](ENQUIRE)).blocks == (ENQUIRE,)

    def test_several_one_after_the_other(self, dress: str) -> None:
        write = DRESSES[dress]
        text = "\n\n".join(map(write, (SUBMIT, ENQUIRE, SUBMIT)))
        assert read_paste(text).blocks == (SUBMIT, ENQUIRE, SUBMIT)

    def test_several_run_together(self, dress: str) -> None:
        assert read_paste(DRESSES[dress](SUBMIT + ENQUIRE)).blocks == (SUBMIT + ENQUIRE,)

    def test_half_of_one_at_the_end(self, dress: str) -> None:
        text = DRESSES[dress](ENQUIRE) + "\n" + DRESSES[dress](SUBMIT[:41])
        assert read_paste(text).blocks == (ENQUIRE, SUBMIT[:41])

    def test_the_next_line_starts_afresh_after_one_cut_short(self, dress: str) -> None:
        text = DRESSES[dress](SUBMIT[:41]) + "\n" + DRESSES[dress](ENQUIRE)
        assert read_paste(text).blocks == (SUBMIT[:41], ENQUIRE)


def test_a_leading_number_that_does_not_grow_is_data() -> None:
    lines = "00000010 00000015 00000000 00000001\n00000010 00000015 00000000 00000002"
    assert [block.hex() for block in read_paste(lines).blocks] == [
        "00000010000000150000000000000001",
        "00000010000000150000000000000002",
    ]


def test_lengths_that_happen_to_grow_like_offsets_stay_lengths() -> None:
    first = encode(submit(short_message=b""))
    grown = 2 * len(first) - 4
    second = encode(submit(short_message=b"x" * (grown - len(first))))
    assert len(second) == grown
    text = "\n".join(f"{octets[:4].hex()} {octets[4:].hex()}" for octets in (first, second))
    assert read_paste(text).blocks == (first, second)


def test_a_lost_framing_ends_with_its_line() -> None:
    read = read_paste("0000000800000015\nffffffff0011\n" + ENQUIRE.hex())
    assert read.blocks == (bytes.fromhex("0000000800000015"), bytes.fromhex("ffffffff0011"), ENQUIRE)


def test_a_pdu_goes_on_over_blank_lines_and_words() -> None:
    digits = SUBMIT.hex()
    assert read_paste(f"{digits[:40]}\n\nand so on\n{digits[40:]}").blocks == (SUBMIT,)


def test_an_odd_number_of_digits_is_told() -> None:
    read = read_paste(ENQUIRE.hex()[:-1])
    assert read.blocks == (ENQUIRE[:-1],)
    assert "odd number of hex digits" in read.notes[0]


def test_what_is_not_hex_is_told_with_its_line() -> None:
    read = read_paste(f"hello there\n{ENQUIRE.hex()}\nbye now")
    assert read.blocks == (ENQUIRE,)
    assert read.notes == ("line 1: no hex in 'hello there'", "line 3: no hex in 'bye now'")
    assert read_paste("nothing\n" * 50).notes[-1] == "and 30 more lines like these"


def test_no_hex_gives_no_blocks() -> None:
    for text in ("", "\n\n", "no thing here", "-- ++ !!"):
        assert read_paste(text).blocks == ()


def test_comments_and_times_are_no_data() -> None:
    text = f"# 00 11 22\n// ff\n/* aa bb */ {ENQUIRE.hex(' ')}\n12:30:45.123 {ENQUIRE.hex()}"
    assert read_paste(text).blocks == (ENQUIRE, ENQUIRE)


def test_lines_that_a_dump_left_out_stand_in_again() -> None:
    octets = bytes.fromhex("00000090000000040000000000000001") + bytes(112) + b"abcdefghijklmnop"
    lines = hexdump(octets).splitlines()
    assert read_paste("\n".join([lines[0], lines[1], "*", *lines[8:]])).blocks == (octets,)


def test_a_whole_frame_keeps_its_network_headers_apart() -> None:
    ethernet = bytes.fromhex("0011223344556655443322110800")
    ip = bytes.fromhex("450000640000400040060000 7f000001 7f000001")
    tcp = bytes.fromhex("c0000ad70000000100000002 5018 ffff 0000 0000")
    read = read_paste(wireshark(ethernet + ip + tcp + SUBMIT))
    assert read.blocks == (ethernet + ip + tcp, SUBMIT)
    assert "54 octets are headers of the network" in read.notes[0]
    six = bytes.fromhex("60000000006406400000000000000000000000000000000100000000000000000000000000000001")
    assert read_paste(xxd(six + tcp + SUBMIT)).blocks == (six + tcp, SUBMIT)


def test_a_column_that_looks_like_hex_is_still_a_column() -> None:
    octets = encode(submit(short_message=b"deadbeefcafe0123deadbeefcafe0123"))
    for write in (wireshark, xxd, hexdump):
        assert read_paste(write(octets)).blocks == (octets,)


def test_a_pdu_begins_with_a_length_that_can_be_and_a_known_command() -> None:
    assert begins_pdu(ENQUIRE.hex())
    assert begins_pdu("00000010000000aa00000000" + "00000001")
    assert not begins_pdu("00000011000000aa00000000" + "00000001")
    assert not begins_pdu("0000000f00000015")
    assert not begins_pdu("00")


def test_a_labelled_line_that_begins_with_the_digit_b_keeps_it() -> None:
    assert read_paste("data: b2 7b fc 26 a7 dd 67 d0").blocks == (bytes.fromhex("b27bfc26a7dd67d0"),)
    assert read_paste("data=b'b27bfc26a7dd67d0'").blocks == (bytes.fromhex("b27bfc26a7dd67d0"),)
