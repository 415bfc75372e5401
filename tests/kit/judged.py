"""What the lint says of a PDU given in one line: ids, or the sentences of one rule."""

from __future__ import annotations

from datetime import datetime

from smppconsole.smpp.decode import decode
from smppconsole.smpp.encode import encode
from smppconsole.smpp.lint import lint
from smppconsole.smpp.pdu import Pdu
from smppconsole.smpp.reading import Reading


def ids(pdu: Pdu, reading: Reading | None = None, now: datetime | None = None) -> set[str]:
    """The ids of all findings of the rules."""
    return {finding.id for finding in lint(decode(encode(pdu, anyway=True)), reading or Reading(), now=now)}


def words(pdu: Pdu, rule_id: str) -> list[str]:
    """What one rule says."""
    return [finding.text for finding in lint(decode(encode(pdu, anyway=True))) if finding.id == rule_id]


def places(pdu: Pdu, rule_id: str) -> list[str]:
    """The octets that one rule points at, in hex."""
    wire = encode(pdu, anyway=True)
    found = [finding for finding in lint(decode(wire)) if finding.id == rule_id]
    return [wire[finding.offset : finding.offset + finding.length].hex() for finding in found]
