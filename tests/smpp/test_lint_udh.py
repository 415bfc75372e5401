"""Rules about headers and parts."""

from __future__ import annotations

import pytest

from smppconsole.smpp.lint_examples import deliver, submit, tlv
from tests.kit.judged import ids, places, words

PART = bytes.fromhex("0500030a0201")


@pytest.mark.parametrize("header", ["0500030a0201", "06080412340201", "0605040b8423f0", "0b05040b8423f000030a0201"])
def test_a_header_that_nobody_announced_is_told_with_its_octets(header: str) -> None:
    assert places(submit(short_message=bytes.fromhex(header) + b"Hello"), "udh-without-udhi") == [header]
    assert places(submit(tlv(0x0424, header + "4141"), short_message=b""), "udh-without-udhi") == [header]
    assert "udh-without-udhi" in ids(deliver(short_message=bytes.fromhex(header) + b"Hello"))


@pytest.mark.parametrize(
    "text", [b"\x05\x00\x03", b"\x05\x00", b"Hello", b"\x04\x01\x02", b"\x00\x00\x00\x00", b"\x05\x41\x03\x01\x02\x01x"]
)
def test_other_beginnings_are_no_header(text: bytes) -> None:
    assert "udh-without-udhi" not in ids(submit(short_message=text))


def test_an_announced_header_has_to_be_there() -> None:
    assert "udhi-without-udh" in ids(submit(esm_class=0x40, short_message=b""))
    assert words(submit(esm_class=0x40), "udhi-without-udh") == [
        "esm_class announces a user data header; its first octet claims 72 more, 4 follow."
    ]


@pytest.mark.parametrize(
    ("data_coding", "room", "unit"),
    [(0, 153, b"x"), (3, 134, b"x"), (4, 134, b"\xff"), (8, 67, "ж".encode("utf-16-be"))],
)
def test_the_room_of_a_part(data_coding: int, room: int, unit: bytes) -> None:
    assert "part-too-long" not in ids(submit(data_coding=data_coding, esm_class=0x40, short_message=PART + unit * room))
    assert "part-too-long" in ids(
        submit(data_coding=data_coding, esm_class=0x40, short_message=PART + unit * (room + 1))
    )


def test_the_room_of_a_part_that_sar_tells_leaves_place_for_the_centres_header() -> None:
    sar = (tlv(0x020C, "000a"), tlv(0x020E, "02"), tlv(0x020F, "01"))
    assert "part-too-long" not in ids(submit(*sar, short_message=b"x" * 153))
    assert "part-too-long" in ids(submit(*sar, short_message=b"x" * 154))


@pytest.mark.parametrize(
    ("data_coding", "room", "unit"), [(0, 160, b"x"), (3, 140, b"x"), (8, 70, "ж".encode("utf-16-be"))]
)
def test_the_room_of_one_message(data_coding: int, room: int, unit: bytes) -> None:
    assert "message-too-long" not in ids(submit(data_coding=data_coding, short_message=unit * room))
    assert "message-too-long" in ids(submit(data_coding=data_coding, short_message=unit * (room + 1)))


def test_a_long_text_of_the_centre_raises_no_alarm() -> None:
    assert ids(deliver(short_message=b"x" * 200)) == set()


def test_sar_zero_and_beyond_the_total() -> None:
    for number in ("00", "03"):
        assert "sar-range" in ids(submit(tlv(0x020C, "000a"), tlv(0x020E, "02"), tlv(0x020F, number)))


def test_both_ends_of_a_torn_pair_are_told() -> None:
    torn = submit(data_coding=8, short_message=bytes.fromhex("de000041d83d"))
    assert places(torn, "cut-surrogate") == ["d83d", "de00"]
    assert "ucs2-surrogate" not in ids(torn)
