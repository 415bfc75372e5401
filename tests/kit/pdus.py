"""PDUs in one line, for tests: octets from names, and names from octets."""

from __future__ import annotations

from collections.abc import Iterable

from smppconsole.session.events import Event, PduReceived, PduSent, PeerFault, apart
from smppconsole.smpp.encode import encode
from smppconsole.smpp.header import read_header
from smppconsole.smpp.pdu import FieldValue, Pdu
from smppconsole.smpp.spec.book import STANDARD


def pdu(name: str, sequence: int = 0, status: int = 0, **fields: FieldValue) -> Pdu:
    """A PDU by its fields."""
    return Pdu(name, fields, status=status, sequence=sequence)


def octets(name: str, sequence: int = 0, status: int = 0, **fields: FieldValue) -> bytes:
    """The octets of a PDU by its fields."""
    return encode(pdu(name, sequence, status, **fields), anyway=True)


def title(wire: bytes) -> str:
    """``submit_sm_resp #7`` and, where the status is not 0, ``0x58``; other octets in hex."""
    if len(wire) < 16:
        return f"octets {wire.hex()}"
    _, command_id, status, sequence = read_header(wire)
    told = f"{command_name(command_id)} #{sequence}"
    return f"{told} 0x{status:02X}" if status else told


def command_name(command_id: int) -> str:
    """The name of a command, or its number."""
    spec = STANDARD.command(command_id)
    return spec.name if spec else f"0x{command_id:08X}"


def sent(events: Iterable[Event]) -> bytes:
    """All octets that events say were sent."""
    return b"".join(event.octets for event in apart(events) if isinstance(event, PduSent))


def received(events: Iterable[Event]) -> bytes:
    """All octets that events say were received."""
    return b"".join(event.octets for event in apart(events) if isinstance(event, PduReceived | PeerFault))
