"""The columns behind the journeys: parts and receipts as typed arrays, about 40 octets a message."""

from __future__ import annotations

from array import array
from bisect import bisect_left

from smppconsole.smpp.message_ids import RULES
from smppconsole.trace.journey import Fate

RULE_NAMES = tuple(RULES)
"""The id rules by the number under which a receipt keeps the one that matched."""

_UNDER_WAY = frozenset({Fate.WAITING, Fate.ACCEPTED, Fate.ON_ITS_WAY})


class Parts:
    """What was sent, one submission a part, ascending by row; the parts of a message are a chain."""

    def __init__(self) -> None:
        self.row = array("I")
        self.message = array("I")
        self.number = bytearray()
        self.fate = bytearray()
        self.next = array("i")
        self.last_receipt = array("i")
        self.wanted = bytearray()  # whether a receipt was asked for
        self.first_of = array("I")  # by message
        self.total_of = bytearray()
        self.open_of = array("H")  # how many of its parts still wait for something
        self.waiting = 0
        self.unanswered: dict[int, None] = {}  # in the order they were sent

    def add(self, row: int, message: int, number: int, wanted: bool) -> None:
        """One more part, the last so far; it waits for its answer."""
        self.unanswered[len(self.row)] = None
        self.wanted.append(wanted)
        self._count(message, 1)
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
        self.open_of.append(0)
        return len(self.first_of) - 1

    def settle(self, part: int, fate: Fate) -> None:
        """What became of a part, as far as is known."""
        before = self._is_open(part)
        self.fate[part] = fate
        if fate is not Fate.WAITING:
            self.unanswered.pop(part, None)
        self._count(self.message[part], self._is_open(part) - before)

    def want_no_more(self, part: int) -> None:
        """No receipt can be tied to this part: its answer named no id."""
        before = self._is_open(part)
        self.wanted[part] = False
        self._count(self.message[part], self._is_open(part) - before)

    def _is_open(self, part: int) -> bool:
        fate = self.fate[part]
        return fate in _UNDER_WAY and (bool(self.wanted[part]) or fate != Fate.ACCEPTED)

    def _count(self, message: int, more: int) -> None:
        """``waiting`` counts the messages of which a part waits."""
        if more:
            before = self.open_of[message]
            self.open_of[message] = before + more
            self.waiting += (before + more > 0) - (before > 0)

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

    def rule_of(self, row: int) -> str | None:
        """The name of the rule that matched the receipt of a row; "" where none did, None where it is no receipt."""
        receipt = self.of_row(row)
        if receipt < 0:
            return None
        return RULE_NAMES[self.rule[receipt]] if self.part[receipt] >= 0 else ""
