from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smppconsole.trace.exported import Exported, join_end, read_tags, split_end, write_tags


@pytest.mark.parametrize(
    ("sender", "receiver"),
    [("127.0.0.1:51000", "10.0.0.1:2775"), ("[2001:db8::1]:1", "[::1]:65535"), (":5", ":6"), ("", "")],
)
def test_tags_are_read_as_they_were_written(sender: str, receiver: str) -> None:
    tags = write_tags(sender, receiver)
    assert read_tags(tags + b"pdu") == Exported("smpp", sender, receiver, len(tags))


def test_ends_of_two_versions_are_written_as_the_later_one() -> None:
    told = read_tags(write_tags("192.0.2.1:1", "[2001:db8::1]:2"))
    assert told is not None
    assert told.sender in ("[::ffff:192.0.2.1]:1", "[::ffff:c000:201]:1")


def test_names_become_no_address() -> None:
    told = read_tags(write_tags("smsc.example:2775", "127.0.0.1:1"))
    assert told is not None
    assert (told.sender, told.receiver) == (":2775", ":1")


@given(st.binary(max_size=80))
def test_any_octets_are_tags_or_none(data: bytes) -> None:
    told = read_tags(data)
    assert told is None or 4 <= told.start <= len(data)


@pytest.mark.parametrize("tags", [b"", b"\0\x0c\0\x08smpp", b"\0\x0c\xff\xffsmpp", b"\0\x14\0\x04\x01\x02\x03\x04"])
def test_tags_without_an_end_are_none(tags: bytes) -> None:
    assert read_tags(tags) is None


def test_an_end_is_an_address_and_a_port() -> None:
    assert join_end("::1", 5) == "[::1]:5"
    assert str(split_end("[fe80::1%eth0]:7")[0]) == "fe80::1"
    assert split_end("nonsense") == (None, 0)
    assert split_end("127.0.0.1:99999")[1] == 0
