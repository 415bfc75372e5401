"""What is wrong with the parts of long messages as they pass: which rule is broken, in words, and at which row."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from smppconsole.smpp.reassembly import parts_words
from smppconsole.smpp.said import Said, counted, said
from smppconsole.trace.long_messages import Joined, Left, LongMessages

_SECOND = 1_000_000_000


class PartFinding(NamedTuple):
    """A rule of ``conversation_rules`` that is broken at a row."""

    rule: str
    text: str
    row: int


class PartJudge:
    """Feeds ``messages``, the long messages of the trace; ``patience`` is how many seconds a part may be late."""

    def __init__(self, messages: LongMessages, patience: float) -> None:
        self._messages, self._patience = messages, patience

    def add(self, row: int, octets: bytes, time_ns: int, outgoing: bool, centre: Hashable) -> Iterator[PartFinding]:
        """Take the next message: what it makes plain, and what has been missed for too long by then."""
        joined = self._messages.add(row, octets, time_ns, outgoing, centre)
        if joined is None:
            return
        yield from _words(row, joined)
        for left in self._messages.overdue(time_ns - int(self._patience * _SECOND)):
            words = said("{what} did not come within {seconds:g} s.", what=_missing(left), seconds=self._patience)
            yield PartFinding("part-missing", words, left.row)

    def finish(self) -> Iterator[PartFinding]:
        """What is missing at the end of the trace."""
        for left in self._messages.overdue(None):
            one, many = said("{what} is not in the trace."), said("{what} are not in the trace.")
            words = counted(one, many, len(left.missing), what=_missing(left))
            yield PartFinding("part-missing", words, left.row)


def _words(row: int, joined: Joined) -> Iterator[PartFinding]:
    segment = joined.segment
    if joined.displaced is not None:
        words = said(
            "Reference {reference} comes again with another part {number}, and {missing} of {total} parts of the "
            "message before are missing.",
            reference=segment.reference,
            number=segment.number,
            missing=joined.displaced,
            total=segment.total,
        )
        yield PartFinding("reference-reused", words, row)
    if joined.repeats is not None:
        words = said(
            "The part {number} of {total} with reference {reference} came before, as PDU {pdu}.",
            number=segment.number,
            total=segment.total,
            reference=segment.reference,
            pdu=joined.repeats + 1,
        )
        yield PartFinding("part-repeated", words, row)


def _missing(left: Left) -> Said:
    segment, parts = left.segment, parts_words(left.missing)
    words = said("Of the message with reference {reference}, {parts} of {total}")
    return said(words, reference=segment.reference, parts=parts, total=segment.total)
