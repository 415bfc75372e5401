"""All that can be told of one PDU, in one value: what a window's inspector and the command line show."""

from __future__ import annotations

from datetime import datetime

from smppconsole.smpp.content import content_of, segment_of
from smppconsole.smpp.decode import Decoded, decode
from smppconsole.smpp.finding import Finding
from smppconsole.smpp.lint import lint
from smppconsole.smpp.lint_rule import MOST_TLVS
from smppconsole.smpp.reading import AS_USUAL, Reading
from smppconsole.smpp.receipt import ReceiptReading, receipt_of
from smppconsole.smpp.spec.book import STANDARD, Book
from smppconsole.smpp.tree import Node, make_tree
from smppconsole.smpp.udh import Segment
from smppconsole.values import dataclass


@dataclass(frozen=True, slots=True)
class Inspection:
    """A PDU looked at. ``findings`` have the worst first; ``text`` is None for commands that carry none."""

    decoded: Decoded
    nodes: tuple[Node, ...]
    findings: tuple[Finding, ...]
    text: str | None
    receipt: ReceiptReading | None
    segment: Segment | None


MOST_NODES = 2000
"""Fields and TLVs that are told one by one: a submit_multi of 255 destinations has all its fields among them."""


def inspect(
    octets: bytes,
    book: Book = STANDARD,
    reading: Reading = AS_USUAL,
    *,
    now: datetime | None = None,
    whole: bool = False,
) -> Inspection:
    """Look at one PDU as framing cut it. Total, as ``decode`` is.

    ``now`` (aware) is when it was seen: what has passed by then is told only where it is known. Very many TLVs are
    told by the first ``MOST_NODES`` and a count of the others; ``whole`` tells each, whatever time it takes.
    """
    decoded = decode(octets, book)
    nodes = make_tree(decoded, reading, book, most=None if whole else MOST_NODES)
    short = decoded.first_tlvs(MOST_TLVS)
    content = content_of(short, reading)
    return Inspection(
        decoded,
        nodes,
        findings_of(decoded, book, reading, now=now),
        content.text.text if content else None,
        receipt_of(short, reading),
        segment_of(short),
    )


def findings_of(
    decoded: Decoded, book: Book = STANDARD, reading: Reading = AS_USUAL, *, now: datetime | None = None
) -> tuple[Finding, ...]:
    """What is wrong with a PDU, the worst first; ``now`` as for ``inspect``."""
    return tuple(sorted([*decoded.faults, *lint(decoded, reading, now=now, book=book)], key=_by_weight))


def _by_weight(finding: Finding) -> tuple[int, int]:
    return finding.severity.rank, finding.offset
