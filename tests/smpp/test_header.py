import struct

import pytest

from smppconsole.smpp.header import HEADER_SIZE, Header, is_response, read_header, write_header

ENQUIRE_LINK = bytes.fromhex("00000010000000150000000000000002")


def test_a_header_is_four_numbers_in_sixteen_octets() -> None:
    assert read_header(ENQUIRE_LINK) == Header(16, 0x15, 0, 2)
    assert write_header(Header(16, 0x15, 0, 2)) == ENQUIRE_LINK
    assert len(ENQUIRE_LINK) == HEADER_SIZE


def test_a_header_is_read_at_any_offset() -> None:
    assert read_header(b"xyz" + ENQUIRE_LINK, 3).sequence == 2
    assert read_header(bytearray(ENQUIRE_LINK)) == read_header(memoryview(ENQUIRE_LINK))


def test_fewer_than_sixteen_octets_are_no_header() -> None:
    with pytest.raises(struct.error):
        read_header(ENQUIRE_LINK[:15])


def test_bit_31_makes_an_answer() -> None:
    assert is_response(0x80000004)
    assert is_response(0x80000000)
    assert not is_response(0x00000004)
