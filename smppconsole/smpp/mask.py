"""The password of a bind hidden at its length, for octets that leave the program."""

from __future__ import annotations

from smppconsole.smpp.header import HEADER_SIZE

_WITH_PASSWORD = frozenset((b"\0\0\0\x01", b"\0\0\0\x02", b"\0\0\0\x09", b"\0\0\0\x0b"))


def password_span(octets: bytes) -> tuple[int, int]:
    """Where the password of a bind or outbind lies, its NUL left out; (0, 0) for other PDUs and where none is there.

    A password without its NUL runs to the end of the octets: better too much is hidden than too little.
    """
    if len(octets) <= HEADER_SIZE or octets[4:8] not in _WITH_PASSWORD:
        return 0, 0
    start = octets.find(0, HEADER_SIZE) + 1
    if start == 0:
        return 0, 0
    end = octets.find(0, start)
    return start, end if end >= 0 else len(octets)


def mask_password(octets: bytes) -> bytes:
    """The same octets with each octet of a bind's password as "*"; other PDUs as they are."""
    start, end = password_span(octets)
    return octets if start == end else octets[:start] + b"*" * (end - start) + octets[end:]
