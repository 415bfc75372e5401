"""Peers that do not speak SMPP, known by the first octets they send."""

from __future__ import annotations

import re

from smppconsole.values import dataclass


@dataclass(frozen=True, slots=True)
class Stranger:
    """Who the peer seems to be, with the words for it and what to look at."""

    id: str
    pattern: re.Pattern[bytes]
    words: str
    advice: tuple[str, ...]


def _row(name: str, pattern: bytes, words: str, *advice: str) -> Stranger:
    return Stranger(name, re.compile(pattern, re.DOTALL | re.IGNORECASE), words, advice)


STRANGERS = (
    _row(
        "tls-alert",
        rb"\x15\x03[\x00-\x04]",
        "the peer answered with a TLS alert: this port wants TLS",
        "Switch TLS on for this account, or take the provider's plain port.",
    ),
    _row(
        "tls",
        rb"[\x14\x16\x17]\x03[\x00-\x04]",
        "the peer speaks TLS on this port",
        "Switch TLS on for this account, or take the provider's plain port.",
    ),
    _row(
        "http-tls",
        rb"HTTP/\d.*(plain HTTP request was sent to HTTPS|HTTPS port|SSL-enabled)",
        "a web server that wants TLS answers on this port",
        "Check host and port: this is not a message centre.",
    ),
    _row(
        "http",
        rb"(HTTP/\d|<!DOCTYPE|<html|\x00\x00.\x04\x00\x00\x00\x00\x00)",  # the last are the first words of HTTP/2
        "a web server answers on this port",
        "Check the port: 80, 443 and 8080 are a web service's, not SMPP's.",
        "A provider's HTTP interface has another address than its SMPP interface.",
    ),
    _row(
        "ssh",
        rb"SSH-\d",
        "an SSH server answers on this port",
        "Check the port: 22 is SSH's. Where a tunnel is meant, connect to its local end.",
    ),
    _row(
        "mail",
        rb"(220[ -].*(SMTP|mail)|\* OK .*IMAP|\+OK )",
        "a mail server answers on this port",
        "Check host and port: this is not a message centre.",
    ),
    _row("ftp", rb"220[ -]", "an FTP or mail server answers on this port", "Check host and port."),
    _row("telnet", rb"\xff[\xfb-\xfe]", "a telnet server answers on this port", "Check host and port."),
    _row(
        "socks",
        rb"\x05[\x00-\x02\xff]\Z",
        "a SOCKS proxy answers on this port",
        "Connect to the message centre itself.",
    ),
    _row("redis", rb"-(ERR|NOAUTH|DENIED)", "a Redis server answers on this port", "Check host and port."),
    _row(
        "database",
        rb"(.\x00\x00\x00[\x0a\xff].{0,60}(mysql|mariadb|\d\.\d)|E\x00\x00..S(FATAL|ERROR)\x00)",
        "a database answers on this port",
        "Check host and port.",
    ),
    _row(
        "ucp", rb"\x02\d\d/\d{5}/[OR]/\d\d/", "the peer speaks UCP/EMI, not SMPP", "Ask the provider for the SMPP port."
    ),
    _row("cimd", rb"\x02\d\d:\d{3}\t", "the peer speaks CIMD2, not SMPP", "Ask the provider for the SMPP port."),
    _row(
        "little-endian",
        rb"[\x10-\xff]\x00\x00\x00.{0,3}\x00\x00\x80",
        "the peer sends its numbers with the low octet first",
        "The peer's software is broken: SMPP numbers come with the high octet first (SMPP 3.4, 3.1).",
    ),
    _row(
        "text",
        rb"[\x20-\x7e\r\n\t]{4,}",
        "the peer sends text, which is not SMPP",
        "Check host and port: the first characters say who answers.",
    ),
)


def recognise(octets: bytes) -> Stranger | None:
    """Who sent ``octets`` as its first words, where it is not SMPP; ``None`` for what may well be SMPP, or nothing."""
    if len(octets) >= 8 and octets[0] == 0 and octets[4] in (0x00, 0x80) and any(octets[4:8]):
        return None
    return next((stranger for stranger in STRANGERS if stranger.pattern.match(octets)), None)


def characters(octets: bytes, most: int = 80) -> str:
    """The beginning of ``octets`` as characters, dots for what cannot be shown: evidence for a person."""
    shown = octets[:most].decode("latin-1")
    return "".join(letter if " " <= letter <= "~" else "." for letter in shown) + ("…" if len(octets) > most else "")
