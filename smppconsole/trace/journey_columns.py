"""The columns behind the journeys: parts and receipts as typed arrays, about 40 octets a message."""

from __future__ import annotations

from array import array
from bisect import bisect_left

from smppconsole.trace.journey import Fate


class Parts:
    """What was sent, one submission a part, ascending by row; the parts of a message are a chain."""

    def __init__(self) -> None:
        self.row = array("I")
        self.message = array("I")
        self.number = bytearray()
        self.fate = bytearray()
        self.next = array("i")
        self.last_receipt = array("i")
        self.first_of = array("I")  # by message
        self.total_of = bytearray()

    def add(self, row: int, message: int, number: int) -> None:
        """One more part, the last so far."""
        self.row.append(row)
        self.message.append(message)
        self.number.append(number)
        self.fate.append(Fate.WAITING)
        self.next.append(-1)
        self.last_receipt.append(-1)

    def add_message(self, total: int) -> int:
        """A message that begins with the part added next; returns its number."""
        self.first_of.append(len(self.row))
        self.total_of.append(min(255, total))
        return len(self.first_of) - 1

    def chain(self, message: int) -> None:
        """Say that the part added next goes on a message."""
        last = self.first_of[message]
        while self.next[last] >= 0:
            last = self.next[last]
        self.next[last] = len(self.row)

    def of_row(self, row: int) -> int:
        """The part that a row is, -1 where it is none."""
        part = bisect_left(self.row, row)
        return part if part < len(self.row) and self.row[part] == row else -1


class Receipts:
    """Receipts, ascending by row. ``part`` is -1 as long as the message is not found; ``before`` is the part's
    receipt before this one.
    """

    def __init__(self) -> None:
        self.row = array("I")
        self.part = array("i")
        self.rule = bytearray()
        self.doubt = bytearray()
        self.before = array("i")

    def add(self, row: int) -> int:
        """One more, without a part; returns its number."""
        self.row.append(row)
        self.part.append(-1)
        self.rule.append(0)
        self.doubt.append(0)
        self.before.append(-1)
        return len(self.row) - 1

    def match(self, receipt: int, part: int, rule: int, doubt: bool, before: int) -> None:
        """The part was found, by the rule of that number."""
        self.part[receipt] = part
        self.rule[receipt] = rule
        self.doubt[receipt] = doubt
        self.before[receipt] = before

    def of_row(self, row: int) -> int:
        """The receipt that a row is, -1 where it is none."""
        receipt = bisect_left(self.row, row)
        return receipt if receipt < len(self.row) and self.row[receipt] == row else -1

    def unmatched(self) -> list[int]:
        """Rows of those whose message was not seen."""
        return [row for row, part in zip(self.row, self.part, strict=True) if part < 0]
