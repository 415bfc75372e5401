"""The sixteen octets that every PDU begins with (SMPP 3.4, 3.2)."""

from __future__ import annotations

from struct import Struct
from typing import NamedTuple

HEADER_SIZE = 16
RESPONSE = 0x80000000
GENERIC_NACK = 0x80000000

_WORDS = Struct(">LLLL")
_new = tuple.__new__  # the constructor of a NamedTuple takes twice as long


class Header(NamedTuple):
    """command_length, command_id, command_status and sequence_number, each of four octets."""

    length: int
    command_id: int
    status: int
    sequence: int


def read_header(octets: bytes | bytearray | memoryview, offset: int = 0) -> Header:
    """The header at ``offset``; struct.error with fewer than 16 octets from there."""
    return _new(Header, _WORDS.unpack_from(octets, offset))


def write_header(header: Header) -> bytes:
    """The sixteen octets of ``header``."""
    return _WORDS.pack(*header)


def is_response(command_id: int) -> bool:
    """Bit 31 of the id: an answer, generic_nack among them."""
    return command_id >= RESPONSE
