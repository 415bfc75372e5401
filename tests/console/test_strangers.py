"""Peers that do not speak SMPP are known by their first octets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smppconsole.console.strangers import STRANGERS, characters, recognise


@pytest.mark.parametrize(
    ("octets", "name"),
    [
        (bytes.fromhex("15030300020246"), "tls-alert"),
        (bytes.fromhex("160301020001"), "tls"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "http"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\nThe plain HTTP request was sent to HTTPS port", "http-tls"),
        (b"<!DOCTYPE html>", "http"),
        (bytes.fromhex("000012040000000000000300000080"), "http"),
        (b"E\0\0\0\x8aSFATAL\0VFATAL\0C0A000\0", "database"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "ssh"),
        (b"220 mail.example ESMTP ready\r\n", "mail"),
        (b"220 FTP server ready\r\n", "ftp"),
        (b"\xff\xfd\x18\xff\xfd\x20", "telnet"),
        (b"\x05\xff", "socks"),
        (b"-ERR unknown command\r\n", "redis"),
        (b"\x4a\x00\x00\x00\x0a5.7.44\x00", "database"),
        (b"\x0200/00089/R/51/A//491701234567:1/A7\x03", "ucp"),
        (b"\x0201:001\t010:user\t\x03", "cimd"),
        (bytes.fromhex("1100000009000080"), "little-endian"),
        (b"Welcome to the machine\r\n", "text"),
    ],
)
def test_a_stranger_is_recognised_by_its_first_words(octets: bytes, name: str) -> None:
    stranger = recognise(octets)
    assert stranger is not None
    assert stranger.id == name


def test_every_row_has_words_and_advice() -> None:
    assert all(stranger.words and stranger.advice for stranger in STRANGERS)


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        bytes.fromhex("0000001080000000000000030000000a"),
        bytes.fromhex("000000218000000900000000000000015445535400"),
        bytes.fromhex("0000001000000015"),
    ],
)
def test_what_may_be_smpp_is_no_stranger(octets: bytes) -> None:
    assert recognise(octets) is None


@given(st.binary(max_size=200))
def test_recognising_is_total(octets: bytes) -> None:
    assert recognise(octets) in (None, *STRANGERS)


def test_octets_are_shown_as_characters_with_dots() -> None:
    assert characters(b"GET /\r\n\x00\xff") == "GET /...."
    assert characters(b"x" * 100, 5) == "xxxxx…"
