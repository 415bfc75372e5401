"""A long message as one of its parts tells it: which part this is, what else came, what is missing, the whole text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from smppconsole.smpp.reassembly import Assembly, Part
from smppconsole.smpp.said import said
from smppconsole.smpp.udh import Segment
from smppconsole.trace.long_messages import LongMessages
from smppconsole.values import dataclass

MOST_TEXT = 40_000
"""Characters of a whole text that each part tells: 255 parts of 153 are 39 015."""

MEANS = {"udh8": "8-bit header", "udh16": "16-bit header", "sar": "sar TLVs"}
"""What carries the reference, in words."""


@dataclass(frozen=True, slots=True)
class LongMessage:
    """The message that the PDU of a ``number`` is a part of; the parts' ``origin`` are such numbers, from 1.

    ``size`` counts all PDUs of the message: repeats may be more than the assembly has read.
    """

    number: int
    segment: Segment
    assembly: Assembly
    size: int

    @property
    def repeats(self) -> int:
        """How many PDUs bring a part that was there already."""
        return self.size - len(self.assembly.parts)

    @property
    def is_repeat(self) -> bool:
        """Whether this PDU is one of them."""
        return self.assembly.parts[self.segment.number].origin != self.number

    @property
    def text(self) -> str | None:
        """The text of all parts that came; None in a repeat, and where it is longer than ``MOST_TEXT``."""
        if self.is_repeat:
            return None
        text = self.assembly.text
        return text if len(text) <= MOST_TEXT else None

    def as_object(self) -> dict[str, Any]:
        """The object of the command line's contract."""
        parts, total = self.assembly.parts, self.assembly.total
        numbers = [parts[number].origin if number in parts else None for number in range(1, total + 1)]
        return {
            "means": self.segment.means,
            "reference": self.segment.reference,
            "part": self.segment.number,
            "parts": total,
            "numbers": numbers,
            "order": list(self.assembly.order),
            "missing": list(self.assembly.missing),
            "repeats": [{"part": one.segment.number, "number": one.origin} for one in self.assembly.repeats],
            "repeat": self.is_repeat,
            "complete": self.assembly.complete,
            "text": self.text,
        }

    def words(self) -> Iterator[str]:
        """The same in lines for people."""
        segment, assembly = self.segment, self.assembly
        others = sorted(part.origin for part in assembly.parts.values() if part.origin != self.number)
        told = said(
            "part {number} of {total}, reference {reference} ({means})",
            number=segment.number,
            total=segment.total,
            reference=segment.reference,
            means=MEANS[segment.means],
        )
        yield told + (said(", with No. {map}", map=", ".join(map(str, others))) if others else "")
        if self.is_repeat:
            yield said("a repeat of No. {origin}", origin=assembly.parts[segment.number].origin)
        yield from assembly.gaps()
        if self.text is not None and len(assembly.parts) > 1:
            yield said("whole text: {dumps}", dumps=json.dumps(self.text, ensure_ascii=False))


def long_message_at(row: int, messages: LongMessages, part_at: Callable[[int], Part | None]) -> LongMessage | None:
    """The long message that a row is a part of, None where it is none; ``part_at`` reads a row."""
    message = messages.message_of(row)
    assembly = messages.assembly(message, part_at)
    own = part_at(row) if assembly is not None else None
    if assembly is None or own is None or own.segment.number not in assembly.parts:
        return None
    return LongMessage(own.origin, own.segment, assembly, messages.size(message))
