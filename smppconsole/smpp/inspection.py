"""All that can be told of one PDU, in one value: what a window's inspector and the command line show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from smppconsole.smpp.content import content_of, segment_of
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.finding import Finding
from smppconsole.smpp.lint import lint
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.receipt import ReceiptReading, receipt_of
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.tree import Node, make_tree
from smppconsole.smpp.udh import Segment


@dataclass(frozen=True, slots=True)
class Inspection:
    """A PDU looked at. ``findings`` have the worst first; ``text`` is None for commands that carry none."""

    decoded: Decoded
    nodes: tuple[Node, ...]
    findings: tuple[Finding, ...]
    text: str | None
    receipt: ReceiptReading | None
    segment: Segment | None


def inspect(
    octets: bytes, book: Book = STANDARD, reading: Reading = AS_USUAL, *, now: datetime | None = None
) -> Inspection:
    """Look at one PDU as framing cut it. Total, as ``decode`` is.

    ``now`` (aware) is when it was seen: what has passed by then is told only where it is known.
    """
    decoded = decode(octets, book)
    content = content_of(decoded, reading)
    return Inspection(
        decoded,
        make_tree(decoded, reading, book),
        tuple(sorted([*decoded.faults, *lint(decoded, reading, now=now)], key=_by_weight)),
        content.text.text if content else None,
        receipt_of(decoded, reading),
        segment_of(decoded),
    )


def _by_weight(finding: Finding) -> tuple[int, int]:
    return finding.severity.rank, finding.offset
